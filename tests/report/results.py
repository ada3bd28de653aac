"""Realistic results of runs, one per state that a report must tell apart."""

import msgspec

from ruleloop.judge.verdict import Reading
from ruleloop.report.result import (
    Arm,
    ExperimentRow,
    Figure,
    Gain,
    Gains,
    Goal,
    HoldOut,
    Interval,
    Keep,
    Ranked,
    RunResult,
    SensitivityRow,
    StressResult,
    Traded,
    TradeOff,
    WorldParameter,
)
from tests.report.experiments import HYPOTHESES, counts_of, experiments
from tests.report.intervals import estimate, interval
from tests.report.picture import picture
from tests.report.rule_texts import CHAMPION_SOURCE, SHIPPED_SOURCE

KEEPS = (
    Keep(17, HYPOTHESES[0], estimate(0.061, 0.021), 0.061),
    Keep(58, HYPOTHESES[1], estimate(0.048, 0.019), 0.109),
    Keep(141, HYPOTHESES[2], estimate(0.044, 0.020), 0.153),
)
PARTS = {
    "drivers": (1.52, 1.428),
    "distance": (0.88, 0.82),
    "tolls": (0.21, 0.19),
    "late": (0.33, 0.31),
    "carrier": (0.61, 0.66),
}
GUARDRAILS = (
    Reading("AtLeast", "on_time_share", 0.963, 0.95, 0.007, True, 0.957),
    Reading("Never", "illegal_share", 0.0, 0.0, 0.0, True),
    Reading("AtMost", "longest_shift_h", 8.9, 9.5, 0.4, True, 9.1),
    Reading("NotWorse", "co2_kg_per_unit", 0.412, 0.459, 0.039, True, 0.42),
)


def finished() -> RunResult:
    """A run that found something, held out, all guard-rails holding."""
    rows = experiments(200, KEEPS)
    return RunResult(
        title="A week in the city",
        domain_title="Supply chain: deliveries over the day",
        scenario="supply_chain/city_week",
        status="finished",
        goal=Goal("cost_per_unit", "EUR/unit", "minimise", "cost per unit delivered"),
        baseline="fixed_tours",
        best_shipped="savings_by_wave",
        champion="champion of experiment 141",
        finished_at="2026-03-02 07:12",
        seed=42,
        isolation="process, Landlock, seccomp",
        versions={"ruleloop": "0.1.0", "numpy": "2.2.1", "python": "3.11.2"},
        agent="evolve",
        budget="200 experiments",
        replications=21_480,
        tournament=(
            Ranked("savings_by_wave", interval(3.49, 0.06), guardrails_hold=True),
            Ranked("nearest_van", interval(3.62, 0.07), guardrails_hold=True),
            Ranked("fixed_tours", interval(3.81, 0.05), guardrails_hold=True),
            Ranked("new_idea", None, guardrails_hold=False, note="raised ZeroDivisionError"),
            Ranked(
                "all_by_night",
                interval(3.31, 0.09),
                guardrails_hold=False,
                note="breaks on-time share, cannot win",
            ),
        ),
        experiments=rows,
        counts=counts_of(rows),
        keeps=KEEPS,
        gains=Gains(
            in_search=Gain(estimate(0.201, 0.031), 3.49),
            confirmed=Gain(estimate(0.153, 0.035), 3.49),
            held_out=Gain(estimate(0.142, 0.039), 3.55),
        ),
        hold_out=HoldOut(24, 96, _arms(), GUARDRAILS),
        stress=(
            StressResult("bridge closed", "the main bridge closes at noon", True, True),
            StressResult(
                "half the drivers ill",
                "a wave of flu",
                champion_passes=True,
                best_shipped_passes=False,
                detail="best known rules: on-time share 0.71 where 0.75 is asked",
            ),
        ),
        sensitivity=_sensitivity(),
        best_shipped_source=SHIPPED_SOURCE,
        champion_source=CHAMPION_SOURCE,
        figures=(Figure("Vans over the day", picture("#14508c"), picture("#64748b")),),
        parameters=(
            WorldParameter(
                "orders_per_day",
                "140 to 220",
                "200 to 260",
                "ORTEC VRPTW instances (2022)",
                "orders that arrive on one day",
            ),
            WorldParameter("night_speed_gain", "1.25", "1.15 to 1.35", "", "faster by night"),
            WorldParameter("diesel_eur_l", "1.55", "1.55 to 1.85", "EU Oil Bulletin, 2025"),
        ),
        assumed_levers=("roads are 25 % faster by night", "3 % of flexible customers opt out"),
        reproduce='ruleloop run supply_chain/city_week --seed 42 --budget "200 experiments"',
        plain_words={
            "on_time_share": "deliveries on time",
            "illegal_share": "decisions that break a law or a capacity",
            "longest_shift_h": "longest shift in hours",
            "drivers": "drivers' hours",
            "late": "penalties for lateness",
            "carrier": "spot carrier",
        },
    )


