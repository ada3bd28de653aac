"""The command line as people use it, in processes of its own, on the toy workspace."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from ruleloop.judge.holdout import HeldOutGain
from ruleloop.judge.verdict import Estimate
from ruleloop.ledger import Ledger
from ruleloop.record import fold

MAIN = "import warnings; warnings.simplefilter('error'); from ruleloop.cli.main import main; main()"


def start(
    *arguments: str,
    cwd: Path,
    env: dict[str, str] | None = None,
    stderr: int = subprocess.PIPE,
) -> subprocess.Popen[str]:
    source = str(Path(__file__).parents[2] / "src")
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": source, "COLUMNS": "160", **(env or {})},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )


def ruleloop(*arguments: str, cwd: Path, exits: int | None = 0) -> tuple[str, str]:
    """Run a command to its end; `exits` None: with 0 or 1, as what was found decides."""
    process = start(*arguments, cwd=cwd)
    out, err = process.communicate(timeout=900)
    assert process.returncode in ((0, 1) if exits is None else (exits,)), err
    assert "Traceback" not in err
    return out, err


def run_tiny(folder: Path, toy: Path, *more: str) -> tuple[str, str]:
    options = ("--seed", "s", "--run", str(folder), *more)
    return ruleloop("run", "inventory/tiny", *options, cwd=toy)


def rows(folder: Path) -> list[tuple[object, ...]]:
    with Ledger(folder) as ledger:
        ledger.verify()
        return ledger.rows()


@pytest.fixture(scope="module")
def finished(toy, tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("finished")
    run_tiny(folder, toy, "--workers", "2")
    return folder


def test_a_run_ends_with_everything_that_people_read(finished):
    names = {path.name for path in finished.iterdir()}
    wanted = {"report.html", "report.md", "result.json", "results.tsv", "champion.py"}
    assert wanted <= names
    assert "def order_quantity" in (finished / "champion.py").read_text()
    table = (finished / "results.tsv").read_text().splitlines()
    assert table[0].startswith("number\toutcome")
    assert len({line.count("\t") for line in table}) == 1


def test_the_budget_counts_experiments_and_the_hold_out_is_opened_once(finished):
    with Ledger(finished) as ledger:
        record = fold(ledger)
    assert record.experiments == 10
    assert len(record.openings) == 1
    assert all(judged.tier in ("locked", "process") for judged in record.judged)


def test_one_worker_leaves_the_same_rows_as_two(finished, toy, tmp_path):
    run_tiny(tmp_path, toy, "--workers", "1")
    assert rows(tmp_path) == rows(finished)


def test_a_run_that_was_killed_resumes_to_the_same_rows(finished, toy, tmp_path):
    arguments = ("run", "inventory/tiny", "--seed", "s", "--run", str(tmp_path))
    for wait_s in (1.2, 1.8, 2.4):
        process = start(*arguments, cwd=toy)
        time.sleep(wait_s)
        process.kill()
        process.communicate()
    run_tiny(tmp_path, toy)
    assert rows(tmp_path) == rows(finished)


def test_the_same_command_after_the_end_changes_nothing(finished, toy):
    before = rows(finished)
    out, _ = run_tiny(finished, toy)
    assert rows(finished) == before
    assert "10 experiments" in out


def test_the_first_interrupt_saves_and_tells_how_it_ended(finished, toy, tmp_path):
    process = start(
        "run", "inventory/tiny", "--seed", "s", "--run", str(tmp_path), "--budget", "1h", cwd=toy
    )
    assert process.stderr is not None
    while "search" not in process.stderr.readline():
        pass
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=900)
    assert process.returncode == 130, err
    assert (tmp_path / "report.html").is_file()
    with Ledger(tmp_path) as ledger:
        ledger.verify()
        assert not fold(ledger).openings


def test_a_second_host_on_one_run_is_refused(toy, tmp_path):
    with Ledger(tmp_path, writer=True):
        arguments = ("run", "inventory/tiny", "--run", str(tmp_path))
        _, err = ruleloop(*arguments, cwd=toy, exits=2)
    assert "is being written by process" in err


def test_another_scenario_or_seed_in_the_same_folder_is_refused(finished, toy):
    folder = str(finished)
    _, err = ruleloop("run", "inventory/corner_shop", "--run", folder, cwd=toy, exits=2)
    assert "another version of this scenario" in err
    _, err = ruleloop("run", "inventory/tiny", "--run", folder, "--seed", "t", cwd=toy, exits=2)
    assert "holds a run with seed s, not t" in err


def test_a_champion_that_lost_on_the_hold_out_is_exit_code_one(finished, toy, tmp_path):
    folder = shutil.copytree(finished, tmp_path / "lost")
    worse = Estimate(-2.0, -3.0, -1.0, 0.95, 24)
    with Ledger(folder, writer=True) as ledger:
        opened = fold(ledger).openings[-1]
        result = msgspec.structs.replace(
            opened.result, versus_best_shipped=HeldOutGain(usual=worse, strict=worse)
        )
        ledger.append("opened", msgspec.structs.replace(opened, result=result))
    arguments = ("run", "inventory/tiny", "--seed", "s", "--run", str(folder))
    ruleloop(*arguments, cwd=toy, exits=1)


def test_report_and_adopt_read_a_finished_run(finished, toy, tmp_path):
    out, _ = ruleloop("report", str(finished), "--json", cwd=toy)
    assert json.loads(out)["goal"]["measure"] == "cost_per_day"
    out, _ = ruleloop("report", str(finished), "--markdown", cwd=toy)
    assert out.startswith("#")
    (tmp_path / "workspace.toml").write_text("version = 1\n")
    (tmp_path / "rules" / "inventory").mkdir(parents=True)
    kept = json.loads((finished / "result.json").read_text())["keeps"]
    exits = 0 if kept else 1
    out, _ = ruleloop("adopt", str(finished), "--name", "better", cwd=tmp_path, exits=exits)
    assert Path(out.strip()).read_text() == (finished / "champion.py").read_text()
    _, err = ruleloop("adopt", str(finished), "--name", "better", cwd=tmp_path, exits=2)
    assert "exists; choose another --name" in err


def test_compare_gives_paired_differences_as_table_and_as_data(toy):
    arguments = ("compare", "inventory/tiny", "recent_demand", "baseline", "-n", "8")
    out, _ = ruleloop(*arguments, cwd=toy)
    assert "gain over recent_demand" in out
    assert "recent_demand" in out
    out, _ = ruleloop(*arguments, "--json", cwd=toy)
    found = json.loads(out)
    first, second = found["rule_sets"]
    assert first["gain"] is None
    assert second["gain"]["pairs"] == 8
    assert second["gain"]["low"] <= second["gain"]["mean"] <= second["gain"]["high"]
    assert set(second["parts"]) == {"holding", "ordering", "lost_sales"}


def test_a_broken_guard_rail_in_a_comparison_is_exit_code_one(toy, tmp_path):
    (tmp_path / "never.py").write_text("def order_quantity(stock, shop, tools):\n    return 0.0\n")
    arguments = ("compare", "inventory/tiny", "baseline", str(tmp_path / "never.py"), "-n", "4")
    out, _ = ruleloop(*arguments, cwd=toy, exits=1)
    assert "broken" in out


def test_rules_that_raise_end_a_comparison_after_their_first_replication(toy, tmp_path):
    (tmp_path / "odd.py").write_text("def order_quantity(stock, shop, tools):\n    return 1 / 0\n")
    arguments = ("compare", "inventory/tiny", "baseline", str(tmp_path / "odd.py"), "-n", "4")
    out, _ = ruleloop(*arguments, cwd=toy, exits=1)
    assert "ZeroDivisionError" in out


def test_simulate_shows_measures_and_writes_trace_and_pictures(toy, tmp_path):
    arguments = ("simulate", "inventory/tiny", "-n", "2", "--json")
    more = ("--trace", str(tmp_path / "t.jsonl"), "--figures", str(tmp_path / "figures"))
    out, _ = ruleloop(*arguments, *more, cwd=toy)
    assert json.loads(out)["measures"]["cost_per_day"]["mean"] > 0.0
    events = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text().splitlines()]
    assert len(events) == 14
    assert (tmp_path / "figures" / "stock_on_hand.svg").read_text().startswith("<svg")


def test_simulate_says_what_the_simulator_says_of_bad_measures(toy, tmp_path):
    rules = tmp_path / "negative.py"
    rules.write_text("def order_quantity(stock, shop, tools):\n    return -5.0\n")
    arguments = ("simulate", "inventory/tiny", "--rules", str(rules), "-n", "2")
    said = "expected an order of 0 to 1e6 units, got -5"
    assert said in ruleloop(*arguments, cwd=toy)[0].splitlines()
    found = json.loads(ruleloop(*arguments, "--json", cwd=toy)[0])
    assert found["reasons"] == {"illegal_share": [said]}


def test_simulate_writes_papers_that_compare_with_the_baseline(toy, tmp_path):
    arguments = ("simulate", "inventory/tiny", "--rules", "reorder_point", "-n", "1", "--json")
    ruleloop(*arguments, "--papers", str(tmp_path / "papers"), cwd=toy)
    assert "14 days, 14 before" in (tmp_path / "papers" / "days.txt").read_text()


def everything(screen: int) -> str:
    """What is written to a terminal until its last user has closed it."""
    shown = b""
    with os.fdopen(screen, "rb", buffering=0) as file, contextlib.suppress(OSError):
        while piece := file.read(1 << 12):
            shown += piece
    return shown.decode()


@pytest.mark.parametrize("command", [("simulate",), ("compare", "recent_demand", "baseline")])
def test_long_work_shows_that_it_goes_on_a_terminal_and_nothing_in_a_pipe(toy, command):
    name, *rules = command
    arguments = (name, "inventory/tiny", *rules, "-n", "4")
    _, err = ruleloop(*arguments, cwd=toy)
    assert err == ""
    screen, terminal = os.openpty()
    process = start(*arguments, cwd=toy, stderr=terminal, env={"TERM": "xterm"})
    os.close(terminal)
    shown = everything(screen)
    out, _ = process.communicate(timeout=900)
    assert "replications" in shown
    assert process.returncode == 0
    assert "\x1b" not in out


def test_list_and_schema_are_plain_data(toy):
    listed = json.loads(ruleloop("list", "--json", cwd=toy)[0])
    assert listed["domains"]["inventory"]["rule_sets"][0] == "baseline"
    made = json.loads(ruleloop("schema", "inventory", cwd=toy)[0])
    assert "from" in made["$defs"]["Scenario"]["properties"]["world"]["properties"]
    assert "demand_units" in json.dumps(made["$defs"]["Scenario"]["properties"]["world"])


def test_the_toy_domain_keeps_its_contract(toy):
    out, _ = ruleloop("check", "inventory", cwd=toy)
    assert "FAIL" not in out
    assert out.count("ok ") >= 6


def test_all_faults_of_a_scenario_come_at_once_and_nothing_is_begun(toy, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text(
        'domain = "inventory"\n[world]\ndemand_eur = 3.0\nhorizon_days = 3\n'
        '[holdout]\nlead_time_days = { from = 5, to = 2 }\n[rules]\nbaseline = "nobody"\n'
    )
    arguments = ("run", str(bad), "--workspace", str(toy), "--run", str(tmp_path / "r"))
    _, err = ruleloop(*arguments, cwd=tmp_path, exits=2)
    assert "world.demand_eur: wrong unit; the parameter is `demand_units`" in err
    assert "world.horizon_days: expected int >= 7" in err
    assert "holdout.lead_time_days: expected from <= to" in err
    assert "rules.baseline: no rule set `nobody`" in err
    assert not (tmp_path / "r").exists()


def test_rules_that_lack_a_decision_are_refused_in_words(toy, tmp_path):
    (tmp_path / "other.py").write_text("def plan_wave(wave, city, tools):\n    return None\n")
    arguments = ("compare", "inventory/tiny", str(tmp_path / "other.py"))
    _, err = ruleloop(*arguments, cwd=toy, exits=2)
    assert "order_quantity" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "nowhere.toml"), "no such scenario file"),
        (("run", "inventory/tiny", "--budget", "5 moons"), "--budget: expected"),
        (("run", "inventory/tiny", "--agent", "oracle"), "--agent: no agent `oracle`"),
        (("compare", "inventory/tiny", "nobody"), "no rule set `nobody`"),
        (("report", "nowhere"), "no run here"),
        (("check", "nothing"), "no domain `nothing`"),
        (("simulate", "inventory/tiny", "--trace", "no/such/t.jsonl"), "--trace: expected a file"),
        (("simulate", "inventory/tiny", "--figures", "workspace.toml"), "--figures: expected a fo"),
        (("simulate", "inventory/tiny", "--papers", "workspace.toml"), "--papers: expected a fol"),
    ],
)
def test_a_slip_on_the_command_line_gets_one_sentence(toy, tmp_path, arguments, words):
    more = ("--run", str(tmp_path / "r")) if arguments[0] == "run" else ()
    _, err = ruleloop(*arguments, *more, cwd=toy, exits=2)
    assert words in err
    assert not (tmp_path / "r").exists()


IMPOSSIBLE = """
domain = "inventory"
[world]
demand_units = 20.0
[stress]
leave_out = [{left_out}]
[evidence]
tournament = 8
"""


def test_a_rare_situation_that_cannot_happen_can_be_left_out_but_only_by_its_name(toy, tmp_path):
    scenario = tmp_path / "mine.toml"
    scenario.write_text(IMPOSSIBLE.format(left_out='"demand quadruples"'))
    arguments = ("run", str(scenario), "--workspace", str(toy), "--run", str(tmp_path / "r"))
    _, err = ruleloop(*arguments, cwd=tmp_path, exits=2)
    assert "stress.leave_out: no rare situation `demand quadruples`; known: demand triples" in err
    scenario.write_text(IMPOSSIBLE.format(left_out='"demand triples"'))
    ruleloop(*arguments, "--budget", "1 experiments", "--json", cwd=tmp_path)
    (shown,) = json.loads((tmp_path / "r" / "result.json").read_text())["stress"]
    assert shown["why"].startswith("left out by the scenario")
    assert shown["champion_passes"] is None


def test_a_folder_without_a_champion_says_what_differs_and_what_to_do(toy, tmp_path):
    scenario, folder = tmp_path / "mine.toml", tmp_path / "r"
    too_late = "lead_time_days = 7\nhorizon_days = 7\n"  # nothing comes before the end
    scenario.write_text(f'domain = "inventory"\n[world]\ndemand_units = 19.0\n{too_late}')
    arguments = ("run", str(scenario), "--workspace", str(toy), "--run", str(folder), "--seed", "s")
    _, err = ruleloop(*arguments, cwd=tmp_path, exits=2)
    assert "no shipped rule set can be the first champion" in err
    assert "closest is `" in err
    assert len(err.splitlines()) < 10
    for command in ("report", "adopt"):
        _, err = ruleloop(command, str(folder), cwd=toy, exits=2)
        assert f"nothing to {command} yet" in err
        assert f"ruleloop run {scenario} --run {folder}" in err
    scenario.write_text(f'domain = "inventory"\n[world]\ndemand_units = 20.0\n{too_late}')
    _, err = ruleloop(*arguments, cwd=tmp_path, exits=2)
    assert "(world.demand_units differ)" in err
    assert "or delete this one" in err
