"""How long work goes, on stderr: a line per keep, and a progress bar on a terminal."""

import itertools
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from ruleloop.domain import DomainCard
from ruleloop.record import Crowned, Judged, Record
from ruleloop.runner import Listener
from ruleloop.settings import Budget


class _Stop:
    """Turns the first Ctrl-C into a polite request and lets the second one through."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            os._exit(130)  # stop now: the workers die with us and the ledger is whole
        self.asked = True
        _say("stopping after the replication in flight; Ctrl-C again to stop at once")


@contextmanager
def watching(budget: Budget, card: DomainCard) -> Iterator[Listener]:
    """A listener that reports on stderr and watches for Ctrl-C and SIGTERM."""
    stop = _Stop()
    before = {n: signal.signal(n, stop) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        with _bar(budget) as advance:
            yield Listener(
                crowned=lambda crowned: _tell_crowned(crowned, card),
                judged=lambda judged, record: _tell_judged(judged, record, advance),
                stage=_say,
                stopping=lambda: stop.asked,
            )
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell_crowned(crowned: Crowned, card: DomainCard) -> None:
    unit = card.objective.unit
    for entry in crowned.tournament.ranking:
        _say(f"  {entry.name:24} {_mean(entry.objective)} {unit}  {_broken(entry.broken)}")
    _say(f"best shipped: {crowned.stand.best_shipped_name}")


def _broken(reasons: tuple[str, ...]) -> str:
    """The first thing that bars a rule set from winning, and how many more there are."""
    more = f"; {len(reasons) - 1} more" if len(reasons) > 1 else ""
    return f"cannot win: {_printable(reasons[0])}{more}" if reasons else ""


def _mean(estimate: Any) -> str:
    return "failed" if estimate is None else f"{estimate.mean:10.4g}"


def _tell_judged(judged: Judged, record: Record, advance: Any) -> None:
    advance(record)
    if judged.verdict and judged.verdict.outcome == "keep":
        gain = judged.verdict.confirm
        size = f"{gain.mean:+.4g} [{gain.low:.4g}, {gain.high:.4g}]" if gain else ""
        _say(f"keep #{judged.number}: {size} {_printable(judged.hypothesis)}")


@contextmanager
def counting(total: int, what: str) -> Iterator[Callable[[], None]]:
    """A function to be called after each of `total` pieces of work: a bar on a terminal.

    what: the name of the work beside the bar. Nothing is shown where stderr is no terminal.
    """
    done = itertools.count(1)
    with _progress(total, what) as update:
        yield lambda: update(next(done), what)


@contextmanager
def filling(what: str) -> Iterator[Callable[[float, str], None]]:
    """A function that is told the share of a work that is done (0 to 1) and what goes on now.

    what: the words beside the bar at first. Nothing is shown where stderr is no terminal.
    """
    with _progress(1.0, what) as update:
        yield update


@contextmanager
def _bar(budget: Budget) -> Iterator[Any]:
    total = budget.experiments or budget.seconds or budget.usd or 1.0
    began_s = time.monotonic()
    with _progress(total, "tournament") as update:

        def advance(record: Record) -> None:
            if budget.usd:
                done: float = record.usd
            else:
                done = record.experiments if budget.experiments else time.monotonic() - began_s
            cost = f", {record.usd:.2f} USD" if record.asked else ""
            update(done, f"{record.experiments} experiments, {len(record.keeps)} kept{cost}")

        yield advance


@contextmanager
def _progress(total: float, words: str) -> Iterator[Callable[[float, str], None]]:
    """A function that is told how much of `total` is done, and the words beside the bar."""
    if not sys.stderr.isatty():
        yield lambda _done, _words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=total)
        yield lambda done, words: progress.update(
            task, completed=min(done, total), description=words
        )


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:200]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
