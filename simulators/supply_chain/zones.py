"""The five zones of a region, and what is ordered in each."""

from simulators.supply_chain.observations import Zone
from simulators.supply_chain.world import World

OLD_TOWN, RESIDENTIAL, INDUSTRIAL, SUBURB, RURAL = range(5)
ZONE_NAMES = ("old town", "residential", "industrial", "suburb", "rural")
PARCEL, PALLET, LARGE = range(3)  # kinds of orders
LARGEST_PALLETS = 14

# Assumed: how much of each kind of order a zone gives, relative to its weight: homes order
# parcels, industry pallets and full loads.
_TILT = (
    (0.8, 1.2, 0.2),
    (1.6, 0.5, 0.2),
    (0.2, 1.8, 2.6),
    (1.0, 1.0, 1.0),
    (1.0, 1.0, 0.8),
)
# Assumed: businesses that take goods in by night, relative to `night_ok_share`.
NIGHT_TILT = (0.0, 0.2, 1.0, 0.4, 0.2)
_FEW_TOLLS = 0.1  # assumed: tolled share of the kilometres to industry and suburb


def region_zones(world: World) -> tuple[Zone, ...]:
    """The zones and their rules, as in `ZONE_NAMES`."""
    return (
        Zone(
            ZONE_NAMES[OLD_TOWN],
            most_gross_t=world.old_town_gross_t,
            is_zero_emission=world.old_town_zero_emission,
            is_narrow=True,
            open_min=world.old_town_open_min,
            close_min=world.old_town_close_min,
            night_drops=0,
            congestion_share=world.centre_congestion_share,
        ),
        Zone(ZONE_NAMES[RESIDENTIAL], night_drops=world.residential_night_drops),
        Zone(ZONE_NAMES[INDUSTRIAL], toll_share=_FEW_TOLLS),
        Zone(ZONE_NAMES[SUBURB], toll_share=_FEW_TOLLS),
        Zone(
            ZONE_NAMES[RURAL],
            congestion_share=world.rural_congestion_share,
            toll_share=world.rural_toll_share,
        ),
    )


def kind_shares(world: World) -> tuple[float, float, float]:
    """Shares of small, pallet and large orders."""
    return (
        max(0.0, 1.0 - world.pallet_share - world.large_share),
        world.pallet_share,
        world.large_share,
    )


def zone_shares(world: World, kind: int) -> tuple[float, ...]:
    """Shares of the zones in the orders of one kind."""
    weights = (
        world.old_town_weight,
        world.residential_weight,
        world.industrial_weight,
        world.suburb_weight,
        world.rural_weight,
    )
    tilted = [weight * tilt[kind] for weight, tilt in zip(weights, _TILT, strict=True)]
    total = sum(tilted)
    return tuple(weight / total for weight in tilted)


def is_for_business(kind: int, zone: int) -> bool:
    """Whether orders of this kind go to businesses there; private people order parcels."""
    return kind != PARCEL or zone == INDUSTRIAL


def mean_units(world: World, kind: int) -> float:
    """Expected quantity of an order of one kind, in tenths of a pallet place."""
    return (world.parcel_units, 25.0, 5.0 * (5 + LARGEST_PALLETS))[kind]
