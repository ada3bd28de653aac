"""A domain on the bench: its card, and what its shipped rule sets did in some worlds."""

from dataclasses import dataclass
from functools import cached_property

from ruleloop.conformance.places import File, read_files
from ruleloop.domain import DomainCard
from ruleloop.evaluation.explore import explore_bench, explore_block
from ruleloop.evaluation.replication import Block, Replication, Setting
from ruleloop.session import Session

Played = list[Replication]


@dataclass(frozen=True)
class Subject:
    """A domain in the worlds of one scenario; everything is played at most once.

    careless: the text of a rule set that no guard-rail should let pass; empty where there is none.
    """

    session: Session
    replications: int = 12
    careless: str = ""

    @property
    def card(self) -> DomainCard:
        """The domain as plain data."""
        return self.session.card

    @property
    def baseline(self) -> str:
        """The name of the scenario's baseline."""
        return self.session.scenario.rules.baseline

    @cached_property
    def files(self) -> tuple[File, ...]:
        """The files of the domain, for messages that name one and its line."""
        return read_files(self.session.workspace.code(self.card.name))

    @cached_property
    def played(self) -> dict[str, Played]:
        """Every shipped rule set on the same seeds and worlds."""
        return {name: self.play(source) for name, source in self.card.rule_sets.items()}

    @cached_property
    def sound(self) -> dict[str, Played]:
        """Those that played without a fault."""
        return {n: each for n, each in self.played.items() if not any(r.fault for r in each)}

    def play(self, source: str) -> Played:
        """A rule text in the worlds of the scenario."""
        bench = explore_bench(self.session, 0)
        return list(bench.play(source, explore_block(), range(self.replications)))

    def play_in(self, overrides: dict[str, object], count: int = 2) -> Played:
        """The baseline in worlds with some parameters overridden."""
        block = Block("explore", "edges", Setting("world", overrides))
        source = self.card.rule_sets[self.baseline]
        return list(explore_bench(self.session, 0).play(source, block, range(count)))
