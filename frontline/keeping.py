"""Put what a page shows into the library of snapshots, and take sheet and files out of it again."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

from frontline.cells import Progress
from frontline.deployment import read_deployment
from frontline.frozen import freeze, thawed
from frontline.library import FILE, Entry, Library, Retention
from frontline.panel import Sheet
from frontline.paper import PageName
from frontline.snapshot import Kind, refuse_failed, snapshot
from frontline.stamp import stamp

LONGEST_TITLE, LONGEST_TAGS, LONGEST_NOTE, LONGEST_POST = 60, 100, 300, 40
PAGE = "snapshots"
"""The page of the library."""


@dataclass(frozen=True)
class Told:
    """What the post that takes a snapshot says about it."""

    post: str
    title: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


def tags_of(text: str) -> tuple[str, ...]:
    """Read tags that are parted by anything but letters, figures and dashes, each once."""
    return tuple(dict.fromkeys(re.findall(r"[\w-]+", text)))


def library_of(deployment_id: str) -> Library:
    """Return the library of a deployment."""
    return Library(read_deployment(deployment_id).live / FILE)


def keep(
    sheet: Sheet, deployment_id: str, told: Told, *, view: str, retention: Retention, now: dt.datetime | None = None
) -> Entry:
    """Keep a sheet as it stands and return its entry; `view` is the address of the page it was taken from.

    Raises
    ------
    SnapshotError
        A question of the sheet has failed, or it holds something that cannot be kept.
    """
    entry = _entry(sheet, deployment_id, told, view, now)
    # A snapshot that no file can be made of is none; the spreadsheet is the quickest.
    snapshot(sheet, "xlsx", entry.taken_at, told.post)
    library_of(deployment_id).keep(entry, freeze(sheet), retention, entry.taken_at)
    return entry


def export(
    sheet: Sheet, deployment_id: str, kind: Kind, told: Told, *, view: str, retention: Retention,
    now: dt.datetime | None = None, page: PageName = "a4", pixels: int = 0, progress: Progress | None = None,
) -> tuple[Entry, bytes]:
    """Make a file of a sheet; what it shows is kept, so that the number on the file leads to its entry.

    Raises
    ------
    SnapshotError
        A question of the sheet has failed, or a panel cannot be drawn.
    """
    entry = replace(_entry(sheet, deployment_id, told, view, now), is_export=True)
    content = snapshot(
        sheet, kind, entry.taken_at, entry.taken_by, entry.link, sha256=entry.sha256, page=page, pixels=pixels,
        progress=progress,
    )
    library_of(deployment_id).keep(entry, freeze(sheet), retention, entry.taken_at)
    _note_file(entry, kind, content)
    return entry, content


def _entry(sheet: Sheet, deployment_id: str, told: Told, view: str, now: dt.datetime | None) -> Entry:
    refuse_failed(sheet)
    zone = read_deployment(deployment_id).zone
    taken_at = (now or dt.datetime.now(zone)).astimezone(zone).replace(microsecond=0)
    taken = stamp(sheet, taken_at, told.post)
    return Entry(
        taken.snapshot_id, taken.sha256, sheet.page, sheet.title, sheet.language, deployment_id, sheet.deployment,
        sheet.scope, sheet.as_of, sheet.definitions_version, sheet.generation, taken_at, told.post,
        view=view, link=link_to(view, deployment_id, taken.snapshot_id),
        title=told.title, tags=told.tags, note=told.note,
    )


def link_to(view: str, deployment_id: str, snapshot_id: str) -> str:
    """Return the address of an entry on the server of `view`; empty where that is not known."""
    here = urlsplit(view)
    asked = urlencode({"dep": deployment_id, "snapshot": snapshot_id})
    return f"{here.scheme}://{here.netloc}/{PAGE}?{asked}" if here.netloc else ""


def sheet_of(entry: Entry) -> Sheet:
    """Return the sheet of an entry as it was taken.

    Raises
    ------
    LibraryError
        It was removed by rule, or is damaged.
    """
    return thawed(library_of(entry.deployment_id).content(entry))


def file_of(entry: Entry, kind: Kind, mark: str | None = None) -> bytes:
    """Return a file of an entry: the same bytes each time for the same watermark.

    The watermark is whose the paper is, and no part of what was kept: with another one (`mark`; None leaves the one it
    was kept with) the file says the same under the same number.

    Raises
    ------
    LibraryError
        The entry was removed by rule, or is damaged.
    SnapshotError
        This program cannot draw it.
    """
    kept = sheet_of(entry)
    sheet = kept if mark is None else replace(kept, watermark=mark)
    return snapshot(sheet, kind, entry.taken_at, entry.taken_by, entry.link, sha256=entry.sha256)


def issue(entry: Entry, kind: Kind, mark: str | None = None, post: str = "") -> bytes:
    """Return a file of an entry for somebody to take along; its checksum, their watermark and post go into the chain.

    With the watermark in the chain, a file that was given out can be made again, and be told from one whose watermark
    was changed.
    """
    content = file_of(entry, kind, mark)
    _note_file(entry, kind, content, mark, post)
    return content


def _note_file(entry: Entry, kind: Kind, content: bytes, mark: str | None = None, post: str = "") -> None:
    digest = hashlib.sha256(content).hexdigest()
    if all((one.file_kind, one.file_sha256) != (kind, digest) for one in entry.issued):
        now = dt.datetime.now(entry.taken_at.tzinfo).replace(microsecond=0)
        said = {"file_kind": kind, "file_sha256": digest} | ({} if mark is None else {"watermark": mark})
        library_of(entry.deployment_id).add("issued", entry.snapshot_id, post, now, **said)
