"""A whole week, written down beforehand, and rules that do nothing but follow it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from simulators.supply_chain.actions import (
    EventAnswer,
    OrderAnswer,
    Route,
    Shift,
    WavePlan,
    WeekDesign,
)
from simulators.supply_chain.observations import Event, NewOrder, Wave, WeekBrief


class Send(msgspec.Struct, frozen=True, array_like=True):
    """A route that leaves at a wave or an event, with the vehicle that `route` names."""

    at_min: float
    route: Route


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """What was done about an event, beside the routes that left."""

    at_min: float
    kind: str
    vehicle: int
    order: int
    stops: tuple[int, ...] | None
    rescue_vehicle: int


class WeekPlan(msgspec.Struct, frozen=True):
    """Everything that was, or is to be, decided in a week.

    refused: orders left to the spot carrier at once. offers: (order, offer, discount_eur).
    """

    design: WeekDesign
    sends: tuple[Send, ...] = ()
    refused: tuple[int, ...] = ()
    offers: tuple[tuple[int, int, float], ...] = ()
    replies: tuple[Reply, ...] = ()

    def encoded(self) -> bytes:
        """The plan as JSON."""
        return msgspec.json.encode(self)


def decoded(plan: bytes) -> WeekPlan:
    """The plan that `encoded` wrote.

    Raises:
        msgspec.DecodeError: the bytes are no plan of a week.
    """
    return msgspec.json.decode(plan, type=WeekPlan)


def executed_plan(events: Iterable[Mapping[str, Any]]) -> WeekPlan:
    """What a traced replication decided; an empty week where the trace has no design."""
    by_kind: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for event in events:
        by_kind[event["kind"]].append(event)
    design = by_kind["design"][0] if by_kind["design"] else {"asked": [], "waves_min": []}
    spots, offers, answered = by_kind["spot"], by_kind["offer"], by_kind["event"]
    return WeekPlan(
        design=WeekDesign(
            msgspec.convert(design["asked"], tuple[Shift, ...]), tuple(design["waves_min"])
        ),
        sends=tuple(_send(event) for event in by_kind["send"]),
        refused=tuple(event["order"] for event in spots if event["why"] == "refused"),
        offers=tuple((e["order"], e["offer"], e["discount_eur"]) for e in offers),
        replies=tuple(_reply(event) for event in answered if event["answered"]),
    )


def _send(event: Mapping[str, Any]) -> Send:
    route = Route(
        tuple(event["stops"]),
        vehicle=event["vehicle"],
        units=tuple(event["units"]),
        leave_min=event["leave_min"],
        from_hub=event["from_hub"],
    )
    return Send(event["at_min"], route)


def _reply(event: Mapping[str, Any]) -> Reply:
    stops = event["stops"]
    return Reply(
        event["at_min"],
        event["what"],
        event["vehicle"],
        event["order"],
        None if stops is None else tuple(stops),
        event["rescue_vehicle"],
    )


class FollowWeek:
    """A rules proxy that does exactly what a plan says, whenever it is asked at the right time."""

    def __init__(self, plan: WeekPlan) -> None:
        self._plan = plan
        self._pending: defaultdict[float, list[Route]] = defaultdict(list)
        self._replies = {(r.at_min, r.kind, r.vehicle, r.order): r for r in plan.replies}
        self.on_order = OnOrder(plan)

    def begin(self, facts: Any = None, answer: Any = None) -> None:
        """Start a replication."""
        del facts, answer
        self._pending.clear()
        for send in self._plan.sends:
            self._pending[send.at_min].append(send.route)

    def design_week(self, brief: WeekBrief) -> WeekDesign:
        """The plan's shifts and waves."""
        del brief
        return self._plan.design

    def plan_wave(self, wave: Wave) -> WavePlan:
        """The plan's routes of this minute that can leave."""
        return WavePlan(self._take(wave))

    def on_event(self, event: Event) -> EventAnswer:
        """The plan's routes of this minute, and its reply to the same event."""
        key = (event.wave.now_min, event.kind, event.vehicle, event.order)
        reply, routes = self._replies.get(key), self._take(event.wave)
        if reply is None:
            return EventAnswer(routes=routes)
        return EventAnswer(routes, stops=reply.stops, rescue_vehicle=reply.rescue_vehicle)

    def _take(self, wave: Wave) -> tuple[Route, ...]:
        """Routes of this minute whose vehicle is free and whose orders are open; no longer due."""
        pending = self._pending.get(wave.now_min)
        if not pending:
            return ()
        free = {vehicle.number for vehicle in wave.vehicles}
        is_open = {order.number for order in wave.orders}
        ready = [r for r in pending if r.vehicle in free and is_open.issuperset(r.stops)]
        self._pending[wave.now_min] = [route for route in pending if route not in ready]
        return tuple(ready)


class OnOrder:
    """The decision `on_order` of a plan, one by one or many at once."""

    def __init__(self, plan: WeekPlan) -> None:
        self._refused = frozenset(plan.refused)
        self._offers = {order: (offer, eur) for order, offer, eur in plan.offers}

    def __call__(self, new: NewOrder) -> OrderAnswer:
        """What the plan tells this customer."""
        number = new.order.number
        offer, discount_eur = self._offers.get(number, (-1, 0.0))
        return OrderAnswer(number not in self._refused, offer=offer, discount_eur=discount_eur)

    def map(self, observations: Sequence[NewOrder]) -> list[OrderAnswer]:
        """What the plan tells these customers."""
        return [self(new) for new in observations]
