"""Writes a file that others may be reading."""

import os
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write the file so that a reader sees the old content or the new, never half of it.

    Raises:
        OSError: the folder cannot be written; the old file is then as it was.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
