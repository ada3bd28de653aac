"""Whoever writes a candidate by other means: a person, or a coding agent with tools of its own."""

from dataclasses import dataclass

from ruleloop.agents.agent import Experiment, Proposal
from ruleloop.agents.language.usage import Asked


@dataclass(frozen=True)
class Outside:
    """Proposes one text that somebody else wrote; keeps nothing in mind."""

    source: str
    hypothesis: str
    name: str = "outside"

    def propose(self, number: int) -> Proposal:  # noqa: ARG002 - the same text whatever its number
        """The text."""
        return Proposal(self.source, self.hypothesis)

    def learn(self, experiment: Experiment) -> None:
        """Whoever wrote it reads the verdict."""

    @property
    def is_spent(self) -> bool:
        """What it costs is not our affair."""
        return False

    def close(self) -> tuple[Asked, ...]:
        """Nothing is under way."""
        return ()
