"""The one exception tree of ruleloop.

RuleloopError
 ├── UserError            somebody can mend it by editing a file or a command; exit code 2
 │    ├── WorkspaceError    no workspace here, or a part of it is missing
 │    ├── ScenarioError     a scenario file that cannot be run as written
 │    ├── RulesError        a rule set that is missing or does not fit its domain
 │    ├── DomainError       a domain module that does not keep its side of the contract
 │    ├── DataError         a user's data file (CSV, VRPLIB, ...) that cannot be used
 │    └── LedgerError       a run folder that is in use, foreign or damaged
 ├── EnvironmentFailure   the machine or a simulator failed, not the user; exit code 3
 │    ├── SimulatorFailure  trusted simulator code raised
 │    └── WorkerFailure     a worker process died or could not start
 └── Interrupted          the user asked to stop; everything finished is saved; exit code 130

A candidate that fails is not an exception at all: it is a `Fault` inside a `Replication`.
"""

from collections.abc import Sequence


class RuleloopError(Exception):
    """Root of every error that ruleloop raises on purpose."""

    exit_code = 3


class UserError(RuleloopError):
    """A mistake that the user can mend.

    `faults` holds one complete sentence per mistake: where, what was expected, what came, how to
    mend it. All mistakes of one input are reported together.
    """

    exit_code = 2

    def __init__(self, faults: str | Sequence[str]) -> None:
        self.faults = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(self.faults))

    def __reduce__(self) -> tuple[type, tuple[tuple[str, ...]]]:
        """Keep the faults apart when the error crosses a process border."""
        return type(self), (self.faults,)


class WorkspaceError(UserError):
    """No workspace was found, or a part of it is missing."""


class ScenarioError(UserError):
    """A scenario file cannot be run as it is written."""


class RulesError(UserError):
    """A rule set is missing or does not fit its domain."""


class DomainError(UserError):
    """A domain module does not keep its side of the contract."""


class DataError(UserError):
    """A user's data file cannot be used."""


class LedgerError(UserError):
    """A run folder is in use by another process, belongs to another run or is damaged."""


class EnvironmentFailure(RuleloopError):
    """The machine or a simulator failed; nothing in the user's input explains it."""


class SimulatorFailure(EnvironmentFailure):
    """Trusted simulator code raised while it played a world."""


class WorkerFailure(EnvironmentFailure):
    """A worker process died or could not be started."""


class Interrupted(RuleloopError):
    """The user asked to stop; what was finished is saved and the same command resumes."""

    exit_code = 130
