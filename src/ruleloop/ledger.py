"""The durable record of a run: one SQLite file, one writer, append-only events.

Events are chained by hash, so that one that was changed, removed or inserted is found; rule texts
are stored once by their SHA-256, which events quote. Replications are stored as they are consumed,
so that a run that is killed loses at most the replications in flight. Times are kept apart from
the content, which is the same for every run of the same scenario, seed, agent and number of
experiments.
"""

import fcntl
import hashlib
import os
import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self, TextIO

import msgspec

from ruleloop.errors import EnvironmentFailure, LedgerError
from ruleloop.evaluation.replication import Block, Replication

_SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
  seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, chain TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sources (sha TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS replications (
  rules TEXT NOT NULL, block TEXT NOT NULL, number INTEGER NOT NULL, result BLOB NOT NULL,
  cpu_s REAL NOT NULL, PRIMARY KEY (rules, block, number)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
  host TEXT NOT NULL, pid INTEGER NOT NULL, began TEXT NOT NULL, active_s REAL NOT NULL) STRICT;
"""
_VERSION = 1


class Event(msgspec.Struct, frozen=True):
    """One row of the chain: its kind, its JSON body, and when it was written (UTC)."""

    seq: int
    kind: str
    body: bytes
    at: str


def source_sha(text: str) -> str:
    """The SHA-256 of a rule text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


class Ledger:
    """A run's record, open for reading and, with `writer=True`, for the one process that writes.

    Raises:
        LedgerError: the file is missing, foreign, damaged, or another process is writing it.
    """

    def __init__(self, folder: Path, *, writer: bool = False) -> None:
        self.folder = folder
        self._lock = _take_lock(folder) if writer else None
        path = folder / "ledger.sqlite"
        if not writer and not path.is_file():
            raise LedgerError(f"{folder}: no run here; expected a file ledger.sqlite")
        try:
            self._db = _connect(path, writer=writer)
            self._chain = self._last_chain()
        except sqlite3.DatabaseError as error:
            if self._lock:
                self._lock.close()
            raise LedgerError(f"{path}: damaged or not a ledger of ruleloop: {error}") from None
        self._session = self._begin_session() if writer else 0
        self._active_since_s = time.monotonic()

    def close(self) -> None:
        """Close the file and release the lock."""
        self._db.close()
        if self._lock:
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- events ---------------------------------------------------------------------------------

    def append(self, kind: str, body: Any) -> None:
        """Add one event; durable when this returns.

        Raises:
            EnvironmentFailure: the body would not be read back as it is, for instance because of
                a number that is not finite; nothing is written.
        """
        encoded = _encode(body)
        self._chain = _next_chain(self._chain, kind, encoded)
        self._db.execute(
            "INSERT INTO events (kind, body, chain, at) VALUES (?, ?, ?, ?)",
            (kind, encoded, self._chain, _now()),
        )
        self._note_activity()
        self._db.commit()

    def events(self, *kinds: str) -> Iterator[Event]:
        """All events in order, or only those of some kinds."""
        rows = self._db.execute("SELECT seq, kind, body, at FROM events ORDER BY seq")
        for seq, kind, body, at in rows:
            if not kinds or kind in kinds:
                yield Event(seq, kind, body.encode(), at)

    def verify(self) -> None:
        """Recompute the chain over all events.

        Raises:
            LedgerError: a row was changed, removed or inserted.
        """
        chain = ""
        for seq, kind, body, stored in self._db.execute(
            "SELECT seq, kind, body, chain FROM events ORDER BY seq"
        ):
            chain = _next_chain(chain, kind, body)
            if chain != stored:
                raise LedgerError(f"{self.folder}: the ledger was changed at event {seq}")

    @property
    def chain(self) -> str:
        """The hash over everything recorded so far."""
        return self._chain

    def _last_chain(self) -> str:
        row = self._db.execute("SELECT chain FROM events ORDER BY seq DESC LIMIT 1").fetchone()
        return row[0] if row else ""

    # --- rule texts -----------------------------------------------------------------------------

    def store_source(self, text: str) -> str:
        """Remember a rule text; gives its SHA-256. Durable with the next commit."""
        sha = source_sha(text)
        self._db.execute("INSERT OR IGNORE INTO sources VALUES (?, ?)", (sha, text))
        return sha

    def source(self, sha: str) -> str:
        """The rule text of this SHA-256.

        Raises:
            LedgerError: it was never stored.
        """
        row = self._db.execute("SELECT text FROM sources WHERE sha = ?", (sha,)).fetchone()
        if row is None:
            raise LedgerError(f"{self.folder}: no rule text {sha[:12]} in this ledger")
        text = str(row[0])
        if source_sha(text) != sha:
            raise LedgerError(f"{self.folder}: the rule text {sha[:12]} was changed")
        return text

    # --- replications ---------------------------------------------------------------------------

    def store_replication(self, sha: str, block: Block, number: int, result: Replication) -> None:
        """Remember one replication; durable when this returns."""
        timeless = msgspec.structs.replace(result, cpu_s=0.0)
        self._db.execute(
            "INSERT OR IGNORE INTO replications VALUES (?, ?, ?, ?, ?)",
            (sha, block_name(block), number, msgspec.msgpack.encode(timeless), result.cpu_s),
        )
        self._db.commit()

    def replication(self, sha: str, block: Block, number: int) -> Replication | None:
        """A replication played before, if any."""
        row = self._db.execute(
            "SELECT result FROM replications WHERE rules = ? AND block = ? AND number = ?",
            (sha, block_name(block), number),
        ).fetchone()
        return msgspec.msgpack.decode(row[0], type=Replication) if row else None

    def replication_count(self) -> int:
        """How many replications the run has consumed."""
        return int(self._db.execute("SELECT COUNT(*) FROM replications").fetchone()[0])

    def rows(self) -> list[tuple[Any, ...]]:
        """The content of the ledger without times: equal for equal runs."""
        events = self._db.execute("SELECT seq, kind, body, chain FROM events ORDER BY seq")
        played = self._db.execute(
            "SELECT rules, block, number, result FROM replications ORDER BY rules, block, number"
        )
        sources = self._db.execute("SELECT sha, text FROM sources ORDER BY sha")
        return [*events, *played, *sources]

    # --- time spent -----------------------------------------------------------------------------

    def active_s(self) -> float:
        """Seconds that all sessions of this run have been active."""
        return float(self._db.execute("SELECT TOTAL(active_s) FROM sessions").fetchone()[0])

    def _begin_session(self) -> int:
        who = (socket.gethostname(), os.getpid(), _now())
        cursor = self._db.execute("INSERT INTO sessions VALUES (?, ?, ?, 0.0)", who)
        self._db.commit()
        return cursor.lastrowid or 0

    def _note_activity(self) -> None:
        active_s = time.monotonic() - self._active_since_s
        self._db.execute(
            "UPDATE sessions SET active_s = ? WHERE rowid = ?", (active_s, self._session)
        )


def block_name(block: Block) -> str:
    """A block as a stable text, for keys."""
    return msgspec.json.encode(block, order="sorted").decode()


def _encode(body: Any) -> str:
    encoded = msgspec.json.encode(body)
    try:
        msgspec.json.decode(encoded, type=type(body))
    except msgspec.ValidationError as error:
        raise EnvironmentFailure(f"an event cannot be recorded: {error}") from None
    return encoded.decode()


def _next_chain(chain: str, kind: str, body: str) -> str:
    return hashlib.sha256(f"{chain}\n{kind}\n{body}".encode()).hexdigest()


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _connect(path: Path, *, writer: bool) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        raise LedgerError(f"{path}: written by another version of ruleloop (format {version})")
    if writer:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.executescript(_SCHEMA)
        db.execute(f"PRAGMA user_version={_VERSION}")
        db.commit()
    return db


def being_written(folder: Path) -> bool:
    """Whether a process is writing the run in this folder at this moment."""
    path = folder / "ledger.lock"
    if not path.is_file():
        return False
    with path.open(encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _take_lock(folder: Path) -> TextIO:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "ledger.lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be used as the folder of a run: {error}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "another process"
        lock.close()
        raise LedgerError(
            f"{folder}: this run is being written by {holder}; wait for it or use another --run"
        ) from None
    lock.truncate(0)
    lock.write(f"process {os.getpid()} on {socket.gethostname()}")
    lock.flush()
    return lock
