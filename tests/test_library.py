"""The library of snapshots: kept as taken, rebuilt to the same bytes, and nothing in it changes or goes unseen."""

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from handed import NOW
from test_snapshot import HEADLINES, KINDS, TOWNSHIPS, chart, drawn, table, the_map

from frontline import charts, specimen_frames
from frontline.backup import BackupError, back_up, restore, verify
from frontline.deployment import Deployment
from frontline.frozen import FrozenError, freeze, thaw
from frontline.keeping import Told, file_of, issue, keep, library_of, link_to, sheet_of, tags_of
from frontline.library import Entry, Library, LibraryError, Retention
from frontline.library_list import history, matching
from frontline.panel import Sheet
from frontline.prove_files import members
from frontline.snapshot import SnapshotError, snapshot
from frontline.stamp import stamp

TOLD = Told("县指挥部值班室", "晚会商", ("日报", "晚会商"), "已报")
VIEW = "http://10.0.0.7:8501/overview?dep=tiny"
DAY = dt.timedelta(days=1)


def whole_sheet() -> Sheet:
    """Return a sheet with every kind of panel and of value."""
    odd = pd.DataFrame({
        "name": ["甲", None, "丙"],
        "people": pd.array([3, None, 5], dtype="Int64"),
        "is_night": pd.array([True, None, False], dtype="boolean"),
        "told_at": pd.to_datetime(["2020-02-09 08:00:00.5", None, "2020-02-09 09:30:05.25"]),
        "seen_at": pd.to_datetime(["2020-02-09T00:00Z", None, "2020-02-09T01:00Z"]).tz_convert("Asia/Shanghai"),
        "share": [0.1 + 0.2, np.nan, 1e-9],
        "series": [np.array([1.0, np.nan]), [], [2, None]],
    }, index=[7, 3, 5])
    return Sheet(
        page="overview", title="总览", language="zh", deployment="蓬莱市 2020", scope="蓬莱市 › 大辛店镇",
        as_of="截至 2月9日 20:30", known_at="据 2月9日 20:40 前收到的数据", coverage=("值守：10/11 镇街已报",),
        demonstration="演示数据", definitions_version="f5b83179", generation=41,
        headlines=(*HEADLINES, replace(HEADLINES[0], value=np.int64(18), told=(10, 11, "村里集镇"))),
        panels=(
            the_map(), chart(drawn(charts.gap_series, specimen_frames.shifts())), table(TOWNSHIPS, missing="未掌握"),
            table(odd, title="杂", headings={name: name for name in odd}),
        ),
    )


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return whole_sheet()


@pytest.fixture
def library(tiny: Deployment) -> Library:
    """Return the empty library of the small deployment."""
    return library_of(tiny.id)


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch, tiny: Deployment) -> None:
    monkeypatch.setattr("frontline.keeping.read_deployment", lambda _name: tiny)


def kept(sheet: Sheet, days_ago: float = 0, keep_days: float | None = 90, **told: object) -> Entry:
    """Keep a sheet that differs from every other by its moment."""
    now = NOW - DAY * days_ago
    return keep(sheet, "tiny", replace(TOLD, **told), view=VIEW, retention=Retention(keep_days), now=now)


def changed(library: Library, *statements: str) -> None:
    """Change the file past every guard, as somebody with the file in hand can."""
    db = sqlite3.connect(library.path)
    for name, in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        db.execute(f"drop trigger {name}")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def test_a_sheet_comes_back_from_its_text_and_says_the_same(sheet: Sheet) -> None:
    text = freeze(sheet)
    again = thaw(text)
    assert freeze(again) == text
    for panel, back in zip(sheet.panels, again.panels, strict=True):
        pd.testing.assert_frame_equal(panel.frame, back.frame)
        assert list(panel.headings.items()) == list(back.headings.items())
        same = [field.name for field in fields(panel) if field.name not in {"frame", "figure"}]
        assert [getattr(panel, name) for name in same] == [getattr(back, name) for name in same]
    assert again.headlines == sheet.headlines


def test_what_is_no_sheet_or_cannot_be_kept_is_refused(sheet: Sheet) -> None:
    for text in ("", "[]", "{}", '{"form":99}', freeze(sheet)[:-2], freeze(sheet).replace('"title"', '"titel"', 1)):
        with pytest.raises(FrozenError):
            thaw(text)
    strange = table(pd.DataFrame({"name": [object()]}), headings={"name": "名"})
    with pytest.raises(SnapshotError, match="object"):
        snapshot(replace(sheet, panels=(strange,)), "xlsx", NOW)


