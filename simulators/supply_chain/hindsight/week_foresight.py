"""The best plan known for a week by someone who saw all of it: not proven, only ever improved."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ruleloop.draws import Draws
from simulators.supply_chain.hindsight.day_foresight import Foreseen, Known
from simulators.supply_chain.hindsight.tour_choice import Limits, cheapest_tours
from simulators.supply_chain.hindsight.tour_costs import NEVER, TourCosts
from simulators.supply_chain.hindsight.tour_plan import (
    Played,
    put_together,
    sends_of,
    taken_apart,
    translated,
)
from simulators.supply_chain.hindsight.tour_search import TourSearch
from simulators.supply_chain.hindsight.tours import Tour
from simulators.supply_chain.hindsight.wave_times import WaveTimes
from simulators.supply_chain.hindsight.week_plan import FollowWeek, WeekPlan, decoded, executed_plan
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.play.week_play import WeekPlay
from simulators.supply_chain.week import Week
from simulators.supply_chain.world import World

STEPS = 150  # of a week of 600 orders: about 2 s of processor time
EFFORT = 600 * STEPS  # steps times orders: a larger week gets fewer steps, of more work each
ROUNDS = 2
REPAIRS = 3


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
    """The best plan known after a search from an executed week and the best one so far.

    events: the trace of a replication of the same world and draws.

    Shifts are first planned as long as they turn out to be worked. Then tours are searched with
    the realised driving and service times, and the cheapest set is chosen out of all tours that
    were executed or ever looked at. Offers and refusals stay as the better of the two plans has
    them; shifts at the cross-dock, and those with rescues or stops left out, stay as they are.

    The result was played by the referee, costs at most what the executed week and `best_known`
    cost, and is a function of the arguments: asking again with it as `best_known` searches on.
    """
    desk = _Desk(world, week, draws)
    starts = [desk.played(executed_plan(events))]
    if best_known is not None and best_known.plan:
        starts.append(desk.played(decoded(best_known.plan)))
    best = min(starts, key=lambda known: known.objective)
    best = min(best, desk.improved(best, starts, steps=0), key=lambda known: known.objective)
    steps = min(STEPS, EFFORT // max(1, len(week.orders)))
    for _ in range(ROUNDS):
        found = desk.improved(best, starts, steps=steps)
        best = min(best, found, key=lambda known: known.objective)
    return best


class _Desk:
    """One week, and the plans for it that have been played."""

    def __init__(self, world: World, week: Week, draws: Draws) -> None:
        self._world, self._week, self._draws = world, week, draws
        self._city = describe_city(week, world)
        self._traces: dict[bytes, list[dict[str, Any]]] = {}

    def played(self, plan: WeekPlan) -> Foreseen:
        """What the referee bills for a plan; what could not leave is no part of it any more."""
        trace = _Listener()
        play = WeekPlay(self._world, self._week, self._draws, FollowWeek(plan), trace)
        cost_eur = play.play()["cost_per_unit_eur"]
        key = executed_plan(trace.events).encoded()
        self._traces[key] = trace.events
        return Foreseen(cost_eur, key)

    def improved(self, start: Foreseen, others: Iterable[Foreseen], *, steps: int) -> Foreseen:
        """A plan found by so many steps of search from another one, and by choice among tours."""
        whole = self._taken_apart(start)
        waves = WaveTimes(whole.plan.design.waves_min)
        costs = TourCosts(
            self._world, self._week, self._city, self._draws, items=whole.items, waves=waves
        )
        whole = whole.with_fixed(lambda tour: costs.course(tour) is NEVER)
        limits = self._limits(whole)
        search = TourSearch(costs, whole.tours, limits)
        tours: Sequence[Tour] = search.tours
        if steps:
            key = start.plan.decode(), len(self._traces)
            search.improve(steps, self._draws.within("foresight").generator(*key))
            for other in others:
                for tour in translated(self._taken_apart(other), whole):
                    costs.course(tour)
            tours = cheapest_tours(costs.known, costs.items, limits, search.tours)
        return self._repaired(whole, costs, tours) or start

    def _taken_apart(self, known: Foreseen) -> Played:
        plan, events = decoded(known.plan), self._traces[known.plan]
        return taken_apart(self._week, self._city, plan, events)

    def _repaired(self, whole: Played, costs: TourCosts, tours: Sequence[Tour]) -> Foreseen | None:
        """The tours as a plan; drivers who could not be sent are planned longer and tried again."""
        patient: set[Tour] = set()
        best: Foreseen | None = None
        for _ in range(REPAIRS):
            plan = put_together(whole, costs, tours, patient)
            if plan is None:
                return best
            found = self.played(plan)
            best = found if best is None else min(best, found, key=lambda known: known.objective)
            sent = {(send.at_min, send.route.stops) for send in decoded(found.plan).sends}
            stuck = {
                tour
                for tour in tours
                if any((s.at_min, s.route.stops) not in sent for s in sends_of(costs, tour))
            }
            if stuck <= patient:
                return best
            patient |= stuck
        return best

    def _limits(self, whole: Played) -> Limits:
        city = self._city
        taken = Counter((d, fixed.line.kind) for fixed in whole.fixed for d in fixed.line.days)
        used = Counter((tour.day, tour.kind) for tour in whole.tours)
        staff = Counter(day for fixed in whole.fixed for day in fixed.line.days)
        fleet = tuple(
            tuple(max(used[day, k], most - taken[day, k]) for k, most in enumerate(city.fleet))
            for day in range(city.days)
        )
        drivers = tuple(city.drivers - staff[day] for day in range(city.days))
        return Limits(frozenset(whole.moveable), fleet, drivers)