def _arms() -> tuple[Arm, ...]:
    shipped = {name: values[0] for name, values in PARTS.items()}
    champion = {name: values[1] for name, values in PARTS.items()}
    baseline = {"drivers": 1.66, "distance": 1.02, "tolls": 0.26, "late": 0.29, "carrier": 0.65}
    return (
        Arm("champion", "champion of experiment 141", interval(3.408, 0.08), champion),
        Arm("best shipped", "savings_by_wave", interval(3.55, 0.08), shipped),
        Arm("baseline", "fixed_tours", interval(3.88, 0.07), baseline),
        Arm("foresight", "", interval(3.02, 0.09)),
        Arm("floor", "", Interval(2.31, 2.31, 2.31)),
    )


def _sensitivity() -> tuple[SensitivityRow, ...]:
    return (
        SensitivityRow(
            "night_speed_gain",
            1.0,
            1.4,
            estimate(0.048, 0.04),
            estimate(0.201, 0.05),
            "how much faster roads are by night",
        ),
        SensitivityRow("driver_eur_h", 24.0, 38.0, estimate(0.121, 0.03), estimate(0.171, 0.04)),
        SensitivityRow("opt_out_share", 0.0, 0.1, estimate(0.15, 0.03), estimate(0.132, 0.03)),
    )


def nothing_found() -> RunResult:
    """A run whose champion is still the best shipped rule set."""
    rows = experiments(200)
    base = finished()
    return msgspec.structs.replace(
        base,
        champion=base.best_shipped,
        champion_source=base.best_shipped_source,
        keeps=(),
        gains=Gains(),
        experiments=rows,
        counts=counts_of(rows),
        sensitivity=(),
        hold_out=HoldOut(24, 96, _same_rules_twice(), GUARDRAILS),
    )


def _same_rules_twice() -> tuple[Arm, ...]:
    """Arms as a run leaves them that kept nothing: its champion is best shipped."""
    arms = {arm.role: arm for arm in _arms()}
    twin = msgspec.structs.replace(arms["best shipped"], role="champion")
    return tuple((arms | {"champion": twin}).values())


def broken_guardrail() -> RunResult:
    """A gain that gives up punctuality."""
    broken = Reading("AtLeast", "on_time_share", 0.931, 0.95, -0.025, False, 0.925)
    return msgspec.structs.replace(
        finished(), hold_out=HoldOut(24, 96, _arms(), (broken, *GUARDRAILS[1:]))
    )


def unproven_guardrail() -> RunResult:
    """A guard-rail whose mean holds and whose bound does not."""
    unproven = Reading("AtLeast", "on_time_share", 0.952, 0.95, -0.004, False, 0.946)
    return msgspec.structs.replace(
        finished(), hold_out=HoldOut(24, 96, _arms(), (unproven, *GUARDRAILS[1:]))
    )


def not_significant() -> RunResult:
    """A held-out gain that may be chance."""
    base = finished()
    gains = msgspec.structs.replace(base.gains, held_out=Gain(estimate(0.03, 0.06), 3.55))
    return msgspec.structs.replace(base, gains=gains, hold_out=_hold_out_with(3.52))


def worse_held_out() -> RunResult:
    """Rules that lose in unseen worlds."""
    base = finished()
    gains = msgspec.structs.replace(base.gains, held_out=Gain(estimate(-0.09, 0.04), 3.55))
    return msgspec.structs.replace(base, gains=gains, hold_out=_hold_out_with(3.64))


def _hold_out_with(champion: float) -> HoldOut:
    arm = Arm("champion", "champion of experiment 141", interval(champion, 0.08))
    return HoldOut(24, 96, (arm, *_arms()[1:]), GUARDRAILS)


def _without_a_gain(hold_out: HoldOut) -> RunResult:
    gains = msgspec.structs.replace(finished().gains, held_out=None)
    return msgspec.structs.replace(finished(), gains=gains, hold_out=hold_out)


def champion_failed() -> RunResult:
    """New rules that crash on the hold-out."""
    return _without_a_gain(HoldOut(24, 96, _arms()[1:3], fault="raised: ZeroDivisionError"))


def best_shipped_failed() -> RunResult:
    """Best known rules that crash on the hold-out, where the new ones do not."""
    return _without_a_gain(HoldOut(24, 96, (_arms()[0], _arms()[2])))


