"""How a process gives up everything but computing: the layers, in the order they are put on."""

import os
import resource
import signal
from collections.abc import Callable
from typing import Literal

from ruleloop.isolation import kernel
from ruleloop.isolation.landlock import deny_everything, landlock_abi
from ruleloop.isolation.seccomp import build_filter, install_filter

READ_FD, WRITE_FD = 10, 11  # the two ends a cell keeps; fixed, so that the filter is built once
FIRST_FREE_FD = 12

Tier = Literal["locked", "process"]


def keep_only(read_fd: int, write_fd: int) -> None:
    """Move the two pipe ends to their fixed numbers and close all other descriptors.

    Standard input, output and error stay: they lead to the null device.
    """
    os.dup2(read_fd, READ_FD, inheritable=False)
    os.dup2(write_fd, WRITE_FD, inheritable=False)
    os.closerange(3, READ_FD)
    os.closerange(FIRST_FREE_FD, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


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
