"""From what was filled in to rows of our tables, as a workbook like any other."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import xlsxwriter

from frontline.catalogue import Table
from frontline.deployment import Deployment
from frontline.form_entry import Said, told
from frontline.forms import Form, forms, record_key
from frontline.house import QUERIES
from frontline.standing import beside
from frontline.templates import MADE_AT


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
    with beside(deployment) as board:
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


def already_in(deployment: Deployment, entries: Sequence[Filled]) -> frozenset[str]:
    """Return the entries whose own row stands on the board, whatever was corrected in it since."""
    keys = {record_key(one.entry_id): one for one in entries}
    tables = {forms()[one.form].table for one in entries}
    found: set[str] = set()
    with beside(deployment) as board:
        for table in tables if board else ():
            key = duckdb.ColumnExpression(table.key.name)
            held = board.table(f"current_{table.name}").filter(key.isin(*map(duckdb.ConstantExpression, keys)))
            found |= {keys[row].entry_id for row, in held.select(key).fetchall()}
    return frozenset(found)


def _conflict(form: Form, asked: Mapping[str, str], known: Mapping[str, str], deployment: Deployment) -> str:
    if form.needs and not known:
        return "FORM-08"
    before = known.get(form.fills)
    if form.fills and before and _value(before, deployment) != _value(asked.get(form.fills, ""), deployment):
        return "FORM-09"
    return ""


def _value(text: str, deployment: Deployment) -> dt.datetime | str:
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    return at if at.tzinfo else at.replace(tzinfo=deployment.zone)


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
