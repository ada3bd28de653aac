"""The worker's two ends to a cell: frames with deadlines, never blocked by what the cell does."""

import os
import select
import time

from ruleloop.isolation.frames import HEADER, Frame

_PIECE = 16_384


class TimedOut(Exception):
    """The cell did not read or write before the deadline."""


class HungUp(Exception):
    """The other end is closed: the cell has ended, or is ending."""


class TooLong(Exception):
    """The cell sent more than was asked for, or a frame longer than allowed."""


class Pipe:
    """Frames to and from one cell. Deadlines are instants of `time.monotonic`."""

    __slots__ = ("_data", "_most_bytes", "_read_fd", "_readable", "_writable", "_write_fd")

    def __init__(self, read_fd: int, write_fd: int, most_bytes: int) -> None:
        self._read_fd, self._write_fd, self._most_bytes = read_fd, write_fd, most_bytes
        self._data = b""
        os.set_blocking(read_fd, False)
        os.set_blocking(write_fd, False)
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(read_fd, select.POLLIN)
        self._writable.register(write_fd, select.POLLOUT)

    def send(self, frame: bytes, deadline: float) -> None:
        """Write a whole frame.

        Raises:
            TimedOut, HungUp: as they say.
        """
        rest = memoryview(frame)
        while rest:
            try:
                rest = rest[os.write(self._write_fd, rest) :]
            except BlockingIOError:
                if not self._writable.poll(_milliseconds(deadline)):
                    raise TimedOut from None
            except BrokenPipeError:
                raise HungUp from None

    def receive(self, deadline: float) -> Frame:
        """Read one frame.

        Raises:
            TimedOut, HungUp, TooLong: as they say.
        """
        data = self._data or self._read(deadline)
        while len(data) < HEADER.size:
            data += self._read(deadline)
        length, kind, decision = HEADER.unpack_from(data)
        if length > self._most_bytes:
            raise TooLong(f"{length} bytes in one answer; at most {self._most_bytes} are taken")
        end = HEADER.size + length
        if len(data) < end:
            data = self._read_rest(data, end, deadline)
        self._data = data[end:]
        return Frame(kind, decision, data[HEADER.size : end])

    def expect_silence(self) -> None:
        """Check that nothing came after the last frame.

        Raises:
            TooLong: something did.
        """
        if self._data:
            raise TooLong("bytes that nobody asked for")

    def close(self) -> None:
        """Close both ends."""
        os.close(self._read_fd)
        os.close(self._write_fd)

    def _read_rest(self, data: bytes, end: int, deadline: float) -> bytes:
        pieces, missing = [data], end - len(data)
        while missing > 0:
            pieces.append(self._read(deadline))
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def _read(self, deadline: float) -> bytes:
        if not self._readable.poll(_milliseconds(deadline)):
            raise TimedOut
        piece = os.read(self._read_fd, _PIECE)
        if not piece:
            raise HungUp
        return piece


def _milliseconds(deadline: float) -> int:
    return max(0, int((deadline - time.monotonic()) * 1000.0))
