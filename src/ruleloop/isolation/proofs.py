"""Attempts to break each layer of the lock-down, every one in a throw-away process.

Each attempt meets one layer alone, so that no layer hides behind another.
"""

import errno
import os
import select
import signal
import socket
from collections.abc import Callable
from typing import NamedTuple

from ruleloop.isolation import kernel
from ruleloop.isolation.landlock import deny_everything, landlock_abi
from ruleloop.isolation.layers import Layer
from ruleloop.isolation.lockdown import (
    READ_FD,
    WRITE_FD,
    die_with,
    forbid_new_privileges,
    keep_only,
    limit_resources,
)
from ruleloop.isolation.seccomp import build_filter, has_filter_for_this_machine, install_filter

_PRIVATE_VARIABLES = frozenset(
    {"PYTHONHASHSEED", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH"}
    | {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"}
)
_TWO_GIB = 2 << 30


class _Attempt(NamedTuple):
    """What is tried, behind which layer, and which outcome shows that the layer holds."""

    title: str
    protect: Callable[[], None]
    attempt: Callable[[], object]
    expected: str


class _Plan:
    """One layer and the attempts to break it; none where the machine does not have the layer."""

    def __init__(self, name: str, detail: str, *attempts: _Attempt, needed: bool = True) -> None:
        self.name, self.detail, self.attempts, self.needed = name, detail, attempts, needed


def prove_layers(memory_bytes: int, *, slow: bool = False) -> tuple[Layer, ...]:
    """Try to break every layer; `slow` also proves the processor limit, by burning a second."""
    foreign, other = os.pipe()
    try:
        plans = _plans(memory_bytes, other)
        return tuple(_prove(plan) for plan in plans if slow or plan.name != "processor time")
    finally:
        os.close(foreign)
        os.close(other)


def _plans(memory_bytes: int, foreign_fd: int) -> tuple[_Plan, ...]:
    def limits() -> None:
        limit_resources(memory_bytes, 1)

    bad, no = os.strerror(errno.EBADF), os.strerror(errno.EPERM)
    return (
        _Plan(
            "descriptors",
            "only the two pipe ends stay open",
            _Attempt("write elsewhere", _nothing, lambda: os.write(foreign_fd, b"."), bad),
        ),
        _Plan(
            "environment",
            "no variable of the user is visible",
            _Attempt("read the environment", _nothing, _read_environment, "nothing private"),
        ),
        _Plan(
            "memory",
            f"address space of {memory_bytes >> 20} MiB",
            _Attempt("allocate 2 GiB", limits, lambda: len(bytes(_TWO_GIB)), "MemoryError"),
        ),
        _Plan(
            "files",
            "no file may grow",
            _Attempt("write a file in memory", limits, _grow_file, os.strerror(errno.EFBIG)),
            needed=False,
        ),
        _Plan(
            "processor time",
            "limit of the kernel",
            _Attempt("compute for ever", limits, _burn, "SIGXCPU"),
            needed=False,
        ),
        _Plan(
            "orphans",
            "a cell dies with its parent",
            _Attempt("outlive the parent", _nothing, _outlive, "killed with it"),
            needed=False,
        ),
        _Plan(
            "capabilities",
            "none, even when started by root",
            _Attempt("change the root folder", _drop, lambda: os.chroot("/"), no),
            needed=False,
        ),
        _Plan("landlock", f"deny-all, version {landlock_abi()}", *_against_landlock()),
        _Plan("seccomp", "about twenty system calls", *_against_seccomp()),
    )


def _against_landlock() -> tuple[_Attempt, ...]:
    abi = landlock_abi()

    def protect() -> None:
        forbid_new_privileges()
        deny_everything(abi)

    no, refused = os.strerror(errno.EPERM), os.strerror(errno.EACCES)
    attempts = (
        (1, _Attempt("open a file", protect, _open_file, refused)),
        (4, _Attempt("connect a socket", protect, _connect, refused)),
        (6, _Attempt("signal another process", protect, _signal_parent, no)),
    )
    return tuple(attempt for known_since, attempt in attempts if abi >= known_since)


def _against_seccomp() -> tuple[_Attempt, ...]:
    if not has_filter_for_this_machine():
        return ()

    def protect() -> None:
        forbid_new_privileges()
        install_filter(build_filter(kernel.machine(), READ_FD, WRITE_FD))

    bad, no = os.strerror(errno.EBADF), os.strerror(errno.EPERM)
    return (
        _Attempt("open a file", protect, _open_file, no),
        _Attempt("start a process", protect, os.fork, no),
        _Attempt("write elsewhere", protect, lambda: os.write(2, b"."), bad),
        _Attempt("make a socket", protect, socket.socketpair, "SIGSYS"),
        _Attempt("get entropy", protect, lambda: os.getrandom(1), "SIGSYS"),
        _Attempt("signal another process", protect, _signal_parent, "SIGSYS"),
    )


def _prove(plan: _Plan) -> Layer:
    outcomes = [(attempt, _run(attempt)) for attempt in plan.attempts]
    held = all(outcome == attempt.expected for attempt, outcome in outcomes)
    proof = "; ".join(f"{attempt.title}: {outcome}" for attempt, outcome in outcomes)
    return Layer(
        name=plan.name,
        active=bool(outcomes) and held,
        needed=plan.needed,
        detail=plan.detail,
        proof=proof or "this machine does not have it",
    )


def _run(attempt: _Attempt) -> str:
    """The outcome of an attempt: an error's text, a signal's name, or `done: ...`."""
    read_fd, write_fd = os.pipe()
    pid = os.fork()
    if pid == 0:
        _attempt(attempt, read_fd, write_fd)
    os.close(write_fd)
    with os.fdopen(read_fd, "rb") as told:
        outcome = told.read().decode()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return outcome


def _attempt(attempt: _Attempt, read_fd: int, write_fd: int) -> None:
    keep_only(read_fd, write_fd)
    try:
        attempt.protect()
        outcome = f"done: {attempt.attempt()}"
    except MemoryError:
        outcome = "MemoryError"
    except OSError as error:
        outcome = error.strerror or str(error)
    except Exception as error:  # noqa: BLE001 - any other end is an outcome to be told
        outcome = str(error)
    os.write(WRITE_FD, outcome.encode())
    os._exit(0)


class _Held(Exception):
    """The layer held, in words."""


def _nothing() -> None:
    """These layers stand already."""


def _drop() -> None:
    kernel.drop_capabilities()


def _open_file() -> int:
    return os.open("/", os.O_RDONLY)


def _connect() -> None:
    with socket.socket() as tcp:
        tcp.connect(("127.0.0.1", 9))


def _signal_parent() -> None:
    os.kill(os.getppid(), 0)


def _read_environment() -> list[str]:
    seen = sorted(set(os.environ) - _PRIVATE_VARIABLES)
    if not seen:
        raise _Held("nothing private")
    return seen


def _grow_file() -> None:
    os.write(os.memfd_create("growing"), b".")


def _burn() -> None:
    while True:
        pass


def _outlive() -> None:
    """A child of this process forks one of its own and ends; does that one live on?"""
    ends, told = os.pipe()
    middle = os.fork()
    if middle == 0:
        parent = os.getpid()
        if os.fork() == 0:
            die_with(parent)
            os.write(told, b"!")
            signal.pause()
        os.read(ends, 1)  # wait until it is tied to this process
        os._exit(0)
    os.close(told)
    os.waitpid(middle, 0)
    if not select.select([ends], [], [], 2.0)[0]:  # end of file when the last holder is gone
        return
    raise _Held("killed with it")
