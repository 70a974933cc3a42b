"""What differs between a file in hand and the same file drawn from the library, place by place."""

import csv
import difflib
import html
import io
import itertools
import math
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pypdf
from openpyxl.utils import get_column_letter
from PIL import Image, ImageChops

from frontline.snapshot import Kind
from frontline.workbook import HEADING_ROW

CHECKSUM = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}")
SPOKEN = re.compile(rb"<(?:\w+:)?(?:t|v)(?:\s[^>]*)?>([^<]*)</")
"""The texts of slides and the numbers of their charts."""
TAG = re.compile(r"<[^>]*>")
CLOSE = 1e-12
"""Programs that save a file again may keep fifteen digits of a number."""
UNREADABLE = (OSError, ValueError, KeyError, TypeError, SyntaxError, zipfile.BadZipFile, pypdf.errors.PyPdfError)
LARGEST = 200 << 20


class UnreadableError(Exception):
    """A file cannot be read as what it seems to be."""


def kind_of(content: bytes) -> Kind | None:
    """Tell the kind of a file from what it holds; None where it is none of ours."""
    for start, kind in ((b"%PDF", "pdf"), (b"\x89PNG", "png"), (b"<!doctype html>", "html"), (b"<svg", "svg")):
        if content.startswith(start):
            return kind
    names = members(content)
    for sign, kind in (("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")):
        if sign in names:
            return kind
    return "csv" if any(name.endswith(".csv") for name in names) else None


def members(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip by their names; none where it is no zip.

    Raises
    ------
    UnreadableError
        It is damaged, or larger than any snapshot.
    """
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            if sum(part.file_size for part in folder.infolist()) > LARGEST:
                message = "too large"
                raise UnreadableError(message)
            return {name: folder.read(name) for name in folder.namelist()}
    except UNREADABLE as error:
        raise UnreadableError(str(error)) from error


def checksums(content: bytes) -> list[str]:
    """Return everything in a file that may be the checksum of its snapshot."""
    parts = members(content).values() or [content]
    return list(dict.fromkeys(found.decode() for part in parts for found in CHECKSUM.findall(part)))


def differences(kind: Kind, found: bytes, kept: bytes) -> list[str]:
    """Return in words where the file that was found is not the one that was kept.

    An empty list means that all its texts and numbers are the same; of paper it says so of its words only.

    Raises
    ------
    UnreadableError
        The file cannot be read.
    """
    compare = {
        "xlsx": _cells, "csv": _rows, "pptx": _slides, "html": _spoken, "svg": _spoken, "pdf": _pages, "png": _pixels,
    }
    try:
        return list(compare[kind](found, kept))
    except UNREADABLE as error:
        raise UnreadableError(str(error)) from error


def _cells(found: bytes, kept: bytes) -> Iterator[str]:
    mine, right = (openpyxl.load_workbook(io.BytesIO(content)) for content in (found, kept))
    for name in mine.sheetnames:
        if name not in right.sheetnames:
            yield f"工作表「{name}」：库中没有 (not in the library)"
    for page in right.worksheets:
        if page.title not in mine.sheetnames:
            yield f"工作表「{page.title}」：文件中没有 (not in the file)"
            continue
        other = mine[page.title]
        rows, columns = max(page.max_row, other.max_row), max(page.max_column, other.max_column)
        for row, column in itertools.product(range(1, rows + 1), range(1, columns + 1)):
            one, two = other.cell(row, column), page.cell(row, column)
            if not _same((one.data_type, one.value), (two.data_type, two.value)):
                about = _about(page.cell(HEADING_ROW + 1, column).value, page.cell(row, 1).value)
                where = f"工作表 (sheet)「{page.title}」{get_column_letter(column)}{row}{about}"
                yield _told(where, one.value, two.value)


def _same(one: tuple[str, Any], two: tuple[str, Any]) -> bool:
    if one[0] == two[0] == "n" and one[1] is not None and two[1] is not None:
        return math.isclose(one[1], two[1], rel_tol=CLOSE)
    return one[1] == two[1] and (one[0] == two[0] or one[1] is None)


def _about(heading: object, name: object) -> str:
    words = " · ".join(str(part) for part in (heading, name) if part is not None)
    return f"〔{words}〕" if words else ""


def _told(where: str, found: object, kept: object) -> str:
    return f"{where}：文件为 (file) {_value(found)}，库中为 (library) {_value(kept)}"


def _value(value: object) -> str:
    return "空 (empty)" if value is None or value == "" else str(value)


def _rows(found: bytes, kept: bytes) -> Iterator[str]:
    mine, right = members(found), members(kept)
    for name in sorted(mine.keys() | right.keys()):
        if name not in mine or name not in right:
            yield f"文件「{name}」：只在一边 (only on one side)"
            continue
        one, two = (list(csv.reader(io.StringIO(part[name].decode("utf-8-sig"), newline=""))) for part in (mine, right))
        headings = two[0] if two else []
        for number, (left, here) in enumerate(itertools.zip_longest(one, two, fillvalue=[]), start=1):
            for at, (a, b) in enumerate(itertools.zip_longest(left, here)):
                if a != b:
                    about = _about(headings[at] if at < len(headings) else None, here[0] if here else None)
                    yield _told(f"文件 (file)「{name}」第 {number} 行第 {at + 1} 列{about}", a, b)


def _slides(found: bytes, kept: bytes) -> Iterator[str]:
    mine, right = members(found), members(kept)
    for name in sorted(mine.keys() | right.keys()):
        if name.endswith(".xlsx") and name in mine and name in right:
            yield from (f"{name} {line}" for line in _cells(mine[name], right[name]))
            continue
        one, two = ([text.decode() for text in SPOKEN.findall(part.get(name, b""))] for part in (mine, right))
        yield from _changes(name, one, two)


def _spoken(found: bytes, kept: bytes) -> Iterator[str]:
    one, two = (
        [html.unescape(text) for text in TAG.split(content.decode().rpartition("</style>")[2]) if text.strip()]
        for content in (found, kept)
    )
    yield from _changes("网页 (page)", one, two)


def _pages(found: bytes, kept: bytes) -> Iterator[str]:
    one, two = ([page.extract_text().splitlines() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
                for content in (found, kept))
    for number, (left, here) in enumerate(itertools.zip_longest(one, two, fillvalue=[]), start=1):
        yield from _changes(f"第 {number} 页 (page)", left, here)


def _pixels(found: bytes, kept: bytes) -> Iterator[str]:
    with Image.open(io.BytesIO(found)) as one, Image.open(io.BytesIO(kept)) as two:
        if one.size != two.size:
            yield _told("大小 (size)", f"{one.width}×{one.height}", f"{two.width}×{two.height}")
        elif box := ImageChops.difference(one.convert("RGBA"), two.convert("RGBA")).getbbox(alpha_only=False):
            yield f"图上 (at) x {box[0]}–{box[2]}, y {box[1]}–{box[3]}：像素不同 (pixels differ)"


def _changes(where: str, found: list[str], kept: list[str]) -> Iterator[str]:
    matcher = difflib.SequenceMatcher(None, found, kept, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield _told(where, " ".join(found[a:b]), " ".join(kept[c:d]))
