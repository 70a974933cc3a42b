"""Publication: everything accepted is seen, nothing by halves, and a broken board is made anew."""

import dataclasses
import datetime as dt
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from handed import NOW, TINY, csv_of, tiny_row

from frontline.deployment import Deployment, read_deployment
from frontline.house import file_sha256
from frontline.intake import take_in
from frontline.journal import Batch, Journal
from frontline.publish import KEPT, Published, build, current, publish
from frontline.query import questions
from frontline.sample import prepare
from frontline.store import Board, Store

MINUTE = dt.timedelta(minutes=1)


def person(tiny: Deployment, name: str, now: dt.datetime = NOW) -> str:
    """Take in one person and return the batch."""
    return take_in(tiny, [("person.csv", csv_of(tiny_row("person", person_id=name)))], "x", now).batch_ids[0]


def people(tiny: Deployment) -> set[str]:
    rows = Store(tiny).board()._db.execute("select person_id from current_person").fetchall()
    return {name for (name,) in rows}


def test_nothing_new_publishes_nothing(tiny: Deployment) -> None:
    assert publish(tiny, NOW + MINUTE).generation == 1


def test_a_small_board_is_a_small_file(tiny: Deployment) -> None:
    published = current(tiny.live)
    assert (tiny.live / published.file).stat().st_size < 10_000_000


def test_the_clock_of_a_live_deployment_moves_on(tiny: Deployment) -> None:
    live = dataclasses.replace(tiny, clock_at=None)
    first = publish(live, NOW)
    assert publish(live, NOW + dt.timedelta(seconds=20)) == first
    assert publish(live, NOW + MINUTE).generation == first.generation + 1
    assert Store(live).board().clock_at == NOW + MINUTE


def test_a_batch_that_came_after_the_clock_was_read_is_seen(tiny: Deployment) -> None:
    person(tiny, "LATE", NOW + MINUTE)
    publish(tiny, NOW)
    assert "LATE" in people(tiny)


def test_a_batch_written_during_a_publication_is_seen_whole_or_not_at_all(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Journal.contents

    def contents(journal: Journal, table: str) -> Iterator[tuple[str, str, bytes]]:
        if table == "dispatch" and not Journal(journal.path).known("both"):
            both = {name: csv_of(tiny_row(name)) for name in ("organisation", "supervision_visit")}
            Journal(journal.path).append(Batch("both", "both", NOW, "x", both, 2))
        return read(journal, table)

    monkeypatch.setattr(Journal, "contents", contents)
    person(tiny, "FIRST")
    publish(tiny, NOW)
    assert visits_and_units(tiny) == (2, 4)
    publish(tiny, NOW)
    assert visits_and_units(tiny) == (3, 5)


def visits_and_units(tiny: Deployment) -> tuple[int, int]:
    db = Store(tiny).board()._db
    count = "select (select count(*) from supervision_visit), (select count(*) from organisation)"
    return db.execute(count).fetchone()


def test_what_a_killed_build_left_behind_does_no_harm(tiny: Deployment) -> None:
    boards = tiny.live / "boards"
    (boards / "board-000002.duckdb.tmp").write_bytes(b"half")
    (boards / "board-000002.duckdb.tmp.wal").write_bytes(b"half")
    (boards / "board-000002.duckdb").write_bytes(b"renamed, never current")
    person(tiny, "NEW")
    assert publish(tiny, NOW).generation == 3
    assert "NEW" in people(tiny)
    assert not list(boards.glob("*.tmp*"))


def test_a_build_that_fails_leaves_the_old_board(tiny: Deployment) -> None:
    before = current(tiny.live)
    wrong = {"organisation": b"organisation_id,headcount\nU9,many\n"}
    Journal(tiny.live / "journal.sqlite").append(Batch("x", "y", NOW, "z", wrong, 1))
    with pytest.raises(duckdb.ConversionException):
        publish(tiny, NOW)
    assert current(tiny.live) == before
    assert people(tiny) == {"P01", "P02", "P03", "P04", "P05"}


def test_old_boards_are_cleared_and_a_reader_of_one_reads_on(tiny: Deployment) -> None:
    reader = Store(tiny).board()
    for number in range(KEPT + 2):
        person(tiny, f"N{number}")
        publish(tiny, NOW)
    assert len(list((tiny.live / "boards").iterdir())) == KEPT
    assert reader._db.execute("select count(*) from current_person").fetchone() == (5,)
    assert len(people(tiny)) == 5 + KEPT + 2


def test_a_board_for_a_few_questions_answers_them_as_a_whole_one_and_others_not_at_all(tiny: Deployment) -> None:
    whole, path = Store(tiny).board(), tiny.live / "few.duckdb"
    given = {"area_code": None, "checkpoint_id": None, "compound_id": None, "shift_code": "day",
             "duty_on": whole.clock_at.date()}
    asked = ("staffing_total", "unattended_total", "volunteer_by_township", "match_unmatched_list")
    with Journal(tiny.live / "journal.sqlite").held() as journal:
        build(path, tiny, journal, 1, NOW, asked=asked)
    few = Board(path, Published(1, path.name, file_sha256(path), "", ""), tiny.timezone)
    for name in asked:
        params = {param.name: given[param.name] for param in questions()[name].params}
        pd.testing.assert_frame_equal(few.ask(name, **params), whole.ask(name, **params))
    for name in ("rest_total", "correction_list", "alarm_list"):
        params = {param.name: given.get(param.name) for param in questions()[name].params}
        whole.ask(name, **params)
        with pytest.raises(duckdb.CatalogException):
            few.ask(name, **params)


def test_readers_see_whole_generations_while_others_publish(tiny: Deployment) -> None:
    store, seen, stop = Store(tiny), [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            board = store.board()
            rows = board._db.cursor().execute("select count(*) from current_person").fetchone()[0]
            seen.append((board.generation, rows))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(4):
        person(tiny, f"N{number}")
        publish(tiny, NOW)
    stop.set()
    reader.join()
    assert set(seen) <= {(1 + n, 5 + n) for n in range(5)}
    assert seen == sorted(seen)


def test_a_newer_sample_replaces_the_one_before_and_keeps_what_was_handed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("frontline.deployment.SAMPLE", tmp_path)
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    deployment = read_deployment("tiny", folder)
    prepare(deployment, NOW)
    before = people(deployment)
    person(deployment, "HANDED")
    file = folder / "person.csv"
    older = file.read_text(encoding="utf-8")
    first = older.splitlines()[1]
    file.write_text(older.replace(first, first.replace(first.split(",")[0], "NEWER", 1)), encoding="utf-8")
    prepare(deployment, NOW + MINUTE)
    newer = people(deployment)
    assert newer == before - {first.split(",")[0]} | {"NEWER", "HANDED"}
    assert Journal(deployment.live / "journal.sqlite").verify() == []
    assert prepare(deployment, NOW + MINUTE) == current(deployment.live)
    file.write_text(older, encoding="utf-8")
    prepare(deployment, NOW + MINUTE)
    assert people(deployment) == before | {"HANDED"}, "an older sample comes back with an older product"
