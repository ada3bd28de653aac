"""Running a network week by week: what is measured, forbidden, offered to agents."""

from domains.figures.grid_balancing import figures
from domains.moves.grid_balancing import IDIOMS, KNOBS, SIGNALS
from domains.stress.grid_balancing import STRESS
from domains.words.grid_balancing import PLAIN_WORDS
from ruleloop.domain import AtLeast, AtMost, Domain, Minimise, Never, NotWorse
from simulators.grid_balancing import interface
from simulators.grid_balancing.bounds.floor import floor
from simulators.grid_balancing.file_faults import file_faults
from simulators.grid_balancing.in_use import in_use
from simulators.grid_balancing.play.money import PARTS
from simulators.grid_balancing.problems import problems
from simulators.grid_balancing.simulate import simulate
from simulators.grid_balancing.world import World

GUARDRAILS = (
    AtLeast("nadir_hz", 49.0),
    AtMost("rocof_hz_per_s", 2.0),
    NotWorse("outside_band_share", 0.005),
    NotWorse("shed_mwh", 0.1),
    Never("blackouts"),
    Never("collapse_ticks"),
    NotWorse("voltage_outside_share", 0.005),
    Never("voltage_illegal_ticks"),
    NotWorse("overload_share", 0.005),
    NotWorse("overload_ticks_120", 0.1),
    NotWorse("reserve_short_share", 0.005),
    Never("soc_outside"),
    AtMost("battery_cycles_per_day", 2.0),
    AtLeast("cars_ready_share", 0.99),
    AtMost("contract_breaches", 0.0),
    NotWorse("curtailed_share", 0.02),
    AtMost("tap_moves_per_day", 20.0),
    AtMost("illegal_share", 0.005),
)


def _problems(world: World) -> list[str]:
    """What is wrong with the world and with the files that it names."""
    return [*problems(world), *file_faults(world)]


DOMAIN = Domain(
    title="Running a network with batteries, cars and reserve",
    world=World,
    interface=interface,
    simulate=simulate,
    objective=Minimise(
        "cost_per_mwh_eur", "EUR/MWh", tuple(f"{part}_per_mwh_eur" for part in PARTS)
    ),
    guardrails=GUARDRAILS,
    stress=STRESS,
    floor=floor,
    figures=figures,
    signals=SIGNALS,
    idioms=IDIOMS,
    knobs=KNOBS,
    edges=(
        {"cars": 0, "contracts": 0, "home_battery_mw": 0.0, "grid_battery_mw": 0.0},
        {"wind_scale": 0.0, "pv_scale": 0.0},
    ),
    problems=_problems,
    in_use=in_use,
    plain_words=PLAIN_WORDS,
)
