"""A choice of rows as it stands in an address, and what its tables and columns are called for a reader."""

import datetime as dt
import functools
from collections import Counter
from collections.abc import Mapping
from urllib.parse import quote, unquote

from frontline.ask import ASKABLE, FACTS, NUMBERS, Choice, Operator, Where, columns_of, operators
from frontline.catalogue import described
from frontline.query import questions
from frontline.store import Board
from frontline.words import Language, catalogue, say

BETWEEN, PARTS, LIST = ";", "~", ","
UNITS = ("people", "minutes", "hours", "days", "seconds", "times")
"""Units that have one English word."""
OWN = (
    "township_code", "area_code", "checkpoint_id", "due_at", "active_on", "claimed_minutes", "credited_minutes",
    "discipline_visits", "township_visits", "last_visit_at", "hours_per_day", "problems_found",
)
"""Columns of tables worked out at publication that no question calls by a name fit for a heading."""
MOST_FILTERS = 6


def read_choice(address: Mapping[str, str], board: Board) -> Choice:
    """Read a choice from address parameters; names the table does not have and values out of range are left out."""
    named = address.get("table")
    table = named if named in ASKABLE else ASKABLE[0]
    columns = columns_of(board, table)
    known = [name for name in address.get("cols", "").split(LIST) if name in columns]
    across, rows, measure = (_one(address.get(key), columns) for key in ("across", "rows", "measure"))
    measure = measure if measure and columns[measure] in NUMBERS else None
    how = address.get("how")
    sort = address.get("sort", "")
    return Choice(
        table=table,
        columns=tuple(dict.fromkeys(known)),
        from_on=_day(address.get("from")),
        to_on=_day(address.get("to")),
        where=_filters(address.get("where", ""), columns),
        rows=rows,
        across=across if rows and across != rows else None,
        measure=measure if rows else None,
        how=how if rows and measure and how in {"sum", "mean"} else "count",
        sort=sort if sort == "-" or sort.removeprefix("-") in columns else "",
    )


def _one(name: str | None, columns: Mapping[str, str]) -> str | None:
    return name if name in columns else None


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _filters(text: str, columns: Mapping[str, str]) -> tuple[Where, ...]:
    found = []
    for part in text.split(BETWEEN)[:MOST_FILTERS]:
        column, _, rest = part.partition(PARTS)
        operator, _, value = rest.partition(PARTS)
        if column in columns and operator in operators(columns[column]):
            found.append(Where(column, operator, unquote(value)))
    return tuple(found)


def address_of(choice: Choice) -> dict[str, str | None]:
    """Return the address parameters of a choice; None where nothing is chosen."""
    filters = BETWEEN.join(
        f"{where.column}{PARTS}{where.operator}{PARTS}{quote(where.value, safe='')}" for where in choice.where
    )
    return {
        "table": choice.table if choice.table != ASKABLE[0] else None,
        "cols": LIST.join(choice.columns) or None,
        "from": choice.from_on.isoformat() if choice.from_on else None,
        "to": choice.to_on.isoformat() if choice.to_on else None,
        "where": filters or None,
        "rows": choice.rows, "across": choice.across, "measure": choice.measure,
        "how": choice.how if choice.how != "count" else None,
        "sort": choice.sort or None,
    }


def table_name(table: str, language: Language) -> str:
    """Return what a table is called: facts by the titles of their sheets, others by words of their own."""
    if table not in FACTS:
        return say(f"ask.{table}", language)
    return _titles()[table] if language == "zh" else _spelled(table)


@functools.cache
def _titles() -> dict[str, str]:
    return {table: title for table, *_, title in described() if title}


@functools.cache
def _headings() -> dict[tuple[str, str], str]:
    return {(table, column): heading for table, column, _, _, heading, _ in described() if heading}


@functools.cache
def _asked(language: Language) -> dict[str, str]:
    """Return what the questions call a column, the word most of them use."""
    found: dict[str, Counter[str]] = {}
    for query in questions().values():
        for column in query.columns:
            found.setdefault(column.name, Counter())[column.text.get(language)] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in found.items()}


def _spelled(name: str) -> str:
    return name.removeprefix("is_").removesuffix("_code").replace("_", " ").capitalize()


@functools.cache
def _units() -> dict[str, str]:
    """Return the English of each Chinese unit."""
    return {catalogue()["unit"][unit]["zh"]: catalogue()["unit"][unit]["en"] for unit in UNITS}


def _unit(heading: str) -> str:
    """Return the unit at the end of a Chinese heading."""
    return heading.rpartition("（")[2].removesuffix("）") if heading.endswith("）") else ""


def heading(table: str, column: str, language: Language) -> str:
    """Return what a column is called, with its unit: by its sheet, by words of its own, or by the questions."""
    if table in FACTS:
        # A township is worked out for every place; no sheet has it.
        chinese = _headings().get((table, column)) or say(f"ask.of_{column}", "zh")
        english = _spelled(column)
    elif column in OWN:
        chinese, english = (say(f"ask.of_{column}", spoken) for spoken in ("zh", "en"))
    else:
        chinese, english = (_asked(spoken).get(column) or _spelled(column) for spoken in ("zh", "en"))
    unit = _units().get(_unit(chinese), "")
    if language == "zh":
        return chinese
    return f"{english} ({unit})" if unit and unit not in english.lower() else english


def headings(table: str, columns: Mapping[str, str], language: Language) -> dict[str, str]:
    """Return the headings of all columns; where two would read the same, the name of the column is added."""
    found = {column: heading(table, column, language) for column in columns}
    counted = Counter(found.values())
    return {column: f"{word} · {column}" if counted[word] > 1 else word for column, word in found.items()}


def operator_word(operator: Operator, language: Language) -> str:
    """Return what a comparison is called."""
    return say(f"ask.{operator}", language)
