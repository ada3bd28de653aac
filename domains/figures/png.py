"""A small picture made of coloured cells, for tables too large to be drawn as shapes."""

import base64
import struct
import zlib
from collections.abc import Sequence

Rgb = tuple[int, int, int]


def png_url(cells: Sequence[Sequence[Rgb]]) -> str:
    """A `data:` address of an image with one pixel for each cell, rows from the top.

    Format: PNG specification (W3C, 2003), 8-bit RGB, no filter.
    """
    lines = b"".join(b"\0" + bytes(part for cell in row for part in cell) for row in cells)
    header = struct.pack(">IIBBBBB", len(cells[0]), len(cells), 8, 2, 0, 0, 0)
    chunks = (
        _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")
    )
    whole = b"\x89PNG\r\n\x1a\n" + chunks
    return "data:image/png;base64," + base64.b64encode(whole).decode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def blend(colours: Sequence[str], place: float) -> Rgb:
    """The colour at a place from 0 to 1 between evenly spaced `#RRGGBB` colours."""
    at = min(max(place, 0.0), 1.0) * (len(colours) - 1)
    low = min(int(at), len(colours) - 2)
    pairs = zip(_rgb(colours[low]), _rgb(colours[low + 1]), strict=True)
    red, green, blue = (round(a + (at - low) * (b - a)) for a, b in pairs)
    return red, green, blue


def _rgb(colour: str) -> Rgb:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
