"""What a hand-in would change, row by row, before anything is written; and the one step that writes it."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from frontline.aside import Aside
from frontline.checks import Judged, as_csv, judge
from frontline.deployment import Deployment
from frontline.faults import Wrong, mask, same
from frontline.headings import NO_MERGE, Handed
from frontline.intake import fresh_files, in_order, read_files, rejected_before
from frontline.journal import Batch, Journal, Match
from frontline.mapping import Confirmed
from frontline.naming import UNMATCHED, understood
from frontline.publish import mend
from frontline.query import Text
from frontline.standing import day_column, place_column

Mode = Literal["append", "correct", "replace"]
REFUSED, TWICE = "refused", "ROW-01"


@dataclass(frozen=True)
class Count:
    """How many rows of one table are new, change others, are in already, withdraw others, or are refused."""

    table_name: str
    added: int = 0
    corrected: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    refused: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Return what both count of one table."""
        mine, more = astuple(self)[1:], astuple(other)[1:]
        return Count(self.table_name, *(one + two for one, two in zip(mine, more, strict=True)))


@dataclass(frozen=True)
class Preview:
    """What would happen. Nothing has been written; `batches` is what `accept` writes, refusals included.

    `sheets` are all that were recognised, `supposed` the cells read with a supposition, `warned` how many rows hold
    such a cell, `matches` how names were understood, `notes` what else is said. `journal_length` is its journal's.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    sheets: tuple[Handed, ...] = ()
    counts: tuple[Count, ...] = ()
    faults: tuple[Wrong, ...] = ()
    supposed: tuple[Wrong, ...] = ()
    batches: tuple[Batch, ...] = field(default=(), repr=False)
    journal_length: int = 0
    matches: tuple[Match, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def aside(self) -> tuple[Aside, ...]:
        """The rows that are no data."""
        return tuple(part for sheet in self.sheets for part in sheet.aside)

    @property
    def warned(self) -> int:
        """How many rows hold a cell that was read with a supposition."""
        return len({(one.file_name, one.sheet_name, one.row_no) for one in self.supposed})

    @property
    def changes(self) -> int:
        """How many rows would be written."""
        return sum(count.added + count.corrected + count.withdrawn for count in self.counts)


def check(
    deployment: Deployment, files: Sequence[tuple[str, bytes]], uploader: str, now: dt.datetime,
    confirmed: Confirmed, mode: Mode = "correct", period: tuple[dt.date, dt.date] | None = None,
) -> Preview:
    """Read and judge files without writing anything: which rows are good, which are not, and what they change.

    A row that refers to a refused one is refused with it. `append` takes new keys alone, `correct` lets a known key
    replace its row, `replace` also withdraws what the board has in `period` at the places of the sheet and the sheet
    has not.
    """
    journal = Journal(deployment.live / "journal.sqlite")
    length = len(journal.batches())
    fresh = fresh_files(journal, files)
    handed, wrong = read_files(list(fresh.values()), (), confirmed)
    wrong += rejected_before(journal, fresh)
    mend(deployment, now)
    if mode == "replace":
        unfit = (sheet for sheet in handed if not (day_column(sheet.table) and place_column(sheet.table)))
        wrong += [Wrong(s.file_name, s.sheet.name, None, "", same(s.table.title), "SHEET-05") for s in unfit]
    left, judged, more, unknown = _judged(deployment, handed, wrong, now, mode, period, confirmed)
    matches = (*judged.matches, *unknown)
    faults = in_order([*wrong, *more], [name for name, _ in fresh.values()], handed)
    counts, tables = _outcome(handed, left, judged)
    batches = _batches(fresh, tables, faults, matches, now, uploader)
    return Preview(
        tuple(fresh.values()), tuple(handed), tuple(counts), tuple(faults), tuple(judged.supposed), tuple(batches),
        length, matches,
    )


def accept(deployment: Deployment, preview: Preview) -> bool:
    """Write what a preview shows, all in one step; False when the journal has changed since, and nothing is written."""
    journal = Journal(deployment.live / "journal.sqlite")
    if len(journal.batches()) != preview.journal_length:
        return False
    journal.append_all(preview.batches)
    return True


def _judged(
    deployment: Deployment, sheets: list[Handed], outline: Sequence[Wrong], now: dt.datetime, mode: Mode,
    period: tuple[dt.date, dt.date] | None, confirmed: Confirmed,
) -> tuple[list[Handed], Judged, list[Wrong], list[Match]]:
    """Judge again without the refused rows until what is left is good also by itself; and say what was not understood.

    The cells of a sheet whose outline is wrong are judged once, so that all faults come together.
    """
    faults: list[Wrong] = []
    unknown: list[Match] = []
    while True:
        left = [sheet for sheet in sheets if sheet.rows]
        judged = judge(deployment, left, now, (), period if mode == "replace" else None, confirmed)
        unknown = unknown or [one for one in judged.matches if one.match_how == UNMATCHED]
        wrong = judged.wrong or (_known(left, judged) if mode == "append" else [])
        if not (wrong or outline):
            return left, judged, faults, unknown
        wrong += [one for sheet in left for one in _others_of_a_key(sheet, wrong)]
        faults += wrong
        sheets = [_without(sheet, _rows_of([*wrong, *outline], sheet)) for sheet in left]
        outline = ()


def _known(left: Sequence[Handed], judged: Judged) -> list[Wrong]:
    return [
        Wrong(sheet.file_name, sheet.sheet.name, row_no, sheet.headings[sheet.table.key.name],
              same(keys[row_no]), "ROW-03")
        for sheet, standing in zip(left, judged.standing, strict=True) if standing for keys in [_keys(sheet)]
        for row_no, how in standing.items() if how == "other"
    ]


def _others_of_a_key(sheet: Handed, wrong: Sequence[Wrong]) -> list[Wrong]:
    """Refuse every row of a key that stands twice: nobody knows which of them is meant."""
    mine = [one for one in wrong if _is_in(one, sheet) and one.code == TWICE]
    if not mine:
        return []
    keys, told = _keys(sheet), {one.row_no for one in mine}
    twice = {keys.get(row_no, "") for row_no in told}
    heading = sheet.headings.get(sheet.table.key.name, "")
    return [
        Wrong(sheet.file_name, sheet.sheet.name, row_no, heading, same(key), "ROW-02")
        for row_no, key in keys.items() if row_no not in told and key in twice
    ]


def _keys(sheet: Handed) -> dict[int, str]:
    place = next(place for place, column in sheet.columns.items() if column == sheet.table.key)
    return {row_no: cells[place] if place < len(cells) else "" for row_no, cells in sheet.rows}


def _is_in(one: Wrong, sheet: Handed) -> bool:
    return (one.file_name, one.sheet_name) == (sheet.file_name, sheet.sheet.name)


def _rows_of(wrong: Sequence[Wrong], sheet: Handed) -> set[int]:
    """Return the rows that faults take out of a sheet: all of them where its outline is wrong."""
    rows: set[int] = set()
    every = {row_no for row_no, _ in sheet.rows}
    for one in wrong:
        if one.file_name == sheet.file_name and not one.sheet_name and one.row_no is None:
            return every
        if not _is_in(one, sheet):
            continue
        is_outline = one.row_no is None or one.row_no <= sheet.header.last_row
        if is_outline or not (one.column_name or one.code == NO_MERGE):
            return every
        rows.add(one.row_no)
        if one.code == NO_MERGE:
            merged = (part for part in sheet.sheet.merged if part[0] == one.row_no)
            rows |= {row for first, last, *_ in merged for row in range(first, last + 1)}
    return rows & every


def _without(sheet: Handed, rows: set[int]) -> Handed:
    if not rows:
        return sheet
    refused = Aside(sheet.file_name, sheet.sheet.name, REFUSED, tuple(sorted(rows)))
    return replace(sheet, aside=(*sheet.aside, refused))


def _outcome(
    handed: Sequence[Handed], left: Sequence[Handed], judged: Judged
) -> tuple[list[Count], dict[str, dict[str, pa.Table]]]:
    """Count the rows by table, and return by file the rows of each table that change the board."""
    counts: dict[str, Count] = {sheet.table.name: Count(sheet.table.name) for sheet in handed}
    tables: dict[str, dict[str, pa.Table]] = {}
    gone = judged.gone or [None] * len(left)
    for sheet, rows, standing, withdrawn in zip(left, judged.stored, judged.standing, gone, strict=True):
        same_rows = pa.array([row for row, how in standing.items() if how == "same"], pa.int32())
        new = rows.filter(pc.invert(pc.is_in(rows["row_no"], value_set=same_rows)))
        others = sum(how == "other" for how in standing.values())
        n_gone, count = withdrawn.num_rows if withdrawn else 0, counts[sheet.table.name]
        counts[sheet.table.name] = replace(
            count, added=count.added + new.num_rows - others, corrected=count.corrected + others,
            unchanged=count.unchanged + len(same_rows), withdrawn=count.withdrawn + n_gone,
        )
        if n_gone:
            if "is_withdrawn" not in new.column_names:
                new = new.append_column("is_withdrawn", pa.array(["false"] * new.num_rows, pa.string()))
            new = pa.concat_tables([new, withdrawn], promote_options="default")
        if new.num_rows:
            tables.setdefault(sheet.file_name, {})[sheet.table.name] = new
    kept = {(sheet.file_name, sheet.sheet.name): len(sheet.rows) for sheet in left}
    for sheet in handed:
        lost = len(sheet.rows) - kept.get((sheet.file_name, sheet.sheet.name), 0)
        counts[sheet.table.name] = replace(counts[sheet.table.name], refused=counts[sheet.table.name].refused + lost)
    return list(counts.values()), tables


def _batches(
    fresh: Mapping[str, tuple[str, bytes]], tables: Mapping[str, Mapping[str, pa.Table]], faults: Sequence[Wrong],
    matches: Sequence[Match], now: dt.datetime, uploader: str,
) -> list[Batch]:
    """Return a batch for the good rows of each file and one for its refused ones.

    A file is known again by its content only when all of it went in; of another its good rows are, so that the same
    file is told its faults again.
    """
    batches = []
    for digest, (name, _) in fresh.items():
        mine = tuple(one.fault("zh") for one in faults if one.file_name == name)
        rows = {table: as_csv(content) for table, content in tables.get(name, {}).items()}
        n_rows = sum(content.num_rows for content in tables.get(name, {}).values())
        known, unknown = understood(matches, name)
        if rows:
            part = hashlib.sha256(repr((digest, now.isoformat(), sorted(rows))).encode()).hexdigest()
            batches.append(Batch(mask(name), part if mine else digest, now, mask(uploader), rows, n_rows, (), known))
        if mine:
            batches.append(Batch(mask(name), digest, now, mask(uploader), faults=mine, matches=unknown))
    return batches
