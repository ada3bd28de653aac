from benchmarks.synthetic_bench import Model, SyntheticBench, make_card
from ruleloop.evaluation.replication import Block
from ruleloop.judge.apart import Apart, hold_out_apart
from ruleloop.judge.stand import Stand
from ruleloop.scenario import Evidence, Scenario

STILL = Model("still", noise="none").source
CHAMPION = Model("champion", gain=4.0, sd=1.0).source
STAND = Stand(CHAMPION, CHAMPION, STILL, STILL, "still", "still", worthwhile=1.0, clip=12.0)
TRADES = Scenario(
    "toy",
    holdout={"trade": {"any_of": ["parcels", "pallets"]}},
    evidence=Evidence(holdout_worlds=12, holdout_apart="trade"),
)


class LosesWithPallets(SyntheticBench):
    """A world whose trade turns the gain of every rule set into a loss."""

    def _gain(self, model: Model, rules: str, block: Block, index: int) -> float:
        gain = super()._gain(model, rules, block, index)
        return -gain if block.setting.overrides == {"trade": "pallets"} else gain


def judged(scenario: Scenario = TRADES, opening: int = 1) -> tuple[tuple[Apart, ...], set[str]]:
    bench = LosesWithPallets(1)
    found = hold_out_apart(STAND, opening, card=make_card(), scenario=scenario, bench=bench)
    return found, {number for _, number in bench.blocks}


def test_rules_that_win_in_one_kind_of_world_only_are_told_in_which_they_lose() -> None:
    (parcels, pallets), _ = judged()
    assert (parcels.value, parcels.faults()) == ("parcels", ())
    assert pallets.faults() == (
        "the champion is worse than best shipped on the hold-out, where trade is pallets",
    )


def test_every_kind_has_as_many_worlds_as_the_holdout_with_a_replication_each() -> None:
    found, _ = judged()
    assert [(each.result.worlds, each.result.seeds_per_world) for each in found] == [(12, 1)] * 2


def test_kinds_and_openings_never_share_a_block_of_seeds() -> None:
    blocks = [block for opening in (1, 2) for block in judged(opening=opening)[1]]
    assert len(blocks) == len(set(blocks)) == 4


def test_nothing_is_judged_apart_where_a_scenario_does_not_ask_for_it() -> None:
    assert judged(Scenario("toy", holdout=TRADES.holdout)) == ((), set())
