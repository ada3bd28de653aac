import pytest

from ruleloop.settings import Budget, read_budget, read_worthwhile_gain


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("200 experiments", Budget(experiments=200)),
        ("1 experiment", Budget(experiments=1)),
        ("20m", Budget(seconds=1200.0)),
        ("1.5h", Budget(seconds=5400.0)),
        (" 90 s ", Budget(seconds=90.0)),
    ],
)
def test_budgets_are_read_as_people_write_them(text, budget):
    assert read_budget(text) == budget


@pytest.mark.parametrize(
    "text", ["", "20", "0m", "-5m", "3 fortnights", "2.5 experiments", "5 parsecs", "0usd"]
)
def test_a_budget_in_unknown_units_says_what_was_expected(text):
    with pytest.raises(ValueError, match="expected `200 experiments`"):
        read_budget(text)


def test_a_share_is_taken_of_best_shipped_and_a_number_is_in_the_unit_of_the_objective():
    assert read_worthwhile_gain("0.5 %").in_units(-200.0) == 1.0
    assert read_worthwhile_gain("0.05").in_units(-200.0) == 0.05


@pytest.mark.parametrize("text", ["", "-1", "half", "0.5 EUR"])
def test_a_gain_that_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="got"):
        read_worthwhile_gain(text)
