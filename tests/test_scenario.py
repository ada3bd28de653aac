from pathlib import Path

import pytest

from ruleloop.errors import ScenarioError
from ruleloop.scenario import read_scenario


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "s.toml"
    path.write_text(text)
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    return list(caught.value.faults)


def test_a_minimal_scenario_needs_only_a_domain(tmp_path):
    scenario = read_scenario(write(tmp_path, 'domain = "inventory"'))
    assert scenario.rules.baseline == "baseline"
    assert scenario.budget.experiments == 100


def test_all_faults_are_reported_at_once_each_with_file_and_key(tmp_path):
    path = write(
        tmp_path,
        'domian = "x"\n[run]\nbudget = "5 moons"\nagentt = "evolve"\n[evidence]\nscreen = "many"\n',
    )
    faults = faults_of(path)
    assert all(fault.startswith(str(path)) for fault in faults)
    joined = "\n".join(faults)
    assert "domian: unknown key; did you mean `domain`?" in joined
    assert "domain: missing" in joined
    assert "run.agentt: unknown key; did you mean `agent`?" in joined
    assert "evidence.screen: expected int, got str, got 'many'" in joined


def test_phrases_are_checked_when_everything_else_is_right(tmp_path):
    path = write(
        tmp_path,
        'domain = "x"\n[run]\nbudget = "5 moons"\nworthwhile_gain = "lots"\n'
        "[evidence]\nrace_first = 64\nrace_most = 32\n",
    )
    joined = "\n".join(faults_of(path))
    assert "run.budget: expected `200 experiments`" in joined
    assert "run.worthwhile_gain: expected" in joined
    assert "evidence.race_most: expected at least race_first (64), got 32" in joined


def test_a_table_where_a_value_stands_is_named(tmp_path):
    assert "run: expected a table" in faults_of(write(tmp_path, 'domain = "x"\nrun = 3'))[0]


def test_broken_toml_and_missing_files_give_one_sentence(tmp_path):
    assert "is not valid TOML" in faults_of(write(tmp_path, "domain = "))[0]
    assert "no such scenario file" in faults_of(tmp_path / "nowhere.toml")[0]


def test_a_slip_in_one_table_does_not_hide_the_slips_of_the_others(tmp_path):
    text = 'domain = "d"\ntitel = "x"\n[run]\nbudget = "long"\n[evidence]\nscreen = 1\n'
    told = "\n".join(faults_of(write(tmp_path, text)))
    for key in ("titel", "run.budget", "evidence.screen"):
        assert f": {key}: " in told


@pytest.mark.parametrize("drawn", ["", "[holdout]\ntrade = 3\n"])
def test_a_part_that_must_convince_alone_is_drawn_from_some_values(
    tmp_path: Path, drawn: str
) -> None:
    path = tmp_path / "apart.toml"
    path.write_text(f'domain = "toy"\n{drawn}[evidence]\nholdout_apart = "trade"\n')
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    assert "write `trade = { any_of = [...] }` under [holdout]" in str(caught.value)
