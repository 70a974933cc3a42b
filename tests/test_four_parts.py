"""What two snapshots differ by: what happened, what came late, corrections and definitions; the parts are the whole."""

import contextlib
import dataclasses
import datetime as dt
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from handed import TINY
from test_library_compare import BEFORE

from frontline import four_parts_boards, four_parts_run
from frontline.deployment import Deployment, read_deployment
from frontline.four_parts import (
    KINDS,
    Steps,
    Told,
    part_cells,
    parts_of,
    read,
    shown_parts,
    turn_words,
    turns_of,
    write,
)
from frontline.four_parts_run import AROUND, found, share_done, work_out
from frontline.house import DATA
from frontline.journal import Batch, Journal
from frontline.keeping import Told as Said
from frontline.keeping import keep
from frontline.library import Entry, Retention
from frontline.library_compare import compare, values
from frontline.panel import Sheet
from frontline.publish import build, publish
from frontline.report_run import sheet_of_page
from frontline.rulebook import keep_rules, kept_rules, rulebook, rules_version
from frontline.run import Run, store
from frontline.scope import read_scope

PAGES = ("overview", "volunteers", "problems")
LIMITED = ("overview", "care")
"""Pages on which other thresholds turn something red, and move a number."""
SUPPLIES = "supply_movement_id,supply_kind,supply_flow,area_code,quantity,moved_at\n" + "".join(
    f"M{number},mask,{flow},370684001,{quantity},2020-01-30T09:0{number}:00+08:00\n"
    for number, (flow, quantity) in enumerate((("received", 900), ("issued", 70)))
)
SERVED = "service_id,person_id,organisation_id,area_code,task_kind,started_at,ended_at\n"
ROSTER = (TINY / "duty_shift.csv").read_text(encoding="utf-8").partition("\n")[0] + "\n"
Pair = tuple[Sheet, Entry]


def at(clock: str) -> dt.datetime:
    """Return a moment of the day that is told of."""
    return dt.datetime.fromisoformat(f"2020-01-31T{clock}:00+08:00")


def session(name: str, begun: str, ended: str = "") -> str:
    """Return a session of the same volunteer; without an end nobody checked out."""
    until = at(ended).isoformat() if ended else ""
    return f"{name},P05,U1,370684001001,gate_duty,{at(begun).isoformat()},{until}\n"


def duty(name: str, person: str, post: str, begun: str) -> str:
    """Return a day shift that began at some time."""
    planned = ",".join(at(clock).isoformat() for clock in ("08:00", "16:00"))
    return f"{name},{person},{post},cadre,day,2020-01-31,{planned},{at(begun).isoformat()},{at('16:00').isoformat()}\n"


def hand_in(deployment: Deployment, table: str, text: str, came_at: dt.datetime) -> None:
    """Write a batch as it came at a moment."""
    Journal(deployment.live / "journal.sqlite").append(
        Batch(f"{table}.csv", f"{table} {came_at}", came_at, "clerk", {table: text.encode()}, text.count("\n") - 1)
    )


