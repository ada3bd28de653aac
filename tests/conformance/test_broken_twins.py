"""A domain that keeps its contract, and twins of it that each break one property."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from ruleloop.conformance import evidence, playing, told
from ruleloop.conformance.check import Property, findings, subject_of
from ruleloop.session import open_session
from ruleloop.testing import DomainContract

TOY = Path(__file__).parents[1] / "toy"
SCENARIO = "scenarios/inventory/corner_shop.toml"
DOMAIN, SIMULATOR = "domains/inventory.py", "simulators/inventory/simulator.py"
INTERFACE, BASELINE = "simulators/inventory/interface.py", "rules/inventory/baseline.py"


REPLICATIONS = 12


class TestToy(DomainContract):
    scenario = str(TOY / SCENARIO)
    workspace = TOY
    replications = REPLICATIONS


class Twin(NamedTuple):
    """A change of one passage, the property that it breaks, and a word of what is said of it.

    also: properties that cannot hold either where the first one does not.
    """

    file: str
    old: str
    new: str
    breaks: Property
    says: str
    also: tuple[Property, ...] = ()


TWINS = {
    "a signal without a unit": Twin(
        DOMAIN, '"stock.day", "days"', '"stock.day", ""', told.everything_has_a_unit,
        "inventory.py:77: `stock.day`",
    ),
    "a price out of nowhere": Twin(
        SIMULATOR, 'lost unit", extra=CHOSEN', 'lost unit"',
        told.parameters_have_sources, "simulator.py:34: `lost_sale_eur`",
    ),
    "an undocumented observation": Twin(
        INTERFACE, '"""The stock this morning;', 'x = """', told.interface_is_documented,
        "interface.py:17: `Stock`",
    ),
    "a seed that crosses": Twin(
        INTERFACE, "    horizon_days: int\n", "    horizon_days: int\n    demand_seed: int = 0\n",
        told.nothing_latent_crosses, "interface.py:14: `Shop.demand_seed`",
    ),
    "a signal out of scope": Twin(
        DOMAIN, '"stock.day", "days"', '"morning.day", "days"', told.moves_are_in_scope,
        "inventory.py:77: `morning.day`",
    ),
    "an idiom with a range too few": Twin(
        DOMAIN, '"units", ((0.2, 5.0),)', '"units", ()', told.moves_are_in_scope, "ranges"
    ),
    "a knob of no rule set": Twin(
        DOMAIN, '"COVER_DAYS"', '"COVERED_DAYS"', told.moves_are_in_scope, "COVERED_DAYS"
    ),
    "a baseline that fails": Twin(
        BASELINE, "return max(0.0", "return max('0'", playing.rule_sets_play, "baseline"
    ),
    "a draw by call order": Twin(
        SIMULATOR,
        'draws.lognormal(mean, world.demand_cv, "demand", day)',
        "mean * __import__('random').uniform(0.5, 1.5)",
        playing.repeats,
        "simulator.py:56: `__import__('random')`",
        (playing.repeats_elsewhere, evidence.pairing_pays),
    ),
    "the hash of a text": Twin(
        SIMULATOR, "mean = world.demand_units",
        'mean = (1 + hash("x") % 997 / 997) * world.demand_units',
        playing.repeats_elsewhere, "simulator.py:55: `hash('x')`",
    ),
    "a division by nothing": Twin(
        SIMULATOR, "lost / world.lost_sale_eur if world.lost_sale_eur else sold",
        "lost / world.lost_sale_eur",
        playing.measures_are_finite_at_the_edges,
        "simulator.py:67: the simulator failed: ZeroDivisionError",
    ),
    "a part that is left out": Twin(
        DOMAIN, '("holding", "ordering", "lost_sales")', '("holding", "ordering")',
        evidence.parts_sum, "difference",
    ),
    "a floor that is none": Twin(
        DOMAIN, "draws: 0.0", "draws: 1e6", evidence.floor_holds, "baseline"
    ),
    "a baseline that breaks a guard-rail": Twin(
        DOMAIN, 'AtLeast("fill_rate", 0.5)', 'AtLeast("fill_rate", 0.9999)',
        evidence.baseline_holds, "fill_rate",
    ),
    "guard-rails that sleep": Twin(
        DOMAIN,
        'AtLeast("fill_rate", 0.5),\n        Never("illegal_share"),\n'
        '        NotWorse("lost_sales", by=8.0)',
        'Never("illegal_share")',
        evidence.guardrails_fire, "pass",
    ),
    "draws that depend on decisions": Twin(
        SIMULATOR, '"demand", day)', '"demand", day, str(on_hand))',
        evidence.pairing_pays, "key every draw",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TWINS)
def test_a_broken_twin_fails_the_property_that_it_breaks_and_no_other(name, tmp_path):
    twin = TWINS[name]
    shutil.copytree(TOY, tmp_path / "toy", ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "toy" / twin.file
    text = path.read_text(encoding="utf-8")
    assert text.count(twin.old) == 1
    path.write_text(text.replace(twin.old, twin.new), encoding="utf-8")
    with open_session(str(tmp_path / "toy" / SCENARIO), workers=1) as session:
        subject = subject_of(session, replications=REPLICATIONS)
        broken = [finding for finding in findings(subject) if not finding.holds]
        own = twin.breaks(subject)
    assert not own.holds
    assert twin.says in own.detail
    also = {each(subject).prop for each in twin.also} if len(broken) > 1 else set()
    assert {finding.prop for finding in broken} - also == {own.prop}
