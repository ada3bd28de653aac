"""How much a cell may use before it counts as a runaway."""

from dataclasses import dataclass

MOST_SOURCE_BYTES = 65_536


@dataclass(frozen=True)
class Limits:
    """Generous bounds: they exist to end the runaway, so that a busy machine changes no verdict.

    decision_s, replication_s: wall clock of a message and of a replication, without the time that
        the trusted worker spends on requests.
    cpu_s: processor seconds of a cell.
    memory_bytes: address space of a cell, of which the warm parent's imports are a part.
    answer_bytes, message_bytes: longest frame out of a cell and into it.
    requests: most requests per decision.
    """

    decision_s: float = 30.0
    replication_s: float = 300.0
    cpu_s: int = 240
    memory_bytes: int = 1 << 30
    answer_bytes: int = 4 << 20
    message_bytes: int = 64 << 20
    requests: int = 10_000
