"""The frames that cross between worker and cell: a header, then msgpack."""

import os
import struct
from enum import IntEnum
from typing import NamedTuple

HEADER = struct.Struct("<IBB")  # payload bytes, kind, decision
_PIECE = 16_384  # a larger buffer costs more to prepare than it saves
_LARGE_PIECE = 65_536


class Kind(IntEnum):
    """What a frame says."""

    GATE = 0  # worker: source text for the gate
    LOAD = 1  # worker: source text
    BEGIN = 2  # worker: the facts
    DECIDE = 3  # worker: one observation
    DECIDE_MANY = 4  # worker: a list of observations
    ANSWER = 5  # worker: the answer to a request
    REFUSAL = 6  # worker: why a request is refused
    LOCKED = 10  # cell: the lock-down stands; sent before any rule code runs
    BROKEN = 11  # cell: a layer of the lock-down was refused; sent before any rule code runs
    DONE = 12  # cell: passed the gate, loaded, or begun
    ACTION = 13  # cell: one action, or a list of them
    REQUEST = 14  # cell: a request of the tools
    FAULT = 15  # cell: (kind of fault, detail)


class Frame(NamedTuple):
    """One frame, as read. `decision` is the place of the decision in the interface."""

    kind: int
    decision: int
    payload: bytes


def pack(kind: Kind, decision: int, payload: bytes) -> bytes:
    """A frame as bytes."""
    return HEADER.pack(len(payload), kind, decision) + payload


def send_frame(fd: int, frame: bytes) -> None:
    """Write all of a frame to a blocking descriptor."""
    sent = os.write(fd, frame)
    while sent < len(frame):
        sent += os.write(fd, memoryview(frame)[sent:])


def receive_frame(fd: int) -> Frame | None:
    """Read one frame from a blocking descriptor; None at end of file."""
    data = os.read(fd, _PIECE)
    while len(data) < HEADER.size:
        piece = os.read(fd, _PIECE)
        if not piece:
            return None
        data += piece
    length, kind, decision = HEADER.unpack_from(data)
    if len(data) == HEADER.size + length:
        return Frame(kind, decision, data[HEADER.size :])
    pieces, missing = [data[HEADER.size :]], HEADER.size + length - len(data)
    while missing > 0:
        piece = os.read(fd, min(missing, _LARGE_PIECE))
        if not piece:
            return None
        pieces.append(piece)
        missing -= len(piece)
    return Frame(kind, decision, b"".join(pieces))
