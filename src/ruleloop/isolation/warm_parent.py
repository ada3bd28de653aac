"""The warm parent: a small process that has everything imported and forks cells on request.

It is started with the interface's source texts only: no simulator, no seed, no path of the
workspace. It never sees rule code either, so all cells start from the same memory.
"""

import gc
import os
import random
import socket
import sys
from collections.abc import Callable, Sequence
from types import ModuleType

import msgspec

from ruleloop.interface import read_interface
from ruleloop.isolation import kernel
from ruleloop.isolation.control import PID, REAP, REAPED, Start, Started
from ruleloop.isolation.frames import Kind, pack, receive_frame, send_frame
from ruleloop.isolation.inside import Border, become_quiet, serve
from ruleloop.isolation.interface_source import ModuleSource
from ruleloop.isolation.lockdown import (
    CONTROL_FD,
    HANDOVER_FD,
    WRITE_FD,
    Tier,
    die_with,
    keep_only,
    limit_resources,
    prepare_lock,
    settle_sockets,
)
from ruleloop.isolation.preload import preload
from ruleloop.isolation.proofs import prove_layers


def main(control_fd: int, handover_fd: int) -> None:
    """Prepare everything, then fork cells until the worker hangs up."""
    settle_sockets(control_fd, handover_fd)
    frame = receive_frame(CONTROL_FD)
    if frame is None:
        return
    start = msgspec.msgpack.decode(frame.payload, type=Start)
    if start.die_with_worker:
        die_with(os.getppid())
    try:
        border = Border(read_interface(make_interface(start.sources)))
    except Exception as error:  # noqa: BLE001 - told to the worker, which raises it
        _tell(Started("process", problem=f"{type(error).__name__}: {error}"))
        return
    preload()
    layers = prove_layers(start.memory_bytes, slow=start.slow_proofs)
    proved = all(layer.active for layer in layers if layer.needed)
    tier: Tier = "locked" if proved and start.most == "locked" else "process"
    _tell(Started(tier, layers))
    _serve_forks(prepare_cell(border, start, tier))


def _tell(started: Started) -> None:
    send_frame(CONTROL_FD, pack(Kind.DONE, 0, msgspec.msgpack.encode(started)))


def make_interface(sources: Sequence[ModuleSource]) -> ModuleType:
    """Build `simulators.<domain>.interface`, its parts and its packages from source text."""
    for source in sources:
        _make_packages(source.name.rpartition(".")[0])
        module = ModuleType(source.name)
        _register(module)
        code = compile(source.text, f"<{source.name}>", "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102 - trusted source
    return module


def _make_packages(name: str) -> None:
    parts = name.split(".")
    for depth in range(1, len(parts) + 1):
        package = ModuleType(".".join(parts[:depth]))
        if package.__name__ not in sys.modules:
            package.__path__ = []
            _register(package)


def _register(module: ModuleType) -> None:
    """Put a module where imports find it, and into its package."""
    sys.modules[module.__name__] = module
    parent, _, own = module.__name__.rpartition(".")
    if parent:
        setattr(sys.modules[parent], own, module)


def _serve_forks(become_cell: Callable[[], None]) -> None:
    """Fork and reap on request, leaving this process's memory as it was.

    The cell itself takes its pipe ends from the hand-over socket, and nothing is kept here, so
    the next cell finds the same addresses free.
    """
    _drop_rights()
    os.dup2(1, 2)  # the null device; the worker has read what went wrong at the start, if anything
    become_quiet()
    sys.path.clear()  # everything is imported; a later search would only meet the lock
    gc.collect()
    gc.freeze()
    gc.disable()
    while what := os.read(CONTROL_FD, 1):
        if what == REAP:
            os.write(CONTROL_FD, _reap(PID.unpack(os.read(CONTROL_FD, PID.size))[0]))
            continue
        pid = os.fork()
        if pid == 0:
            try:
                become_cell()
            finally:
                os._exit(1)  # whatever happens, a cell never goes on as a parent
        os.write(CONTROL_FD, PID.pack(pid))
        del pid


def _drop_rights() -> None:
    """Rights that no cell needs; where the kernel refuses, the proofs have told it already."""
    if kernel.on_linux():
        kernel.drop_capabilities()
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


def prepare_cell(border: Border, start: Start, tier: Tier) -> Callable[[], None]:
    """The function that turns a forked child into a locked cell and serves decisions."""
    lock = prepare_lock(tier)
    parent = os.getpid()

    def become_cell() -> None:
        with socket.socket(fileno=HANDOVER_FD) as handover:
            _, fds, _, _ = socket.recv_fds(handover, 1, 2)
        keep_only(fds[0], fds[1])
        try:
            os.setsid()
            die_with(parent)
            random.seed(0)  # which seeds itself anew after every fork
            limit_resources(start.memory_bytes, start.cpu_s)
            lock()
        except OSError as error:
            send_frame(WRITE_FD, pack(Kind.BROKEN, 0, str(error).encode()))
            return
        send_frame(WRITE_FD, pack(Kind.LOCKED, 0, b""))
        gc.enable()
        serve(border)

    return become_cell


def _reap(pid: int) -> bytes:
    _, status, usage = os.wait4(pid, 0)
    return REAPED.pack(status, usage.ru_utime + usage.ru_stime)
