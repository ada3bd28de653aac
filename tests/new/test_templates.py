"""A workspace and a domain made from the templates work before anything is changed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ruleloop.errors import WorkspaceError
from ruleloop.new.make import DOMAIN_FILES, TEMPLATES, new_domain, new_workspace
from ruleloop.workspace import Workspace
from tests.cli.test_commands import ruleloop

FIRST_LINES = 3


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh workspace with one domain, made by the commands."""
    folder = tmp_path_factory.mktemp("anywhere")
    ruleloop("new", "workspace", "mine", cwd=folder)
    ruleloop("new", "domain", "bakery", cwd=folder / "mine")
    return folder / "mine"


def test_a_new_domain_passes_check(home):
    out, _ = ruleloop("check", "bakery", cwd=home)
    assert "FAIL" not in out
    assert "guard-rails stop a careless rule set (" in out


def test_the_tests_of_a_new_domain_pass(home):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_loop_runs_on_a_new_domain(home):
    options = ("--budget", "3 experiments", "--seed", "s", "--json", "--workers", "1")
    out, _ = ruleloop("run", "bakery/demo", *options, cwd=home, exits=None)
    assert len(json.loads(out)["experiments"]) == 3


def test_its_second_scenario_can_be_played(home):
    ruleloop("simulate", "bakery/slow_supplier", cwd=home)


def test_scenarios_that_come_with_ruleloop_are_found_from_a_new_workspace(home):
    out, _ = ruleloop("program", "supply_chain/demo", cwd=home)
    assert "Dispatching deliveries" in out


def test_a_second_domain_stands_beside_the_first(home):
    ruleloop("new", "domain", "kiosk", cwd=home)
    listed = json.loads(ruleloop("list", "--json", cwd=home)[0])["domains"]
    assert {"bakery", "kiosk"} <= set(listed)


def test_what_is_there_is_never_overwritten(tmp_path):
    kept = tmp_path / "rules" / "bakery" / "baseline.py"
    kept.parent.mkdir(parents=True)
    kept.write_text("# mine\n")
    with pytest.raises(WorkspaceError, match=r"baseline\.py: exists and is not overwritten"):
        new_domain(Workspace(tmp_path), "bakery")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]
    assert kept.read_text() == "# mine\n"


def test_a_workspace_is_not_made_twice_and_keeps_the_files_of_its_folder(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(WorkspaceError, match=r"README\.md: exists and is not overwritten"):
        new_workspace(tmp_path)
    (tmp_path / "README.md").unlink()
    new_workspace(tmp_path)
    with pytest.raises(WorkspaceError, match="is a workspace already"):
        new_workspace(tmp_path)


@pytest.mark.parametrize(
    "name", ["", "Bakery", "1st", "a", "the-shop", "class", "a b", "../x", "é"]
)
def test_a_name_that_no_module_can_have_is_refused(tmp_path, name):
    with pytest.raises(WorkspaceError, match="expected a name such as `inventory`"):
        new_domain(Workspace(tmp_path), name)
    assert not list(tmp_path.iterdir())


def test_a_domain_of_the_same_name_is_not_made_again(tmp_path):
    new_domain(Workspace(tmp_path), "bakery")
    with pytest.raises(WorkspaceError, match="has a domain `bakery` already"):
        new_domain(Workspace(tmp_path), "bakery")


def test_a_domain_of_the_name_of_a_standard_one_is_not_made(tmp_path):
    with pytest.raises(WorkspaceError, match="comes with a domain `supply_chain`; choose another"):
        new_domain(Workspace(tmp_path), "supply_chain")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "template", sorted(p for p in TEMPLATES.rglob("*") if p.suffix in (".py", ".md", ".toml")),
    ids=lambda path: path.name,
)  # fmt: skip
def test_every_file_says_at_its_beginning_what_to_change_first(template):
    beginning = "\n".join(template.read_text(encoding="utf-8").splitlines()[:FIRST_LINES])
    assert re.search(r"Change first: \S+", beginning)


def test_every_template_of_a_domain_is_written(tmp_path):
    assert {path.name for path in (TEMPLATES / "domain").glob("*.*")} == set(DOMAIN_FILES)
    written = new_domain(Workspace(tmp_path), "bakery")
    assert len(written) == len(DOMAIN_FILES)
    assert not [path for path in written if "my_domain" in path.read_text(encoding="utf-8")]
