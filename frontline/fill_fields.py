"""What we hold for forms of others: the answers that give one row of a grain, and which column of a form asks which."""

import csv
import difflib
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from frontline.catalogue import fold, tables, without_unit
from frontline.house import DATA
from frontline.query import Text, questions

Reason = Literal["name", "alias", "saved", "several", "similar", "person", "serial", "none"]
SERIAL = "#"
NOT_HELD = ""
UNDECIDED = "?"
SIMILAR = 0.6
MOST_CANDIDATES = 4
LABELS = "labels"
"""The grain of a form that has labels and one value for each; what it says of the scope itself goes with it."""
OF_THE_SCOPE = {
    "place": ("varchar", Text("所选地方", "Place chosen")), "day": ("date", Text("所选日期", "Day chosen")),
    "moment": ("timestamptz", Text("数据时刻", "Data as of")),
}
OF_THE_MAP = {"lon", "lat"}
"""In answers these are where a place is drawn, perhaps by a schematic; only the register's own may leave the house."""


@dataclass(frozen=True)
class Field:
    """A column of an answer; `words` are the headings it may stand under, folded: its own, then usual other ones."""

    question: str
    column: str
    type: str
    text: Text
    own: frozenset[str]
    other: frozenset[str]

    @property
    def key(self) -> str:
        """The name by which a mapping keeps it."""
        return f"{self.question}.{self.column}"


@dataclass(frozen=True)
class Grain:
    """What one row of a form is about. The first question gives the rows, the others are joined by the key.

    An empty key: one question, or one row of each.
    """

    code: str
    table: str
    key: str
    name: str
    questions: tuple[str, ...]
    text: Text

    @functools.cached_property
    def fields(self) -> dict[str, Field]:
        """The fields of all its questions; what several tell under one name and heading stands once."""
        found: dict[tuple[str, str], Field] = {}
        for question in self.questions:
            for field in _fields_of(question, self.table):
                found.setdefault((field.column, without_unit(field.text.zh)), field)
        if self.code == LABELS:
            for column, (kind, text) in OF_THE_SCOPE.items():
                own = {fold(text.zh), fold(text.en)}
                other = {fold(alias) for alias in _aliases("answer_alias").get(f"scope_{column}", ())}
                found[column, ""] = Field("here", column, kind, text, frozenset(own), frozenset(other))
        return {field.key: field for field in found.values()}


@dataclass(frozen=True)
class Asked:
    """A column of a form: what stands over it, the field it asks for, those it may ask for, and why.

    `field` is the key of a field, `SERIAL`, `NOT_HELD`, or `UNDECIDED` until somebody says.
    """

    place: int
    heading: str
    field: str
    candidates: tuple[str, ...]
    reason: Reason


@functools.cache
def grains() -> dict[str, Grain]:
    """Return what a row of a form may be about, by code."""
    return {
        row["grain_code"]: Grain(
            row["grain_code"], row["table_name"], row["key_column"], row["name_column"],
            tuple(row["questions"].split()), Text(row["name_zh"], row["name_en"]),
        ) for row in _rows("grain")
    }


def _fields_of(question: str, table: str) -> Iterator[Field]:
    columns = {column.name: column for column in tables()[table].columns}
    for column in questions()[question].columns:
        if column.name.endswith(("_zh", "_en")) or (column.name in OF_THE_MAP and not question.startswith("held_")):
            continue
        own = {column.text.zh, column.text.en, column.name}
        if column.name in columns:
            own |= columns[column.name].names
        other = _aliases("answer_alias").get(column.name, set()) | _table_aliases(table).get(column.name, set())
        yield Field(
            question, column.name, column.type, column.text,
            frozenset(form for name in own for form in (fold(name), without_unit(name))),
            frozenset(form for name in other for form in (fold(name), without_unit(name))),
        )


def asked_fields(
    headings: Sequence[tuple[str, ...]], grain: Grain, saved: Mapping[str, str]
) -> list[Asked]:
    """Return for each headed column what it asks for, by what was confirmed, by name, by usual other name.

    `headings` are the parts over each place, from the top down. A name that stands under several headings, or under
    one that speaks of another time or part, is never sure.
    """
    lowest = [fold(parts[-1]) if parts else "" for parts in headings]
    found = []
    for place, parts in enumerate(headings):
        if parts:
            heading = "".join(parts)
            is_only = lowest.count(lowest[place]) == 1
            found.append(_asked(place, heading, parts, grain, saved.get(fold(heading)), is_only=is_only))
    return found


