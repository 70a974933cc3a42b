"""Read an uploaded file as sheets of text, in a child process that may neither grow nor run for long."""

import json
import logging
import subprocess
import sys
import threading
from dataclasses import dataclass

from frontline.house import ROOT
from frontline.query import Text

LOG = logging.getLogger(__name__)
MOST_BYTES = 20 * 1024 * 1024
MOST_SECONDS = 60
LISTS = ("rows", "broken", "merged")
AT_ONCE = threading.BoundedSemaphore(2)

REFUSALS = {
    "size": Text("文件不得超过 20 MB，请分成几个文件", "a file of at most 20 MB; split it"),
    "empty": Text("文件须有内容", "a file that is not empty"),
    "kind": Text("须为 .xlsx、.xls、.ods 或 .csv 文件", "an .xlsx, .xls, .ods or .csv file"),
    "locked": Text("文件已加密，请去掉密码后再交", "a file without a password"),
    "macro": Text("文件含宏，请另存为不含宏的 .xlsx", "a file without macros; save it as .xlsx"),
    "damaged": Text(
        "文件无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx", "a readable file; open it and save it as .xlsx"
    ),
    "bomb": Text("文件解压后过大，请把数据粘贴到空白模板", "a smaller file; paste the data into an empty template"),
    "sheets": Text("工作表不得超过 60 个", "at most 60 sheets"),
    "far": Text(
        "单元格位置过远（至多 200 列、200,000 行），请删去表外的内容",
        "cells within 200 columns and 200,000 rows; delete what lies outside the table",
    ),
    "encoding": Text("编码须为 UTF-8 或 GB18030", "UTF-8 or GB18030 text"),
    "quotes": Text("引号不成对，请用 Excel 或 WPS 另存为 CSV", "balanced quotation marks; save it as CSV again"),
    "limits": Text("文件过大或损坏，读取被中止", "a smaller file; reading was stopped"),
}


class SheetsError(Exception):
    """A file cannot be read: what was found, in which row (None: the whole file), what it should be."""

    def __init__(self, reason: str, found: str = "", row_no: int | None = None) -> None:
        """Take the reason as one of `REFUSALS`."""
        super().__init__(reason)
        self.found = found
        self.row_no = row_no
        self.expected = REFUSALS[reason]


@dataclass(frozen=True)
class Sheet:
    """A sheet as text. Rows are (row number in the sheet, cells from column A on); blank rows are left out.

    `broken` are (row, column from 0, what stands there) of cells without a usable value: an error, or a
    formula without its result. `merged` are (first row, last row, first column, last column from 0, range) of
    merged cells. `epoch` is the day from which the file counts days.
    """

    name: str
    is_hidden: bool
    rows: list[tuple[int, list[str]]]
    broken: list[tuple[int, int, str]]
    merged: list[tuple[int, int, int, int, str]]
    epoch: str


def read_sheets(content: bytes) -> list[Sheet]:
    """Read the sheets of an XLSX, XLS or ODS file, or the one nameless sheet of a CSV or TSV file, told by the content.

    Raises
    ------
    SheetsError
        The file is not of these kinds, too large, locked, damaged, or holds macros.
    """
    if len(content) > MOST_BYTES:
        raise SheetsError("size", f"{len(content) / 1024 / 1024:.1f} MB")
    if not content.strip():
        raise SheetsError("empty")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise SheetsError("locked")
        kind = "xls"
    else:
        kind = "pack" if content.startswith(b"PK") else "csv"
    answer = json.loads(ask_child("frontline.sheet_reader", [kind], content))
    if "refused" in answer:
        raise SheetsError(*answer["refused"])
    return [
        Sheet(
            sheet["name"], sheet["is_hidden"], *([tuple(row) for row in sheet[part]] for part in LISTS),
            sheet["epoch"],
        )
        for sheet in answer["sheets"]
    ]


def ask_child(module: str, arguments: list[str], content: bytes) -> bytes:
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
                input=content, capture_output=True, timeout=MOST_SECONDS, check=False, env={}, cwd=ROOT,
            )
        except subprocess.TimeoutExpired:
            raise SheetsError("limits") from None
    if child.returncode != 0:
        LOG.warning("%s ended with %s: %s", module, child.returncode, child.stderr[-2000:].decode(errors="replace"))
        raise SheetsError("limits")
    return child.stdout
