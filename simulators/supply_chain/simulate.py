"""Plays the week or the dispatch day of a world with a rule set."""

from typing import Any

from ruleloop.draws import Draws
from simulators.supply_chain.build import build_week
from simulators.supply_chain.play.week_play import WeekPlay
from simulators.supply_chain.world import World


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Play one week; `rules` is a RulesProxy, `trace` a Trace of `ruleloop.domain`.

    Returns the measures: `cost_per_unit_eur` and its parts in EUR per ordered unit, shares of
    ordered orders between 0 and 1, counts and totals.

    The referee is inside: a vehicle leaves only from its base, with a driver on duty and no more
    than it holds; nobody drives longer than the law allows, or into a zone that is closed to him;
    no unit leaves twice; and times are those that the world gives, whatever the rules expected.

    Assumed of a dispatch day: a van may be driven in more than one shift, as long as the day
    lasts; drivers' hours and breaks are not modelled, and minutes between two trips are not paid.

    Raises:
        ValueError: a data file that the world names has faults.
        RuntimeError: rules ask for the solver and PyVRP 0.14 is not installed.
    """
    return WeekPlay(world, build_week(world, draws), draws, rules, trace).play()
