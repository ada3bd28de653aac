import pytest

from ruleloop.agents.evolve.idle import is_idle
from ruleloop.agents.evolve.rule_module import RuleModule

PARENT = """
LONG_MIN = 30.0


def answer(order, wave):
    slack_min = order.slack_min
    if order.must_go:
        return 2.0 * slack_min
    late_min = wave.now_min - slack_min
    return max(slack_min, LONG_MIN)
"""


def edited(old: str, new: str) -> RuleModule:
    assert old in PARENT
    return RuleModule(PARENT.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2.0 * slack_min", "2.0 * (slack_min if wave.is_last else slack_min)"),
        ("= order.slack_min", "= max(order.slack_min, order.slack_min)"),
        (
            "    late_min",
            "    if wave.is_last:\n        return max(slack_min, LONG_MIN)\n    late_min",
        ),
        ("LONG_MIN = 30.0", "LONG_MIN = 30.0\nUNUSED_MIN = 2.0"),
    ],
)
def test_edits_without_an_effect_are_idle(old: str, new: str) -> None:
    assert is_idle(edited(old, new), RuleModule(PARENT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2.0 * slack_min", "2.0 * (slack_min if wave.is_last else LONG_MIN)"),
        ("= order.slack_min", "= max(order.slack_min, wave.now_min)"),
        (
            "    if order",
            "    if wave.is_last:\n        return max(slack_min, LONG_MIN)\n    if order",
        ),
        ("LONG_MIN = 30.0", "LONG_MIN = 31.0"),
        ("    late_min = wave.now_min - slack_min\n", ""),
        (
            "    late_min",
            "    if wave.is_last:\n        return max(slack_min, LONG_MIN)\n    slack_min",
        ),
    ],
)
def test_edits_that_may_change_a_decision_are_not(old: str, new: str) -> None:
    assert not is_idle(edited(old, new), RuleModule(PARENT))


def test_leaving_before_a_part_of_the_answer_is_changed_is_not_idle() -> None:
    parent = PARENT.replace("late_min = wave.now_min - slack_min", "slack_min[0] = 0.0")
    candidate = parent.replace("    slack_min[0]", f"{EXIT}    slack_min[0]")
    assert not is_idle(RuleModule(candidate), RuleModule(parent))


EXIT = "    if wave.is_last:\n        return max(slack_min, LONG_MIN)\n"