def everything_failed() -> RunResult:
    """A run that found nothing, and whose shipped rules all crash on the hold-out."""
    fault = HoldOut(24, 3, (), fault="timeout: the decision took 2.1 s")
    return msgspec.structs.replace(nothing_found(), hold_out=fault)


def floor_beaten() -> RunResult:
    """New rules that are better than anything can be."""
    hold_out = HoldOut(24, 96, _arms(), GUARDRAILS, beats_floor=True)
    return msgspec.structs.replace(finished(), hold_out=hold_out)


def running() -> RunResult:
    """A run in flight: no hold-out yet."""
    base = finished()
    gains = msgspec.structs.replace(base.gains, held_out=None)
    return msgspec.structs.replace(
        base,
        status="running",
        hold_out=None,
        gains=gains,
        finished_at="",
        sensitivity=(),
        stress=(),
    )


def interrupted() -> RunResult:
    """A run that was stopped before its hold-out."""
    return msgspec.structs.replace(running(), status="interrupted")


def just_started() -> RunResult:
    """A run that has only begun: nothing but names is known."""
    return RunResult(
        title="A corner shop",
        domain_title="Inventory of one shop",
        scenario="inventory/corner_shop",
        status="running",
        goal=Goal("cost_per_day", "EUR/day", "minimise"),
        baseline="baseline",
        best_shipped="baseline",
        champion="baseline",
    )


def maximise() -> RunResult:
    """The same shape for an objective where more is better."""
    base = finished()
    arms = (
        Arm("champion", "champion", interval(12.4, 0.3), {"core": 9.1, "optional": 3.3}),
        Arm("best shipped", "mastery", interval(11.8, 0.3), {"core": 9.0, "optional": 2.8}),
        Arm("baseline", "linear", interval(9.6, 0.2), {"core": 7.9, "optional": 1.7}),
        Arm("foresight", "", interval(15.1, 0.3)),
    )
    return msgspec.structs.replace(
        base,
        title="One term of algebra",
        domain_title="Education paths",
        goal=Goal("mastered_per_hour", "concepts/h", "maximise", "concepts mastered per hour"),
        baseline="linear",
        best_shipped="mastery",
        tournament=(),
        gains=Gains(held_out=Gain(estimate(0.6, 0.2), 11.8)),
        hold_out=HoldOut(24, 96, arms, GUARDRAILS[:1]),
    )


SHIPPED = (
    Traded("savings_by_wave", 0.0, 0.0),
    Traded("fixed_tours", -0.32, 0.01),
    Traded("all_by_night", 0.18, -0.4),
)
KEPT = (Traded("#17", 0.06, 0.002), Traded("#58", 0.11, -0.001))
TRIED = tuple(Traded(f"#{k}", 0.02 * (k % 7) - 0.08, 0.001 * (k % 5)) for k in range(1, 40))


def traded() -> RunResult:
    """A domain that weighs deliveries on time against cost."""
    both = TradeOff("on_time_share", TRIED, len(TRIED), KEPT, SHIPPED, (-0.03,))
    return msgspec.structs.replace(finished(), trade_off=both)


def five_thousand() -> RunResult:
    """A long search."""
    rows = experiments(5000, KEEPS)
    return msgspec.structs.replace(finished(), experiments=rows, counts=counts_of(rows))


HOSTILE = (
    "<script>alert(1)</script>\x1b[31mred\x1b[0m [bold]x[/bold] | `a` \u202eevil\udc80\nline\x00"
)


def hostile() -> RunResult:
    """Text from rules and agents that tries to be markup or terminal control."""
    base = finished()
    row = ExperimentRow(201, "discard", HOSTILE, "screen", -0.1, None, 8, HOSTILE)
    keep = Keep(17, HOSTILE, estimate(0.061, 0.021), 0.061)
    place = Traded(HOSTILE, -0.1, 0.1)
    return msgspec.structs.replace(
        base,
        champion=HOSTILE,
        experiments=(*base.experiments, row),
        keeps=(keep, *base.keeps[1:]),
        trade_off=TradeOff(HOSTILE, (place,), 1, (place, place), (place,)),
        champion_source=base.champion_source + "# " + HOSTILE + "</table><img src=x onerror=y>\n",
        stress=(StressResult(HOSTILE, HOSTILE, champion_passes=True, detail=HOSTILE),),
    )


VARIANTS = {
    f.__name__: f
    for f in (
        finished,
        nothing_found,
        broken_guardrail,
        unproven_guardrail,
        not_significant,
        worse_held_out,
        champion_failed,
        best_shipped_failed,
        everything_failed,
        floor_beaten,
        running,
        interrupted,
        just_started,
        maximise,
        traded,
        five_thousand,
        hostile,
    )
}
