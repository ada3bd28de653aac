import sqlite3
import subprocess
import sys
import time

import pytest

from ruleloop.errors import LedgerError
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.ledger import Ledger, being_written, source_sha

BLOCK = Block("screen", "1")


def test_events_come_back_in_order_and_by_kind(tmp_path):
    with Ledger(tmp_path, writer=True) as ledger:
        ledger.append("a", {"n": 1})
        ledger.append("b", {"n": 2})
        ledger.append("a", {"n": 3})
    with Ledger(tmp_path) as ledger:
        assert [event.body for event in ledger.events("a")] == [b'{"n":1}', b'{"n":3}']
        ledger.verify()


def test_a_changed_row_is_found(tmp_path):
    with Ledger(tmp_path, writer=True) as ledger:
        ledger.append("a", {"gain": 1})
        ledger.append("a", {"gain": 2})
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        db.execute("UPDATE events SET body = '{\"gain\":9}' WHERE seq = 1")
    db.close()
    with Ledger(tmp_path) as ledger, pytest.raises(LedgerError, match="changed at event 1"):
        ledger.verify()


def test_a_second_writer_is_refused_and_told_who_holds_the_run(tmp_path):
    with Ledger(tmp_path, writer=True):
        with pytest.raises(LedgerError, match="written by process"):
            Ledger(tmp_path, writer=True)
        assert being_written(tmp_path)
    assert not being_written(tmp_path)
    Ledger(tmp_path, writer=True).close()


def test_replications_are_remembered_once_and_without_their_times(tmp_path):
    with Ledger(tmp_path, writer=True) as ledger:
        played = Replication({"cost": 2.0}, decisions=3, digest="d", cpu_s=0.7)
        ledger.store_replication("r", BLOCK, 4, played)
        ledger.store_replication("r", BLOCK, 4, Replication({"cost": 9.0}))
        again = ledger.replication("r", BLOCK, 4)
        assert again is not None
        assert (again.measures, again.cpu_s) == ({"cost": 2.0}, 0.0)
        assert ledger.replication("r", Block("race", "1"), 4) is None
        assert ledger.replication_count() == 1


def test_rule_texts_are_found_by_their_hash(tmp_path):
    with Ledger(tmp_path, writer=True) as ledger:
        sha = ledger.store_source("x = 1\n")
        assert sha == source_sha("x = 1\n")
        assert ledger.source(sha) == "x = 1\n"
        with pytest.raises(LedgerError, match="no rule text"):
            ledger.source("0" * 64)


def test_equal_runs_have_equal_rows_whenever_they_were_made(tmp_path):
    rows = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        with Ledger(folder, writer=True) as ledger:
            ledger.append("a", {"n": 1})
            ledger.store_replication("r", BLOCK, 0, Replication({"c": 1.0}, cpu_s=time.time()))
            rows.append(ledger.rows())
    assert rows[0] == rows[1]


def test_a_folder_without_a_run_and_a_file_that_is_no_ledger_are_named(tmp_path):
    with pytest.raises(LedgerError, match="no run here"):
        Ledger(tmp_path)
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database, but long enough to look at it" * 9)
    with pytest.raises(LedgerError, match="damaged or not a ledger"):
        Ledger(tmp_path, writer=True)


WRITER = """
import sys
from pathlib import Path
from ruleloop.ledger import Ledger
with Ledger(Path(sys.argv[1]), writer=True) as ledger:
    for n in range(10**6):
        ledger.append("n", n)
        print(n, flush=True)
"""


def test_what_was_appended_before_a_kill_is_there_afterwards(tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert writer.stdout is not None
    seen = [writer.stdout.readline() for _ in range(50)]
    writer.kill()
    seen += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    with Ledger(tmp_path, writer=True) as ledger:
        bodies = [int(event.body) for event in ledger.events("n")]
        ledger.verify()
    whole = [int(line) for line in seen if line.endswith("\n")]
    assert bodies[: len(whole)] == whole
    assert len(bodies) - len(whole) <= 1
