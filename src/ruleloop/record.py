"""What has happened in a run so far: a fold over the events of its ledger."""

import shlex
from itertools import takewhile
from typing import Any

import msgspec

from ruleloop.agents.agent import Experiment, Proposal
from ruleloop.agents.language.usage import Asked
from ruleloop.domain import DomainCard
from ruleloop.errors import LedgerError
from ruleloop.judge.apart import Apart
from ruleloop.judge.holdout import HoldoutResult
from ruleloop.judge.sensitivity import Sensitivity
from ruleloop.judge.stand import Stand
from ruleloop.judge.tournament import Tournament
from ruleloop.judge.verdict import Estimate, Verdict
from ruleloop.ledger import Ledger
from ruleloop.scenario import Scenario


class Started(msgspec.Struct, frozen=True):
    """How a run began: everything that its evidence depends on.

    `code` identifies the simulator, domain and engine; `data` maps the files that the scenario
    names to the SHA-256 of their content; `card` holds the shipped rule sets as they were.
    """

    name: str
    scenario_argument: str
    scenario: Scenario
    seed: str
    versions: dict[str, str]
    code: str
    data: dict[str, str]
    tier: str
    card: DomainCard


class Crowned(msgspec.Struct, frozen=True):
    """The opening tournament and the stand that it leads to."""

    tournament: Tournament
    stand: Stand


class Judged(msgspec.Struct, frozen=True):
    """One proposal as it is stored: the rule text by its hash, the rest as it was.

    `asked` are the requests to a language model that it took.
    """

    number: int
    agent: str
    tier: str
    rules: str
    syntax: str
    hypothesis: str
    origin: dict[str, str]
    verdict: Verdict | None
    note: str
    asked: tuple[Asked, ...] = ()


class LeftOver(msgspec.Struct, frozen=True):
    """Requests to a language model whose answers no proposal carries: the search had ended."""

    asked: tuple[Asked, ...]


class Bounds(msgspec.Struct, frozen=True):
    """The best plans known to someone who sees the future, in the objective's unit.

    `replications` are their indices in the hold-out's block: the same days were played by rules.
    """

    replications: tuple[int, ...]
    foresight: tuple[float, ...]


class Sealed(msgspec.Struct, frozen=True):
    """The hold-out is about to be opened for a champion, who cannot change until it is done.

    `chain` is the ledger's hash before this event: the key of the opening's seeds is made of it.
    """

    opening: int
    champion: str
    chain: str


class Opened(msgspec.Struct, frozen=True):
    """One opening of the hold-out for one champion, and what was looked at along with it.

    `confirmed` is the champion's gain over best shipped on fresh days of the search's own worlds.
    """

    champion: str
    result: HoldoutResult
    confirmed: Estimate | None = None
    sensitivity: Sensitivity | None = None
    bounds: Bounds | None = None
    apart: tuple[Apart, ...] = ()


class Record:
    """The state of a run. `add_*` changes it exactly as reading the ledger again would."""

    def __init__(self, started: Started) -> None:
        self.started = started
        self.crowned: Crowned | None = None
        self._stand: Stand | None = None
        self.judged: list[Judged] = []
        self.openings: list[Opened] = []
        self.sealed: list[Sealed] = []
        self.seen: dict[str, int] = {}
        self.experiments = 0
        self.asked: list[Asked] = []

    @property
    def usd(self) -> float:
        """What all requests to language models have cost."""
        return sum(each.usd for each in self.asked)

    @property
    def stand(self) -> Stand:
        """Where the run stands.

        Raises:
            LedgerError: the opening tournament has not been held yet.
        """
        if self._stand is None:
            raise LedgerError("this run was stopped before its tournament ended; resume it first")
        return self._stand

    @property
    def champion(self) -> str:
        """The text of the best rules so far."""
        return self.stand.champion

    @property
    def keeps(self) -> list[Judged]:
        """The kept proposals, in order."""
        return [j for j in self.judged if j.verdict and j.verdict.outcome == "keep"]

    def add_crowned(self, crowned: Crowned) -> None:
        """Take note of the tournament."""
        self.crowned, self._stand = crowned, crowned.stand

    def add_judged(self, judged: Judged, source: str) -> None:
        """Take note of one proposal and its verdict."""
        self.judged.append(judged)
        self.asked += judged.asked
        self.seen.setdefault(judged.syntax, judged.number)
        if judged.verdict:
            self.experiments += 1
            life = self.started.scenario.evidence.screen_life
            self._stand = self.stand.after(source, judged.verdict, screen_life=life)

    @property
    def pending(self) -> Sealed | None:
        """The opening that was begun and not finished, if any."""
        return self.sealed[-1] if len(self.sealed) > len(self.openings) else None

    @property
    def barren(self) -> int:
        """How many proposals in a row, up to the latest, were no experiment."""
        return sum(1 for _ in takewhile(lambda j: j.verdict is None, reversed(self.judged)))

    def add_sealed(self, sealed: Sealed) -> None:
        """Take note that an opening was begun."""
        self.sealed.append(sealed)

    def add_left_over(self, left_over: LeftOver) -> None:
        """Take note of requests that led to no proposal."""
        self.asked += left_over.asked

    def add_opened(self, opened: Opened) -> None:
        """Take note of an opening of the hold-out."""
        self.openings.append(opened)


def held_out_well(record: Record) -> bool:
    """Whether the champion neither failed, broke a guard-rail nor lost when it was held out."""
    return not held_out_faults(record)


def held_out_faults(record: Record) -> tuple[str, ...]:
    """Why the champion's own hold-out says that nobody should use it; empty before an opening."""
    opened = [o for o in record.openings if o.champion == record.champion]
    if not opened:
        return ()
    apart = (fault for each in opened[-1].apart for fault in each.faults())
    return (*opened[-1].result.faults(), *apart)


def experiment_of(judged: Judged, source: str) -> Experiment:
    """A stored proposal as agents see it."""
    proposal = Proposal(source, judged.hypothesis, judged.origin)
    return Experiment(judged.number, judged.agent, proposal, judged.verdict, judged.note)


def fold(ledger: Ledger) -> Record:
    """Read the state of a run from its ledger.

    Raises:
        LedgerError: the ledger holds no run.
    """
    record: Record | None = None
    for event in ledger.events():
        if event.kind == "started":
            record = Record(_read(event.body, Started))
        elif record is None:
            break
        elif event.kind == "crowned":
            record.add_crowned(_read(event.body, Crowned))
        elif event.kind == "judged":
            judged = _read(event.body, Judged)
            record.add_judged(judged, ledger.source(judged.rules))
        elif event.kind == "left_over":
            record.add_left_over(_read(event.body, LeftOver))
        elif event.kind == "sealed":
            record.add_sealed(_read(event.body, Sealed))
        elif event.kind == "opened":
            record.add_opened(_read(event.body, Opened))
    if record is None:
        raise LedgerError(f"{ledger.folder}: the ledger holds no run")
    return record


def _read(body: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise LedgerError(
            f"the ledger holds a `{kind.__name__}` of another version of ruleloop: {error};"
            " begin a new run with --run"
        ) from None


def no_champion_yet(ledger: Ledger) -> str:
    """Why a run without a champion has none, and how it goes on."""
    started = next(ledger.events("started"), None)
    if started is None:
        return "the run stopped before it began"
    scenario = msgspec.json.decode(started.body, type=Started).scenario_argument
    command = shlex.join(["ruleloop", "run", scenario, "--run", str(ledger.folder)])
    return (
        "its tournament has not ended, or no shipped rule set could win it;"
        f" `{command}` goes on or says why"
    )
