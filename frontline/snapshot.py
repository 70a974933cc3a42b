"""Snapshots: a sheet as it stands, as a file to keep and send on. Nothing leaves with a part missing."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from frontline.cells import PanelError, Progress, local
from frontline.csv_folder import LONGEST, csv_folder, plain_name
from frontline.panel import Sheet
from frontline.paper import PageName, paper
from frontline.slides import slides
from frontline.stamp import Stamp, facts, stamp
from frontline.web_page import web_page
from frontline.words import say
from frontline.workbook import workbook

Kind = Literal["pdf", "png", "xlsx", "pptx", "html", "csv", "svg"]


@dataclass(frozen=True)
class Form:
    """How a kind of snapshot is called as a file, and what it is to a browser."""

    suffix: str
    mime: str


FORMS: dict[Kind, Form] = {
    "pdf": Form("pdf", "application/pdf"),
    "png": Form("png", "image/png"),
    "svg": Form("svg", "image/svg+xml"),
    "xlsx": Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pptx": Form("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "html": Form("html", "text/html"),
    "csv": Form("zip", "application/zip"),
}


class SnapshotError(Exception):
    """A sheet is not exported; the message names the panels at fault, in the language of the sheet."""


def snapshot(
    sheet: Sheet, kind: Kind, taken_at: dt.datetime, taken_by: str = "", link: str = "", *, sha256: str = "",
    page: PageName = "a4", pixels: int = 0, progress: Progress | None = None,
) -> bytes:
    """Return the sheet as a file. The same sheet taken at the same moment gives the same bytes.

    Parameters
    ----------
    kind
        'pdf' has text that can be selected, 'png' and 'svg' are the same as one long page, 'xlsx' its tables, 'pptx'
        slides with charts to edit, 'html' one file that opens without a server, 'csv' a zip of the tables with a
        dictionary.
    taken_at
        With the time zone in which the file says its times.
    link
        Address of this view, printed as a QR code on paper.
    sha256
        Checksum of a snapshot that was kept: it stays what it was, whatever this program would work out.

    page
        The paper of a PDF.
    pixels
        How wide a PNG is; 0 leaves it to the program.
    progress
        Told which share of the panels is drawn; it is silent for kinds that draw little.

    Raises
    ------
    SnapshotError
        A question of the sheet has failed, or a panel cannot be drawn.
    """
    refuse_failed(sheet)
    try:
        taken = Stamp(sha256, taken_at, taken_by) if sha256 else stamp(sheet, taken_at, taken_by)
        if kind == "xlsx":
            return workbook(sheet, facts(sheet, taken), taken_at, progress)
        if kind == "pptx":
            return slides(sheet, taken, facts(sheet, taken), link, progress)
        if kind == "html":
            return web_page(sheet, taken, facts(sheet, taken), link)
        if kind == "csv":
            return csv_folder(sheet, facts(sheet, taken), taken_at)
        return paper(sheet, taken, kind, link=link, page=page, pixels=pixels, progress=progress)
    except PanelError as fault:
        raise SnapshotError(_refusal(sheet, str(fault))) from fault


def refuse_failed(sheet: Sheet) -> None:
    """Refuse a sheet of which a question has failed.

    Raises
    ------
    SnapshotError
        It names the questions.
    """
    if sheet.failures:
        failed = [say("snapshot.failed_query", sheet.language, panel=name) for name in sheet.failures]
        raise SnapshotError(_refusal(sheet, say("snapshot.between", sheet.language).join(failed)))


def _refusal(sheet: Sheet, why: str) -> str:
    return say("snapshot.refused", sheet.language, why=why)


def file_name(sheet: Sheet, kind: Kind, taken_at: dt.datetime) -> str:
    """Return a name that every file system takes, like '总览_蓬莱市-2020_大辛店镇_20200209-2030.pdf'.

    Two deployments may be of one place, so theirs stands in it beside the scope.
    """
    at = local(taken_at, taken_at.tzinfo)
    named = (sheet.title, sheet.deployment, sheet.scope)
    title, deployment, scope = map(plain_name, named)
    # The end of a scope is the place itself.
    parts = [title[:LONGEST], deployment[:LONGEST], scope[-LONGEST:].strip("-")]
    return "_".join([*filter(None, parts), f"{at:%Y%m%d-%H%M}"]) + f".{FORMS[kind].suffix}"
