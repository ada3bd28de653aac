"""A domain that is not right yet: one message says where, what was expected and how to mend it."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ruleloop.errors import DomainError, WorkspaceError
from ruleloop.evaluation.stage import load_domain
from ruleloop.workspace import find_workspace
from tests.cli.test_commands import ruleloop, start

DOMAIN, SIMULATOR = "domains/inventory.py", "simulators/inventory/simulator.py"
INTERFACE = "simulators/inventory/interface.py"


class Mistake(NamedTuple):
    """A change of one passage; the file and passage whose line is named, and what is said."""

    file: str
    old: str
    new: str
    place: tuple[str, str]
    says: tuple[str, ...]


RETURNED = '"cost_per_day": sum(parts.values()),'
WRITTEN = {
    "no DOMAIN": Mistake(
        DOMAIN, "DOMAIN = Domain(", "DOMAINE = Domain(",
        (DOMAIN, ""), ("expected `DOMAIN = Domain(...)`, found no DOMAIN", "ruleloop new domain"),
    ),
    "a part of the domain is missing": Mistake(
        DOMAIN, "    simulate=simulate,\n", "", (DOMAIN, "DOMAIN = Domain("),
        ("a part is missing", "add `simulate=...`"),
    ),
    "no interface module": Mistake(
        DOMAIN, "import simulators.inventory.interface as interface",
        "import simulators.inventory.border as interface",
        (DOMAIN, "border as interface"),
        ("no module", "expected a file simulators/inventory/border.py"),
    ),
    "a class as the interface": Mistake(
        DOMAIN, "    interface=interface,", "    interface=World,",
        (DOMAIN, "interface=World"), ("expected the module interface.py",),
    ),
    "no Rules": Mistake(
        INTERFACE, "class Rules(Protocol)", "class Decisions(Protocol)",
        (INTERFACE, ""), ("expected a class `Rules(Protocol)`",),
    ),
    "no decision": Mistake(
        INTERFACE, "def order_quantity(", "def _order_quantity(",
        (INTERFACE, ""), ("declares no decision; expected a method such as",),
    ),
    "a decision without a type": Mistake(
        INTERFACE, "self, stock: Stock,", "self, stock,",
        (INTERFACE, "def order_quantity("), ("without a type: stock",),
    ),
    "a type that is none": Mistake(
        INTERFACE, "self, stock: Stock,", 'self, stock: "Stocks",',
        (INTERFACE, "def order_quantity("), ("name 'Stocks' is not defined",),
    ),
    "a signature that does not fit": Mistake(
        SIMULATOR, "draws: Draws, rules: Any, trace: Any)", "draws: Draws, rules: Any)",
        (DOMAIN, "simulate=simulate"),
        ("expected a function `simulate(world, draws, rules, trace)`", "simulator.py:"),
    ),
    "an objective without a unit": Mistake(
        DOMAIN, '"EUR/day"', '""', (DOMAIN, "objective=Minimise("),
        ("`cost_per_day` has no unit", '"EUR/day"'),
    ),
    "an objective whose unit is left out": Mistake(
        DOMAIN, 'Minimise("cost_per_day", "EUR/day", ("holding", "ordering", "lost_sales"))',
        'Minimise("cost_per_day")', (DOMAIN, "objective=Minimise("),
        ("a part is missing", "add `unit=...`"),
    ),
    "a world that can be changed": Mistake(
        SIMULATOR, "class World(msgspec.Struct, frozen=True,", "class World(msgspec.Struct,",
        (DOMAIN, "world=World"), ("add `frozen=True`", "simulator.py:"),
    ),
    "a guard-rail without its comma": Mistake(
        DOMAIN, '        AtLeast("fill_rate", 0.5),\n        Never("illegal_share"),\n'
        '        NotWorse("lost_sales", by=8.0),\n', '        AtLeast("fill_rate", 0.5)\n',
        (DOMAIN, "guardrails=("), ("expected a tuple", "does a comma lack?"),
    ),
    "limits of a rare situation without their comma": Mistake(
        DOMAIN, '(AtLeast("fill_rate", 0.2),)', '(AtLeast("fill_rate", 0.2))',
        (DOMAIN, "stress=("), ("`demand triples`: limits", "does a comma lack?"),
    ),
    "a rare situation with a parameter that worlds do not have": Mistake(
        DOMAIN, '{"demand_units": 60.0}', '{"demand_unit": 60.0}',
        (DOMAIN, "stress=("),
        ("`demand triples`: worlds have no parameter `demand_unit`; did you mean",),
    ),
    "a signal that is a text": Mistake(
        DOMAIN, 'Signal("stock.day", "days")', '"stock.day"',
        (DOMAIN, "signals=("), ("expected Signal, got 'stock.day'",),
    ),
    "an observation that cannot cross": Mistake(
        INTERFACE, "recent_demand_units: tuple[float, ...]", "recent_demand_units: complex",
        (INTERFACE, "recent_demand_units: complex"),
        ("`Stock.recent_demand_units`", "type `complex` cannot cross", "arrays"),
    ),
    "a typing error": Mistake(
        SIMULATOR, "holding = ordering =", "holding = = ordering =",
        (SIMULATOR, "= = ordering"), ("SyntaxError",),
    ),
}  # fmt: skip

PLAYED = {
    "an objective that is not measured": Mistake(
        SIMULATOR, RETURNED, '"costs_per_day": sum(parts.values()),',
        (SIMULATOR, "def simulate("),
        ("none called `cost_per_day`; it gave: costs_per_day, holding",),
    ),
    "no measures at all": Mistake(
        SIMULATOR, "    return {\n        " + RETURNED, "    _ = {\n        " + RETURNED,
        (SIMULATOR, "def simulate("),
        ("expected a dictionary of measures such as `cost_per_day`, got None",),
    ),
    "an observation that is not of its type": Mistake(
        SIMULATOR, "Stock(day, on_hand,", "Stock(day, 'plenty',",
        (SIMULATOR, "'plenty'"),
        ("breaks its interface", "Expected `float`, got `str`", "interface.py"),
    ),
    "a simulator that is not deterministic": Mistake(
        SIMULATOR, 'draws.lognormal(mean, world.demand_cv, "demand", day)',
        "mean * __import__('random').random()",
        (SIMULATOR, "__import__"), ("played twice, gave cost_per_day", "keyed by a fact"),
    ),
}  # fmt: skip


@pytest.fixture
def twin(tmp_path: Path, toy: Path) -> Path:
    """A copy of the toy workspace to break."""
    shutil.copytree(toy, tmp_path / "toy", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "toy"


def change(twin: Path, mistake: Mistake) -> None:
    path = twin / mistake.file
    text = path.read_text(encoding="utf-8")
    assert text.count(mistake.old) == 1
    path.write_text(text.replace(mistake.old, mistake.new), encoding="utf-8")


def faults_of(twin: Path) -> tuple[str, ...]:
    """What is said of the domain when a worker loads it, in this process."""
    with pytest.raises(DomainError) as raised:
        load_domain(str(twin), "inventory")
    return raised.value.faults


@pytest.fixture
def forgetful(twin, monkeypatch) -> Iterator[None]:
    """Domains and simulators of the copy are imported anew, and forgotten after the test."""
    monkeypatch.syspath_prepend(str(twin))
    for name in [m for m in sys.modules if m.split(".")[0] in ("domains", "simulators")]:
        monkeypatch.delitem(sys.modules, name)
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.split(".")[0] in ("domains", "simulators"):
            del sys.modules[name]


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("name", WRITTEN)
def test_a_mistake_in_a_file_is_told_once_with_its_place_and_how_to_mend_it(name, twin):
    change(twin, WRITTEN[name])
    faults = faults_of(twin)
    assert len(faults) == 1
    expect(faults[0], WRITTEN[name], twin)


@pytest.mark.parametrize("name", PLAYED)
def test_a_mistake_that_shows_when_it_is_played_is_told_by_the_command(name, twin):
    change(twin, PLAYED[name])
    command = ("run", "inventory/tiny", "--seed", "s", "--workers", "1")
    _, err = ruleloop(*command, cwd=twin, exits=2)
    said = [line for line in err.splitlines() if line.startswith("ruleloop: ")]
    assert len(said) == 1, err
    expect(said[0], PLAYED[name], twin)


def test_a_comparison_on_a_simulator_that_is_not_deterministic_is_refused(twin):
    mistake = PLAYED["a simulator that is not deterministic"]
    change(twin, mistake)
    command = ("compare", "inventory/tiny", "baseline", "reorder_point", "--workers", "1")
    out, err = ruleloop(*command, cwd=twin, exits=2)
    assert not out
    expect(next(line for line in err.splitlines() if "played twice" in line), mistake, twin)


def test_an_error_of_the_simulator_is_told_with_its_place_before_anything_else(twin):
    change(twin, Mistake(SIMULATOR, '"demand", day)', '"demand", dai)', ("", ""), ()))
    _, err = ruleloop("simulate", "inventory/tiny", "--workers", "1", cwd=twin, exits=3)
    said = next(line for line in err.splitlines() if line.startswith("ruleloop: "))
    mistake = Mistake(SIMULATOR, "", "", (SIMULATOR, '"demand", dai)'), ("NameError: name 'dai'",))
    expect(said, mistake, twin)


def expect(said: str, mistake: Mistake, twin: Path) -> None:
    file, passage = mistake.place
    lines = (twin / file).read_text(encoding="utf-8").splitlines()
    numbers = [f":{n}" for n, line in enumerate(lines, 1) if passage in line] if passage else [""]
    assert f"{twin / file}{numbers[0]}: " in said
    for words in mistake.says:
        assert words in said


@pytest.mark.usefixtures("forgetful")
def test_two_mistakes_are_told_together(twin):
    change(twin, WRITTEN["an objective without a unit"])
    change(twin, WRITTEN["an observation that cannot cross"])
    faults = faults_of(twin)
    assert ["has no unit" in faults[0], "cannot cross" in faults[1]] == [True, True]


@pytest.mark.usefixtures("forgetful")
def test_two_modules_of_one_name_are_both_named(twin):
    (twin / "domains" / "inventory").mkdir()
    (twin / "domains" / "inventory" / "__init__.py").write_text('"""In the way."""\n')
    (said,) = faults_of(twin)
    assert f"{twin / DOMAIN}: another module is in its way" in said
    assert "domains/inventory/__init__.py; rename one of them" in said


def test_two_installed_domains_of_one_name_are_both_named(twin, tmp_path):
    for name in ("one_shop", "other_shop"):
        info = tmp_path / "site" / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[ruleloop.domains]\nshops = {name}\n")
        (tmp_path / "site" / name).mkdir()
        (tmp_path / "site" / name / "__init__.py").write_text("")
        (tmp_path / "site" / name / "domain.py").write_text("DOMAIN = None\n")
    env = {"PYTHONPATH": f"{Path(__file__).parents[2] / 'src'}:{tmp_path / 'site'}"}
    _, err = start("list", cwd=twin, env=env).communicate(timeout=900)
    assert "domain `shops`: declared by `one_shop` and by `other_shop`; uninstall one" in err


@pytest.mark.parametrize(
    ("marker", "says"),
    [
        ("# old\nversion = 0\n", ":2: expected `version = 1`, got 0: its files are older"),
        ("version = 2\n", ":1: expected `version = 1`, got 2: it was made for a newer ruleloop"),
        ("", ":1: expected `version = 1`, got none"),
        ("version = 'x'\n", ":1: expected `version = 1`, got 'x'"),
        ("version =\n", ": cannot be read: Invalid value"),
    ],
)
def test_a_workspace_of_another_version_says_what_to_do(twin, marker, says):
    (twin / "workspace.toml").write_text(marker)
    with pytest.raises(WorkspaceError, match=re.escape(f"{twin / 'workspace.toml'}{says}")):
        find_workspace(twin)
