"""The same memory addresses in every warm parent, so that no order depends on them.

Sets of objects that hash by identity (in Python 3.11 even `None`) iterate in an order that
follows addresses, which Linux randomises for each program start.
"""

import os
import sys
from ctypes import CDLL, c_ulong

_ADDR_NO_RANDOMIZE = 0x0040000
_ASK = 0xFFFFFFFF


def fix_addresses() -> None:
    """Start this program again without randomised addresses; goes on where that is refused."""
    if sys.platform != "linux":
        return
    personality = CDLL(None).personality
    now = personality(c_ulong(_ASK))
    if now < 0 or now & _ADDR_NO_RANDOMIZE:
        return
    personality(c_ulong(now | _ADDR_NO_RANDOMIZE))
    if personality(c_ulong(_ASK)) & _ADDR_NO_RANDOMIZE:  # refused in some containers
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves
