"""The vehicles: who stands at a base, who has been out, who is expected back when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from simulators.supply_chain.observations import FreeVehicle, VehicleClass
from simulators.supply_chain.staff.crew import Duty, ShiftDuty

NOBODY: Mapping[int, ShiftDuty] = MappingProxyType({})


@dataclass
class Vehicle:
    """One vehicle. `back_min` is when it is expected back; None when it stands at its base.

    base: site where it stands, or where it is to come back. duty: the shift of the driver who is
        with it, None without one. used_days: days for which its fixed price is paid;
        hours_driven: hours in which it set off somewhere.
    battery_kwh: when it last came back, at `back_at_min`. returned: the simpy event of its return.
    trip: the one that it is on, None at its base.
    """

    number: int
    kind: int
    base: int = 0
    trips: int = 0
    back_min: float | None = None
    duty: Duty | None = None
    used_days: set[int] = field(default_factory=set)
    hours_driven: set[int] = field(default_factory=set)
    battery_kwh: float = 0.0
    back_at_min: float = 0.0
    returned: Any = None
    trip: Any = None

    def charge_kwh(self, kind: VehicleClass, charge_kw: float, now_min: float) -> float:
        """What is in the battery at `now_min`, standing at a base since it came back."""
        if not kind.battery_kwh:
            return 0.0
        gained = charge_kw * max(0.0, now_min - self.back_at_min) / 60.0
        return min(kind.battery_kwh, self.battery_kwh + gained)


class Fleet:
    """All vehicles, numbered by class. One that has been out today is sent before a fresh one."""

    def __init__(self, counts: Iterable[int], kinds: Sequence[VehicleClass]) -> None:
        of_kind = [kind for kind, count in enumerate(counts) for _ in range(count)]
        self.all = [
            Vehicle(number, kind, battery_kwh=kinds[kind].battery_kwh)
            for number, kind in enumerate(of_kind)
        ]
        self._kinds = kinds

    def free(
        self, now_min: float, charge_kw: float, soon: Mapping[int, ShiftDuty] = NOBODY
    ) -> tuple[FreeVehicle, ...]:
        """Vehicles with a driver on duty that stand at a base, those already used first.

        soon: by vehicle, duties that have not begun but whose vehicles may be sent.
        """
        ready = [
            self._see(vehicle, vehicle.duty, now_min, charge_kw)
            for vehicle in self.all
            if vehicle.duty is not None and vehicle.back_min is None
        ]
        for number, duty in soon.items():
            seen = self._see(self.all[number], duty, now_min, charge_kw)
            begins_min = duty.shift.start_min
            ready.append(replace(seen, base=duty.shift.base, begins_min=begins_min))
        return tuple(sorted(ready, key=lambda vehicle: (vehicle.is_fresh, vehicle.number)))

    def returns_min(self, now_min: float) -> tuple[float, ...]:
        """When vehicles on the road are expected back, ascending; the overdue ones: now."""
        expected = (vehicle.back_min for vehicle in self.all if vehicle.back_min is not None)
        return tuple(sorted(max(now_min, minute) for minute in expected))

    def _see(self, vehicle: Vehicle, duty: Duty, now_min: float, charge_kw: float) -> FreeVehicle:
        return FreeVehicle(
            number=vehicle.number,
            kind=vehicle.kind,
            base=vehicle.base,
            is_fresh=duty.day not in vehicle.used_days,
            back_by_min=duty.back_by_min(now_min),
            shift_ends_min=duty.planned_end_min,
            drive_left_min=duty.drive_left_min(now_min),
            battery_kwh=vehicle.charge_kwh(self._kinds[vehicle.kind], charge_kw, now_min),
        )
