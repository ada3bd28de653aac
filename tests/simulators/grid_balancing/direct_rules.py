"""Plays plain functions in this process: the same proxy as a cell, without the cell."""

from collections.abc import Callable
from typing import Any

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from simulators.grid_balancing.interface import Control, DayAhead, DayPlan, GridFacts, Tick, Tools
from simulators.grid_balancing.play.grid_play import GridPlay
from simulators.grid_balancing.world import World

SEED = Draws(b"a week, sixteen!")


class DirectRules:
    """A RulesProxy that calls two functions; `seen` and `eves` keep what it saw."""

    def __init__(self, control: Callable[..., Any], plan_day: Callable[..., Any]) -> None:
        self._control, self._plan_day = control, plan_day
        self.seen: list[Tick] = []
        self.eves: list[DayAhead] = []
        self.facts: GridFacts | None = None

    def begin(self, facts: GridFacts, answer: Any) -> None:
        self.facts, self._tools = facts, Tools(facts, answer)

    def plan_day(self, eve: DayAhead) -> DayPlan:
        self.eves.append(eve)
        plan = self._plan_day(eve, self.facts, self._tools)
        assert isinstance(plan, DayPlan)
        return plan

    def control(self, tick: Tick) -> Control:
        self.seen.append(tick)
        control = self._control(tick, self.facts, self._tools)
        assert isinstance(control, Control)
        return control


def nothing(tick, grid, tools):
    """Everything as usual."""
    return Control()


def no_plan(eve, grid, tools):
    return DayPlan()


def keep_balance(tick, grid, tools, *, reserve_mw=1.0):
    """Units in order of fuel for what is needed, the reserve battery free for frequency."""
    cars = sum(hub.most_mw for hub in tick.hubs)
    left = tools.net_load_mw(tick) + cars + 0.05
    powers, running = [0.0] * len(grid.units), 0
    for unit in sorted(range(len(grid.units)), key=lambda k: grid.units[k].eur_per_mwh):
        own = grid.units[unit]
        is_needed = running == 0 or left > (own.least_mw if running < 2 else -0.5)
        if not tick.units[unit].is_failed and is_needed:
            powers[unit] = min(own.most_mw, max(own.least_mw, left))
            left -= powers[unit]
            running += 1
    return Control(unit_mw=tuple(powers), reserve_mw=reserve_mw)


def played(
    world: World,
    control: Callable[..., Any] = nothing,
    plan_day: Callable[..., Any] = no_plan,
    *,
    draws: Draws | None = None,
    keep_flows: bool = False,
):
    """The measures, the play, the rules with what they saw, and the trace."""
    rules, trace = DirectRules(control, plan_day), Trace(on=True)
    play = GridPlay(world, draws or SEED, rules, trace, keep_flows=keep_flows)
    return play.play(), play, rules, trace
