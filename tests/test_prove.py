"""A file in hand is held against the library: the same, or every place where it differs, by its name."""

import io
import json
import re
import shutil
import socket
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from handed import NOW
from PIL import Image, ImageDraw
from test_library import TOLD, VIEW, whole_sheet
from test_snapshot import KINDS

from frontline.__main__ import main
from frontline.deployment import read_deployment
from frontline.frozen import freeze
from frontline.keeping import file_of, issue, keep, library_of
from frontline.library import Entry, Retention
from frontline.library_chain import content_sha256
from frontline.prove import DIFFERENT, SAME, UNREAD, Verdict, prove
from frontline.query import definitions_version
from frontline.rulebook import rulebook, rules_version
from frontline.snapshot import snapshot

HERE = "penglai"
SHEET = replace(whole_sheet(), panels=whole_sheet().panels[1:3])
"""A chart and a table: maps take long to draw."""
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Entry, Files]:
    """Keep two snapshots and make every kind of file of the first, once; tests work on copies of the home."""
    home = tmp_path_factory.mktemp("shelf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(home))
        entry = keep(SHEET, HERE, TOLD, view=VIEW, retention=Retention(), now=NOW)
        keep(replace(SHEET, title="缺口"), HERE, TOLD, view=VIEW, retention=Retention(), now=NOW)
        return home, entry, {kind: file_of(entry, kind) for kind in KINDS}


@pytest.fixture
def entry(made: tuple[Path, Entry, Files], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entry:
    shutil.copytree(made[0], tmp_path / "home")
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    return made[1]


@pytest.fixture
def files(made: tuple[Path, Entry, Files]) -> Files:
    return made[2]


def judged(content: bytes, folder: Path) -> Verdict:
    """Judge a file whose name says nothing."""
    (folder / "file").write_bytes(content)
    return prove(str(folder / "file"), [HERE])


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change a part of a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part.filename, change(text) if re.fullmatch(name, part.filename) else text)
    return target.getvalue()


def saved_again(content: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book, target = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book)
    book.save(target)
    return target.getvalue()


def damaged(*statements: str) -> None:
    """Change the library past its guards, as somebody with the file in hand can."""
    db = sqlite3.connect(library_of(HERE).path)
    for name, in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        db.execute(f"drop trigger {name}")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_proved_without_a_network(
    kind: str, entry: Entry, files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", fail)
    found = judged(files[kind], tmp_path)
    assert (found.code, found.lines[1][:2]) == (SAME, "一致")
    assert entry.snapshot_id in found.lines[0]
    assert "链完整，共 2 条" in found.lines[2]


@pytest.mark.usefixtures("entry")
def test_one_digit_of_a_spreadsheet_is_named_by_its_cell(files: Files, tmp_path: Path) -> None:
    def cheat(book: openpyxl.Workbook) -> None:
        cell = next(page for page in book.worksheets if page["A1"].value == "镇街排序")["C6"]
        assert cell.value == 1032
        cell.value = 1033

    found = judged(saved_again(files["xlsx"], cheat), tmp_path)
    assert found.code == DIFFERENT
    assert found.lines[1] == "不一致：1 处不同 (differences)"
    assert re.fullmatch(
        r"工作表 \(sheet\)「\d 镇街排序」C6〔应到（人） · 大辛店镇〕：文件为 \(file\) 1033，库中为 \(library\) 1032",
        found.lines[2],
    )
    assert judged(saved_again(files["xlsx"], lambda _book: None), tmp_path).code == SAME


def test_a_file_taken_by_another_is_proved_under_their_watermark_and_an_altered_watermark_is_named(
    entry: Entry, tmp_path: Path
) -> None:
    marks = ["李四 · 市指挥部 · 上报 · 2020-02-10 08:00", "王五 · 县指挥部 · 会商 · 2020-02-10 08:01"]
    for mark in marks:
        content = issue(entry, "xlsx", mark, "某岗")
        assert judged(content, tmp_path).lines[1].startswith("一致：与导出时逐字节相同")
    taken = library_of(HERE).entry(entry.snapshot_id)
    for mark in marks:
        again = saved_again(file_of(taken, "xlsx", mark), lambda _book: None)
        assert judged(again, tmp_path).lines[1].startswith("一致：文字与数字逐项相同")

    def erase(book: openpyxl.Workbook) -> None:
        cell, = (cell for row in book.worksheets[-1].iter_rows() for cell in row if cell.value == marks[0])
        cell.value = "王五"

    found = judged(saved_again(file_of(taken, "xlsx", marks[0]), erase), tmp_path)
    assert (found.code, found.lines[1]) == (DIFFERENT, "不一致：1 处不同 (differences)")
    assert "文件为 (file) 王五，库中为 (library) " in found.lines[2]


@pytest.mark.usefixtures("entry")
def test_a_spreadsheet_whose_cells_became_text_formula_or_more_is_named(files: Files, tmp_path: Path) -> None:
    def cheat(book: openpyxl.Workbook) -> None:
        page = book.worksheets[1]
        page["B6"], page["Z99"] = "=5+1", "更好"
        book.create_sheet("附")

    lines = judged(saved_again(files["xlsx"], cheat), tmp_path).lines
    for said in ("B6", "Z99", "工作表「附」"):
        assert [line for line in lines if said in line], said


@pytest.mark.usefixtures("entry")
def test_one_digit_of_a_csv_file_is_named_by_file_and_line(files: Files, tmp_path: Path) -> None:
    cheated = with_part(files["csv"], r"\d+ 镇街排序\.csv", lambda text: text.replace(b",1032,", b",1023,"))
    found = judged(cheated, tmp_path)
    assert found.code == DIFFERENT
    where, _, told = found.lines[2].partition("：")
    assert where.endswith("镇街排序.csv」第 2 行第 3 列〔应到（人） · 大辛店镇〕")
    assert told == "文件为 (file) 1023，库中为 (library) 1032"


@pytest.mark.usefixtures("entry")
def test_one_number_of_a_slide_is_named(files: Files, tmp_path: Path) -> None:
    cheated = with_part(files["pptx"], r"ppt/slides/slide\d+\.xml", lambda text: text.replace(b"7,529.5", b"7,925.5"))
    found = judged(cheated, tmp_path)
    assert found.code == DIFFERENT
    assert any("7,925.5" in line and "7,529.5" in line for line in found.lines)
    again = with_part(files["pptx"], "nothing", bytes)
    assert judged(again, tmp_path).code == SAME


def test_another_number_on_paper_or_in_a_picture_is_named(entry: Entry, files: Files, tmp_path: Path) -> None:
    more = replace(SHEET, headlines=(replace(SHEET.headlines[0], value=19), *SHEET.headlines[1:]))
    cheated = snapshot(more, "pdf", entry.taken_at, entry.taken_by, entry.link)
    mark = re.compile(rb"frontline-snapshot:[0-9a-f]{64}")
    cheated = mark.sub(b"frontline-snapshot:" + entry.sha256.encode(), cheated)
    found = judged(cheated, tmp_path)
    assert found.code == DIFFERENT
    assert any(line.startswith("第 1 页") and "19" in line for line in found.lines)
    with Image.open(io.BytesIO(files["png"])) as picture:
        picture.load()
        ImageDraw.Draw(picture).rectangle((100, 200, 110, 210), fill="black")
        changed = io.BytesIO()
        picture.save(changed, "png")
    retold = changed.getvalue()[:-12] + files["png"][-12 - 12 - 92:]
    found = judged(retold, tmp_path)
    assert found.code == DIFFERENT
    assert any("x 100–111, y 200–211" in line for line in found.lines)


@pytest.mark.usefixtures("entry")
def test_paper_that_was_written_anew_is_not_called_the_same(files: Files, tmp_path: Path) -> None:
    found = judged(files["pdf"] + b"\n", tmp_path)
    assert found.code == DIFFERENT
    assert "图形无从核对" in found.lines[1]


def test_a_file_that_was_given_out_is_known_by_its_bytes_after_its_content_was_let_go(
    entry: Entry, files: Files, tmp_path: Path
) -> None:
    content = issue(entry, "csv")
    later = entry.taken_at.replace(year=2021)
    keep(replace(SHEET, title="后来"), HERE, TOLD, view=VIEW, retention=Retention(90), now=later)
    found = judged(content, tmp_path)
    assert (found.code, "逐字节相同" in found.lines[1]) == (SAME, True)
    assert judged(files["xlsx"], tmp_path).code == UNREAD
    assert prove(entry.snapshot_id, [HERE]).code == UNREAD


def test_a_snapshot_of_an_earlier_program_keeps_its_number(entry: Entry, tmp_path: Path) -> None:
    """Then a panel told less; its text lacks what a later one tells."""
    said = json.loads(freeze(SHEET))
    for panel in said["panels"]:
        del panel["remarks"]
    text = json.dumps(said)
    sha256 = content_sha256(text, entry.taken_at, entry.taken_by)
    assert text != freeze(SHEET)
    old = replace(entry, snapshot_id=sha256[:12], sha256=sha256)
    library_of(HERE).keep(old, text, Retention(), NOW)
    assert judged(file_of(old, "xlsx"), tmp_path).code == SAME


@pytest.mark.parametrize("content", [
    b"", b"hello", b"PK\x03\x04 no zip", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n nothing",
])
@pytest.mark.usefixtures("entry")
def test_what_is_no_snapshot_cannot_be_read(content: bytes, tmp_path: Path) -> None:
    assert judged(content, tmp_path).code == UNREAD
    assert prove(str(tmp_path / "none.pdf"), [HERE]).code == UNREAD


@pytest.mark.usefixtures("entry")
def test_a_cut_file_is_never_called_the_same(files: Files, tmp_path: Path) -> None:
    for kind in KINDS:
        assert judged(files[kind][: len(files[kind]) // 2], tmp_path).code != SAME, kind


def test_a_deleted_or_changed_entry_is_named_whatever_is_asked(entry: Entry, files: Files, tmp_path: Path) -> None:
    damaged("delete from record where record_no = 1")
    found = judged(files["xlsx"], tmp_path)
    assert found.code == DIFFERENT
    assert found.lines[0].startswith(f"{entry.snapshot_id}: 库中没有这份快照")
    assert f"{HERE}: 快照 {entry.snapshot_id}: 第 1 条记录被删除 (record deleted)" in found.lines
    assert prove(entry.snapshot_id, [HERE]).code == DIFFERENT


def test_a_changed_content_proves_nothing(entry: Entry, files: Files, tmp_path: Path) -> None:
    damaged(f"update content set packed = x'00' where snapshot_id = '{entry.snapshot_id}'")  # noqa: S608
    found = prove(entry.snapshot_id, [HERE])
    assert found.code == DIFFERENT
    assert found.lines[1].startswith("不一致")
    assert f"{HERE}: 快照 {entry.snapshot_id}: 内容被改动 (content changed)" in found.lines
    assert judged(files["xlsx"], tmp_path).code == DIFFERENT


def test_other_definitions_and_thresholds_than_those_of_now_are_named(entry: Entry) -> None:
    sheet = replace(SHEET, rules_version="0123abcd")
    counted = keep(sheet, HERE, TOLD, view=VIEW, retention=Retention(), now=NOW)
    rules = rules_version(rulebook(read_deployment(HERE)))
    named = f"口径版本 {SHEET.definitions_version} → {definitions_version()}", f"阈值版本 0123abcd → {rules}"
    assert all(part in prove(counted.snapshot_id, [HERE]).lines[-1] for part in named)
    assert "阈值" not in prove(entry.snapshot_id, [HERE]).lines[-1]
    alike = replace(sheet, definitions_version=definitions_version(), rules_version=rules)
    same = keep(alike, HERE, TOLD, view=VIEW, retention=Retention(), now=NOW)
    assert not any("口径变更" in line for line in prove(same.snapshot_id, [HERE]).lines)


def test_the_command_answers_with_its_exit_code(
    entry: Entry, files: Files, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "a.xlsx").write_bytes(files["xlsx"])
    assert main(["verify", str(tmp_path / "a.xlsx")]) == SAME
    assert main(["verify", entry.snapshot_id]) == SAME
    assert "一致" in capsys.readouterr().out
    assert main(["--deployment", HERE, "verify", "0123456789ab"]) == DIFFERENT
    assert main(["verify", "no such file"]) == UNREAD


@pytest.mark.usefixtures("entry")
def test_one_digit_of_a_web_page_is_named_and_a_changed_drawing_is_not_taken_for_the_same(
    files: Files, tmp_path: Path
) -> None:
    cheated = files["html"].replace(b">1,032<", b">1,033<")
    found = judged(cheated, tmp_path)
    assert (found.code, found.lines[2]) == (DIFFERENT, "网页 (page)：文件为 (file) 1,033，库中为 (library) 1,032")
    drawn = judged(files["html"].replace(b"<path", b"<path data-moved", 1), tmp_path)
    assert drawn.code == DIFFERENT
    assert "图形无从核对" in drawn.lines[1]
