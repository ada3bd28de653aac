"""A realistic comparison of four rule sets."""

from ruleloop.judge.verdict import Reading
from ruleloop.report.compare import Compared, Comparison
from ruleloop.report.result import Goal
from tests.report.intervals import estimate, interval


def comparison() -> Comparison:
    """A reference, a better one that breaks a guard-rail, one without a difference, a failure."""
    holds = Reading("AtLeast", "on_time_share", 0.963, 0.95, 0.007, True, 0.957)
    broken = Reading("AtLeast", "on_time_share", 0.91, 0.95, -0.05, False, 0.90)
    return Comparison(
        title="A week in the city",
        scenario="supply_chain/city_week",
        goal=Goal("cost_per_unit", "EUR/unit", "minimise"),
        reference="fixed_tours",
        rule_sets=(
            Compared("fixed_tours", interval(3.81, 0.05), None, {"drivers": 1.9}, (holds,)),
            Compared(
                "all_by_night",
                interval(3.31, 0.09),
                estimate(0.5, 0.06),
                {"drivers": 1.5, "tolls": 0.2},
                (broken,),
            ),
            Compared("nearest_van", interval(3.8, 0.05), estimate(0.01, 0.03), {}, (holds,)),
            Compared("new_idea", None, fault="raised: ZeroDivisionError"),
        ),
        worlds=32,
        replications=32,
        plain_words={"on_time_share": "deliveries on time"},
    )
