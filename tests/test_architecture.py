"""Who may import whom, read from the source texts."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WORKSPACES = (ROOT, ROOT / "tests" / "toy")
CONTENT = {"domains", "simulators", "rules"}
PURE = {
    "bisect", "collections", "dataclasses", "functools", "heapq", "itertools", "math", "numpy",
    "operator", "statistics", "typing",
}  # fmt: skip
HEAVY = {
    "altair",
    "anthropic",
    "cmaes",
    "jinja2",
    "libcst",
    "numpy",
    "scipy",
    "simpy",
    "vl_convert",
}


def imports(path: Path, *, top_only: bool = False) -> set[str]:
    tree = ast.parse(path.read_text())
    found = set()
    for node in tree.body if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def python_files(*folders: str) -> list[Path]:
    roots = [root / folder for root in WORKSPACES for folder in folders]
    return sorted(path for root in roots for path in root.rglob("*.py"))


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


TEMPLATES = ROOT / "src" / "ruleloop" / "new" / "templates"  # workspaces to come, not the engine
ENGINE = sorted(p for p in (ROOT / "src").rglob("*.py") if TEMPLATES not in p.parents)
RULES = python_files("rules")
SIMULATORS = python_files("simulators")
DOMAINS = python_files("domains")
FOLDERS = sorted(
    {
        root / "simulators" / path.name
        for root in WORKSPACES
        for path in (root / "simulators").iterdir()
        if path.is_dir()
    }
)


@pytest.mark.parametrize("path", ENGINE, ids=names(ENGINE))
def test_the_engine_knows_no_workspace_code_by_name(path):
    assert not {name.split(".")[0] for name in imports(path)} & CONTENT


@pytest.mark.parametrize("path", RULES, ids=names(RULES))
def test_rules_import_only_their_interface_and_pure_libraries(path):
    interface = f"simulators.{path.parent.name}.interface"
    allowed = {interface} | PURE
    assert {n for n in imports(path) if n != interface and n.split(".")[0] not in allowed} == set()


@pytest.mark.parametrize("path", SIMULATORS, ids=names(SIMULATORS))
def test_simulators_import_nothing_of_the_engine_but_draws(path):
    forbidden = {"domains", "rules", "ruleloop"}
    found = imports(path) - {"ruleloop.draws"}
    assert not {name.split(".")[0] for name in found} & forbidden


@pytest.mark.parametrize("path", DOMAINS, ids=names(DOMAINS))
def test_domains_import_their_simulator_and_of_the_engine_only_what_describes_them(path):
    found = imports(path)
    assert not {name for name in found if name.split(".")[0] == "rules"}
    engine = {name for name in found if name.split(".")[0] == "ruleloop"}
    assert engine <= {"ruleloop.domain", "ruleloop.draws", "ruleloop.calibration"}


def rooms(simulator: Path) -> dict[str, set[str]]:
    """For each package of a simulator, and each module beside them: which others it imports."""
    package = f"simulators.{simulator.name}"
    found: dict[str, set[str]] = {}
    for path in simulator.rglob("*.py"):
        own = path.relative_to(simulator).parts[0].removesuffix(".py")
        modules = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == package:
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules |= {name for name in [node.module] if name.startswith(f"{package}.")}
        others = {name.removeprefix(f"{package}.").split(".")[0] for name in modules}
        found[own] = found.get(own, set()) | others - {own}
    return found


@pytest.mark.parametrize("simulator", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_the_rooms_of_a_simulator_can_be_put_in_an_order(simulator):
    TopologicalSorter(rooms(simulator)).prepare()  # raises CycleError


def test_what_the_command_line_loads_at_start_is_light():
    loaded, waiting = set(), {ROOT / "src/ruleloop/cli/main.py"}
    while waiting:
        path = waiting.pop()
        loaded.add(path)
        top = imports(path, top_only=True)
        assert not {name.split(".")[0] for name in top} & HEAVY, path
        modules = [ROOT / "src" / (name.replace(".", "/") + ".py") for name in top]
        waiting |= {module for module in modules if module.is_file()} - loaded
    assert len(loaded) > 1


def test_no_source_file_has_more_than_four_hundred_lines():
    files = [*ENGINE, *RULES, *SIMULATORS, *DOMAINS]
    long = {str(f.relative_to(ROOT)) for f in files if len(f.read_text().splitlines()) > 400}
    assert not long


def test_no_test_folder_shadows_a_package():
    foreign = ROOT / "tests" / "foreign"  # packages that tests install, never import from here
    found = [p for p in (ROOT / "tests").rglob("__init__.py") if foreign not in p.parents]
    assert not found
