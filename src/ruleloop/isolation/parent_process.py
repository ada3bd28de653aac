"""The warm parent as the worker holds it: started fresh, asked to fork cells and to reap them."""

import compileall
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from ruleloop.errors import DomainError, WorkerFailure
from ruleloop.isolation.control import FORK, PID, REAP, REAPED, Start, Started
from ruleloop.isolation.frames import HEADER, Kind, pack

_ENGINE = Path(__file__).parents[1]
_PATIENCE_S = 120.0  # for the trusted parent on a busy machine
_COMMAND = (
    "import sys; sys.path += sys.argv[3:];"
    "from ruleloop.isolation.addresses import fix_addresses; fix_addresses();"
    "from ruleloop.isolation.warm_parent import main; main(*map(int, sys.argv[1:3]))"
)
_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
}
_KEPT_VARIABLES = ("LD_LIBRARY_PATH",)  # some machines need it to find the libraries of numpy


class ParentProcess:
    """A running warm parent.

    It ends when this object is closed or when the worker ends, however it ends.

    Raises:
        DomainError: the interface cannot be built from its source text alone.
        WorkerFailure: the process could not be started.
    """

    def __init__(self, start: Start) -> None:
        self._control, control = socket.socketpair()
        self._handover, handover = socket.socketpair()
        self._control.settimeout(_PATIENCE_S)
        with control, handover:
            self._process = _start_python(control.fileno(), handover.fileno())
        try:
            self._control.sendall(pack(Kind.LOAD, 0, msgspec.msgpack.encode(start)))
            self.started = self._receive_started()
        except (OSError, EOFError):
            raise WorkerFailure(f"the warm parent did not start:\n{self._last_words()}") from None
        except BaseException:
            self.close()
            raise
        if self.started.problem:
            self.close()
            name = start.sources[-1].name
            raise DomainError(f"{name}: a cell cannot load it: {self.started.problem}")

    def fork(self, read_fd: int, write_fd: int) -> int:
        """Fork a cell that holds these two descriptors; gives its process id.

        Raises:
            WorkerFailure: the warm parent has ended or could not fork.
        """
        try:
            socket.send_fds(self._handover, [FORK], [read_fd, write_fd])
            self._control.sendall(FORK)
            (pid,) = PID.unpack(self._receive(PID.size))
        except (OSError, EOFError) as error:
            raise WorkerFailure(f"the warm parent has ended: {error}") from None
        return int(pid)

    def reap(self, pid: int) -> tuple[int, float]:
        """Kill a cell and all that it started; gives its wait status and processor seconds.

        A cell that has ended keeps the status that it ended with. No other process can have its
        number, because the warm parent keeps it until it is asked here.
        """
        for kill in (os.killpg, os.kill):
            try:
                kill(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        try:
            self._control.sendall(REAP + PID.pack(pid))
            status, cpu_s = REAPED.unpack(self._receive(REAPED.size))
        except (OSError, EOFError) as error:
            raise WorkerFailure(f"the warm parent has ended: {error}") from None
        return status, cpu_s

    @property
    def alive(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process and wait for it."""
        self._control.close()
        self._handover.close()
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    def _receive(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            piece = self._control.recv(size - len(data))
            if not piece:
                raise EOFError("end of file")
            data += piece
        return data

    def _receive_started(self) -> Started:
        length, _, _ = HEADER.unpack(self._receive(HEADER.size))
        return msgspec.msgpack.decode(self._receive(length), type=Started)

    def _last_words(self) -> str:
        self._process.kill()
        words = self._process.stderr.read() if self._process.stderr else b""
        self.close()
        return words.decode(errors="replace")[-2_000:]


def die_with_worker() -> bool:
    """Whether the kernel may tie the parent to this thread: only the main one lives long enough."""
    return threading.current_thread() is threading.main_thread()


def _start_python(control_fd: int, handover_fd: int) -> "subprocess.Popen[bytes]":
    """Start Python with a clean environment; like `-I`, which would ignore the hash seed."""
    # A module that is compiled in one parent and found compiled in the next leaves another heap.
    compileall.compile_dir(_ENGINE, quiet=2)
    numbers = (f"{control_fd:06d}", f"{handover_fd:06d}")  # of one length: see `addresses`
    arguments = (*numbers, *_library_folders())
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-B", "-c", _COMMAND, *arguments],
        env=_ENVIRONMENT | kept,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=(control_fd, handover_fd),
        start_new_session=True,  # Ctrl-C is for the host, which ends its work in order
    )


def _library_folders() -> list[str]:
    """Where ruleloop, msgspec and numpy are: added at the end of the search path."""
    folders = []
    for name in ("ruleloop", "msgspec", "numpy"):
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            folders.append(str(Path(spec.origin).parent.parent))
    return sorted(set(folders), key=folders.index)
