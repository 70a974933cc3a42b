"""Give refused rows back as the same workbook, with a coloured column that says what is wrong in each row."""

import json
from collections.abc import Sequence
from pathlib import PurePath

from frontline.faults import Wrong
from frontline.headings import Handed
from frontline.mapping import MARKS
from frontline.preview import Preview
from frontline.sheets import ask_child
from frontline.words import Language, say


def returned_name(file_name: str) -> str:
    """Return the name under which a file goes back."""
    return f"{PurePath(file_name).stem}-{MARKS}.xlsx"


def returned(preview: Preview, file_name: str, language: Language) -> bytes:
    """Return a file with its faults beside its rows; empty where no fault stands in a recognised sheet.

    An .xlsx workbook keeps its sheets, rows and formats; of other files the text is written at the same rows of a
    workbook. Rows without a fault stay as they are: when they come again they are passed over.
    """
    content = next((content for name, content in preview.files if name == file_name), b"")
    sheets = [sheet for sheet in preview.sheets if sheet.file_name == file_name]
    marks = [_marks(sheet, preview.faults, language) for sheet in sheets]
    marks = [sheet for sheet in marks if sheet["rows"]]
    if not marks:
        return b""
    is_xlsx = content.startswith(b"PK") and b"xl/workbook.xml" in content and not any(sheet.is_made for sheet in sheets)
    task = {
        "is_xlsx": is_xlsx, "heading": MARKS, "marks": marks,
        "sheets": [] if is_xlsx else [
            {"name": sheet.sheet.name or PurePath(file_name).stem[:31], "rows": sheet.sheet.rows} for sheet in sheets
        ],
    }
    return ask_child("frontline.sheet_marker", [], json.dumps(task).encode() + b"\n" + content)


def _marks(sheet: Handed, faults: Sequence[Wrong], language: Language) -> dict:
    """Return where the column of faults stands (from 0) and what it says, by row."""
    places = {heading: place for place, heading in enumerate(sheet.header.headings) if heading}
    width = max(len(cells) for _, cells in sheet.sheet.rows)
    earlier = next((place for heading, place in places.items() if heading == MARKS), width)
    rows: dict[int, tuple[list[str], list[int]]] = {}
    for one in faults:
        if (one.file_name, one.sheet_name) != (sheet.file_name, sheet.sheet.name):
            continue
        fault = one.fault(language)
        words, marked = rows.setdefault(one.row_no or sheet.header.last_row, ([], []))
        said = say("app.said", language, what=fault.column_name, words=f"{fault.found} → {fault.expected}")
        words.append(f"{said if fault.column_name else fault.expected} {fault.code}")
        marked += [places[one.column_name]] if one.column_name in places else []
    return {
        "name": sheet.sheet.name, "header_row": sheet.header.last_row, "column": earlier,
        "rows": [(row, say("app.then", language).join(words), marked) for row, (words, marked) in sorted(rows.items())],
    }
