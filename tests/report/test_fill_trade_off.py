"""Read from the ledger of a real, short run on the toy domain."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest

from ruleloop.evaluation.replication import Block
from ruleloop.ledger import Ledger, source_sha
from ruleloop.record import Record, fold
from ruleloop.report import fill_trade_off
from ruleloop.report.fill_trade_off import trade_off
from ruleloop.report.result import Traded, TradeOff
from ruleloop.session import open_session
from tests.support.scripted import propose_all

HEAD = "def order_quantity(stock, shop, tools):\n"
SEASON = (
    HEAD + "    target = sum([tools.weekday_units(stock.day + k) for k in range(3)])\n"
    "    position = stock.on_hand_units + stock.on_order_units\n"
    "    return {} * target - position if position < target else 0.0\n"
)
TEXTS = [
    HEAD + "    return -5.0\n",  # illegal at once: never screened
    SEASON.format(3.5),
    SEASON.format(2.0),  # kept
    SEASON.format(2.2),  # screened beside the new champion, on a new block
]


@pytest.fixture(scope="module")
def ledger(toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("trade_off")
    with open_session(str(toy / "scenarios" / "inventory" / "tiny.toml"), workers=2) as session:
        propose_all(session, TEXTS, folder)
    with Ledger(folder) as ledger:
        yield ledger


def record(ledger: Ledger, measure: str = "fill_rate") -> Record:
    found = fold(ledger)
    card = msgspec.structs.replace(found.started.card, trade_off=measure)
    found.started = msgspec.structs.replace(found.started, card=card)
    return found


def found(ledger: Ledger) -> TradeOff:
    traded = trade_off(ledger, record(ledger))
    assert traded is not None
    return traded


def means(ledger: Ledger, text: str, block: Block, indices: range) -> dict[str, float]:
    played = [ledger.replication(source_sha(text), block, k) for k in indices]
    measures = [each.measures for each in played if each]
    assert len(measures) == len(indices)
    names = ("cost_per_day", "fill_rate")
    return {name: float(np.mean([own[name] for own in measures])) for name in names}


def test_a_domain_that_names_no_second_measure_has_no_trade_off(ledger: Ledger) -> None:
    assert trade_off(ledger, record(ledger, "")) is None


def test_what_was_screened_is_shown_and_what_failed_before_is_not(ledger: Ledger) -> None:
    traded = found(ledger)
    assert [each.name for each in traded.kept] == ["#3"]
    assert [each.name for each in traded.tried] == ["#2", "#4"]
    assert traded.how_many == 2


def test_a_keep_stands_where_its_confirmation_put_it(ledger: Ledger) -> None:
    (kept,), run = found(ledger).kept, record(ledger)
    verdict = run.keeps[0].verdict
    assert verdict
    assert verdict.confirm
    assert kept.gain == pytest.approx(verdict.confirm.mean)
    block, indices = Block("confirm", "3"), range(verdict.confirm.pairs)
    own = means(ledger, TEXTS[2], block, indices)
    best = means(ledger, run.stand.best_shipped, block, indices)
    assert kept.change == pytest.approx(own["fill_rate"] - best["fill_rate"])


def test_an_attempt_stands_on_its_own_opponent_and_never_on_levels_of_another_block(
    ledger: Ledger,
) -> None:
    traded, run = found(ledger), record(ledger)
    bases = {"#2": (run.stand.best_shipped, Traded("", 0.0, 0.0)), "#4": (TEXTS[2], traded.kept[0])}
    for each, block in zip(traded.tried, ("1", "2"), strict=True):
        verdict = run.judged[int(each.name[1:]) - 1].verdict
        assert verdict
        assert verdict.screen
        opponent, base = bases[each.name]
        indices = range(verdict.screen.pairs)
        own, theirs = (
            means(ledger, text, Block("screen", block), indices)
            for text in (TEXTS[int(each.name[1:]) - 1], opponent)
        )
        assert each.gain == pytest.approx(base.gain + verdict.screen.mean)
        assert each.gain == pytest.approx(base.gain + theirs["cost_per_day"] - own["cost_per_day"])
        assert each.change == pytest.approx(base.change + own["fill_rate"] - theirs["fill_rate"])


def test_shipped_rules_and_limits_are_read_against_the_winner_of_the_tournament(
    ledger: Ledger,
) -> None:
    traded, run = found(ledger), record(ledger)
    assert run.crowned
    ranking = {e.name: e.measures for e in run.crowned.tournament.ranking}
    best = ranking[run.stand.best_shipped_name]
    assert {each.name for each in traded.shipped} == set(ranking)
    for each in traded.shipped:
        assert each.gain == pytest.approx(best["cost_per_day"] - ranking[each.name]["cost_per_day"])
        assert each.change == pytest.approx(ranking[each.name]["fill_rate"] - best["fill_rate"])
    assert traded.limits == pytest.approx((0.5 - best["fill_rate"],))


def test_a_long_search_is_thinned_evenly_and_counted(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fill_trade_off, "MOST_SHOWN", 1)
    traded = found(ledger)
    assert [each.name for each in traded.tried] == ["#2"]
    assert (traded.how_many, len(traded.kept)) == (2, 1)
