"""Which parameters can matter in a world: those of its kind, less what its files decide."""

from functools import cache
from typing import Any, get_type_hints

from msgspec import Meta

from simulators.grid_balancing.world import World

_BY_FILE = {
    "network_file": {"network"},
    "prices_csv": {
        "market_wind_share", "market_pv_share", "volatility", "reserve_sd", "level_sd_eur",
    },
}  # fmt: skip


def in_use(world: World) -> frozenset[str]:
    """The names of the parameters that this world can read."""
    kind = "island" if world.island else "market"
    named = frozenset(name for name, used_by in _used_by() if used_by in {kind, ""})
    decided = {name for file, names in _BY_FILE.items() if getattr(world, file) for name in names}
    return named - decided


@cache
def _used_by() -> tuple[tuple[str, str], ...]:
    """Every parameter with the kind of world that it is marked for; empty: both."""
    hints: dict[str, Any] = get_type_hints(World, include_extras=True)
    return tuple((name, _extra(hint).get("used_by", "")) for name, hint in hints.items())


def _extra(hint: Any) -> dict[str, Any]:
    metas = (part for part in getattr(hint, "__metadata__", ()) if isinstance(part, Meta))
    return {key: value for meta in metas for key, value in (meta.extra or {}).items()}
