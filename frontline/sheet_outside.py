"""Look at a workbook from the outside, before its cells are read: how large it is and what it hides."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import basename, join, normpath
from xml.etree import ElementTree as ET

MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 200
SMALL = 20 * 1024 * 1024
MOST_SHEETS = 60
MOST_ROWS = 200_000
MOST_COLUMNS = 200
CHUNK = 1 << 20

CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*?)?(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ORDINARY = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]+)")?(?: t="(?:s|n|b|str|inlineStr)")?>'
    rb"(?:<v>[^<]*</v>|<is><t(?: [^<>]*)?>[^<]*</t></is>)</c>"
)
"""A cell with a value and without a formula, as most programs write it: column, row and style."""
HIDDEN = re.compile(rb"<(?:\w+:)?row\s(?=[^>]*\shidden=[\"'](?:1|true)[\"'])[^>]*?\br=[\"']([0-9]{1,7})[\"']")
REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
STYLE = re.compile(rb"\ss=[\"']([0-9]+)[\"']")
ERROR = re.compile(rb"\st=[\"']e[\"']")
RESULT_TEXT = re.compile(rb"\st=[\"']str[\"']")
VALUE = re.compile(rb"<(?:\w+:)?[vt](?:\s[^>]*)?>([^<]+)<")
FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)")
CLOCK_STYLES = {*range(18, 23), *range(45, 48), 32, 33, 55, 56}
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]hms]*\]')
NAMESPACE = re.compile(r"^\{[^}]*\}")


class Refused(Exception):  # noqa: N818 - the parent turns it into words
    """The file is refused: a reason the parent knows, what was found, and the row (None: the whole file)."""

    def __init__(self, reason: str, found: str = "", row_no: int | None = None) -> None:
        """Keep the three for the parent."""
        super().__init__(reason, found, row_no)


@dataclass
class Outside:
    """What a sheet's own XML says that the cell reader does not: where clocks are shown, what has no value.

    `epoch` is the day from which the file counts days; `merged` is filled where the cell reader does not tell; `hidden`
    are the rows that are not shown.
    """

    clocks: set[tuple[int, int]] = field(default_factory=set)
    broken: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    epoch: str = "1899-12-30"
    hidden: list[int] = field(default_factory=list)


def look_at(content: bytes) -> dict[str, Outside]:
    """Return the outside of every sheet by its name.

    Raises
    ------
    Refused
        Too much is packed into the file, it holds macros, or a cell stands far outside any table.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        _look_at_package(pack, len(content))
        return _look_at_sheets(pack)


def look_at_size(pack: zipfile.ZipFile, packed: int) -> None:
    """Refuse a package that would grow too large when it is unpacked."""
    unpacked = sum(entry.file_size for entry in pack.infolist())
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * packed):
        raise Refused("bomb", f"{unpacked // 1024 // 1024} MB")


def _look_at_package(pack: zipfile.ZipFile, packed: int) -> None:
    look_at_size(pack, packed)
    names = pack.namelist()
    if any(basename(name) == "vbaProject.bin" for name in names):
        raise Refused("macro")
    if "xl/workbook.xml" not in names:
        raise Refused("kind")
    n_sheets = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
    if n_sheets > MOST_SHEETS:
        raise Refused("sheets", str(n_sheets))


def _look_at_sheets(pack: zipfile.ZipFile) -> dict[str, Outside]:
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in ET.fromstring(pack.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - memory is limited
    }
    clocks = _clock_styles(pack)
    outsides: dict[str, Outside] = {}
    epoch = Outside.epoch
    for element in ET.fromstring(pack.read("xl/workbook.xml")).iter():  # noqa: S314
        if NAMESPACE.sub("", element.tag) == "workbookPr" and element.get("date1904") in {"1", "true"}:
            epoch = "1904-01-01"
        if NAMESPACE.sub("", element.tag) == "sheet":
            link = next((v for k, v in element.items() if NAMESPACE.sub("", k) == "id"), None)
            target = targets[link]
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            name = element.get("name", "")
            if "/worksheets/" in path:
                outsides[name] = _look_at_cells(pack, path, name, clocks)
                outsides[name].epoch = epoch
    return outsides


def _clock_styles(pack: zipfile.ZipFile) -> set[int]:
    if "xl/styles.xml" not in pack.namelist():
        return set()
    formats, styles = {}, set()
    for element in ET.fromstring(pack.read("xl/styles.xml")).iter():  # noqa: S314
        tag = NAMESPACE.sub("", element.tag)
        if tag == "numFmt":
            formats[int(element.get("numFmtId", 0))] = QUOTED.sub("", element.get("formatCode", "")).lower()
        elif tag == "cellXfs":
            for position, style in enumerate(element):
                number = int(style.get("numFmtId", 0))
                if "h" in formats[number] if number in formats else number in CLOCK_STYLES:
                    styles.add(position)
    return styles


def _look_at_cells(pack: zipfile.ZipFile, path: str, name: str, clocks: set[int]) -> Outside:
    outside = Outside()
    for text in _texts(pack, path):
        outside.hidden += [int(row) for row in HIDDEN.findall(text)] if b"hidden=" in text else []
        # Nearly every cell is ordinary; looked at one by one they took as long as reading them.
        parts = ORDINARY.split(text)
        rest, columns, rows, styles = (parts[at::4] for at in range(4))
        if any(int(row) > MOST_ROWS for row in set(rows)) or any(_column(one) >= MOST_COLUMNS for one in set(columns)):
            rest = [text]
        shown = {style for style in set(styles) if style and int(style) in clocks}
        if shown:
            places = zip(columns, rows, styles, strict=True)
            outside.clocks |= {(int(row), _column(column)) for column, row, style in places if style in shown}
        for attributes, inner in CELL.findall(b"".join(rest)):
            if inner:
                _look_at_cell(outside, name, attributes, inner, clocks)
    return outside


def _look_at_cell(outside: Outside, name: str, attributes: bytes, inner: bytes, clocks: set[int]) -> None:
    reference = REFERENCE.search(attributes)
    if reference is None:
        raise Refused("damaged", name)
    column, row = _column(reference[1]), int(reference[2])
    if row > MOST_ROWS or column >= MOST_COLUMNS:
        raise Refused("far", f"{name} {reference[1].decode()}{row}", row)
    style = STYLE.search(attributes)
    if style and int(style[1]) in clocks:
        outside.clocks.add((row, column))
    value = VALUE.search(inner)
    if ERROR.search(attributes):
        outside.broken.append((row, column, _words(value[1]) if value else "#?"))
    elif value is None and not RESULT_TEXT.search(attributes) and (formula := FORMULA.search(inner)):
        outside.broken.append((row, column, "=" + _words(formula[1])))


def _texts(pack: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Yield the text of a sheet in parts of whole rows."""
    with pack.open(path) as file:
        rest = b""
        while chunk := file.read(CHUNK):
            rest += chunk
            before, end, after = rest.rpartition(b"row>")
            if end:
                yield before
                rest = after
        yield rest


def _words(raw: bytes) -> str:
    return html.unescape(raw.decode(errors="replace"))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
