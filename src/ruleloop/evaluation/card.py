"""A domain as plain data, for the host, for agents and for people."""

from collections.abc import Collection
from typing import Any, get_args, get_type_hints

import msgspec

from ruleloop.domain import Domain, DomainCard, Parameter
from ruleloop.interface import read_interface
from ruleloop.isolation.interface_source import interface_sources
from ruleloop.worlds import meta_extra


def make_card(
    name: str, domain: Domain, rule_sets: dict[str, str], in_use: Collection[str]
) -> DomainCard:
    """Describe a domain.

    rule_sets: names to source texts; in_use: the parameters that matter, others are left out.
    """
    decisions = read_interface(domain.interface).decisions
    return DomainCard(
        name=name,
        title=domain.title or name,
        objective=domain.objective,
        guardrails=domain.guardrails,
        stress=domain.stress,
        signals=domain.signals,
        idioms=domain.idioms,
        knobs=domain.knobs,
        decisions={n: ("observation", *d.extras) for n, d in decisions.items()},
        parameters=tuple(p for p in parameters(domain.world) if p.name in in_use),
        world_schema=msgspec.json.schema(domain.world),
        rule_sets=rule_sets,
        plain_words=dict(domain.plain_words),
        has_floor=domain.floor is not None,
        has_foresight=domain.foresight is not None,
        interface="\n\n".join(part.text for part in interface_sources(domain.interface)),
        edges=domain.edges,
        sample=dict(domain.sample),
        trade_off=domain.trade_off,
        optional=tuple(name for name, decision in decisions.items() if decision.usual),
    )


def parameters(world: type[msgspec.Struct]) -> tuple[Parameter, ...]:
    """The parameters of a world type, in order, with what is known of each."""
    hints = get_type_hints(world, include_extras=True)
    return tuple(_parameter(f, hints[f.name]) for f in msgspec.structs.fields(world))


def _parameter(info: msgspec.structs.FieldInfo, hint: Any) -> Parameter:
    metas = [part for part in get_args(hint) if isinstance(part, msgspec.Meta)]
    extra = meta_extra(hint)
    base = get_args(hint)[0] if metas else hint
    return Parameter(
        name=info.name,
        type=getattr(base, "__name__", str(base)),
        default=None if info.required else extra.get("unset", info.default),
        required=info.required,
        description=next((m.description for m in metas if m.description), ""),
        source=extra.get("source", ""),
        assumed=tuple(extra["assumed"]) if "assumed" in extra else None,
        plausible=tuple(extra["range"]) if "range" in extra else None,
        moved_with=extra.get("moved_with", ""),
    )
