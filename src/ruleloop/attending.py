"""A run that somebody from outside takes part in: its workers warm, its ledger held."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import msgspec

from ruleloop.domain import DomainCard
from ruleloop.errors import LedgerError
from ruleloop.ledger import Ledger
from ruleloop.record import Started
from ruleloop.runner import Listener, Runner, begin
from ruleloop.session import open_session

Listening = Callable[[DomainCard], AbstractContextManager[Listener]]


@contextmanager
def attending(
    folder: Path,
    scenario: str | None = None,
    *,
    seed: str | None = None,
    workspace: Path | None = None,
    workers: int | None = None,
    listening: Listening = lambda _card: nullcontext(Listener()),
) -> Iterator[Runner]:
    """The run in a folder, ready to judge; without one there, a new run of the scenario.

    seed: names all randomness of a new run; drawn if unset.

    Raises:
        LedgerError: no run here and no scenario named, or as in `begin`.
        ScenarioError, WorkspaceError, DomainError: as in `open_session`.
    """
    known = scenario or _scenario_of(folder)
    with (
        open_session(known, workspace=workspace, workers=workers) as session,
        Ledger(folder, writer=True) as ledger,
        listening(session.card) as listener,
    ):
        agent = session.scenario.run.agent
        yield begin(session, ledger, seed=seed, agent=agent, listener=listener)


def _scenario_of(folder: Path) -> str:
    if not (folder / "ledger.sqlite").is_file():
        raise LedgerError(f"{folder}: no run here; name a scenario with --scenario to begin one")
    with Ledger(folder) as ledger:
        started = next(ledger.events("started"), None)
        if started is None:
            raise LedgerError(f"{folder}: the run stopped before it began; name its --scenario")
        return msgspec.json.decode(started.body, type=Started).scenario_argument
