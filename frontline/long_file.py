"""A text too long for a screen, handed in by command: read and judged part by part, taken in whole or not at all."""

import contextlib
import datetime as dt
import gc
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa

from frontline.checks import as_csv, given_of, judge
from frontline.deployment import Deployment
from frontline.facts import KEPT
from frontline.faults import Wrong, mask, same
from frontline.headings import Handed, recognise
from frontline.house import DATA, QUERIES
from frontline.intake import MOST_FAULTS, Receipt, fresh_files, in_order, refusals, rejected_before, take_in
from frontline.journal import Batch, Journal, Match
from frontline.lists import csv_rows
from frontline.mapping import Confirmed, read_mapping
from frontline.naming import understood
from frontline.preview import TWICE
from frontline.progress import show_step
from frontline.publish import mend
from frontline.sheets import REFUSALS, SheetsError, is_long, read_long

Step = Callable[[str, float], None]


@dataclass
class _Found:
    """What came of the parts so far."""

    rows: io.BytesIO = field(default_factory=io.BytesIO)
    n_rows: int = 0
    keys: list[pa.Table] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    supposed: list[Wrong] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    handed: Handed | None = None


def take_in_by_command(
    deployment: Deployment, files: Sequence[tuple[str, bytes]], uploader: str, now: dt.datetime, step: Step = show_step
) -> Receipt:
    """Take files in as `take_in` does; one that stands alone may be a long text, of which `step` is told."""
    if len(files) != 1 or not is_long(files[0][1]):
        return take_in(deployment, files, uploader, now)
    receipt = take_in_long(deployment, *files[0], uploader, now, step)
    step("publish", 1.0)
    return receipt


def take_in_long(
    deployment: Deployment, name: str, content: bytes, uploader: str, now: dt.datetime, step: Step
) -> Receipt:
    """Check a long CSV file and write it to the journal as one batch, as `take_in` does; the caller publishes.

    When more is wrong than is told, the rest of the file is not read. `step` is told what is done and how far it is.
    """
    journal = Journal(deployment.live / "journal.sqlite")
    fresh = fresh_files(journal, [(name, content)])
    if not fresh:
        return Receipt("unchanged")
    if wrong := rejected_before(journal, fresh):
        written = journal.append_all(refusals(fresh, wrong, (), now, uploader))
        return Receipt("refused", written, {}, tuple(one.fault("zh") for one in wrong))
    mend(deployment, now)
    with _no_garbage():
        found = _judge_parts(deployment, name, content, read_mapping(deployment, uploader), now, step)
    step("write", 1.0)
    supposed = tuple(one.fault("zh") for one in found.supposed)
    if found.wrong:
        handed = [found.handed] if found.handed else []
        wrong = in_order(list(dict.fromkeys(found.wrong)), [name], handed)
        written = journal.append_all(refusals(fresh, wrong, found.matches, now, uploader))
        return Receipt("refused", written, {}, tuple(one.fault("zh") for one in wrong), (), supposed)
    table = found.handed.table.name
    batch = Batch(
        mask(name), next(iter(fresh)), now, mask(uploader), {table: found.rows.getvalue()}, found.n_rows, (),
        understood(found.matches, name)[0],
    )
    written = journal.append_all([batch])
    counts = {table: found.n_rows} if written else {}
    return Receipt("accepted" if written else "unchanged", written, counts, (), (), supposed)


