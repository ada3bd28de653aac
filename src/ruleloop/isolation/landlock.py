"""Landlock deny-all: no file, no port, no signal outside (Linux >= 5.13).

Source: Salaün, "Landlock: unprivileged access control", kernel documentation
userspace-api/landlock.rst.
"""

import ctypes
import os

from ruleloop.isolation import kernel

_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same numbers on every architecture
_VERSION_FLAG = 1


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def landlock_abi() -> int:
    """The version of Landlock that this kernel speaks; 0 when it has none."""
    if not kernel.on_linux():
        return 0
    return max(0, kernel.syscall(_CREATE_RULESET, 0, 0, _VERSION_FLAG))


def deny_everything(abi: int) -> None:
    """Forbid this process all that Landlock of this version knows; needs no_new_privs.

    Raises:
        OSError: the kernel refused.
    """
    rules, size = _everything(abi)
    ruleset = kernel.syscall(_CREATE_RULESET, ctypes.addressof(rules), size, 0)
    if ruleset < 0:
        raise OSError(-ruleset, "landlock_create_ruleset")
    refused = kernel.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    if refused < 0:
        raise OSError(-refused, "landlock_restrict_self")


def _everything(abi: int) -> tuple[_Ruleset, int]:
    rights = 13 + (abi >= 2) + (abi >= 3) + (abi >= 5)  # refer, truncate, ioctl on devices
    net = 0b11 if abi >= 4 else 0  # bind and connect of TCP
    scoped = 0b11 if abi >= 6 else 0  # abstract sockets and signals
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    return _Ruleset((1 << rights) - 1, net, scoped), size
