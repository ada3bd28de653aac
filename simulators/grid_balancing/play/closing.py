"""What energy costs that is missing, or owed, when a week ends."""

from simulators.grid_balancing.setting import Setting
from simulators.grid_balancing.world import World


def closing_eur_per_mwh(world: World, setting: Setting) -> float:
    """The week's mean day-ahead price; the fuel of a diesel unit on an island."""
    if setting.prices is None:
        return world.diesel_eur_per_mwh
    return float(setting.prices.day_ahead_eur.mean())
