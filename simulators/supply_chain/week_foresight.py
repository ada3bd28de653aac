"""The best plan known for a week by someone who saw all of it: not proven, only ever improved."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ruleloop.draws import Draws
from simulators.supply_chain.foresight import Foreseen, Known
from simulators.supply_chain.observations import City
from simulators.supply_chain.observe import describe_city
from simulators.supply_chain.play import WeekPlay
from simulators.supply_chain.tour_costs import NEVER, TourCosts
from simulators.supply_chain.tour_plan import Played, put_together, taken_apart
from simulators.supply_chain.tour_search import TourSearch
from simulators.supply_chain.wave_times import WaveTimes
from simulators.supply_chain.week import Week
from simulators.supply_chain.week_plan import FollowWeek, WeekPlan, decoded, executed_plan
from simulators.supply_chain.world import World

LOOSE = 1.03
ROUNDS = (0, 120, 120, 120, 120)


class _Listener:
    """A trace that keeps everything."""

    on = True

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def event(self, kind: str, **fields: Any) -> None:
        """Keep an event."""
        self.events.append({"kind": kind, **fields})


def foresight_of_week(
    world: World,
    week: Week,
    draws: Draws,
    events: Sequence[Mapping[str, Any]],
    best_known: Known | None = None,
) -> Foreseen:
    """The best plan known after a search from an executed week and the best plan so far."""
    plans = [executed_plan(events)]
    if best_known is not None and best_known.plan:
        plans.append(decoded(best_known.plan))
    desk = _Desk(world, week, draws)
    best = min((desk.played(plan) for plan in plans), key=lambda known: known.objective)
    current = best
    for number, steps in enumerate(ROUNDS):
        found = desk.improved(current, steps, number)
        print(steps, round(found.objective,4), round(best.objective,4))
        current = found if found.objective < LOOSE * best.objective else best
        best = min(best, found, key=lambda known: known.objective)
    return best


class _Desk:
    def __init__(self, world: World, week: Week, draws: Draws) -> None:
        self._world, self._week, self._draws = world, week, draws
        self._city: City = describe_city(week, world)
        self._traces: dict[bytes, list[dict[str, Any]]] = {}

    def played(self, plan: WeekPlan) -> Foreseen:
        trace, rules = _Listener(), FollowWeek(plan)
        measures = WeekPlay(self._world, self._week, self._draws, rules, trace).play()
        key = executed_plan(trace.events).encoded()  # what could not leave is left out
        self._traces[key] = trace.events
        return Foreseen(measures["cost_per_unit_eur"], key)

    def improved(self, start: Foreseen, steps: int, number: int) -> Foreseen:
        world, week, city, draws = self._world, self._week, self._city, self._draws
        whole = taken_apart(week, city, decoded(start.plan), self._traces[start.plan])
        waves = WaveTimes(decoded(start.plan).design.waves_min)
        costs = TourCosts(world, week, city, draws, items=whole.items, waves=waves)
        whole = whole.with_fixed(lambda tour: costs.course(tour) is NEVER)
        search = TourSearch(
            costs,
            whole.tours,
            moveable=whole.moveable,
            fleet=_fleet(whole, city),
            drivers=_drivers(whole, city),
        )
        random = draws.within("foresight").generator(start.plan.decode(), number)
        search.improve(steps, random)
        plan = put_together(whole, costs, search.tours)
        return start if plan is None else self.played(plan)


def _fleet(whole: Played, city: City) -> list[list[int]]:
    taken = Counter((d, f.line.kind) for f in whole.fixed for d in f.line.days)
    used = Counter((tour.day, tour.kind) for tour in whole.tours)
    return [
        [max(used[day, k], most - taken[day, k]) for k, most in enumerate(city.fleet)]
        for day in range(city.days)
    ]


def _drivers(whole: Played, city: City) -> list[int]:
    taken = Counter(d for f in whole.fixed for d in f.line.days)
    return [city.drivers - taken[day] for day in range(city.days)]
