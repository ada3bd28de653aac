"""The loop on the toy domain with a scripted agent: what becomes of good and of bad candidates."""

import pytest

from ruleloop.brief.memory import remember
from ruleloop.record import Record
from ruleloop.session import open_session
from tests.support.scripted import propose_all

HEAD = "def order_quantity(stock, shop, tools):\n"
BASELINE = HEAD + ("    return max(0.0, 90.0 - stock.on_hand_units - stock.on_order_units)\n")
TEXTS = {
    "raises": HEAD + "    return 1.0 / 0.0\n",
    "answers a text": HEAD + "    return 'many'\n",
    "answers no number": HEAD + "    return float('nan')\n",
    "eats memory": HEAD + "    return float(len('x' * 10**11))\n",
    "floods with requests": HEAD
    + "    while tools.weekday_units(1) > 0.0:\n        pass\n    return 0.0\n",
    "exits": "import sys\n" + HEAD + "    sys.exit(0)\n",
    "is no Python": "def order_quantity(:\n",
    "lacks the decision": "def plan_wave(wave):\n    return None\n",
    "orders negative units": HEAD + "    return -5.0\n",
    "starves the shop": HEAD + "    return 0.0\n",
    "is the baseline in other words": "# my idea\n" + BASELINE.replace("90.0 -", "(90.0) -"),
    "knows the season": HEAD
    + "    target = sum([tools.weekday_units(stock.day + k) for k in range(3)])\n"
    "    position = stock.on_hand_units + stock.on_order_units\n"
    "    return 2.0 * target - position if position < target else 0.0\n",
}


@pytest.fixture(scope="module")
def record(toy, tmp_path_factory) -> Record:
    scenario = str(toy / "scenarios" / "inventory" / "tiny.toml")
    with open_session(scenario, workers=2) as session:
        return propose_all(session, list(TEXTS.values()), tmp_path_factory.mktemp("loop"))


def judged(record: Record, text: str):
    return record.judged[list(TEXTS).index(text)]


def _number(record: Record) -> int:
    return int(judged(record, "orders negative units").number)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("raises", "division"),
        ("answers a text", "float"),
        ("answers no number", "nan"),
        ("eats memory", "memory"),
        ("floods with requests", "flood"),
    ],
)
def test_a_failing_candidate_is_a_crash_with_its_reason_and_the_run_goes_on(record, text, words):
    verdict = judged(record, text).verdict
    assert verdict.outcome == "crash"
    assert words in " ".join(verdict.reasons).lower()
    assert verdict.confirm is None
    assert len(record.judged) == len(TEXTS)


@pytest.mark.parametrize("text", ["exits", "is no Python", "lacks the decision"])
def test_what_the_gate_refuses_is_no_experiment(record, text):
    assert judged(record, text).verdict is None
    assert judged(record, text).note.startswith("refused: ")


def test_an_illegal_action_is_unsafe_and_whoever_proposed_it_is_told_what_was_expected(record):
    verdict = judged(record, "orders negative units").verdict
    assert verdict.outcome == "unsafe"
    assert "expected an order of 0 to 1e6 units, got -5" in verdict.reasons
    (tried,) = [t for t in remember(record.judged).latest if t.number == _number(record)]
    assert "expected an order of 0 to 1e6 units" in tried.reason


def test_starving_the_shop_is_never_kept(record):
    assert judged(record, "starves the shop").verdict.outcome in ("discard", "unsafe")


def test_the_same_syntax_gets_no_second_experiment(toy, tmp_path):
    scenario = str(toy / "scenarios" / "inventory" / "tiny.toml")
    with open_session(scenario, workers=1) as session:
        record = propose_all(session, [TEXTS["raises"], "# again\n" + TEXTS["raises"]], tmp_path)
    assert record.experiments == 1
    assert record.judged[1].note == "judged before, as proposal 1"


def test_a_much_better_rule_is_kept_and_becomes_champion(record):
    kept = judged(record, "knows the season")
    assert kept.verdict.outcome == "keep", kept.verdict.reasons
    assert record.champion == TEXTS["knows the season"]
    assert record.stand.best_shipped != record.champion


def test_a_keep_stands_on_a_confirmed_gain_above_zero(record):
    for kept in record.keeps:
        assert kept.verdict.confirm.low > 0.0