def snapshots(deployment: Deployment, now: dt.datetime, pages: Sequence[str]) -> dict[str, Pair]:
    """Publish and keep pages as they stand."""
    publish(deployment, now)
    board = store(deployment.id).board()
    taken = {}
    for page in pages:
        sheet = sheet_of_page(Run(board, read_scope({}, board, "paper"), page, page), page)
        taken[page] = sheet, keep(sheet, deployment.id, Said("值班室"), view="", retention=Retention(), now=now)
    return taken


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Pair]]]:
    """Take snapshots at noon and at half past three; between them something happened, came late and was corrected.

    A norm of the city has changed too; a minute later nothing but its thresholds has.
    """
    home = tmp_path_factory.mktemp("parts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(home))
        patch.setenv("FRONTLINE_DEPLOYMENT", "tiny")
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        store.cache_clear()
        folder = home / "deployments" / "tiny"
        shutil.copytree(TINY, folder)
        settings = (folder / "deployment.toml").read_text(encoding="utf-8")
        settings = re.sub("^(clock_at|demonstration).*\n", "", settings, flags=re.MULTILINE)
        (folder / "deployment.toml").write_text(settings, encoding="utf-8")
        city = read_deployment("tiny")
        for file in sorted(TINY.glob("*.csv")):
            if file.stem != "volunteer_service":
                hand_in(city, file.stem, file.read_text(encoding="utf-8"), at("00:00") - dt.timedelta(days=2))
        hand_in(city, "supply_movement", SUPPLIES, at("00:00") - dt.timedelta(days=1))
        first = session("S1", "08:00", "09:00") + session("S2", "00:00")
        hand_in(city, "volunteer_service", SERVED + first, at("09:30"))
        noon = snapshots(city, at("12:00"), PAGES)
        hand_in(city, "volunteer_service", SERVED + session("S3", "10:00", "10:30"), at("13:00"))
        hand_in(city, "volunteer_service", SERVED + session("S1", "08:00", "09:45"), at("13:30"))
        hand_in(city, "volunteer_service", SERVED + session("S4", "14:00", "15:00"), at("15:10"))
        hand_in(city, "duty_shift", ROSTER + duty("T5", "P02", "K1", "08:10"), at("13:00"))
        hand_in(city, "duty_shift", ROSTER + duty("T4", "P01", "K1", "13:00"), at("13:30"))
        norm = (DATA / "rules" / "norm.csv").read_text(encoding="utf-8").partition("\n")[0]
        (folder / "rules").mkdir()
        own = f"{norm}\nservice_cap_hours,2,小时,上限,Cap,本地规定\n"
        (folder / "rules" / "norm.csv").write_text(own, encoding="utf-8")
        later = snapshots(city, at("15:30"), {*PAGES, *LIMITED})
        limits = (DATA / "rules" / "threshold.csv").read_text(encoding="utf-8").partition("\n")[0]
        own = f"{limits}\nM03,0,0,high,人,本地规定\nM40,900,3,low,天,本地规定\n"
        (folder / "rules" / "threshold.csv").write_text(own, encoding="utf-8")
        yield [noon, later, snapshots(city, at("15:31"), LIMITED)]
        store.cache_clear()


@pytest.fixture(scope="module")
def told(days: list[dict[str, Pair]]) -> dict[str, Told]:
    """Work out every page from noon to half past three; the boards are built once."""
    boards = four_parts_run.Boards(read_deployment("tiny"))
    (read_deployment("tiny").live / f"{four_parts_run.ASIDE}killed").mkdir()
    with boards, pytest.MonkeyPatch.context() as patch:
        patch.setattr(four_parts_run, "Boards", lambda _city: contextlib.nullcontext(boards))
        return {page: work_out(days[0][page][1], days[1][page][1]) for page in PAGES}


def test_one_of_each_is_told_by_its_label(days: list[dict[str, Pair]], told: dict[str, Told]) -> None:
    both = [day["volunteers"][0] for day in days[:2]]
    hours = compare(*both).numbers[0]
    found = told["volunteers"]
    assert (hours.before, hours.after, found.basis) == (5, 5.25, "rules")
    assert dict(zip(KINDS, found.parts[hours.key], strict=True)) == {
        "real": 1, "late": 0.5, "corrected": 0.75, "definition": -2,
    }
    short = compare(*(day["overview"][0] for day in days[:2])).numbers[0]
    assert (short.before, short.after) == (1, 0)
    assert told["overview"].parts[short.key] == (-1, -1, 1, 0)


def test_the_parts_of_every_number_add_up_to_its_change(
    days: list[dict[str, Pair]], told: dict[str, Told]
) -> None:
    n = 0
    for page, one in told.items():
        older, newer = (day[page][0] for day in days[:2])
        before, after = values(older), values(newer)
        named = {move.key for move in compare(older, newer).numbers if move.change is not None}
        assert named <= {key for key, parts in one.parts.items() if parts}
        for key, parts in one.parts.items():
            if parts:
                n += 1
                assert sum(parts) == pytest.approx(after[key] - before[key], abs=1e-8), (page, key)
    assert n > 100


def test_what_only_other_thresholds_did_is_told_as_definitions(
    days: list[dict[str, Pair]], monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[tuple] = []
    monkeypatch.setattr(four_parts_boards, "build", lambda *given, **told: (
        built.append((told["later"] is None, told["asked"])), build(*given, **told)
    )[1])
    with four_parts_run.Boards(read_deployment("tiny")) as boards:
        monkeypatch.setattr(four_parts_run, "Boards", lambda _city: contextlib.nullcontext(boards))
        found = {page: work_out(days[1][page][1], days[2][page][1]) for page in LIMITED}
    # Both ends still stand; nothing was corrected, so what came late is all that came.
    assert sorted(is_newer for is_newer, _ in built) == [False, False, True, True]
    assert all("staffing_by_role" not in asked and len(asked) > len(AROUND) for _, asked in built)
    short = compare(*(day["overview"][0] for day in days[1:]))
    assert (short.entered, short.numbers[0].states, short.numbers[0].change) == (("缺口",), ("normal", "act"), 0)
    assert found["overview"].turns == {"缺口": ("definition",)}
    assert turn_words("缺口", found["overview"], "zh") == "缺口（□ 口径变更）"
    moved = {key: parts for one in found.values() for key, parts in one.parts.items() if parts and any(parts)}
    assert {(key[0], key[2], key[3]) for key in moved} == {("supply_by_township", "甲街道", "kinds_short")}
    assert set(moved.values()) == {(0, 0, 0, 1)}
    assert {one.basis for one in found.values()} == {"rules"}


def test_nothing_is_left_of_the_boards_and_what_was_found_is_kept(
    days: list[dict[str, Pair]], told: dict[str, Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(four_parts_run.behind, "begin", lambda *_: pytest.fail("worked out twice"))
    pair = days[0]["overview"][1], days[1]["overview"][1]
    assert found(*pair) == told["overview"]
    assert share_done(*pair) == 0
    assert not list(read_deployment("tiny").live.glob(".compared-*"))


def test_what_cannot_be_asked_again_is_not_told_apart(
    days: list[dict[str, Pair]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (older, entry), (newer, _) = days[0]["problems"], days[1]["problems"]
    sheets = [dataclasses.replace(older, address=""), newer]
    monkeypatch.setattr(four_parts_run, "sheet_of", lambda _entry: sheets.pop(0))
    monkeypatch.setattr(four_parts_run.four_parts, "write", lambda *_: None)
    assert work_out(entry, entry) == Told(why="undated")
    sheets = [newer, older]
    assert work_out(entry, entry) == Told(why="backwards")
    sheets = [dataclasses.replace(older, page="report_daily"), newer]
    assert work_out(entry, entry) == Told(why="bound")


def with_short(value: float) -> Sheet:
    """Return the sheet of one table with another first number."""
    first, *rest = BEFORE.headlines
    return dataclasses.replace(BEFORE, headlines=(dataclasses.replace(first, value=value), *rest))


def test_a_number_that_asking_again_does_not_reach_is_not_given_to_a_part(tmp_path: Path) -> None:
    older, newer, other = with_short(6), with_short(9), with_short(7)
    key = compare(older, newer).numbers[0].key
    whole = Steps(older, older, other, newer, newer)
    assert parts_of(older, newer, whole, may_differ=False)[key] == (2, 0, 1, 0)
    astray = dataclasses.replace(whole, last=other)
    assert parts_of(older, newer, astray, may_differ=False)[key] is None
    assert parts_of(older, newer, dataclasses.replace(astray, moved=other), may_differ=True)[key] == (0, 0, 1, 2)
    parts = parts_of(older, newer, astray, may_differ=False)
    found = Told("same", parts=parts, turns={"缺口": ("late", "real"), "甲": None})
    move = compare(older, newer).numbers[0]
    assert set(part_cells(move, found, "zh").values()) == {"不能分列"}
    write(tmp_path / "told.json", found)
    assert read(tmp_path / "told.json") == found
    said = part_cells(move, Told(parts=parts_of(older, newer, whole, may_differ=False)), "zh")
    assert said["parts"] == "● 真实变化 +2；◆ 更正 +1"


def red(sheet: Sheet, *, is_red: bool) -> Sheet:
    """Return the sheet with its first number to be acted on, or not."""
    first, *rest = sheet.headlines
    first = dataclasses.replace(first, state="act" if is_red else "normal")
    return dataclasses.replace(sheet, headlines=(first, *rest))


def test_what_turned_red_is_told_with_the_parts_that_turned_it_or_as_not_told_apart() -> None:
    calm, hot = (red(BEFORE, is_red=is_red) for is_red in (False, True))
    name = calm.headlines[0].label
    late, back = Steps(calm, hot, hot, hot, hot), Steps(calm, hot, calm, hot, hot)
    assert turns_of(calm, hot, late, may_differ=False) == {name: ("late",)}
    assert turns_of(calm, hot, back, may_differ=False) == {name: ("real", "late", "corrected")}
    assert turns_of(calm, hot, Steps(calm, calm, calm, calm, calm), may_differ=False) == {name: None}
    assert turns_of(hot, hot, back, may_differ=False) == {}
    unknown = Told(turns={name: None})
    assert turn_words(name, unknown, "zh") == f"{name}（不能分列）"
    assert turn_words(name, None, "zh") == name


def test_parts_as_they_are_shown_add_up_to_the_change_as_it_is_shown() -> None:
    assert shown_parts((1 / 3, 1 / 3, 1 / 3, 0), 0, 1) == [1, 0, 0, 0]
    assert shown_parts((0.05, 0.05, -0.04, 0), 1, 1) == [0.1, 0, 0, 0]
    assert shown_parts((0.0125, -0.0025, 0, 0), 1, 100) == [1.3, -0.3, 0, 0]


def test_rules_are_kept_by_version_and_only_as_they_were(tiny: Deployment) -> None:
    book = rulebook(tiny)
    assert kept_rules(tiny.live, rules_version(book)) == book
    other = book | {"threshold": [row | {"watch": "9"} for row in book["threshold"]]}
    assert kept_rules(tiny.live, rules_version(other)) is None
    keep_rules(tiny.live, other)
    assert kept_rules(tiny.live, rules_version(other)) == other
    file = tiny.live / "rules" / f"{rules_version(other)}.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"9"', '"8"'), encoding="utf-8")
    assert kept_rules(tiny.live, rules_version(other)) is None