def test_a_kept_snapshot_gives_the_same_bytes_of_every_kind_each_time(sheet: Sheet, library: Library) -> None:
    entry = kept(sheet)
    assert library.entry(entry.snapshot_id) == entry
    assert freeze(sheet_of(entry)) == freeze(sheet)
    for kind in KINDS:
        assert file_of(entry, kind) == snapshot(sheet, kind, entry.taken_at, TOLD.post, entry.link)


def test_an_entry_says_who_when_where_and_by_which_definitions(sheet: Sheet, library: Library) -> None:
    entry = kept(sheet)
    assert entry.sha256 == stamp(sheet, NOW, TOLD.post).sha256
    assert entry.snapshot_id == entry.sha256[:12]
    assert (entry.taken_at, entry.taken_by, entry.place) == (NOW, TOLD.post, sheet.scope)
    assert (entry.definitions_version, entry.generation, entry.page) == ("f5b83179", 41, "overview")
    assert entry.link == f"http://10.0.0.7:8501/snapshots?dep=tiny&snapshot={entry.snapshot_id}"
    assert link_to("", "tiny", "x") == ""
    assert (entry.title, entry.tags, entry.note, entry.view) == ("晚会商", ("日报", "晚会商"), "已报", VIEW)
    assert library.entries() == [entry]


def test_a_failed_question_or_a_panel_no_file_can_hold_is_not_kept(sheet: Sheet, library: Library) -> None:
    for broken in (replace(sheet, failures=("staffing_total",)), replace(sheet, panels=(table(TOWNSHIPS[["name"]]),))):
        with pytest.raises(SnapshotError):
            kept(broken)
    assert library.entries() == []
    assert library.damages() == []


def test_the_same_snapshot_is_kept_once_and_many_at_once_stay_in_one_chain(sheet: Sheet, library: Library) -> None:
    kept(sheet)
    kept(sheet)
    assert len(library.entries()) == 1
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: kept(sheet, n / 24), range(1, 9)))
    assert len(library.entries()) == 9
    assert [record.record_no for record in library.records()] == list(range(1, 10))
    assert library.damages() == []


def test_title_tags_note_and_pin_are_added_never_written_over(sheet: Sheet, library: Library) -> None:
    entry = kept(sheet)
    library.add("described", entry.snapshot_id, "秘书组", NOW, title="早会商", tags=["早会"], note="")
    library.add("pinned", entry.snapshot_id, "秘书组", NOW)
    now = library.entry(entry.snapshot_id)
    assert (now.title, now.tags, now.note, now.is_pinned) == ("早会商", ("早会",), "", True)
    library.add("unpinned", entry.snapshot_id, "秘书组", NOW)
    assert not library.entry(entry.snapshot_id).is_pinned
    assert [row["操作"] for row in history(library.records(), entry, "zh")] == [
        "取消置顶", "置顶", "改标题、标签、备注", "存入",
    ]
    assert library.content(entry) == freeze(sheet)
    assert library.damages() == []
    with pytest.raises(LibraryError):
        library.add("pinned", "000000000000", "秘书组", NOW)
    for statement in ("delete from record", "update record set said = ''", "delete from content",
                      "update content set packed = x'00'"):
        db = sqlite3.connect(library.path)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
        db.close()


def test_what_is_over_its_time_is_let_go_but_stays_in_the_chain_and_pinned_stays_for_ever(
    sheet: Sheet, library: Library
) -> None:
    old, pinned = kept(sheet, 100), kept(sheet, 99)
    library.add("pinned", pinned.snapshot_id, "秘书组", NOW - 99 * DAY)
    kept(sheet, 50, keep_days=None)
    assert not any(entry.removed_at for entry in library.entries())
    kept(sheet)
    gone = [entry for entry in library.entries() if entry.removed_at]
    assert [entry.snapshot_id for entry in gone] == [old.snapshot_id]
    assert gone[0].sha256 == stamp(sheet, old.taken_at, old.taken_by).sha256
    with pytest.raises(LibraryError, match="removed"):
        sheet_of(gone[0])
    assert sheet_of(library.entry(pinned.snapshot_id)).title == "总览"
    assert library.damages() == []


