"""Whether what a file calls `DOMAIN` is complete and of the types that the engine builds on."""

import inspect
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import msgspec

from ruleloop.domain import (
    AtLeast,
    AtMost,
    Domain,
    Guardrail,
    Idiom,
    Knob,
    Maximise,
    Minimise,
    Never,
    Signal,
    Stress,
)
from ruleloop.errors import DomainError
from ruleloop.evaluation.source_place import place_of_code, place_of_field, place_of_keyword
from ruleloop.interface import read_interface
from ruleloop.isolation.crossing import strange_parts


def domain_faults(domain: Domain, path: Path) -> list[str]:
    """All that is missing or of a wrong type in a domain: place, what was expected, how to mend."""
    found = [*_parts(domain), *_simulate(domain.simulate), *_objective(domain.objective)]
    faults = [f"{place_of_keyword(path, keyword)}: {fault}" for keyword, fault in found]
    if isinstance(domain.interface, ModuleType):
        faults += _interface(domain.interface)
    return faults


def _parts(domain: Domain) -> Iterator[tuple[str, str]]:
    if not (isinstance(domain.world, type) and issubclass(domain.world, msgspec.Struct)):
        wanted = "a class `World(msgspec.Struct, frozen=True)`"
        yield "world", f"world: expected {wanted}, got {domain.world!r}"
    elif not domain.world.__struct_config__.frozen:
        place = place_of_code(domain.world)
        told = f"`{domain.world.__name__}` at {place} can be changed while it is played"
        yield "world", f"world: {told}; add `frozen=True`"
    if not isinstance(domain.interface, ModuleType):
        wanted = "the module interface.py (`from simulators.<domain> import interface`)"
        yield "interface", f"interface: expected {wanted}, got {domain.interface!r}"
    for name, kinds in _TUPLES.items():
        yield from _tuple_of(name, getattr(domain, name), kinds)
    for stress in domain.stress if isinstance(domain.stress, tuple) else ():
        if isinstance(stress, Stress):
            for _, fault in _tuple_of("limits", stress.limits, (AtLeast, AtMost, Never)):
                yield "stress", f"`{stress.name}`: {fault}"
            yield from _unknown("stress", f"`{stress.name}`: ", stress.world, domain.world)
    for edge in domain.edges if isinstance(domain.edges, tuple) else ():
        yield from _unknown("edges", "", edge, domain.world)
    yield from _unknown("sample", "", domain.sample, domain.world)


def _unknown(part: str, where: str, table: Any, world: Any) -> Iterator[tuple[str, str]]:
    """Parameters that a table of the domain's own sets and its worlds do not have."""
    known = getattr(world, "__struct_fields__", ())
    for name in table if isinstance(table, Mapping) and known else ():
        if name not in known:
            near = get_close_matches(str(name), known, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else f"; known: {', '.join(known)}"
            yield part, f"{part}: {where}worlds have no parameter `{name}`{hint}"


_TUPLES: dict[str, tuple[type, ...]] = {
    "guardrails": get_args(Guardrail),
    "stress": (Stress,),
    "signals": (Signal,),
    "idioms": (Idiom,),
    "knobs": (Knob,),
    "edges": (dict,),
}


def _tuple_of(name: str, value: Any, kinds: tuple[type, ...]) -> Iterator[tuple[str, str]]:
    words = " or ".join(kind.__name__ for kind in kinds)
    if not isinstance(value, tuple):
        yield name, f"{name}: expected a tuple of {words}, got {value!r}; does a comma lack?"
        return
    for each in value:
        if not isinstance(each, kinds):
            yield name, f"{name}: expected {words}, got {each!r}"


def _simulate(simulate: Any) -> Iterator[tuple[str, str]]:
    wanted = "simulate: expected a function `simulate(world, draws, rules, trace)`"
    if not callable(simulate):
        yield "simulate", f"{wanted}, got {simulate!r}"
        return
    signature = inspect.signature(simulate)
    try:
        signature.bind(None, None, None, None)
    except TypeError:
        yield "simulate", f"{wanted}, got `simulate{signature}` at {place_of_code(simulate)}"


def _objective(objective: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(objective, Minimise | Maximise):
        wanted = 'expected `Minimise("cost_per_day", "EUR/day")` or `Maximise(...)`'
        yield "objective", f"objective: {wanted}, got {objective!r}"
    elif not objective.unit.strip():
        example = f'{type(objective).__name__}("{objective.measure}", "EUR/day")'
        told = f"`{objective.measure}` has no unit; say what it is counted in"
        yield "objective", f"objective: {told}, for instance `{example}`; `1` for a plain number"


def _interface(module: ModuleType) -> list[str]:
    try:
        border = read_interface(module)
    except DomainError as error:
        return list(error.faults)
    crossing = [(f"`Rules.{d.name}`", d.observation) for d in border.decisions.values()]
    crossing += [(f"the answer of `Rules.{d.name}`", d.action) for d in border.decisions.values()]
    crossing += [("the facts", border.facts)] if border.facts else []
    return list(dict.fromkeys(fault for each in crossing for fault in _crossing(module, *each)))


def _crossing(module: ModuleType, what: str, hint: Any) -> Iterator[str]:
    try:
        strange = list(strange_parts(hint))
    except (TypeError, NameError) as error:
        yield f"{module.__file__}: {what}: a type that cannot cross to the rules: {error}"
        return
    for owner, field, name in strange:
        where = place_of_field(owner, field) if owner else module.__file__
        part = f"`{owner.__name__}.{field}`" if owner else what
        yield (
            f"{where}: {part}: a value of type `{name}` cannot cross to the rules; expected"
            " numbers, texts, booleans, tuples, dicts, numpy arrays or msgspec structs of these"
        )
