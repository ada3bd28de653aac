"""Why a cell died, read from its wait status; says no more than the status shows."""

import os
import signal

from ruleloop.evaluation.replication import Fault

_CAUSES = {
    "SIGXCPU": Fault("timeout", "rule code used up its processor time"),
    "SIGSYS": Fault(
        "illegal",
        "the lock-down ended the cell at a system call that rules need not make; an abort of"
        " native code or running out of memory can look the same",
    ),
    "SIGKILL": Fault("memory", "the cell was killed from outside, most likely for want of memory"),
}


def tell_death(status: int) -> Fault:
    """The fault behind a wait status of a cell that ended by itself."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return Fault("exit", f"rule code ended its process with exit status {code}")
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    unknown = f"the cell died of {name}: native code crashed, recursion ran deep or memory ended"
    return _CAUSES.get(name, Fault("exit", unknown))