@pytest.mark.parametrize(("statement", "said"), [
    ("delete from content where snapshot_id = '{id}'", "快照 {id}: 内容被删除"),
    ("update content set packed = x'7801' where snapshot_id = '{id}'", "快照 {id}: 内容被改动"),
    ("update content set packed = (select packed from content order by snapshot_id = '{id}' limit 1)",
     "快照 {id}: 内容被改动"),
    ("update record set said = replace(said, '蓬莱市', '莱阳市') where snapshot_id = '{id}'",
     "快照 {id}: 第 2 条记录被改动"),
    ("update record set said = '' where snapshot_id = '{id}'", "快照 {id}: 第 2 条记录被改动"),
    ("delete from record where snapshot_id = '{id}'", "快照 {id}: 第 2 条记录被删除"),
    ("delete from record where snapshot_id = '{last}'", "第 3–3 条记录被删除"),
])
def test_a_changed_or_deleted_entry_is_named(sheet: Sheet, library: Library, statement: str, said: str) -> None:
    kept(sheet, 3)
    middle, last = kept(replace(sheet, title="缺口"), 2), kept(sheet, 1)
    names = {"id": middle.snapshot_id, "last": last.snapshot_id}
    changed(library, statement.format(**names))
    assert said.format(**names) in "\n".join(library.damages())


def test_a_chain_that_was_sealed_anew_does_not_meet_what_follows(sheet: Sheet, library: Library) -> None:
    kept(sheet, 3)
    _, last = kept(sheet, 2), kept(sheet, 1)
    record = replace(library.records()[1], said=library.records()[1].said.replace("蓬莱市", "莱阳市"))
    changed(library, f"update record set said = '{record.said}', seal = '{record.right_seal()}' where record_no = 2")  # noqa: S608
    assert library.damages() == [f"快照 {last.snapshot_id}: 第 3 条记录不接上一条 (chain is broken)"]


def test_a_file_given_out_leaves_its_checksum(sheet: Sheet, library: Library) -> None:
    entry = kept(sheet)
    issue(entry, "xlsx")
    issue(library.entry(entry.snapshot_id), "xlsx")
    issued = library.entry(entry.snapshot_id).issued
    assert [one.file_kind for one in issued] == ["xlsx"]
    assert library.damages() == []


def test_a_file_bears_the_watermark_of_who_takes_it_now_under_the_number_it_was_kept_under(
    sheet: Sheet, library: Library
) -> None:
    entry = kept(replace(sheet, watermark="张三 · 值班室 · 2020-01-29 20:00"))
    first = issue(entry, "csv")
    marks = [f"{who} · 上报 · 2020-01-30 08:0{at}" for at, who in enumerate(("李四 · 市指挥部", "王五 · 县指挥部"))]
    later = [issue(entry, "csv", mark, mark.partition(" · ")[0]) for mark in marks]
    assert issue(library.entry(entry.snapshot_id), "csv", marks[0]) == later[0]
    for content, mark in zip(later, marks, strict=True):
        said = "".join(part.decode("utf-8-sig") for part in members(content).values())
        assert mark in said
        assert "张三" not in said
        assert entry.sha256 in said
        assert content == file_of(entry, "csv", mark) != first
    issued = library.entry(entry.snapshot_id).issued
    assert [one.watermark for one in issued] == [None, *marks]
    last = history(library.records(), entry, "zh")[0]
    assert (last["岗位"], marks[1] in last["内容"]) == ("王五", True)
    assert library.damages() == []


@pytest.mark.parametrize(("wanted", "n"), [
    ("", 3), ("晚会商", 2), ("早会", 1), ("大辛店 日报", 3), ("总览 2020-01-29", 1), ("秘书组", 1), ("无此词", 0),
])
def test_snapshots_are_found_by_any_of_their_words_pinned_first(
    sheet: Sheet, library: Library, wanted: str, n: int
) -> None:
    first = kept(sheet, 2)
    kept(sheet, 1, post="秘书组", title="早会", tags=("日报",))
    kept(sheet)
    library.add("pinned", first.snapshot_id, "值班室", NOW)
    found = matching(library.entries(), wanted)
    assert len(found) == n
    assert [entry.is_pinned for entry in found] == sorted((entry.is_pinned for entry in found), reverse=True)
    assert tags_of("日报、晚会商，日报 x") == ("日报", "晚会商", "x")


@pytest.mark.parametrize("damage", [False, True])
def test_a_copy_holds_the_library_and_brings_it_back_whole_or_not_at_all(
    sheet: Sheet, library: Library, tiny: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bool
) -> None:
    entry = kept(sheet)
    content = file_of(entry, "xlsx")
    if damage:
        changed(library, "update content set packed = x'7801'")
        assert verify(tiny) == [f"快照 {entry.snapshot_id}: 内容被改动 (content changed)"]
    copy = back_up(tiny, tmp_path / "copy.tar", NOW)
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "other"))
    if damage:
        with pytest.raises(BackupError, match="内容被改动"):
            restore(tiny, copy, NOW)
        assert not (tiny.live / "snapshots.sqlite").exists()
        return
    restore(tiny, copy, NOW)
    assert library_of("tiny").entries() == [entry]
    assert file_of(entry, "xlsx") == content
    assert verify(tiny) == []
