"""What rules answer: what to buy for a day, and what every asset does in a quarter-hour."""

from typing import Annotated

import msgspec
from msgspec import Meta

Power = Annotated[float, Meta(ge=-1e4, le=1e4)]
Share = Annotated[float, Meta(ge=0.0, le=1.0)]
MOST_GROUPS = 200


class DayPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Energy bought beyond the forecast need, and reserve sold, for the coming day.

    flexible_mw: by tick, what batteries and cars are meant to draw (negative: give); empty for
        nothing. What is beyond their power is refused and counted, beyond their energy it is cut.
    reserve_mw: symmetric frequency reserve that the reserve battery sells (grid-connected only).
    """

    flexible_mw: Annotated[tuple[Power, ...], Meta(max_length=96)] = ()
    reserve_mw: Annotated[float, Meta(ge=0.0, le=1e4)] = 0.0


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens in this tick; an empty tuple leaves a kind of asset as usual.

    battery_mw: by battery group, positive gives; usual 0.
    hub_mw: by hub, positive charges, negative gives back; usual as much as the cars take.
    call: by contract, True calls it or keeps a call running; usual False.
    unit_mw: by unit, 0 turns it off; usual off.
    cap_share: by feed-in group, what of its available power may flow; usual 1.
    q_share: by feed-in group, Mvar per MW fed in, positive raises the voltage; usual 0.
    tap: index of the tap position, -1 for where it is; at most one step in a tick is made.
    reserve_mw: what the reserve battery keeps free up and down to answer to frequency.
    battery_first: share of the secondary control that the reserve battery answers to; the units
        take the rest.
    """

    battery_mw: Annotated[tuple[Power, ...], Meta(max_length=MOST_GROUPS)] = ()
    hub_mw: Annotated[tuple[Power, ...], Meta(max_length=MOST_GROUPS)] = ()
    call: Annotated[tuple[bool, ...], Meta(max_length=MOST_GROUPS)] = ()
    unit_mw: Annotated[tuple[Power, ...], Meta(max_length=MOST_GROUPS)] = ()
    cap_share: Annotated[tuple[Share, ...], Meta(max_length=MOST_GROUPS)] = ()
    q_share: Annotated[
        tuple[Annotated[float, Meta(ge=-0.5, le=0.5)], ...], Meta(max_length=MOST_GROUPS)
    ] = ()
    tap: Annotated[int, Meta(ge=-1, le=100)] = -1
    reserve_mw: Annotated[float, Meta(ge=0.0, le=1e4)] = 0.0
    battery_first: Share = 0.5
