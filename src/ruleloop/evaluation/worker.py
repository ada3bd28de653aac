"""What runs inside a worker process: a warm domain, and one warm parent of cells.

These plain functions are what the host submits to a `concurrent.futures.Executor`; arguments and
answers are bytes or plain data, so any executor on any machine will do.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import time
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from ruleloop.calibration import Calibration, Progress
from ruleloop.domain import Domain, DomainCard, Plan, Trace
from ruleloop.draws import Draws
from ruleloop.errors import DomainError, RuleloopError, SimulatorFailure, WorkerFailure
from ruleloop.evaluation.gate_hints import with_hints
from ruleloop.evaluation.history import fit_history
from ruleloop.evaluation.replication import Replication, RuleFaulted, Task
from ruleloop.evaluation.slim_svg import slim
from ruleloop.evaluation.source_place import place_of_code, place_of_error
from ruleloop.evaluation.stage import Place, Stage, finite_measures, load_domain
from ruleloop.interface import read_interface
from ruleloop.isolation.boundary import CellBlock
from ruleloop.isolation.codec import BrokenInterface
from ruleloop.isolation.gate import gate
from ruleloop.scenario import Scenario

_PR_SET_PDEATHSIG = 1


class Playback(msgspec.Struct, frozen=True):
    """One replication with its events and pictures (title -> SVG)."""

    replication: Replication
    world: dict[str, Any]
    events: list[dict[str, Any]]
    figures: dict[str, str]


class PapersWanted(msgspec.Struct, frozen=True):
    """A replication of which documents for people are wanted; `before`: the baseline's rules."""

    task: Task
    before: str


@dataclass(frozen=True)
class _Worker:
    stage: Stage
    cells: CellBlock
    wanted: tuple[str, ...]


_YOUNG = 100_000  # objects before the collector looks
_setup: tuple[bytes, Place] | None = None  # a pool's initialiser has nowhere else to leave it


def start(scenario: bytes, place: Place, slot: Any = None) -> None:
    """Make this process a worker for one scenario; the initialiser of the pool.

    Nothing is loaded yet: a pool cannot tell why an initialiser failed, but a task can.

    Args:
        scenario: the msgpack-encoded `Scenario`.
        place: where the scenario was found.
        slot: a shared counter that deals out processors, so that worker and cell share one.
    """
    global _setup  # noqa: PLW0603 - see _setup
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the host decides when to stop
    _die_with_the_host()
    _pin(slot)
    _setup = (scenario, place)


@cache
def _ready() -> _Worker:
    if _setup is None:
        raise WorkerFailure("this process was not started as a worker")
    scenario, place = msgspec.msgpack.decode(_setup[0], type=Scenario), _setup[1]
    domain = load_domain(place.workspace_root, scenario.domain)
    stage = Stage(domain, scenario, place)
    # Observations are many small tuples without cycles: looking for some costs more than they do.
    gc.freeze()
    gc.set_threshold(_YOUNG)
    return _Worker(stage, CellBlock(domain.interface), _wanted_measures(domain))


def _die_with_the_host() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    host = multiprocessing.parent_process()
    if host is not None and os.getppid() != host.pid:
        os._exit(1)  # the host died before the kernel was told


def _pin(slot: Any) -> None:
    if slot is None or not hasattr(os, "sched_setaffinity"):
        return
    with slot.get_lock():
        number, slot.value = slot.value, slot.value + 1
    processors = sorted(os.sched_getaffinity(0))
    # Counting from the host's number keeps two runs of one worker each from sharing a processor.
    os.sched_setaffinity(0, {processors[(number + os.getppid()) % len(processors)]})


def _wanted_measures(domain: Domain) -> tuple[str, ...]:
    rails = [rail.measure for rail in domain.guardrails]
    traded = (domain.trade_off,) if domain.trade_off else ()
    return (domain.objective.measure, *domain.objective.parts, *rails, *traded)


def describe(name: str, rule_sets: dict[str, str]) -> DomainCard:
    """The domain of this worker as plain data, with the rare situations of its scenario."""
    from ruleloop.evaluation.card import make_card

    stage = _ready().stage
    card = make_card(name, stage.domain, rule_sets, stage.in_use())
    return msgspec.structs.replace(card, stress=stage.stress())


def check() -> list[str]:
    """All faults of the scenario's worlds, one sentence each."""
    return _ready().stage.check()


def data_identity() -> dict[str, str]:
    """The SHA-256 of every data file that the scenario names, by its path in the scenario."""
    return _ready().stage.data_identity()


def gate_reasons(source: str) -> tuple[str, ...]:
    """Why the gate refuses a rule text; empty when it does not."""
    return gate(source, read_interface(_ready().stage.domain.interface))


def gate_reasons_for_people(source: str) -> tuple[str, ...]:
    """The gate's reasons with hints for somebody who writes rules by hand."""
    return with_hints(gate_reasons(source), source, _ready().stage.domain.interface)


def tier() -> str:
    """The isolation tier of this worker's cells."""
    return str(_ready().cells.tier)


