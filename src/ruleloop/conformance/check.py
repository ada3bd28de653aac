"""All properties of one domain, one after the other: what `ruleloop check` prints."""

from collections.abc import Callable, Iterator

from ruleloop.conformance import evidence, playing, told
from ruleloop.conformance.finding import Finding
from ruleloop.conformance.subject import Subject
from ruleloop.session import Session

Property = Callable[[Subject], Finding]

TOLD: tuple[Property, ...] = (
    told.everything_has_a_unit,
    told.parameters_have_sources,
    told.interface_is_documented,
    told.nothing_latent_crosses,
    told.moves_are_in_scope,
)
PLAYED: tuple[Property, ...] = (
    playing.repeats,
    playing.repeats_elsewhere,
    playing.measures_are_finite_at_the_edges,
    evidence.parts_sum,
    evidence.floor_holds,
    evidence.baseline_holds,
    evidence.guardrails_fire,
    evidence.pairing_pays,
)
"""These need a baseline that plays without a fault."""

PROPERTIES: tuple[Property, ...] = (*TOLD, playing.rule_sets_play, *PLAYED)


def check_domain(session: Session, *, replications: int = 12) -> Iterator[Finding]:
    """Yield one finding per property of the session's domain, in its scenario's worlds."""
    return findings(subject_of(session, replications=replications))


def findings(subject: Subject) -> Iterator[Finding]:
    """One finding per property; without a baseline that plays, only those that need none."""
    for each in (*TOLD, playing.rule_sets_play):
        yield each(subject)
    if subject.baseline in subject.sound:
        for each in PLAYED:
            yield each(subject)


def subject_of(session: Session, *, replications: int = 12) -> Subject:
    """The session's domain on the bench, with the careless rule set of its workspace, if any."""
    path = session.workspace.rules_path(session.card.name, "_careless")
    careless = path.read_text(encoding="utf-8") if path.is_file() else ""
    return Subject(session, replications, careless)