def _asked(
    place: int, heading: str, parts: tuple[str, ...], grain: Grain, said: str | None, *, is_only: bool
) -> Asked:
    if is_of_person(heading):
        return Asked(place, heading, NOT_HELD, (), "person")
    if said is not None and (said in grain.fields or said in {NOT_HELD, SERIAL}):
        return Asked(place, heading, said, (), "saved")
    if fold(parts[-1]) in form_words("serial"):
        return Asked(place, heading, SERIAL, (), "serial")
    for name in dict.fromkeys((heading, parts[-1])):
        exact, names = {fold(name), without_unit(name)}, _spellings(name)
        is_sure = name == heading or (is_only and not _speaks_of_another(parts[:-1]))
        for reason in ("name", "alias"):
            known = {field: field.own if reason == "name" else field.other for field in grain.fields.values()}
            fitting = [f for f in known if exact & known[f]] or [f for f in known if names & known[f]]
            # The name of what the rows are about goes before names of what it lies in.
            fitting = [f for f in fitting if f.column == grain.name] or fitting
            # What several answers tell under one name is told by the first.
            if len({f.column for f in fitting}) == 1 and is_sure:
                return Asked(place, heading, fitting[0].key, (), reason)
            if fitting:
                return Asked(place, heading, UNDECIDED, tuple(f.key for f in fitting[:MOST_CANDIDATES]), "several")
    near = _near(heading, grain)
    return Asked(place, heading, UNDECIDED if near else NOT_HELD, near, "similar" if near else "none")


def _spellings(name: str) -> set[str]:
    """Return the forms in which a heading may be known; a date may be asked of what we hold to the minute."""
    names = {fold(name), without_unit(name)}
    (day,), (moment,) = form_words("day"), form_words("moment")
    return names | {one.removesuffix(day) + moment for one in names if one.endswith(day)}


def _near(heading: str, grain: Grain) -> tuple[str, ...]:
    def likeness(field: Field) -> float:
        return max(difflib.SequenceMatcher(None, without_unit(heading), name).ratio()
                   for name in (*field.own, *field.other))

    likely = sorted(((likeness(field), field.key) for field in grain.fields.values()), reverse=True)
    return tuple(key for score, key in likely[:MOST_CANDIDATES] if score >= SIMILAR)


def likely_grain(headings: Sequence[tuple[str, ...]]) -> Grain:
    """Return the grain that most of the columns are sure to ask for; the first of several."""
    of_rows = [grain for grain in grains().values() if grain.code != LABELS]
    return max(of_rows, key=lambda grain: sum(
        one.reason in {"name", "alias"} for one in asked_fields(headings, grain, {})
    ))


def known_headings() -> dict[str, Field]:
    """Return a field for every heading that some grain knows: enough to find where a header stands."""
    fields = [field for grain in grains().values() for field in grain.fields.values()]
    return {name: field for field in fields for name in (*field.own, *field.other)}


def is_of_person(heading: str) -> bool:
    """Tell whether a column asks for somebody by name, number or address: that is never filled in."""
    return any(word in fold(heading) for word in form_words("person"))


def _speaks_of_another(parts: tuple[str, ...]) -> bool:
    return any(word in fold("".join(parts)) for word in form_words("other_time"))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / "intake" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def form_words(kind: str) -> frozenset[str]:
    """Return the words of forms that are of a kind, folded."""
    return frozenset(fold(row["word"]) for row in _rows("form_word") if row["word_kind"] == kind)


@functools.cache
def units() -> dict[str, dict[str, Fraction]]:
    """Return by our unit how much of it each way of writing a unit is."""
    found: dict[str, dict[str, Fraction]] = {}
    for row in _rows("unit_word"):
        found.setdefault(row["unit"], {})[row["written"]] = Fraction(row["factor"])
    return found


@functools.cache
def unit_words() -> frozenset[str]:
    """Return every way of writing a unit."""
    return frozenset({"%", *units(), *(written for of in units().values() for written in of)})


@functools.cache
def _aliases(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows(name):
        found.setdefault(row["column_name"], set()).add(row["alias"])
    return found


@functools.cache
def _table_aliases(table: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows("alias"):
        if row["table_name"] == table:
            found.setdefault(row["column_name"], set()).add(row["alias"])
    return found
