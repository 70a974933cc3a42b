"""Look at an OpenDocument spreadsheet from the outside: what its cell reader does not tell."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from frontline.sheet_outside import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Outside, Refused, look_at_size

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MOST_CELLS = 4_000_000
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}


def is_ods(content: bytes) -> bool:
    """Tell whether a package calls itself an OpenDocument spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return "mimetype" in pack.namelist() and pack.read("mimetype")[:100].decode("ascii", "replace") == MIMETYPE


def look_at_ods(content: bytes) -> dict[str, Outside]:
    """Return the outside of every sheet by its name: clocks, cells without a value, merged cells.

    Raises
    ------
    Refused
        Too much is packed into the file, it holds macros, is locked, or a cell stands far outside any table.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        look_at_size(pack, len(content))
        if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in pack.namelist()):
            raise Refused("macro")
        if b"encryption-data" in pack.read("META-INF/manifest.xml"):
            raise Refused("locked")
        with pack.open("content.xml") as file:
            return _look_at_tables(file)


def _look_at_tables(file: io.BufferedIOBase) -> dict[str, Outside]:
    outsides: dict[str, Outside] = {}
    name, row, cells = "", 0, 0
    for event, element in ET.iterparse(file, events=("start", "end")):  # noqa: S314 - memory is limited
        if event == "start" and element.tag == f"{TABLE}table":
            name, row = element.get(f"{TABLE}name", ""), 0
            outsides[name] = Outside()
            if len(outsides) > MOST_SHEETS:
                raise Refused("sheets", str(len(outsides)))
        elif event == "end" and element.tag == f"{TABLE}table-row":
            times = int(element.get(f"{TABLE}number-rows-repeated", "1"))
            cells += times * _look_at_row(outsides[name], name, element, row, times)
            if cells > MOST_CELLS:
                raise Refused("far", name)
            row += times
            element.clear()
    return outsides


def _look_at_row(outside: Outside, name: str, element: ET.Element, row: int, times: int) -> int:
    """Note what a row (counted from 0) holds, and return how many of its cells are filled."""
    filled = 0
    for column, width, cell in _cells(element):
        shown = "".join(cell.itertext())
        kind = cell.get(f"{OFFICE}value-type")
        if not (shown or kind or cell.get(f"{TABLE}formula")):
            continue
        if row + times > MOST_ROWS or column + width > MOST_COLUMNS:
            raise Refused("far", name, row + times)
        filled += width
        if kind == "date" and ":" in shown:
            outside.clocks.add((row + 1, column))
        is_error = cell.get(f"{CALC}value-type") == "error" or (shown.startswith("Err:") and kind != "string")
        if is_error or (cell.get(f"{TABLE}formula") and not kind):
            outside.broken.append((row + 1, column, shown or cell.get(f"{TABLE}formula", "")))
        down, right = (int(cell.get(f"{TABLE}number-{way}-spanned", "1")) for way in ("rows", "columns"))
        if down > 1 or right > 1:
            outside.merged.append((row, row + down - 1, column, column + right - 1))
    return filled


def _cells(element: ET.Element) -> Iterator[tuple[int, int, ET.Element]]:
    column = 0
    for cell in element:
        if cell.tag in CELLS:
            width = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            yield column, width, cell
            column += width
