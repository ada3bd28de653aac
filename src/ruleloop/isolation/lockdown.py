"""How a process gives up everything but computing: the layers, in the order they are put on."""

import fcntl
import os
import resource
import signal
from collections.abc import Callable
from typing import Literal

from ruleloop.isolation import kernel
from ruleloop.isolation.landlock import deny_everything, landlock_abi
from ruleloop.isolation.seccomp import build_filter, install_filter

CONTROL_FD, HANDOVER_FD = 8, 9  # the two sockets of a warm parent
READ_FD, WRITE_FD = 10, 11  # the two pipe ends of a cell; fixed, so that its filter is built once
_FIRST_FREE_FD = 12
_LAST_FD = 256  # a warm parent starts with its sockets only, so no descriptor is ever near

Tier = Literal["locked", "process"]


def settle_sockets(control_fd: int, handover_fd: int) -> None:
    """Move the sockets of a fresh warm parent to their fixed numbers."""
    copies = [fcntl.fcntl(fd, fcntl.F_DUPFD, _FIRST_FREE_FD) for fd in (control_fd, handover_fd)]
    os.close(control_fd)
    os.close(handover_fd)
    for copy, fixed in zip(copies, (CONTROL_FD, HANDOVER_FD), strict=True):
        os.dup2(copy, fixed, inheritable=False)
        os.close(copy)


def keep_only(read_fd: int, write_fd: int) -> None:
    """Move the two pipe ends to their fixed numbers and close all other descriptors.

    Standard input, output and error stay: they lead to the null device.
    """
    os.dup2(read_fd, READ_FD, inheritable=False)
    os.dup2(write_fd, WRITE_FD, inheritable=False)
    os.closerange(3, READ_FD)
    os.closerange(_FIRST_FREE_FD, _LAST_FD)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends; at once if it has ended."""
    if kernel.on_linux():
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def limit_resources(memory_bytes: int, cpu_s: int) -> None:
    """Bound memory and processor time; forbid growing files, core dumps and new processes."""
    limits = {
        resource.RLIMIT_CPU: (cpu_s, cpu_s + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NPROC: (0, 0),
    }
    if kernel.on_linux():  # elsewhere it counts shared libraries or is not obeyed
        limits[resource.RLIMIT_AS] = (memory_bytes, memory_bytes)
    for limit, values in limits.items():
        resource.setrlimit(limit, values)


def forbid_new_privileges() -> None:
    """No program started from here can gain rights; Landlock and seccomp ask for this first.

    Raises:
        OSError: the kernel refused.
    """
    refused = kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if refused < 0:
        raise OSError(-refused, "no_new_privs")


def prepare_lock(tier: Tier) -> Callable[[], None]:
    """The function that locks a cell, with everything looked up that can be looked up before.

    It raises OSError when a layer that the tier promises is refused.
    """
    if tier == "process":
        return lambda: None
    abi = landlock_abi()
    program = build_filter(kernel.machine(), READ_FD, WRITE_FD)

    def lock() -> None:
        forbid_new_privileges()
        deny_everything(abi)
        install_filter(program)

    return lock
