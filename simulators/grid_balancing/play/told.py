"""What a trace is told: the events behind every figure, if anybody looks."""

from typing import Any

from simulators.grid_balancing.assets.assets import Assets
from simulators.grid_balancing.network.network import STEPS_PER_DAY, Network
from simulators.grid_balancing.observations import GridFacts
from simulators.grid_balancing.play.connected import Connected
from simulators.grid_balancing.play.outcome import Outcome
from simulators.grid_balancing.setting import Setting

TICK_S = 900
BEFORE_S, AFTER_S = 10, 120  # seconds of the frequency that are told around an outage


class Teller:
    """Writes the events of one week."""

    def __init__(
        self, trace: Any, setting: Setting, assets: Assets, market: Connected | None
    ) -> None:
        self._trace, self._setting, self._assets, self._market = trace, setting, assets, market
        self._paid: dict[str, float] = {}
        self._calls = [0] * len(assets.contracts.consumers)

    @property
    def on(self) -> bool:
        """Whether anybody looks."""
        return bool(self._trace.on)

    def week(self, facts: GridFacts) -> None:
        """Network, assets and outages."""
        if not self.on:
            return
        setting, network = self._setting, self._setting.grid.network
        self._trace.event(
            "grid",
            name=network.name,
            island=facts.is_island,
            start=setting.grid.starts_at(setting.first),
            days=setting.days,
            **_map(network),
            batteries=[own.name for own in facts.batteries],
            hubs=[own.name for own in facts.hubs],
            contracts=[own.name for own in facts.contracts],
            units=[own.name for own in facts.units],
            feed_ins=[own.name for own in facts.feed_ins],
            battery_mwh=[own.energy_mwh for own in facts.batteries],
            vm_low_pu=facts.vm_low_pu,
            vm_high_pu=facts.vm_high_pu,
            band_hz=facts.band_hz,
        )
        for outage in (*setting.trips, *setting.feeder_losses):
            self._trace.event(
                "outage",
                what=outage.kind,
                which=outage.which,
                second=outage.second,
                duration_s=outage.duration_s,
            )

    def day(self, day: int) -> None:
        """What was bought and sold for a day."""
        if self.on and self._market is not None:
            part = slice(day * STEPS_PER_DAY, (day + 1) * STEPS_PER_DAY)
            self._trace.event(
                "day",
                day=day,
                price_eur=self._market.prices.day_ahead_eur[part].tolist(),
                plan_mw=self._market.bought_mw[part].tolist(),
                reserve_mw=self._market.sold_reserve_mw,
            )

    def tick(self, tick: int, outcome: Outcome, paid_eur: dict[str, float]) -> None:
        """A tick that is over; money is what this tick added, by part."""
        assets, market, flow = self._assets, self._market, outcome.flow
        fed, capped = assets.feed_ins.observe()
        self._trace.event(
            "tick",
            tick=tick,
            load_mw=float(self._setting.demand_mw[tick]),
            fed_in_mw=list(fed),
            capped_mw=list(capped),
            battery_mw=outcome.battery_mw.tolist(),
            soc=[
                energy / own.energy_mwh
                for own, energy in zip(
                    assets.batteries.facts, assets.batteries.energy_mwh, strict=True
                )
            ],
            hub_mw=outcome.hub_mw.tolist(),
            contract_mw=outcome.contract_mw.tolist(),
            unit_mw=outcome.unit_mw.tolist(),
            import_mw=outcome.import_mw,
            reserve_mw=outcome.reserve_mw,
            price_eur=float(market.prices.day_ahead_eur[tick]) if market else 0.0,
            imbalance_eur=float(market.prices.imbalance_eur[tick]) if market else 0.0,
            hz=outcome.hz,
            hz_low=outcome.low_hz,
            hz_high=outcome.high_hz,
            rocof=outcome.rocof_hz_per_s,
            vm_pu=flow.vm_pu.tolist() if flow else [],
            vm_low=float(flow.vm_pu.min()) if flow else 0.0,
            vm_high=float(flow.vm_pu.max()) if flow else 0.0,
            loading=flow.loading.tolist() if flow else [],
            tap=assets.tap.position,
            shed_mw=outcome.shed_mw,
            cut_mw=outcome.cut_mw,
            is_dark=outcome.is_dark,
            eur={part: eur - self._paid.get(part, 0.0) for part, eur in paid_eur.items()},
        )
        self._paid = dict(paid_eur)
        self._new_calls(tick)
        self._seconds(tick, outcome)

    def measures(self, found: dict[str, float]) -> None:
        """The week is over."""
        self._trace.event("measures", **found)

    def _new_calls(self, tick: int) -> None:
        for contract, consumer in enumerate(self._assets.contracts.consumers):
            if consumer.calls > self._calls[contract]:
                self._calls[contract] = consumer.calls
                self._trace.event("call", tick=tick, contract=contract, number=consumer.calls)

    def _seconds(self, tick: int, outcome: Outcome) -> None:
        """The frequency around every outage that lies in this tick."""
        begin = tick * TICK_S
        for outage in (*self._setting.trips, *self._setting.feeder_losses):
            second = outage.second - begin
            if 0 <= second < TICK_S and len(outcome.hz_trace):
                per_s = len(outcome.hz_trace) // TICK_S
                first = max(0, second - BEFORE_S) * per_s
                part = outcome.hz_trace[first : (second + AFTER_S) * per_s]
                self._trace.event(
                    "second", tick=tick, second=second, step_s=1.0 / per_s, hz=part.tolist()
                )


def _map(network: Network) -> dict[str, Any]:
    nodes, branches = network.nodes, network.branches
    known = [x == x and y == y for x, y in zip(nodes.x.tolist(), nodes.y.tolist(), strict=True)]
    return {
        "x": [x if ok else None for x, ok in zip(nodes.x.tolist(), known, strict=True)],
        "y": [y if ok else None for y, ok in zip(nodes.y.tolist(), known, strict=True)],
        "from_node": branches.from_node.tolist(),
        "to_node": branches.to_node.tolist(),
        "branch_kind": list(branches.kind),
    }
