"""How orders come in, are answered, are given up, and fall due."""

from typing import Any

from simulators.supply_chain.actions import OrderAnswer
from simulators.supply_chain.observations import NewOrder
from simulators.supply_chain.play import money
from simulators.supply_chain.play.orderbook import Entry, within_hours
from simulators.supply_chain.play.scene import Scene


class Intake:
    """Keeps the order book up to date; rules are asked about orders in the order of their coming.

    `rules` is a RulesProxy. Orders that came in since the book was last looked at are asked about
    in one message: nothing that rules could know differs between them.
    """

    def __init__(self, scene: Scene, rules: Any) -> None:
        self._scene, self._rules = scene, rules
        self._arrived = 0

    def update(self, now_min: float) -> None:
        """Take in what has come until now, and clear what was cancelled or is past its due time."""
        new = self._take_in(now_min)
        if not self._scene.city.is_designed:
            return
        self._ask(new)
        for entry in list(self._scene.orders.open.values()):
            if entry.order.cancelled_min <= now_min:
                self._scene.orders.cancel(entry.number)
            elif entry.due_min < now_min:
                self.buy(entry.number, "due")

    def buy(self, number: int, why: str) -> None:
        """Leave what is open of an order to the spot carrier."""
        scene, entry = self._scene, self._scene.orders.entries[number]
        service_min = entry.service_min(entry.open_units, scene.city.stop_min)
        units = scene.orders.buy(number)
        site = entry.order.site
        cents = money.spot_cents(scene.city, site, units, service_min)
        scene.tally.bill.spot += cents
        scene.trace.event(
            "spot",
            order=number,
            site=site,
            zone=scene.city.site_zone[site],
            units=units,
            cost_eur=cents / 100.0,
            why=why,
        )

    def _take_in(self, now_min: float) -> list[Entry]:
        scene, orders, new = self._scene, self._scene.week.orders, []
        while self._arrived < len(orders) and orders[self._arrived].known_min <= now_min:
            order = orders[self._arrived]
            zone = scene.city.zones[scene.city.site_zone[order.site]]
            windows = within_hours(order.windows, zone)
            new.append(scene.orders.take_in(self._arrived, order, windows))
            self._arrived += 1
        return new

    def _ask(self, new: list[Entry]) -> None:
        if not new:
            return
        answers = self._rules.on_order.map([self._see(entry) for entry in new])
        for entry, answer in zip(new, answers, strict=True):
            self._answer(entry, answer)

    def _see(self, entry: Entry) -> NewOrder:
        now_min = max(0.0, entry.order.known_min)
        order = self._scene.watch.see(entry, now_min, now_min)
        offers = tuple(offer.window for offer in entry.order.offers)
        return NewOrder(now_min, order, offers)

    def _answer(self, entry: Entry, answer: OrderAnswer) -> None:
        offers = entry.order.offers
        if answer.offer >= len(offers):  # counted as one decision, or it would vanish in hundreds
            self._scene.tally.decisions += 1
            self._scene.tally.illegal += 1
        if not answer.is_accepted:
            self.buy(entry.number, "refused")
        elif 0 <= answer.offer < len(offers):
            self._offer(entry, answer)

    def _offer(self, entry: Entry, answer: OrderAnswer) -> None:
        scene, offer = self._scene, entry.order.offers[answer.offer]
        is_taken = answer.discount_eur >= offer.wants_eur
        if is_taken:
            zone = scene.city.zones[scene.city.site_zone[entry.order.site]]
            entry.windows = within_hours((offer.window,), zone)
            entry.is_booked = True
            scene.tally.bill.discounts += money.cents(answer.discount_eur)
        scene.trace.event(
            "offer",
            order=entry.number,
            offer=answer.offer,
            discount_eur=answer.discount_eur,
            accepted=is_taken,
        )
