from pathlib import Path

import pytest

from ruleloop.errors import RulesError, ScenarioError, WorkspaceError
from ruleloop.workspace import find_domain, find_scenario, find_workspace


def test_a_workspace_is_found_from_any_folder_inside_it(toy):
    assert find_workspace(near=toy / "rules" / "inventory").root == toy


def test_the_environment_names_a_workspace_and_the_command_line_overrules_it(
    toy, tmp_path, monkeypatch
):
    monkeypatch.setenv("RULELOOP_WORKSPACE", str(toy))
    assert find_workspace(near=tmp_path).root == toy
    with pytest.raises(WorkspaceError, match=r"has no workspace\.toml"):
        find_workspace(tmp_path)


def test_nothing_anywhere_is_said_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkspaceError, match="no workspace here"):
        find_workspace()


def test_names_are_listed_and_texts_are_read(toy):
    workspace = find_workspace(near=toy)
    assert workspace.domains() == ("inventory",)
    assert workspace.rule_sets("inventory") == ("baseline", "recent_demand", "reorder_point")
    assert workspace.scenarios() == ("inventory/corner_shop", "inventory/tiny")
    assert "ORDER_UP_TO_UNITS" in workspace.rules_source("inventory", "baseline")


def test_an_unknown_rule_set_names_the_known_ones(toy):
    with pytest.raises(RulesError, match="expected one of: baseline, recent_demand"):
        find_workspace(near=toy).rules_source("inventory", "nonsense")


def test_a_rule_set_may_be_a_file_of_the_user(toy, tmp_path):
    mine = tmp_path / "mine.py"
    mine.write_text("A = 1\n")
    assert find_workspace(near=toy).rules_source("inventory", str(mine)) == "A = 1\n"


def test_a_scenario_is_found_by_path_and_by_name(toy, monkeypatch):
    path, workspace = find_scenario(str(toy / "scenarios/inventory/corner_shop.toml"))
    assert workspace.root == toy
    monkeypatch.chdir(toy)
    assert find_scenario("inventory/corner_shop")[0] == path
    known = "scenarios of this workspace: inventory/corner_shop, inventory/tiny"
    with pytest.raises(ScenarioError, match=known):
        find_scenario("inventory/grand_bazaar")


def test_a_standard_scenario_is_not_played_beside_an_own_domain_of_its_name(tmp_path, monkeypatch):
    (tmp_path / "workspace.toml").write_text("version = 1\n")
    (tmp_path / "domains").mkdir()
    monkeypatch.chdir(tmp_path)
    assert find_scenario("supply_chain/demo")[1].root == Path(__file__).parents[1]
    (tmp_path / "domains" / "supply_chain.py").write_text("DOMAIN = None\n")
    with pytest.raises(ScenarioError, match=r"domains/supply_chain.py: .* give yours another name"):
        find_scenario("supply_chain/demo")


def test_a_domain_is_the_own_one_or_else_the_one_that_comes_with_ruleloop(toy):
    assert find_domain("inventory", toy).root == toy
    assert find_domain("education_paths", toy).root == Path(__file__).parents[1]
    with pytest.raises(WorkspaceError, match=r"no domain `inventry` in .*; known: inventory"):
        find_domain("inventry", toy)