@contextlib.contextmanager
def _no_garbage() -> Iterator[None]:
    """Look for no rings among millions of cells, which refer to nothing: that took a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _judge_parts(
    deployment: Deployment, name: str, content: bytes, confirmed: Confirmed, now: dt.datetime, step: Step
) -> _Found:
    found = _Found()
    top: list[tuple[int, list[str]]] = []
    step("read", 0.0)
    try:
        for sheet, share in read_long(content):
            # The header stands right above each part, so that nothing between looks like blank rows.
            above = sheet.rows[0][0] - 1 - top[-1][0] if top else 0
            rows = [*((row_no + above, cells) for row_no, cells in top), *sheet.rows]
            handed, faults = recognise(name, [replace(sheet, rows=rows)], (), confirmed)
            # What is wrong with the header was said of the first part.
            found.wrong += [one for one in faults if not top or (one.row_no or 0) >= sheet.rows[0][0]]
            if any(one.is_made or _points_at_itself(one) for one in handed):
                found.wrong.append(Wrong(name, "", None, "", same(handed[0].table.title), REFUSALS["whole"]))
                break
            for one in handed:
                top = top or [row for row in one.sheet.rows if row[0] <= one.header.last_row]
                _add(found, one, deployment, now, confirmed)
            if not handed or len(found.wrong) > MOST_FAULTS:
                break
            step("check", share)
    except SheetsError as error:
        found.wrong.append(Wrong(name, "", error.row_no, "", same(error.found or name), error.code))
    found.wrong += _standing_twice(found)
    found.matches = _together(found.matches)
    return found


def _add(found: _Found, one: Handed, deployment: Deployment, now: dt.datetime, confirmed: Confirmed) -> None:
    judged = judge(deployment, [one], now, confirmed=confirmed)
    # Whether a key stands twice is told of all parts at the end.
    found.wrong += [wrong for wrong in judged.wrong if wrong.code != TWICE]
    found.supposed += judged.supposed
    found.matches += judged.matches
    rows = _in_one_order(one, judged.stored[0])
    if not found.wrong:
        found.rows.write(as_csv(rows, with_header=not found.n_rows))
    found.n_rows += rows.num_rows
    found.handed = found.handed or replace(one, sheet=replace(one.sheet, rows=[]))
    if one.table.key.name in rows.column_names:
        found.keys.append(pa.table({"row_no": rows["row_no"], "canonical": rows[one.table.key.name]}))


def _in_one_order(one: Handed, rows: pa.Table) -> pa.Table:
    """Return rows with every column that a part of this sheet may have, in one order for all parts.

    Of a column that the sheet lacks, the board knows something for one part and nothing for another.
    """
    names = dict.fromkeys(["row_no", *(column.name for column in one.filled)])
    lacked = [column.name for column in one.table.columns if column.name not in names]
    if lacked:
        names |= dict.fromkeys([*lacked, KEPT])
    nothing = pa.nulls(rows.num_rows, pa.string())
    return pa.table({name: rows[name] if name in rows.column_names else nothing for name in names})


def _points_at_itself(one: Handed) -> bool:
    """Tell whether rows may refer to rows of the same table, which may stand in another part."""
    mine = {column.name for column in one.table.columns if column != one.table.key}
    rows = csv_rows(DATA / "intake" / "reference.csv")
    return any(row["column_name"] in mine and row["target"] == one.table.name for row in rows)


def _standing_twice(found: _Found) -> list[Wrong]:
    """Return the keys that stand more than once, by the statement that judges files of usual length."""
    if not found.keys:
        return []
    statement = (QUERIES / "checks" / "_key.sql").read_text(encoding="utf-8")
    table, keys = found.handed.table, pa.concat_tables(found.keys)
    constants = {"sheet_no": pa.scalar(0, pa.int32()), "is_key": pa.scalar(value=True)} | {
        "column_name": pa.scalar(table.key.name), "table_name": pa.scalar(table.name),
    }
    for name, value in constants.items():
        keys = keys.append_column(name, pa.repeat(value, keys.num_rows))
    with contextlib.closing(duckdb.connect(config={"threads": 2})) as db:
        db.from_arrow(keys).create("judged_cell")
        db.sql(statement).limit(MOST_FAULTS + 1).create("fault")
        told = db.table("fault").join(db.table("judged_cell"), "row_no").project(
            "row_no, canonical, fault_code, given"
        ).order("row_no").fetchall()
    heading = found.handed.headings[table.key.name]
    return [
        Wrong(found.handed.file_name, "", row_no, heading, same(key), code, given_of(given))
        for row_no, key, code, given in told
    ]


def _together(matches: Sequence[Match]) -> list[Match]:
    """Return how names were understood in all parts: what was understood alike, once."""
    counted: dict[Match, int] = {}
    for one in matches:
        alike = replace(one, n_rows=0)
        counted[alike] = counted.get(alike, 0) + one.n_rows
    return [replace(one, n_rows=n) for one, n in counted.items()]
