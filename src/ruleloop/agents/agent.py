"""Whoever proposes candidates."""

from typing import Protocol

import msgspec

from ruleloop.agents.language.usage import Asked
from ruleloop.domain import DomainCard
from ruleloop.judge.verdict import Verdict


class Proposal(msgspec.Struct, frozen=True):
    """A candidate: the whole rule module, one sentence of hypothesis, and where it came from.

    `origin` is the agent's own record (kind of move, parents, ...); it is stored with the
    experiment and comes back in `learn`, so that an agent's state is a fold over the ledger.
    `asked` are the requests to a language model that it took, with those that led to nothing.
    `by` names who wrote it, where that is not the agent itself.
    """

    source: str
    hypothesis: str
    origin: dict[str, str] = {}
    asked: tuple[Asked, ...] = ()
    by: str = ""


class Experiment(msgspec.Struct, frozen=True):
    """One proposal and what became of it.

    `verdict` is None when the proposal never reached the screen: the gate refused it or its
    syntax tree was judged before; `note` says which. `number` counts proposals from 1.
    """

    number: int
    agent: str
    proposal: Proposal
    verdict: Verdict | None
    note: str = ""


class Brief(msgspec.Struct, frozen=True):
    """What an agent is told when a run starts: the domain, the shipped rules, the first champion.

    `interface_source` is the text of the domain's interface, all parts together; `rule_sets` maps
    names to source texts; `seed` keys all of the agent's own randomness.
    """

    card: DomainCard
    interface_source: str
    rule_sets: dict[str, str]
    champion: str
    seed: bytes


class Agent(Protocol):
    """Proposes candidates and learns from verdicts.

    `propose` is a pure function of what was learned and of `number`: it changes nothing, so that
    a run that was killed and resumed goes on exactly as it would have. All state changes happen
    in `learn`, which sees every experiment of the run in order, also those of other agents.
    Language models are the exception: what they say is known only once it is in the ledger.
    """

    @property
    def name(self) -> str:
        """Under which the ledger remembers its proposals."""
        ...

    @property
    def is_spent(self) -> bool:
        """Whether its money is used up; never true for an agent that costs none."""
        ...

    def propose(self, number: int) -> Proposal:
        """The candidate for proposal `number`."""
        ...

    def learn(self, experiment: Experiment) -> None:
        """Take note of what became of a proposal."""
        ...

    def close(self) -> tuple[Asked, ...]:
        """The search is over: stop, and give the requests that no proposal carries."""
        ...
