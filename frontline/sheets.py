"""Read an uploaded file as sheets of text, in a child process that may neither grow nor run for long."""

import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from frontline.house import ROOT
from frontline.sheet_outside import MOST_ROWS

LOG = logging.getLogger(__name__)
MOST_BYTES = 20 * 1024 * 1024
MOST_SECONDS = 60
MOST_LONG_BYTES = 400 * 1024 * 1024
MOST_LONG_ROWS = 2_000_000
MOST_LONG_SECONDS = 600
PART_ROWS = 100_000
LISTS = ("rows", "broken", "merged")
AT_ONCE = threading.BoundedSemaphore(2)

REFUSALS = {
    "size": "FILE-01", "empty": "FILE-02", "kind": "FILE-03", "locked": "FILE-04", "macro": "FILE-05",
    "damaged": "FILE-06", "bomb": "FILE-07", "sheets": "FILE-08", "far": "FILE-09", "encoding": "FILE-10",
    "quotes": "FILE-11", "limits": "FILE-12", "long": "FILE-16", "whole": "FILE-17",
}
"""Why a file is not read, and the code of the fault."""


class SheetsError(Exception):
    """A file cannot be read: what was found, in which row (None: the whole file), the code of the fault."""

    def __init__(self, reason: str, found: str = "", row_no: int | None = None) -> None:
        """Take the reason as one of `REFUSALS`."""
        super().__init__(reason)
        self.found = found
        self.row_no = row_no
        self.code = REFUSALS[reason]


@dataclass(frozen=True)
class Sheet:
    """A sheet as text. Rows are (row number in the sheet, cells from column A on); blank rows are left out.

    `broken` are (row, column from 0, what stands there) of cells without a usable value: an error, or a
    formula without its result. `merged` are (first row, last row, first column, last column from 0, range) of
    merged cells. `epoch` is the day from which the file counts days, `hidden` the rows that are not shown.
    """

    name: str
    is_hidden: bool
    rows: list[tuple[int, list[str]]]
    broken: list[tuple[int, int, str]]
    merged: list[tuple[int, int, int, int, str]]
    epoch: str
    hidden: tuple[int, ...] = ()


def read_sheets(content: bytes) -> list[Sheet]:
    """Read the sheets of an XLSX, XLS or ODS file, or the one nameless sheet of a CSV or TSV file, told by the content.

    Raises
    ------
    SheetsError
        The file is not of these kinds, too large, locked, damaged, or holds macros.
    """
    if len(content) > MOST_BYTES:
        raise SheetsError("size", f"{len(content) / 1024 / 1024:.1f} MB")
    answers = _answers(ask_child("frontline.sheet_reader", [_kind(content)], content))
    sheets = next(answers)
    for more in answers:
        # Only a text goes on: with further rows.
        sheets[0].rows.extend(more[0].rows)
    return sheets


def is_long(content: bytes) -> bool:
    """Tell whether a file is text, and more of it than a screen takes."""
    return (len(content) > MOST_BYTES or content.count(b"\n") > MOST_ROWS) and _kind(content) == "csv"


def read_long(content: bytes) -> Iterator[tuple[Sheet, float]]:
    """Read a CSV or TSV file part by part: yield some of its rows, and which share of all has been yielded.

    Raises
    ------
    SheetsError
        As `read_sheets`; here the bounds are `MOST_LONG_BYTES` and `MOST_LONG_ROWS`.
    """
    if len(content) > MOST_LONG_BYTES:
        raise SheetsError("long", f"{len(content) / 1024 / 1024:.1f} MB")
    arguments = ["csv", str(MOST_LONG_ROWS), str(PART_ROWS)]
    answer = ask_child("frontline.sheet_reader", arguments, content, MOST_LONG_SECONDS)
    n_parts = answer.count(b"\n")
    for at, (sheet,) in enumerate(_answers(answer), start=1):
        yield sheet, at / n_parts


def _answers(answer: bytes) -> Iterator[list[Sheet]]:
    """Yield the sheets of each line that a reader wrote."""
    for line in io.BytesIO(answer):
        said = json.loads(line)
        if "refused" in said:
            raise SheetsError(*said["refused"])
        yield [
            Sheet(
                sheet["name"], sheet["is_hidden"], *([tuple(row) for row in sheet[part]] for part in LISTS),
                sheet["epoch"], tuple(sheet.get("hidden", ())),
            )
            for sheet in said["sheets"]
        ]


def _kind(content: bytes) -> str:
    if not content.strip():
        raise SheetsError("empty")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SheetsError("locked")
        return "xls"
    return "pack" if content.startswith(b"PK") else "csv"


def ask_child(module: str, arguments: list[str], content: bytes, seconds: int = 0) -> bytes:
    """Let a module of ours work on a file in a process of its own, and return what it writes.

    Raises
    ------
    SheetsError
        It was stopped by its limits, or failed.
    """
    # An empty environment: the child sees neither settings nor secrets of this process.
    with AT_ONCE:
        try:
            child = subprocess.run(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-E", "-s", "-B", "-m", module, *arguments],
                input=content, capture_output=True, timeout=seconds or MOST_SECONDS, check=False, env={}, cwd=ROOT,
            )
        except subprocess.TimeoutExpired:
            raise SheetsError("limits") from None
    if child.returncode != 0:
        LOG.warning("%s ended with %s: %s", module, child.returncode, child.stderr[-2000:].decode(errors="replace"))
        raise SheetsError("limits")
    return child.stdout
