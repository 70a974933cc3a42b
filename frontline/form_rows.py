"""From what was filled in to rows of our tables, as a workbook like any other."""

import contextlib
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import xlsxwriter

from frontline.catalogue import Table
from frontline.deployment import Deployment
from frontline.forms import Form, forms, record_key
from frontline.house import QUERIES
from frontline.publish import current
from frontline.templates import MADE_AT
from frontline.words import catalogue

Said = list[dict[str, str]]


@dataclass(frozen=True)
class Filled:
    """One entry: `facts` are what its place fills in, `content` what somebody did."""

    entry_id: str
    form: str
    facts: Mapping[str, str]
    content: Mapping[str, str]


@dataclass
class Row:
    """A row of a table and the entries that make it: who comes and goes in one shift makes one."""

    table: Table
    values: dict[str, str]
    entries: list[str] = field(default_factory=list)


def rows_of(deployment: Deployment, entries: Sequence[Filled]) -> tuple[list[Row], dict[str, Said]]:
    """Return the rows that entries become, and by entry why it can become none."""
    rows: dict[tuple[str, ...], Row] = {}
    refused: dict[str, Said] = {}
    with _board(deployment) as board:
        # Who goes is looked at after who comes, in whatever order they were sent.
        for entry in sorted(entries, key=lambda one: forms()[one.form].needs):
            form = forms()[entry.form]
            asked = {**entry.facts, **entry.content}
            known = _known(board, form, asked)
            one = (form.table.name, known.get(form.table.key.name) or record_key(entry.entry_id))
            if form.fills:
                one = (form.table.name, *(asked.get(name, "") for name in _named(form)))
                known = rows[one].values if one in rows else known
            if key := _conflict(form, asked, known, deployment):
                refused[entry.entry_id] = [told(key, form.fills)]
                continue
            row = rows.setdefault(one, Row(form.table, {form.table.key.name: record_key(entry.entry_id)}))
            row.values |= {name: value for name, value in known.items() if value}
            row.values |= {name: value for name, value in asked.items() if value}
            row.entries.append(entry.entry_id)
    return list(rows.values()), refused


def told(key: str, column: str = "", **values: object) -> dict[str, str]:
    """Return the words of a refusal in both languages, beside a column or for the whole."""
    words = catalogue()["form"][key.partition(".")[2]]
    return {"column": column} | {language: text.format(**values) for language, text in words.items()}


def _conflict(form: Form, asked: Mapping[str, str], known: Mapping[str, str], deployment: Deployment) -> str:
    if form.needs and not known:
        return "form.no_check_in"
    before = known.get(form.fills)
    if form.fills and before and _value(before, deployment) != _value(asked.get(form.fills, ""), deployment):
        return "form.already"
    return ""


def _value(text: str, deployment: Deployment) -> dt.datetime | str:
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return at if at.tzinfo else at.replace(tzinfo=deployment.zone)


@contextlib.contextmanager
def _board(deployment: Deployment) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """Open the current board beside the one that answers pages; None where there is none yet."""
    published = current(deployment.live)
    if published is None:
        yield None
        return
    with contextlib.closing(duckdb.connect()) as db:
        db.execute("set timezone = $zone", {"zone": deployment.timezone})
        path = str(deployment.live / published.file).replace("'", "''")
        db.execute(f"attach '{path}' as board (read_only)")
        yield db


def _sql(form: Form) -> str:
    return (QUERIES / "forms" / f"{form.known}.sql").read_text(encoding="utf-8")


def _named(form: Form) -> list[str]:
    """Return the columns by which what is known is found, in the order of the table."""
    names = duckdb.extract_statements(_sql(form))[0].named_parameters
    return [column.name for column in form.table.columns if column.name in names]


def _known(
    board: duckdb.DuckDBPyConnection | None, form: Form, asked: Mapping[str, str]
) -> dict[str, str]:
    if board is None or not form.known:
        return {}
    found = board.execute(_sql(form), {name: asked.get(name, "") for name in _named(form)})
    row, names = found.fetchone(), [column[0] for column in found.description]
    return {name: _text(value) for name, value in zip(names, row, strict=True) if value is not None} if row else {}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def workbook(rows: Sequence[Row]) -> bytes:
    """Return rows as a workbook with a sheet a table, their headings in its first line."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE_AT})
    for table, mine in by_table(rows).items():
        columns = [column for column in table.columns if any(column.name in row.values for row in mine)]
        sheet = book.add_worksheet(table.title)
        sheet.write_row(0, 0, [column.heading for column in columns])
        for number, row in enumerate(mine, start=1):
            for place, column in enumerate(columns):
                sheet.write_string(number, place, row.values.get(column.name, ""))
    book.close()
    return target.getvalue()


def by_table(rows: Sequence[Row]) -> dict[Table, list[Row]]:
    """Return rows by their table, each in the order of its lines."""
    found: dict[Table, list[Row]] = {}
    for row in rows:
        found.setdefault(row.table, []).append(row)
    return found
