"""The one door: files come in whole and right, or not at all."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

from frontline.aside import Aside
from frontline.catalogue import Column
from frontline.checks import as_csv, judge
from frontline.deployment import Deployment
from frontline.faults import Wrong, mask, same
from frontline.headings import Handed, recognise
from frontline.journal import Batch, Fault, Journal, Match
from frontline.mapping import NOTHING_CONFIRMED, Confirmed, read_mapping
from frontline.naming import understood
from frontline.publish import mend
from frontline.query import Text
from frontline.reviews import turned_down
from frontline.sheets import SheetsError, read_sheets

MOST_FAULTS = 5_000
TOGETHER = Text("本文件无误，同时上交的其他文件有误", "faults in another file handed in together")


@dataclass(frozen=True)
class Receipt:
    """What became of one call.

    `batch_ids` are the batches written, also those that record a refusal; `tables` counts the accepted
    rows by table; `faults` are all that was found, empty unless the files were refused; `aside` are the rows that
    were recognised as no data, `supposed` the cells that were read with a supposition, and how.
    """

    status: Literal["accepted", "unchanged", "refused"]
    batch_ids: tuple[str, ...] = ()
    tables: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    aside: tuple[Aside, ...] = ()
    supposed: tuple[Fault, ...] = ()


def take_in(
    deployment: Deployment,
    files: Sequence[tuple[str, bytes]],
    uploader: str,
    now: dt.datetime,
    language: Literal["zh", "en"] = "zh",
) -> Receipt:
    """Check files together and write them to the journal, one batch a file: all of them or none.

    Content that is already in the journal is left out. A refusal is written down with its faults, in
    Chinese; the receipt has them in `language`. The caller publishes.

    Parameters
    ----------
    deployment
        Where the files belong; its current board says which places, units and people are known. A damaged
        board is built anew first.
    files
        (file name, content): XLSX, XLS or ODS with one sheet a table, or CSV with one table.
    uploader
        Who hands them in, as the journal shall name it.
    now
        The time of receipt, with its zone. Nothing can have happened later.
    """
    journal = Journal(deployment.live / "journal.sqlite")
    fresh = fresh_files(journal, files)
    if not fresh:
        return Receipt("unchanged")
    confirmed = read_mapping(deployment, uploader)
    handed, wrong = read_files(list(fresh.values()), (), confirmed)
    wrong += rejected_before(journal, fresh)
    mend(deployment, now)
    judged = judge(deployment, handed, now, confirmed=confirmed)
    wrong = in_order([*wrong, *judged.wrong], [name for name, _ in fresh.values()], handed)
    supposed = tuple(one.fault(language) for one in judged.supposed)
    aside = tuple(part for sheet in handed for part in sheet.aside)
    if wrong:
        refused = refusals(fresh, wrong, judged.matches, now, uploader)
        faults = tuple(one.fault(language) for one in wrong)
        return Receipt("refused", journal.append_all(refused), {}, faults, aside, supposed)
    batches = [
        Batch(mask(name), digest, now, mask(uploader), *_tables(name, handed, judged.stored), (),
              understood(judged.matches, name)[0])
        for digest, (name, _) in fresh.items()
    ]
    written = journal.append_all(batches)
    counts: dict[str, int] = {}
    for sheet in handed:
        counts[sheet.table.name] = counts.get(sheet.table.name, 0) + len(sheet.rows)
    return Receipt("accepted" if written else "unchanged", written, counts if written else {}, (), aside, supposed)


def fresh_files(journal: Journal, files: Sequence[tuple[str, bytes]]) -> dict[str, tuple[str, bytes]]:
    """Return the files that count on no board yet, by checksum, each under a name of its own."""
    fresh: dict[str, tuple[str, bytes]] = {}
    digests = [hashlib.sha256(content).hexdigest() for _, content in files]
    gone = turned_down(journal, digests)
    for digest, (name, content) in zip(digests, files, strict=True):
        if digest in fresh or (digest not in gone and journal.known(digest)):
            continue
        taken = [other for other, _ in fresh.values()]
        fresh[digest] = (f"{name} ({len(taken) + 1})" if name in taken else name, content)
    return fresh


def rejected_before(journal: Journal, fresh: Mapping[str, tuple[str, bytes]]) -> list[Wrong]:
    """Say of each file whose very content a review has rejected by whom, when and why, and what can be done."""
    return [
        Wrong(fresh[digest][0], "", None, "", same(row["reason"]), "FILE-18", (
            ("at", row["reviewed_at"][:16].replace("T", " ")), ("post", mask(row["duty_post"])),
        ))
        for digest, row in turned_down(journal, fresh).items()
    ]


def read_files(
    files: Sequence[tuple[str, bytes]], extra: Sequence[Column] = (), confirmed: Confirmed = NOTHING_CONFIRMED
) -> tuple[list[Handed], list[Wrong]]:
    """Read files as recognised sheets, with what is wrong with files, sheets and headings."""
    handed: list[Handed] = []
    wrong: list[Wrong] = []
    for name, content in files:
        try:
            sheets = read_sheets(content)
        except SheetsError as error:
            wrong.append(Wrong(name, "", error.row_no, "", same(error.found or name), error.code))
            continue
        found, faults = recognise(name, sheets, extra, confirmed)
        handed += found
        wrong += faults
    return handed, wrong


def in_order(wrong: Sequence[Wrong], names: Sequence[str], handed: Sequence[Handed]) -> list[Wrong]:
    """Return faults by file, sheet and row, those of a whole file or sheet first; the rest of very many as one."""
    files = {name: place for place, name in enumerate(names)}
    sheets = {(sheet.file_name, sheet.sheet.name): place for place, sheet in enumerate(handed)}
    ordered = sorted(wrong, key=lambda one: (
        files.get(one.file_name, len(names)), sheets.get((one.file_name, one.sheet_name), -1), one.row_no or 0
    ))
    if len(ordered) <= MOST_FAULTS:
        return ordered
    rest = len(ordered) - MOST_FAULTS
    left = Text(f"另有 {rest} 处", f"{rest} more")
    return [*ordered[:MOST_FAULTS], Wrong(ordered[-1].file_name, "", None, "", left, "FILE-15")]


def _tables(name: str, handed: Sequence[Handed], contents: Sequence[pa.Table]) -> tuple[dict[str, bytes], int]:
    mine = [(sheet, content) for sheet, content in zip(handed, contents, strict=True) if sheet.file_name == name]
    return {sheet.table.name: as_csv(content) for sheet, content in mine}, sum(len(sheet.rows) for sheet, _ in mine)


def refusals(
    fresh: dict[str, tuple[str, bytes]], wrong: Sequence[Wrong], matches: Sequence[Match], now: dt.datetime,
    uploader: str,
) -> list[Batch]:
    """Return what the journal keeps of files that were refused."""
    batches = []
    for digest, (name, _) in fresh.items():
        mine = [one for one in wrong if one.file_name == name]
        mine = mine or [Wrong(name, "", None, "", TOGETHER, "FILE-14")]
        batches.append(Batch(
            mask(name), digest, now, mask(uploader), faults=tuple(one.fault("zh") for one in mine),
            matches=understood(matches, name)[1],
        ))
    return batches
