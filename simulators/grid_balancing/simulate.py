"""Plays the week of a world with a rule set."""

from typing import Any

from ruleloop.draws import Draws
from simulators.grid_balancing.play.grid_play import GridPlay
from simulators.grid_balancing.world import World


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Play one week; `rules` is a RulesProxy, `trace` a Trace of `ruleloop.domain`.

    Returns the measures: `cost_per_mwh_eur` and its parts in EUR per MWh that consumers and cars
    wanted, shares between 0 and 1, frequencies in Hz, voltages in p.u., counts and totals.

    The referee is inside: batteries give only what is in them, cars leave as charged as they were,
    contracts and units keep their terms and times, and money follows the energy that really
    flowed. The network is solved in every tick; a voltage collapse leaves everybody unserved.

    Assumed: batteries, cars and units stay connected when a feeder is lost; load and schedules
    move within five minutes; what a network does moves no price.

    Raises:
        InputFaults: a data file that the world names has faults, or SimBench is not installed.
        ValueError: the profiles have no week in the world's season.
    """
    return GridPlay(world, draws, rules, trace).play()
