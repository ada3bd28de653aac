"""Filled from the ledger of a real, short run on the toy domain; its openings are made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ruleloop.evaluation.replication import Fault
from ruleloop.judge.holdout import Arm, HeldOutGain, HoldoutResult
from ruleloop.judge.verdict import Reading
from ruleloop.ledger import Ledger
from ruleloop.record import Judged, Opened, Record, fold, held_out_well
from ruleloop.report.fill import fill
from ruleloop.report.finding import finding
from ruleloop.report.html import to_html
from ruleloop.report.publish import publish, read_figures, write_figures
from ruleloop.report.result import Figure, RunResult, from_json, to_json
from ruleloop.report.write_atomically import write_atomically
from ruleloop.session import open_session
from tests.report.intervals import estimate
from tests.support.scripted import propose_all

HEAD = "def order_quantity(stock, shop, tools):\n"
SEASON = (
    HEAD + "    target = sum([tools.weekday_units(stock.day + k) for k in range(3)])\n"
    "    position = stock.on_hand_units + stock.on_order_units\n"
    "    return 2.0 * target - position if position < target else 0.0\n"
)
FAULT = Fault("raised", "ZeroDivisionError: division by zero")


@dataclass
class Run:
    ledger: Ledger

    def record(self, *openings: Opened, **started: Any) -> Record:
        """A fresh fold of the run, with openings and facts of its start that never were."""
        record = fold(self.ledger)
        record.started = msgspec.structs.replace(record.started, **started)
        for opened in openings:
            record.add_opened(opened)
        return record

    def result(self, *openings: Opened, running: bool = False, **started: Any) -> RunResult:
        """The result as a reader of its file gets it."""
        filled = fill(self.ledger, self.record(*openings, **started), running=running)
        return from_json(to_json(filled))


@pytest.fixture(scope="module")
def run(toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("fill")
    with open_session(str(toy / "scenarios" / "inventory" / "tiny.toml"), workers=2) as session:
        assert propose_all(session, [HEAD + "    return -5.0\n", SEASON], folder).keeps
    with Ledger(folder) as ledger:
        yield Run(ledger)


def arm(role: str, **fields: Any) -> Arm:
    return Arm(role, role, estimate(9.0, 0.3), **fields)


def opened(
    champion: str,
    *,
    opening: int = 1,
    arms: tuple[Arm, Arm, Arm] = (arm("champion"), arm("best shipped"), arm("baseline")),
    gain: float = 1.0,
) -> Opened:
    failed = any(each.fault for each in arms[:2])
    gained = HeldOutGain(estimate(gain, 0.3), estimate(gain, 0.5, confidence=0.99))
    return Opened(
        champion,
        HoldoutResult(opening, 4, 2, *arms, None if failed else gained, None, 24),
    )


def test_the_first_opening_has_95_percent_and_later_ones_99(run: Run) -> None:
    champion = run.record().champion
    for opening, confidence in ((1, 0.95), (2, 0.99), (5, 0.99)):
        held_out = run.result(opened(champion, opening=opening)).gains.held_out
        assert held_out
        assert held_out.estimate.confidence == confidence


@pytest.mark.parametrize("opening", [1, 2])
@pytest.mark.parametrize("gain", [-1.0, -0.4, -0.1, 0.1, 1.0])
def test_a_champion_was_held_out_well_unless_the_report_says_not_to_adopt_it(
    run: Run, gain: float, opening: int
) -> None:
    sound = Reading("AtLeast", "served", 1.0, 0.9, 0.1, holds=True)
    arms = (arm("champion", guardrails=(sound,)), arm("best shipped"), arm("baseline"))
    champion = run.record().champion
    made_up = opened(champion, opening=opening, arms=arms, gain=gain)
    adopt = not finding(run.result(made_up)).title.startswith("Do not adopt")
    assert held_out_well(run.record(made_up)) == adopt == (gain > (-0.3, -0.5)[opening - 1])


def test_a_champion_that_crashes_on_the_holdout_is_reported_as_such(run: Run) -> None:
    crashed = Arm("champion", "champion", None, fault=FAULT)
    arms = (crashed, arm("best shipped"), arm("baseline"))
    result = run.result(opened(run.record().champion, arms=arms))
    assert result.hold_out
    assert [a.role for a in result.hold_out.arms] == ["best shipped", "baseline"]
    assert "new rules failed on the hold-out (raised: Zero" in finding(result).title
    assert "not opened" not in to_html(result)


def test_a_champion_that_beats_the_floor_is_reported_as_such(run: Run) -> None:
    arms = (arm("champion", beats_floor=True), arm("best shipped"), arm("baseline"))
    result = run.result(opened(run.record().champion, arms=arms))
    assert "a bug or a cheat" in finding(result).title


def test_shipped_rules_that_fail_have_no_objective_in_the_tournament(run: Run) -> None:
    record = run.record()
    assert record.crowned
    tournament = record.crowned.tournament
    last = msgspec.structs.replace(tournament.ranking[-1], objective=None, broken=("failed",))
    ranking = (*tournament.ranking[:-1], last)
    tournament = msgspec.structs.replace(tournament, ranking=ranking)
    record.crowned = msgspec.structs.replace(record.crowned, tournament=tournament)
    result = from_json(to_json(fill(run.ledger, record)))
    assert result.tournament[-1].objective is None
    assert "failed" in to_html(result)


def test_the_status_tells_a_run_in_flight_from_one_that_was_stopped(run: Run) -> None:
    assert run.result(running=True).status == "running"
    assert run.result().status == "interrupted"
    assert run.result(opened(run.record().champion), running=True).status == "finished"


def test_after_five_openings_a_newer_champion_is_not_called_interrupted(run: Run) -> None:
    result = run.result(*(opened("older rules", opening=k) for k in range(1, 6)))
    assert (result.status, result.openings_left, result.hold_out) == ("finished", 0, None)
    assert "start a new run" in finding(result).sentence


def test_the_command_plays_the_same_scenario_seed_and_agent_into_a_folder_of_its_own(
    run: Run,
) -> None:
    name = "supply-chain-city-week"
    assert run.result(name=name, scenario_argument=name, seed="a b").reproduce == (
        f"ruleloop run {name} --agent scripted --seed 'a b' --run runs/{name}-again"
        " --budget '2 experiments'"
    )


def test_pictures_belong_to_one_champion_and_damaged_ones_count_as_absent(tmp_path: Path) -> None:
    figures = [Figure("Stock", "<svg/>")]
    write_figures(tmp_path, "new", figures)
    assert read_figures(tmp_path, "new") == figures
    assert read_figures(tmp_path, "old") == []
    for damage in (b"[{", b"\xff", b'[{"title": 3}]', b""):
        next(tmp_path.glob("figures-*.json")).write_bytes(damage)
        assert read_figures(tmp_path, "new") == []


def test_publishing_leaves_whole_files_and_no_drafts(run: Run, tmp_path: Path) -> None:
    result = publish(run.ledger, tmp_path, running=True)
    assert result
    assert result.status == "running"
    assert from_json((tmp_path / "result.json").read_bytes()) == result
    wanted = {"report.html", "report.md", "result.json", "results.tsv", "champion.py"}
    assert {path.name for path in tmp_path.iterdir()} == wanted


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    (tmp_path / "report.md").mkdir()
    (tmp_path / "report.md" / "old").touch()
    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / "report.md", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_the_number_of_a_keep_leads_to_its_judgement(run: Run) -> None:
    kept: list[Judged] = run.record().keeps
    result = run.result()
    assert [keep.number for keep in result.keeps] == [judged.number for judged in kept]
    assert kept[0].verdict
    assert result.keeps[0].confirmed == kept[0].verdict.confirm
    assert result.keeps[0].cumulative == result.keeps[0].confirmed.mean
