"""What a sheet may hold: the tables by their Chinese titles, their columns, and the words of each column."""

import csv
import functools
import re
import unicodedata
from dataclasses import dataclass

import duckdb

from frontline.house import DATA, QUERIES
from frontline.query import Text

NOT_FACTS = (
    "board", "shift", "code_list", "norm", "threshold", "alarm_rule",
    "area_geometry", "schematic_place", "place_alias", "zone", "zone_member", "batch", "fault",
    "name_match", "name_candidate", "stray_point", "correction",
)
BRACKET = re.compile(r"\([^()]*\)$")
TYPES = {
    "varchar": Text("文字", "text"),
    "integer": Text("整数", "whole number"),
    "double": Text("数", "number"),
    "boolean": Text("是/否", "yes/no"),
    "date": Text("日期，例如 2020-01-29", "date, such as 2020-01-29"),
    "timestamp with time zone": Text(
        "日期和时间，例如 2020-01-29 08:00", "date and time, such as 2020-01-29 08:00"
    ),
}


@dataclass(frozen=True)
class Word:
    """One entry of a code list."""

    code: str
    text: Text


@dataclass(frozen=True)
class Column:
    """A column of a table. `words` is empty where the column takes any value of its type."""

    name: str
    heading: str
    type: str
    is_required: bool
    words: tuple[Word, ...] = ()

    @property
    def names(self) -> set[str]:
        """Every heading it may stand under, folded: with its unit, without it, in English."""
        return {fold(self.heading), without_unit(self.heading), fold(self.name)}


@dataclass(frozen=True)
class Table:
    """A table that clerks hand in; its first column is its key."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> Column:
        """The column whose value names a row."""
        return self.columns[0]

    @property
    def names(self) -> set[str]:
        """Every name a sheet or file of this table may have, folded."""
        return {fold(self.title), without_unit(self.title), fold(self.name)}

    @property
    def accepted(self) -> dict[str, Column]:
        """Return its columns, and the optional one that withdraws a row, by every folded heading."""
        return {name: column for column in (*self.columns, WITHDRAWN) for name in column.names}


WITHDRAWN = Column("is_withdrawn", "撤销", "boolean", is_required=False)


def normal(text: str) -> str:
    """Return `text` with full-width letters, digits and signs as ordinary ones, without space around it."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text.replace("\u200b", "").replace("\ufeff", "")).strip()


def fold(text: str) -> str:
    """Return `text` as it is compared with names: normal, small letters, no space, no star."""
    return re.sub(r"[\s*]", "", normal(text)).lower()


def without_unit(text: str) -> str:
    """Return the folded `text` without a unit or remark in brackets at its end."""
    return BRACKET.sub("", fold(text))


def described() -> list[tuple]:
    """Return (table, column, type, may be null, heading, title) of every table, as the files define them."""
    with duckdb.connect() as db:
        for file in sorted((QUERIES / "tables").glob("*.sql")):
            db.execute(file.read_text(encoding="utf-8"))
        return db.execute((QUERIES / "catalogue" / "columns.sql").read_text(encoding="utf-8")).fetchall()


@functools.cache
def tables() -> dict[str, Table]:
    """Return every table that clerks may hand in, in the order in which the files define them."""
    words = _words()
    found: dict[str, tuple[str, list[Column]]] = {}
    for table, name, kind, nullable, heading, title in described():
        if table not in NOT_FACTS:
            column = Column(name, heading, kind, not nullable, words.get(name, ()))
            found.setdefault(table, (title, []))[1].append(column)
    return {name: Table(name, title, tuple(columns)) for name, (title, columns) in found.items()}


def _words() -> dict[str, tuple[Word, ...]]:
    found: dict[str, tuple[Word, ...]] = {}
    with (DATA / "codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            word = Word(row["code"], Text(row["name_zh"], row["name_en"]))
            found[row["column_name"]] = (*found.get(row["column_name"], ()), word)
    return found
