"""The watermark: who took it, of which unit, for what, when; in every kind of file, and only where it is wanted."""

import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import openpyxl
import pptx
import pytest
import streamlit as st
from PIL import Image, ImageChops
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest
from test_app import open_page  # noqa: F401  a fixture
from test_library import whole_sheet

from frontline.deployment import Deployment, DeploymentError, read_deployment
from frontline.keeping import library_of
from frontline.panel import Sheet
from frontline.prove import SAME, prove
from frontline.snapshot import FORMS, Kind, snapshot
from frontline.watermark import PATTERN, Viewer, is_pattern, watermark

AT = dt.datetime.fromisoformat("2020-02-09T20:45:00+08:00")
SAID = "张三 · 县指挥部 · 晚会商 · 2020-02-09 20:45"


@pytest.fixture(scope="module")
def sheets() -> tuple[Sheet, Sheet]:
    """Return a page with one map and one table, without a watermark and with it."""
    whole = whole_sheet()
    plain = replace(whole, panels=(whole.panels[0], whole.panels[2]))
    return plain, replace(plain, watermark=SAID)


def made(sheet: Sheet, kind: Kind) -> bytes:
    return snapshot(sheet, kind, AT, "张三")


def words_in(kind: Kind, content: bytes) -> str:
    """Return the words of a file; of a picture none can be read."""
    if kind == "pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if kind == "pptx":
        slides = pptx.Presentation(io.BytesIO(content)).slides
        return "".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = (str(cell.value) for page in book for row in page.iter_rows() for cell in row)
        return "".join([*(page.oddHeader.right.text or "" for page in book), *cells])
    if kind == "csv":
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            return "".join(folder.read(name).decode("utf-8-sig") for name in folder.namelist())
    return content.decode() if kind == "html" else ""


@pytest.mark.parametrize("kind", [kind for kind in FORMS if kind not in ("png", "svg")])
def test_the_words_stand_in_a_file_of_every_kind_and_only_where_they_are_wanted(
    kind: Kind, sheets: tuple[Sheet, Sheet]
) -> None:
    plain, with_mark = (words_in(kind, made(sheet, kind)) for sheet in sheets)
    assert SAID not in plain
    assert SAID in with_mark
    assert made(sheets[1], kind) == made(sheets[1], kind)


def test_on_every_slide_and_every_worksheet(sheets: tuple[Sheet, Sheet]) -> None:
    slides = pptx.Presentation(io.BytesIO(made(sheets[1], "pptx"))).slides
    told = [[shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in slides]
    assert all(SAID in texts for texts in told)
    book = openpyxl.load_workbook(io.BytesIO(made(sheets[1], "xlsx")))
    assert {page.oddHeader.right.text for page in book} == {SAID}


def test_a_picture_is_pale_with_it_from_top_to_bottom_and_stays_as_legible(sheets: tuple[Sheet, Sheet]) -> None:
    one, two = (Image.open(io.BytesIO(made(sheet, "png"))).convert("L") for sheet in sheets)
    height = min(one.height, two.height)
    for top in range(0, height - 400, 400):
        parts = [image.crop((0, top, image.width, top + 400)) for image in (one, two)]
        changed = ImageChops.difference(*parts)
        if top < height / 2:
            assert changed.getbbox() is not None
            assert changed.getextrema()[1] < 40


def test_what_nobody_typed_leaves_with_what_parts_it_from_the_next() -> None:
    assert watermark(PATTERN, Viewer("张三", "县指挥部", "晚会商"), AT, "zh") == SAID
    assert watermark(PATTERN, Viewer(unit="县指挥部"), AT, "zh") == "未署名 · 县指挥部 · 2020-02-09 20:45"
    assert watermark(PATTERN, Viewer(), AT, "en") == "Unsigned · 2020-02-09 20:45"
    assert watermark("", Viewer("张三"), AT, "zh") == ""
    assert [is_pattern(text) for text in ("内部 {viewer}", "{phone}", "{")] == [True, False, False]


def test_a_deployment_says_how_the_watermark_reads_or_that_it_wants_none(tiny: Deployment, tmp_path: Path) -> None:
    def told(line: str) -> str:
        folder = tmp_path / str(abs(hash(line)))
        shutil.copytree(tiny.folder, folder)
        file = folder / "deployment.toml"
        file.write_text(line + "\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
        return read_deployment("tiny", folder).watermark

    assert (told(""), told('watermark = ""')) == (PATTERN, "")
    with pytest.raises(DeploymentError, match="watermark"):
        told('watermark = "{phone}"')


def test_what_was_typed_once_holds_on_the_next_page_and_lies_over_enlarged_views(
    open_page: Callable[..., AppTest]  # noqa: F811
) -> None:
    app = open_page("overview")
    assert 'class="fl-mark fl-mark-overview" aria-hidden="true"><span data-said="未署名 · ' in spoken(app)
    for label, text in (("查看人", "张三"), ("单位", "<县>指挥部")):
        next(box for box in app.text_input if box.label == label).set_value(text).run()
    app.switch_page("../pages/brief.py").run()
    assert not app.exception
    assert 'data-said="张三 · &lt;县&gt;指挥部 · 20' in spoken(app)
    assert app.session_state["viewer"] == Viewer("张三", "<县>指挥部")


def test_a_file_made_after_the_run_bears_who_takes_it(
    open_page: Callable[..., AppTest],  # noqa: F811
    penglai_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server makes a file on a click, on a thread that knows no session."""
    offered: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _label, *, key, data, **_more: offered.update({key: data}))

    def taken(app: AppTest, key: str, viewer: Viewer) -> str:
        for label, text in (("查看人", viewer.name), ("单位", viewer.unit)):
            next(box for box in app.text_input if box.label == label).set_value(text).run()
        assert not app.exception
        with ThreadPoolExecutor(1) as thread:
            content = thread.submit(offered[key]).result()
        (tmp_path / "file").write_bytes(content)
        verdict = prove(str(tmp_path / "file"), ["penglai"])
        assert verdict.code == SAME, verdict.lines
        return words_in("csv", content)

    app = open_page("brief")
    shutil.copytree(penglai_home, tmp_path / "home")
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    said = taken(app, "export_csv", Viewer("张三", "县指挥部"))
    assert "张三 · 县指挥部 · 20" in said
    entry, = library_of("penglai").entries()
    app = open_page("snapshots", snapshot=entry.snapshot_id)
    said = taken(app, "library_csv", Viewer("李四", "市指挥部"))
    assert "李四 · 市指挥部 · 20" in said
    assert "张三 · 县指挥部 · 20" not in said
    assert entry.snapshot_id in said


def spoken(app: AppTest) -> str:
    return "".join(block.proto.body for block in app.get("html"))
