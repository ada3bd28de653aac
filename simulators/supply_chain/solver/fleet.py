"""Which vehicles the solver plans with: those that stand there, then those still out."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from simulators.supply_chain.observations import City, FreeVehicle, Wave

FOREVER_MIN = 1e8  # a limit above it does not bind
GRAIN_MIN = 15.0  # vehicles whose limits differ by less are planned as one kind of vehicle
LONG_DUTY_MIN = 360.0  # who is on duty for longer takes a break (Dir. 2002/15/EC art. 5)
BREAK_MIN = 45.0
OUT_MIN = 480.0  # who is still out is planned with as if a shift were before him


@dataclass(frozen=True)
class Group:
    """Vehicles that are alike: `count` of class `kind`, with or without the price of the day.

    numbers: the free vehicles; empty on a dispatch day and for vehicles that are still out.
    back_by_min, shift_ends_min, drive_left_min, battery_kwh: the least of theirs.
    """

    kind: int
    is_fresh: bool
    count: int
    numbers: tuple[int, ...] = ()
    back_by_min: float = 1e9
    shift_ends_min: float = 1e9
    drive_left_min: float = 1e9
    battery_kwh: float = 0.0

    def back_min(self, depart_min: float) -> float:
        """The latest return in a plan without breaks: the break of a long duty is set aside."""
        is_long = self.back_by_min - depart_min > LONG_DUTY_MIN
        return self.back_by_min - (BREAK_MIN if is_long else 0.0)


def groups_of(
    wanted: int,
    kinds: Sequence[int],
    wave: Wave,
    city: City,
    *,
    from_hub: bool,
    is_stored: bool = False,
) -> list[Group]:
    """The vehicles of a request, grouped; those whose price of the day is paid come first.

    `wanted`: how many, -1 for those that are free at this base. Who wants more than stand there
    plans with vehicles still out as well, which are paid. is_stored: the goods are at the
    cross-dock, so that its drivers load at once; those who are to come do not count.
    """
    if not wave.vehicles:
        used, fresh = paid_and_fresh(wanted, wave, city)
        pairs = ((used, False), (fresh, True))
        return [Group(0, is_fresh, count) for count, is_fresh in pairs if count > 0]
    base = city.hub if from_hub else 0
    able = [v for v in wave.vehicles if v.base == base and (not kinds or v.kind in kinds)]
    if is_stored:
        able = [v for v in able if v.begins_min <= wave.now_min]
    able.sort(key=lambda v: (v.is_fresh, v.kind, _grain(v), v.number))
    taken = able if wanted < 0 else able[:wanted]
    alike = itertools.groupby(taken, key=lambda v: (v.is_fresh, v.kind, _grain(v)))
    free = [_group(list(vehicles)) for _, vehicles in alike]
    extra = 0 if from_hub else min(wanted, city.vehicles) - len(taken)
    return [*free, *_still_out(extra, kinds, wave, city)]


def paid_and_fresh(wanted: int, wave: Wave, city: City) -> tuple[int, int]:
    """Vehicles of a dispatch day to plan with: those whose price is paid, and fresh ones.

    Vehicles at the depot come first, the paid ones before the fresh; then those still out.
    """
    if wanted < 0:
        wanted = wave.vehicles_free
    used = min(wanted, wave.vehicles_free - wave.vehicles_fresh)
    fresh = min(wanted - used, wave.vehicles_fresh)
    out = max(0, min(wanted, city.vehicles) - used - fresh)
    return used + out, fresh


def _grain(vehicle: FreeVehicle) -> tuple[float, ...]:
    limits = (vehicle.back_by_min, vehicle.shift_ends_min, vehicle.drive_left_min)
    return (*(limit // GRAIN_MIN for limit in limits), vehicle.battery_kwh // 1.0)


def _group(vehicles: list[FreeVehicle]) -> Group:
    return Group(
        kind=vehicles[0].kind,
        is_fresh=vehicles[0].is_fresh,
        count=len(vehicles),
        numbers=tuple(v.number for v in vehicles),
        back_by_min=min(v.back_by_min for v in vehicles),
        shift_ends_min=min(v.shift_ends_min for v in vehicles),
        drive_left_min=min(v.drive_left_min for v in vehicles),
        battery_kwh=min(v.battery_kwh for v in vehicles),
    )


def _still_out(extra: int, kinds: Sequence[int], wave: Wave, city: City) -> list[Group]:
    """At most `extra` vehicles on the road; their classes are guessed from the fleet, in turn."""
    extra = min(extra, len(wave.returns_min))
    here = [sum(v.kind == k for v in wave.vehicles) for k in range(len(city.fleet))]
    left = {k: city.fleet[k] - here[k] for k in range(len(city.fleet)) if not kinds or k in kinds}
    counts = dict.fromkeys(left, 0)
    for k in itertools.islice(itertools.cycle(sorted(left)), len(left) * max(0, extra)):
        if sum(counts.values()) < extra and counts[k] < left[k]:
            counts[k] += 1
    return [
        Group(
            k,
            is_fresh=False,
            count=n,
            back_by_min=wave.now_min + OUT_MIN,
            battery_kwh=city.kinds[k].battery_kwh,
        )
        for k, n in counts.items()
        if n
    ]
