"""A whole week, written down beforehand, and rules that do nothing but follow it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from simulators.supply_chain.actions import (
    EventAnswer,
    Haul,
    OrderAnswer,
    Route,
    Shift,
    WavePlan,
    WeekDesign,
)
from simulators.supply_chain.observations import Event, NewOrder, Wave, WeekBrief


class Send(msgspec.Struct, frozen=True, array_like=True):
    """A route that leaves at a wave or an event, with the vehicle that `route` names.

    is_haul: no route, but a run that brings its orders to the cross-dock.
    """

    at_min: float
    route: Route
    is_haul: bool = False


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
        sends=(*map(_send, by_kind["send"]), *map(_sent_haul, by_kind["haul"])),
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


def _sent_haul(event: Mapping[str, Any]) -> Send:
    route = Route(tuple(event["orders"]), vehicle=event["vehicle"])
    return Send(event["at_min"], route, is_haul=True)


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
        self._pending: defaultdict[float, list[Send]] = defaultdict(list)
        self._replies = {(r.at_min, r.kind, r.vehicle, r.order): r for r in plan.replies}
        self.on_order = OnOrder(plan)

    def begin(self, facts: Any = None, answer: Any = None) -> None:
        """Start a replication."""
        del facts, answer
        self._pending.clear()
        for send in self._plan.sends:
            self._pending[send.at_min].append(send)

    def design_week(self, brief: WeekBrief) -> WeekDesign:
        """The plan's shifts and waves."""
        del brief
        return self._plan.design

    def plan_wave(self, wave: Wave) -> WavePlan:
        """The plan's routes and hauls of this minute that can leave."""
        sends = self._take(wave)
        hauls = (Haul(s.route.stops, vehicle=s.route.vehicle) for s in sends if s.is_haul)
        return WavePlan(tuple(s.route for s in sends if not s.is_haul), tuple(hauls))

    def on_event(self, event: Event) -> EventAnswer:
        """The plan's routes of this minute, and its reply to the same event."""
        key = (event.wave.now_min, event.kind, event.vehicle, event.order)
        reply = self._replies.get(key)
        routes = tuple(send.route for send in self._take(event.wave, is_haul=False))
        if reply is None:
            return EventAnswer(routes=routes)
        return EventAnswer(routes, stops=reply.stops, rescue_vehicle=reply.rescue_vehicle)

    def _take(self, wave: Wave, *, is_haul: bool = True) -> tuple[Send, ...]:
        """What is due this minute, with a free vehicle and open orders; it is no longer due.

        is_haul: hauls, too; they leave with waves only.
        """
        pending = self._pending.get(wave.now_min)
        if not pending:
            return ()
        free = {vehicle.number for vehicle in wave.vehicles}
        is_open = {order.number for order in wave.orders}
        ready = [
            send
            for send in pending
            if send.route.vehicle in free
            and is_open.issuperset(send.route.stops)
            and (is_haul or not send.is_haul)
        ]
        self._pending[wave.now_min] = [send for send in pending if send not in ready]
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
