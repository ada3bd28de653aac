"""The few Linux calls that Python has no name for, by ctypes; each returns 0 or an errno."""

import ctypes
import functools
import os
import sys

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
PR_GET_NO_NEW_PRIVS = 39
SECCOMP_MODE_FILTER = 2

_CAPABILITY_VERSION_3 = 0x20080522
_CAPSET = {"x86_64": 126, "aarch64": 91}


def on_linux() -> bool:
    """Whether the calls of this module exist here."""
    return sys.platform == "linux"


def machine() -> str:
    """The processor family as the kernel names it, e.g. `x86_64`."""
    return os.uname().machine


@functools.cache
def _libc() -> ctypes.CDLL:
    """The C library, looked up once: a cell uses what its warm parent found."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def prctl(option: int, *arguments: int) -> int:
    """`prctl(2)`; the value (>= 0), or minus the errno."""
    padded = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    value = int(_libc().prctl(ctypes.c_int(option), *padded))
    return value if value >= 0 else -ctypes.get_errno()


def syscall(number: int, *arguments: int) -> int:
    """`syscall(2)`; the value (>= 0), or minus the errno."""
    longs = [ctypes.c_long(a) for a in (number, *arguments)]
    value = int(_libc().syscall(*longs))
    return value if value >= 0 else -ctypes.get_errno()


def drop_capabilities() -> bool:
    """Give up every capability of a process that runs as root; True when none is left."""
    number = _CAPSET.get(machine())
    if number is None:
        return False
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    return syscall(number, ctypes.addressof(header), ctypes.addressof(nothing)) == 0
