"""Scheduled reports: due by hour and event, cut to the place of those who receive them, whole or not there."""

import datetime as dt
import json
import shutil
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from frontline.deployment import read_deployment
from frontline.keeping import library_of
from frontline.report_template import pages
from frontline.scheduled import Scheduled, ScheduleError, folder, read_scheduled
from frontline.scheduled_due import Happened, State, due, happened, looked
from frontline.scheduled_run import Outcome, take_due, waiting
from frontline.store import Board, Store

ROOMS = pages()
HERE, THERE = "370684107", "370684106"
ZONE = ZoneInfo("Asia/Shanghai")
QUIET = Happened((), "", "2020-02-09 day", {"on": "2020-02-09", "shift": "day"})


@pytest.fixture
def house(penglai_home: Path, penglai: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of the test's own with the whole sample, in which reports may be written."""
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    shutil.copytree(penglai_home, tmp_path / "home")
    whole = Store(read_deployment())
    whole._boards[penglai.generation] = penglai
    for room in ("run", "scheduled_run"):
        monkeypatch.setattr(f"frontline.{room}.store", lambda _deployment_id: whole)
    return tmp_path


def ordered(house: Path, name: str, **more: object) -> None:
    """Write the file of a scheduled report."""
    said = {"deployment": "penglai", "pages": ["staffing"], "folder": str(house / name), "at": ["08:00"], "kind": "csv"}
    folder().mkdir(exist_ok=True)
    lines = (f"{key} = {json.dumps(value)}" for key, value in (said | more).items())
    (folder() / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8")


def taken(name: str) -> Outcome:
    return next(take_due(only=name))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def one(**more: object) -> Scheduled:
    return Scheduled("晚报", "penglai", Path("/reports"), ("staffing",), **more)


def test_a_wrong_file_is_told_all_its_faults_at_once(house: Path) -> None:
    ordered(
        house, "乱", deployment="nowhere", pages=["wall"], folder="here", kind="doc", at=["25:00"], on=["moon"],
        tries=0, colour="red",
    )
    with pytest.raises(ScheduleError) as wrong:
        read_scheduled("乱")
    lines = str(wrong.value).split("\n")
    assert [line.removeprefix("乱.toml: ").split()[0].partition("：")[0] for line in lines] == [
        "deployment", "pages", "folder", "kind", "at", "on", "tries", "colour",
    ]


@pytest.mark.parametrize(("before", "now", "why"), [
    ("2026-11-22T07:58", "2026-11-22T07:59", ""),
    ("2026-11-22T07:59", "2026-11-22T08:00", "08:00"),
    ("2026-11-22T08:00", "2026-11-22T08:01", ""),
    ("2026-11-21T23:00", "2026-11-22T11:00", "08:00"),
    ("2026-11-21T23:58", "2026-11-22T00:10", "23:59"),
    ("2026-11-20T12:00", "2026-11-22T20:30", ""),
])
def test_an_hour_is_due_once_when_it_has_come_and_not_when_it_was_missed_for_long(
    before: str, now: str, why: str
) -> None:
    report = one(at=(dt.time(8), dt.time(23, 59)))
    assert due(report, State(checked_at=at(before).isoformat()), at(now), QUIET) == why


@pytest.mark.parametrize(("event", "seen"), [
    ("alarm", Happened(("empty:K002",), "", QUIET.ended, {})),
    ("all_reported", Happened((), "2020-02-09 evening", QUIET.ended, {})),
    ("shift_end", Happened((), "", "2020-02-09 evening", {})),
])
def test_an_event_is_due_once_and_only_for_those_who_wait_for_it(event: str, seen: Happened) -> None:
    now = at("2026-11-22T12:00")
    state = looked(State(), now, QUIET)
    assert due(one(on=(event,)), State(), now, seen) == ""
    assert due(one(on=(event,)), state, now, QUIET) == ""
    assert due(one(on=(event,)), state, now, seen) == event
    assert due(one(at=(dt.time(8),)), state, now, seen) == ""
    assert due(one(on=(event,)), looked(state, now, seen), now, seen) == ""


def test_what_has_happened_is_read_within_the_place_of_the_report(penglai: Board) -> None:
    everywhere, here = (happened(one(area=area), penglai) for area in (None, THERE))
    assert set(here.alarms) < set(everywhere.alarms)
    assert everywhere.reported == ""
    assert here.reported == "2020-02-09 evening"
    assert everywhere.ended_query == {"on": "2020-02-09", "shift": "day"}


def test_each_recipient_gets_the_rows_of_a_place_and_nothing_outside_whatever_the_page(
    house: Path, penglai: Board
) -> None:
    ordered(house, "大辛店", area=HERE, pages=ROOMS)
    outcome = taken("大辛店")
    assert outcome.fault == ""
    assert len(outcome.files) == len(ROOMS)
    places = penglai.answer("place_list")
    names = places.set_index("area_code")["area_name"]
    outside = places[(places["area_level"] == "township") & (places["area_code"] != HERE)]["area_name"]
    said = {}
    for file in outcome.files:
        with zipfile.ZipFile(file) as folded:
            said[file.name] = "".join(folded.read(part).decode("utf-8-sig") for part in folded.namelist())
    assert all(names[HERE] in text for text in said.values())
    told = {(file, name) for file, text in said.items() for name in outside if name in text}
    assert told == set()


def test_what_has_not_changed_is_not_sent_again_and_each_file_is_in_the_library(house: Path) -> None:
    ordered(house, "晚报")
    first, second = taken("晚报"), taken("晚报")
    assert len(first.files) == 1
    assert first.files[0].stat().st_size > 0
    assert (second.files, second.same) == ((), ("staffing",))
    assert [(entry.title, entry.taken_by, entry.page) for entry in library_of("penglai").entries()] == [
        ("晚报", "定时报告", "staffing"),
    ]
    log = (folder() / "reports_log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["same"] for line in log] == [[], ["staffing"]]
    assert [path.name for path in (house / "晚报").iterdir()] == [first.files[0].name]


def test_a_report_with_a_part_missing_is_not_there_and_is_tried_again_until_it_is_given_up(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(house, "晚报", pages=["overview", "staffing"], tries=2)
    list(take_due(at("2026-11-22T07:59")))
    whole = Board.answer

    def answer(board: Board, name: str, **params: object) -> object:
        if name == "staffing_by_role":
            raise duckdb.OutOfMemoryException
        return whole(board, name, **params)

    monkeypatch.setattr(Board, "answer", answer)
    moments = [at(f"2026-11-22T08:0{minute}") for minute in range(3)]
    assert waiting(moments[0]) == ["晚报"]
    outcomes = [next(take_due(moment)) for moment in moments]
    assert ["staffing_by_role" in outcome.fault for outcome in outcomes] == [True, True, False]
    assert outcomes[2] == Outcome("晚报")
    assert not (house / "晚报").exists()
    assert library_of("penglai").entries() == []
    assert waiting(moments[2]) == []


def test_a_place_that_the_register_does_not_know_gets_nothing(house: Path) -> None:
    ordered(house, "错", area="999999999")
    assert "999999999" in taken("错").fault
    assert not (house / "错").exists()