def calibrate(data: str, progress: Progress) -> Calibration:
    """What the data file at this path tells about the worlds of this worker's domain.

    Raises:
        DataError: the file cannot be used; all that is wrong with it is named.
        DomainError: the domain cannot be calibrated, or sets parameters that it does not have.
    """
    if _setup is None:
        raise WorkerFailure("this process was not started as a worker")
    name = msgspec.msgpack.decode(_setup[0], type=Scenario).domain
    return fit_history(load_domain(_setup[1].workspace_root, name), name, Path(data), progress)


class Hindsight(msgspec.Struct, frozen=True):
    """A replication for which the best plan in hindsight is wanted.

    The rule texts are played one after the other; each executed plan is a start to improve from.
    """

    rules: tuple[str, ...]
    task: Task


def hindsight(asked: bytes) -> bytes:
    """The best plan found for a msgpack-encoded `Hindsight`; gives a msgpack-encoded `Plan`."""
    worker, decoded = _ready(), msgspec.msgpack.decode(asked, type=Hindsight)
    foresight, task = worker.stage.domain.foresight, decoded.task
    if foresight is None:
        raise WorkerFailure("this domain has no foresight")
    best: Plan | None = None
    for rules in decoded.rules:
        trace = Trace(on=True)
        replication, world = _play(worker, msgspec.structs.replace(task, rules=rules), trace)
        if not replication.fault:
            try:
                best = foresight(world, Draws(task.seed), trace.events, best)
            except Exception as error:  # noqa: BLE001 - whatever a simulator raises is reported
                raise _failure(error, world, worker.stage) from None
    return msgspec.msgpack.encode(best or Plan(float("nan")))


def replicate(task: bytes) -> bytes:
    """Play one msgpack-encoded `Task`; gives a msgpack-encoded `Replication`."""
    return msgspec.msgpack.encode(
        _play(_ready(), msgspec.msgpack.decode(task, type=Task), Trace())[0]
    )


def play_back(task: bytes) -> bytes:
    """Play one `Task` with its trace on; gives a msgpack-encoded `Playback` with pictures."""
    worker, decoded, trace = _ready(), msgspec.msgpack.decode(task, type=Task), Trace(on=True)
    replication, world = _play(worker, decoded, trace)
    figures = {} if replication.fault else _figures(worker.stage.domain, world, trace)
    return msgspec.msgpack.encode(
        Playback(replication, msgspec.to_builtins(world), trace.events, figures)
    )


def papers(wanted: bytes) -> bytes:
    """The documents that a msgpack-encoded `PapersWanted` asks for; text by file name, msgpack.

    None where the domain has none, or where one of the two rule sets fails.
    """
    worker, decoded = _ready(), msgspec.msgpack.decode(wanted, type=PapersWanted)
    write, task, played = worker.stage.domain.papers, decoded.task, []
    for rules in (task.rules, decoded.before) if write else ():
        trace = Trace(on=True)
        replication, world = _play(worker, msgspec.structs.replace(task, rules=rules), trace)
        if not replication.fault:
            played.append((world, trace.events))
    if write is None or len(played) < 2:
        return msgspec.msgpack.encode({})
    (world, events), (_, before) = played
    return msgspec.msgpack.encode(dict(write(world, events, before)))


def _play(worker: _Worker, task: Task, trace: Trace) -> tuple[Replication, Any]:
    domain = worker.stage.domain
    world, draws = worker.stage.world(task.setting, task.world_seed), Draws(task.seed)
    began_s = time.process_time()
    try:
        with worker.cells.open(task.rules) as cell:
            measures = domain.simulate(world, draws, cell, trace)
        floor = domain.floor(world, draws) if domain.floor and task.wants_floor else None
    except RuleFaulted as faulted:
        return Replication({}, faulted.fault), world
    except RuleloopError:
        raise
    except BrokenInterface as error:
        home = Path(domain.interface.__file__ or "").parent
        place = place_of_error(error, (home,)) or place_of_code(domain.simulate)
        raise DomainError(f"{place}: {error}; see {domain.interface.__file__}") from None
    except Exception as error:  # noqa: BLE001 - whatever a simulator raises is reported
        raise _failure(error, world, worker.stage) from None
    return (
        Replication(
            finite_measures(measures, worker.wanted, domain.simulate),
            decisions=cell.decisions,
            digest=cell.digest,
            floor=floor,
            cpu_s=time.process_time() - began_s + cell.cpu_s,
            reasons={measure: tuple(told) for measure, told in trace.reasons.items()},
        ),
        world,
    )


def _failure(error: Exception, world: Any, stage: Stage) -> SimulatorFailure:
    """The place and the error on the first line; then the world and how the place was reached."""
    place = place_of_error(error, stage.code) or place_of_code(stage.domain.simulate)
    folders = tuple(str(folder.resolve()) for folder in stage.code)
    own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(folders)]
    way = "".join(traceback.format_list(own[-6:]))
    said = f"{place}: the simulator failed: {type(error).__name__}: {error}"
    return SimulatorFailure(f"{said}\n  in {world!r}\n{way}".rstrip())


def _figures(domain: Domain, world: Any, trace: Trace) -> dict[str, str]:
    if domain.figures is None:
        return {}
    import vl_convert

    charts = domain.figures(world, trace.events)
    return {
        title: slim(vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[]))
        for title, chart in charts.items()
    }
