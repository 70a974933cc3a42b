"""The parts of Shapefiles in a package: all there, under plain names, their text in an encoding that is known."""

import codecs
import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from frontline.sheet_outside import Refused

NEEDED = (".shp", ".shx", ".dbf")
ALSO = (".prj",)
FIELDS_FROM, FIELD_SIZE, FIELDS_END = 32, 32, 0x0D
UTF_8 = 0x800


def shapefiles(pack: zipfile.ZipFile) -> Iterator[tuple[str, bytes, str]]:
    """Yield (layer, a package of its parts alone, encoding of its text) of every Shapefile in a package.

    Raises
    ------
    Refused
        A part is missing, or its text is in no encoding we read.
    """
    entries = {_name(info): info for info in pack.infolist() if not info.filename.startswith("__MACOSX")}
    parts = {name.lower(): info for name, info in entries.items()}
    for name in [name for name in entries if name.lower().endswith(".shp")]:
        stem, layer = name[:-4].lower(), PurePosixPath(name).stem
        missing = [part for part in NEEDED if stem + part not in parts]
        if missing:
            raise Refused("parts", f"{layer}: {', '.join(missing)}")
        content = {part: pack.read(parts[stem + part]) for part in (*NEEDED, *ALSO) if stem + part in parts}
        said = pack.read(parts[stem + ".cpg"]).decode("ascii", "replace") if stem + ".cpg" in parts else ""
        flat = io.BytesIO()
        with zipfile.ZipFile(flat, "w") as target:
            for part, data in content.items():
                target.writestr(f"layer{part}", data)
        yield layer, flat.getvalue(), encoding_of(content[".dbf"], said)


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of an entry; where it is not marked as UTF-8 it was packed on a Chinese Windows."""
    if info.flag_bits & UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def encoding_of(table: bytes, said: str) -> str:
    """Return the encoding of a .dbf: the one its .cpg says, or else UTF-8, or else GB18030, whichever fits every cell.

    Raises
    ------
    Refused
        None of them fits.
    """
    said = said.strip().upper()
    if re.search(r"936|GB", said):
        tried = ["gb18030"]
    elif re.search(r"UTF-?8|65001", said):
        tried = ["utf-8"]
    else:
        tried = ["utf-8", "gb18030"]
    cells = list(_cells(table))
    for encoding in tried:
        if all(_fits(cell, encoding) for cell in cells):
            return encoding
    raise Refused("encoding", f".dbf {said}".strip())


def _fits(cell: bytes, encoding: str) -> bool:
    """Tell whether a cell can be read; its last character may be cut off by the width of its field."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(cell)
    except UnicodeDecodeError:
        return False
    return True


def _cells(table: bytes) -> Iterator[bytes]:
    """Yield the cells of text of a .dbf and the names of its fields."""
    try:
        n, start, width = struct.unpack_from("<IHH", table, 4)
    except struct.error:
        raise Refused("damaged", ".dbf") from None
    at, fields = 1, []
    for place in range(FIELDS_FROM, min(start, len(table)) - 1, FIELD_SIZE):
        if table[place] == FIELDS_END:
            break
        size = table[place + 16]
        yield table[place:place + 11].partition(b"\0")[0]
        if table[place + 11:place + 12] == b"C":
            fields.append((at, at + size))
        at += size
    for row in range(start, min(start + n * width, len(table)), max(width, 1)):
        for first, last in fields:
            yield table[row + first:row + last].rstrip(b" \0")
