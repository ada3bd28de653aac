"""Dispatching deliveries for a day or a week: what is measured, forbidden, offered to agents."""

from collections.abc import Sequence
from typing import Any

from domains.figures.supply_chain import figures
from domains.moves.supply_chain import IDIOMS, KNOBS, SIGNALS
from domains.stress.sizes import fit_stress
from domains.stress.supply_chain import STRESS
from domains.words.supply_chain import PLAIN_WORDS
from ruleloop.domain import AtLeast, AtMost, Domain, Minimise, Never, NotWorse, Plan
from ruleloop.draws import Draws
from simulators.supply_chain import interface
from simulators.supply_chain.bounds.day_floor import floor
from simulators.supply_chain.bounds.week_floor import floor_of_week
from simulators.supply_chain.build import build_week
from simulators.supply_chain.hindsight.day_foresight import foresight
from simulators.supply_chain.hindsight.week_foresight import foresight_of_week
from simulators.supply_chain.in_use import in_use
from simulators.supply_chain.play.money import PARTS
from simulators.supply_chain.play.observe import describe_city
from simulators.supply_chain.problems import problems
from simulators.supply_chain.readers.load import file_faults
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.world import World

GUARDRAILS = (
    AtLeast("on_time_share", 0.95),
    AtLeast("business_on_time_share", 0.97),
    AtMost("spot_share", 0.02),
    AtLeast("worst_zone_service_share", 0.90),
    Never("hours_broken"),
    Never("overloads"),
    Never("double_deliveries"),
    AtMost("illegal_share", 0.005),
    AtMost("most_driver_week_h", 48.0),
    AtMost("backlog_growth_units", 0.0),
    NotWorse("co2_per_unit_kg", 0.02, relative=True),
    AtMost("solver_iterations", 2_000.0),
)


def _foresight(
    world: World, draws: Draws, events: Sequence[dict[str, Any]], best_known: Plan | None
) -> Plan:
    if world.region:
        week = build_week(world, draws)
        found = foresight_of_week(world, week, draws, events, best_known)
    else:
        found = foresight(world, draws, events, best_known)
    return Plan(found.objective, found.plan)


def _floor(world: World, draws: Draws) -> float:
    if not world.region:
        return floor(world, draws)
    week = build_week(world, draws)
    return floor_of_week(
        week,
        describe_city(week, world),
        draws,
        travel_cv=world.travel_cv,
        service_cv=world.service_cv,
    )


def _problems(world: World) -> list[str]:
    """What is wrong with the world and with the files that it names."""
    return [*problems(world), *file_faults(world)]


DOMAIN = Domain(
    title="Dispatching deliveries from one depot",
    world=World,
    interface=interface,
    simulate=simulate,
    objective=Minimise(
        "cost_per_unit_eur", "EUR/unit", tuple(f"{part}_per_unit_eur" for part in PARTS)
    ),
    guardrails=GUARDRAILS,
    stress=STRESS,
    fit_stress=fit_stress,
    signals=SIGNALS,
    idioms=IDIOMS,
    knobs=KNOBS,
    edges=({"orders_per_day": 1e-6}, {"orders_per_day": 1.0}),
    problems=_problems,
    in_use=in_use,
    floor=_floor,
    foresight=_foresight,
    figures=figures,
    plain_words=PLAIN_WORDS,
)
