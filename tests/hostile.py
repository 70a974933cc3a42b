"""Files made to do harm, or that look so."""

import io
import zipfile

import xlsxwriter
from handed import xlsx_of


def repacked(content: bytes, **changes: bytes) -> bytes:
    """Return a workbook with files of its package replaced or added; `__` stands for '/'."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = {name.replace("__", "/"): data for name, data in changes.items()}
        for name in old.namelist():
            new.writestr(name, names.pop(name, old.read(name)))
        for name, data in names.items():
            new.writestr(name, data)
    return target.getvalue()


def bomb() -> bytes:
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1"><v>' + b"0" * (90 * 1024 * 1024) + b"</v></c></row>"
    return repacked(xlsx_of({"卡点": [["x"]]}), **{"xl__worksheets__sheet1.xml": sheet})


def lying_bomb() -> bytes:
    content = bytearray(bomb())
    name = b"xl/worksheets/sheet1.xml"
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(signature)
        while at >= 0:
            if content[at: at + 80].find(name) > 0:
                content[at + place: at + place + 4] = (1000).to_bytes(4, "little")
            at = content.find(signature, at + 4)
    return bytes(content)


def stray(row: int, column: int) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("卡点").write(row, column, "x")
    book.close()
    return target.getvalue()


def many_sheets() -> bytes:
    return xlsx_of({f"s{n}": [["x"]] for n in range(61)})


GOOD = xlsx_of({"卡点": [["x"]]})
