"""The journal: append-only, whole or not at all, and it notices damage."""

import datetime as dt
import hashlib
import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from frontline.journal import Batch, Fault, Journal

AT = dt.datetime.fromisoformat("2020-01-31T20:30:00+08:00")
FAULT = Fault("卡点.csv", "", 3, "优先级", "一", "须为整数")


def batch(words: str, *faults: Fault) -> Batch:
    tables = {} if faults else {"person": f"row_no,person_id\n2,{words}\n".encode()}
    return Batch(f"{words}.csv", hashlib.sha256(words.encode()).hexdigest(), AT, "值班室", tables, len(tables), faults)


def journal(folder: Path) -> Journal:
    return Journal(folder / "journal.sqlite")


def test_a_batch_reads_back_as_written(tmp_path: Path) -> None:
    book = journal(tmp_path)
    assert book.append(batch("a")) == "B000001"
    assert book.append(batch("b", FAULT)) == "B000002"
    assert list(book.contents("person")) == [("B000001", AT.isoformat(), b"row_no,person_id\n2,a\n")]
    assert [(row["batch_id"], row["batch_status"]) for row in book.batches()] == [
        ("B000001", "accepted"), ("B000002", "refused"),
    ]
    assert book.faults()[0]["expected"] == "须为整数"
    assert book.verify() == []


def test_a_known_content_is_not_written_twice_but_a_refusal_is(tmp_path: Path) -> None:
    book = journal(tmp_path)
    assert book.append(batch("a")) == book.append(batch("a")) == "B000001"
    assert book.append(batch("b", FAULT)) != book.append(batch("b", FAULT))
    assert book.append_all([batch("a"), batch("c")]) == ("B000004",)


def test_several_batches_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    book = journal(tmp_path)
    broken = Batch("x", "y", AT, "z", {"person": b""}, n_rows=None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        book.append_all([batch("a"), broken])
    assert book.batches() == []
    assert book.append(batch("a")) == "B000001"


@pytest.mark.parametrize("statement", [
    "delete from batch", "update batch set uploader = 'x'", "update batch_table set content = x''",
    "delete from fault", "update seal set seal = ''",
])
def test_nothing_written_can_be_changed(tmp_path: Path, statement: str) -> None:
    book = journal(tmp_path)
    book.append(batch("a"))
    book.append(batch("b", FAULT))
    with sqlite3.connect(book.path) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(statement)


@pytest.mark.parametrize(("statement", "words"), [
    ("update batch_table set content = x'00'", "journal: batch B000001 table person is damaged"),
    ("update batch set uploader = 'x' where batch_id = 'B000001'", "journal: batch B000001 is not as it was written"),
    ("update fault set found = '二'", "journal: batch B000002 is not as it was written"),
    ("delete from batch where batch_id = 'B000001'", "journal: batch B000002 is not as it was written"),
])
def test_damage_behind_its_back_is_found(tmp_path: Path, statement: str, words: str) -> None:
    book = journal(tmp_path)
    book.append(batch("a"))
    book.append(batch("b", FAULT))
    with sqlite3.connect(book.path) as db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {name}")
        db.execute(statement)
    assert words in book.verify()


def test_a_flipped_byte_in_a_stored_table_is_found(tmp_path: Path) -> None:
    book = journal(tmp_path)
    book.append(batch("a" * 3000))
    packed = book.path.read_bytes()
    with sqlite3.connect(book.path) as db:
        stored = db.execute("select content from batch_table").fetchone()[0]
        db.execute("pragma wal_checkpoint(truncate)")
    packed = bytearray(book.path.read_bytes())
    packed[packed.find(stored) + len(stored) // 2] ^= 1
    book.path.write_bytes(packed)
    assert book.verify() != []


def test_a_reader_holds_one_state_while_others_write(tmp_path: Path) -> None:
    book = journal(tmp_path)
    book.append(batch("a"))
    with book.held() as held:
        before = held.batches()
        book.append(batch("b"))
        assert held.batches() == before
        assert len(list(held.contents("person"))) == 1
    assert len(book.batches()) == 2


def _write(path: Path, name: str, n: int) -> None:
    for number in range(n):
        Journal(path).append(batch(f"{name}{number}"))


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "journal.sqlite"
    context = multiprocessing.get_context("forkserver")
    writers = [context.Process(target=_write, args=(path, name, 20)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    assert sorted(row["file_name"] for row in Journal(path).batches()) == sorted(
        f"{name}{number}.csv" for name in "abcd" for number in range(20)
    )
    assert Journal(path).verify() == []


def test_a_copy_is_whole_while_others_write(tmp_path: Path) -> None:
    book = journal(tmp_path)
    for number in range(5):
        book.append(batch(str(number)))
    book.copy_to(tmp_path / "copy.sqlite")
    assert Journal(tmp_path / "copy.sqlite").batches() == book.batches()
    assert Journal(tmp_path / "copy.sqlite").verify() == []
