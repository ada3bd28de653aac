"""The warm parent: a small process that has everything imported and forks cells on request.

It is started with the interface's source text only: no simulator, no seed, no path of the
workspace. It never sees rule code either, so all cells start from the same memory.
"""

import gc
import os
import socket
import sys
from collections.abc import Callable
from types import ModuleType

import msgspec

from ruleloop.interface import read_interface
from ruleloop.isolation import kernel
from ruleloop.isolation.control import PID, REAP, REAPED, Start, Started
from ruleloop.isolation.frames import Kind, pack, receive_frame, send_frame
from ruleloop.isolation.inside import Border, become_quiet, serve
from ruleloop.isolation.lockdown import (
    WRITE_FD,
    Tier,
    die_with,
    keep_only,
    limit_resources,
    prepare_lock,
)
from ruleloop.isolation.preload import preload
from ruleloop.isolation.proofs import prove_layers


def main(control_fd: int) -> None:
    """Prepare everything, then fork cells until the worker hangs up."""
    control = socket.socket(fileno=control_fd)
    frame = receive_frame(control_fd)
    if frame is None:
        return
    start = msgspec.msgpack.decode(frame.payload, type=Start)
    if start.die_with_worker:
        die_with(os.getppid())
    try:
        border = Border(read_interface(make_interface(start.module, start.source)))
    except Exception as error:  # noqa: BLE001 - told to the worker, which raises it
        problem = f"{type(error).__name__}: {error}"
        _tell(control_fd, Started("process", problem=problem))
        return
    preload()
    layers = prove_layers(start.memory_bytes, slow=start.slow_proofs)
    tier: Tier = "process"
    if start.most == "locked" and all(layer.active for layer in layers if layer.needed):
        tier = "locked"
    _tell(control_fd, Started(tier, layers))
    _serve_forks(control, border, start, tier)


def _tell(control_fd: int, started: Started) -> None:
    send_frame(control_fd, pack(Kind.DONE, 0, msgspec.msgpack.encode(started)))


def make_interface(name: str, source: str) -> ModuleType:
    """Build `simulators.<domain>.interface` and its packages from source text."""
    parent: ModuleType | None = None
    *packages, _ = name.split(".")
    for depth in range(1, len(packages) + 1):
        package = ModuleType(".".join(packages[:depth]))
        package.__path__ = []
        sys.modules[package.__name__] = package
        if parent:
            setattr(parent, packages[depth - 1], package)
        parent = package
    module = ModuleType(name)
    sys.modules[name] = module
    if parent:
        setattr(parent, name.rpartition(".")[2], module)
    exec(compile(source, f"<{name}>", "exec"), module.__dict__)  # noqa: S102 - trusted source
    return module


def _serve_forks(control: socket.socket, border: Border, start: Start, tier: Tier) -> None:
    lock = prepare_lock(tier)
    me = os.getpid()
    _drop_rights()
    sys.path.clear()  # everything is imported; a later search would only meet the lock
    gc.collect()
    gc.freeze()
    while True:
        message, fds, _, _ = socket.recv_fds(control, 1 + PID.size, 2)
        if not message:
            return
        if message[:1] == REAP:
            control.sendall(_reap(PID.unpack(message[1:])[0]))
            continue
        pid = os.fork()
        if pid == 0:
            try:
                keep_only(fds[0], fds[1])
                _become_cell(border, start, lock, me)
            finally:
                os._exit(1)  # whatever happens, a cell never goes on as a parent
        for fd in fds:
            os.close(fd)
        control.sendall(PID.pack(pid))


def _drop_rights() -> None:
    """Rights that no cell needs; where the kernel refuses, the proofs have told it already."""
    if kernel.on_linux():
        kernel.drop_capabilities()
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


def _become_cell(border: Border, start: Start, lock: Callable[[], None], parent: int) -> None:
    try:
        os.setsid()
        die_with(parent)
        become_quiet()
        limit_resources(start.memory_bytes, start.cpu_s)
        lock()
    except OSError as error:
        send_frame(WRITE_FD, pack(Kind.BROKEN, 0, str(error).encode()))
        os._exit(1)
    send_frame(WRITE_FD, pack(Kind.LOCKED, 0, b""))
    serve(border)


def _reap(pid: int) -> bytes:
    _, status, usage = os.wait4(pid, 0)
    return REAPED.pack(status, usage.ru_utime + usage.ru_stime)
