"""The best plan known for a day by someone who saw all of it: not proven, only ever improved."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec

from ruleloop.draws import Draws
from simulators.supply_chain.build import as_week, build_day
from simulators.supply_chain.day import Day
from simulators.supply_chain.hindsight.day_costs import HindsightCosts
from simulators.supply_chain.hindsight.day_plan import DayPlan, Follow, Trip, decoded
from simulators.supply_chain.hindsight.day_search import HindsightSearch
from simulators.supply_chain.play.week_play import WeekPlay
from simulators.supply_chain.world import World

STEPS = 1500  # of a day of 60 orders: 1 to 1.5 s of processor time
EFFORT = 60 * STEPS  # steps times orders: a larger day gets fewer steps, of more work each


class Known(Protocol):
    """A plan found earlier for the same world and draws."""

    @property
    def objective(self) -> float:
        """Its cost in EUR per ordered unit."""
        ...

    @property
    def plan(self) -> bytes:
        """How to rebuild it."""
        ...


class Foreseen(msgspec.Struct, frozen=True):
    """A plan and its cost in EUR per ordered unit; see `Known`."""

    objective: float
    plan: bytes


class _Silent:
    """A trace that nobody looks at."""

    on = False

    def event(self, kind: str, **fields: Any) -> None:
        """Forget an event."""


def foresight(
    world: World,
    draws: Draws,
    events: Sequence[Mapping[str, Any]],
    best_known: Known | None = None,
) -> Foreseen:
    """The best plan known after a search from an executed replication and the best one so far.

    events: the trace of a replication of the same world and draws; without trips the search
        starts from an empty plan.

    The result was played by the referee with the realised driving and service times, costs at
    most what the executed routes and `best_known` cost, and is a function of the arguments:
    asking again with it as `best_known` searches on from there.

    Raises:
        InputFaults: the world names files that cannot be read.
    """
    day = build_day(world, draws)
    costs = HindsightCosts(world, day, draws)
    starts = [DayPlan(executed_trips(day, events))]
    if best_known is not None and best_known.plan:
        starts.append(decoded(best_known.plan))
    played = [Foreseen(cost_of(world, day, draws, plan), plan.encoded()) for plan in starts]
    start = min(played, key=lambda known: known.objective)
    search = HindsightSearch(costs, decoded(start.plan).trips)
    random = draws.within("foresight").generator(start.plan.decode())
    search.improve(min(STEPS, EFFORT // len(day.orders)), random)
    plan = DayPlan(search.trips)
    found = Foreseen(cost_of(world, day, draws, plan), plan.encoded())
    return min(start, found, key=lambda known: known.objective)


def executed_trips(day: Day, events: Sequence[Mapping[str, Any]]) -> tuple[Trip, ...]:
    """The trips that a traced replication drove."""
    return tuple(
        Trip(day.waves_min.index(event["sent_min"]), tuple(event["stops"]))
        for event in events
        if event["kind"] == "trip"
    )


def cost_of(world: World, day: Day, draws: Draws, plan: DayPlan) -> float:
    """What the referee bills for a plan, in EUR per ordered unit."""
    week = as_week(day, world)
    return WeekPlay(world, week, draws, Follow(plan), _Silent()).play()["cost_per_unit_eur"]
