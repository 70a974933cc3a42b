"""Which column of a sheet is which field: by name, by alias, as confirmed before, and what its content looks like."""

import csv
import datetime as dt
import difflib
import functools
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import tomli_w

from frontline.catalogue import WITHDRAWN, Column, Table, fold, normal, tables, without_unit
from frontline.dates import FULL, Calendar
from frontline.deployment import Deployment
from frontline.faults import Wrong, is_private, mask
from frontline.foreign import Format, read_formats
from frontline.house import DATA
from frontline.numerals import PLAIN
from frontline.reading import read, spans
from frontline.spelling import plain

Reason = Literal["name", "alias", "saved", "form", "similar", "content", "none"]
SURE = ("name", "alias", "saved")
LEFT_OUT = ""
MARKS = "错误说明"
"""The column in which faults come back; it is passed over when it is handed in again."""
SIMILAR = 0.6
LOOKED_AT = 200
LONGEST_NAME = 40
NAMES = "names"


@dataclass(frozen=True)
class Confirmed:
    """What a sender has confirmed: by table, the field of each folded heading; `LEFT_OUT` where it is not read.

    `names` are by kind of place or unit the code that each plain name means; `formats` are the tables of strangers
    that the deployment describes, `wrong` what its descriptions lack.
    """

    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formats: Sequence[Format] = ()
    wrong: Sequence[Wrong] = ()

    def of(self, table: Table) -> dict[str, str]:
        """Return what was confirmed of a table."""
        return dict(self.fields.get(table.name, {}))

    def and_then(self, later: "Confirmed") -> "Confirmed":
        """Return this with what was said later in front."""
        fields, names = _both(self.fields, later.fields), _both(self.names, later.names)
        return Confirmed(fields, names, later.formats or self.formats, later.wrong or self.wrong)


def _both(earlier: Mapping[str, Mapping[str, str]], later: Mapping[str, Mapping[str, str]]) -> dict[str, dict]:
    return {name: {**earlier.get(name, {}), **later.get(name, {})} for name in {*earlier, *later}}


NOTHING_CONFIRMED = Confirmed()


@dataclass(frozen=True)
class Guess:
    """Which field a column is taken for, and why. Only those with a sure reason are applied without a click."""

    place: int
    heading: str
    column: Column | None
    reason: Reason

    @property
    def is_sure(self) -> bool:
        """Whether it is applied by itself."""
        return self.reason in SURE


def known_columns(table: Table, extra: Sequence[Column], confirmed: Confirmed) -> dict[str, Column]:
    """Return the columns of a table by every folded heading they may stand under."""
    both = {name: low for name, (low, _) in spans(table).items()}
    named = {column.name: column for column in (*table.columns, WITHDRAWN)}
    aliases = {alias: named[name] for alias, name in _aliases().get(table.name, {}).items()}
    own = both | table.accepted | {name: column for column in extra for name in column.names}
    chosen = {heading: named[name] for heading, name in confirmed.of(table).items() if name in named}
    left_out = {heading for heading, name in confirmed.of(table).items() if name == LEFT_OUT}
    return {name: column for name, column in (aliases | own | chosen).items() if name not in left_out}


def is_left_out(heading: str, table: Table, confirmed: Confirmed) -> bool:
    """Tell whether a column is not to be read: as confirmed, or because it holds the faults of the time before."""
    return fold(heading) == MARKS or confirmed.of(table).get(fold(heading)) == LEFT_OUT


def guesses(
    table: Table, headings: Sequence[str], columns: Mapping[int, Column], rows: Sequence[tuple[int, list[str]]],
    confirmed: Confirmed, calendar: Calendar, kept: Mapping[str, str] = MappingProxyType({}),
) -> list[Guess]:
    """Return for every headed column the field it is read as, or else the one it may be, with the reason.

    `kept` are the columns by folded heading that were confirmed when the form of these headings was filled in here.
    """
    free = [column for column in table.columns if column not in columns.values()]
    found = []
    for place, heading in enumerate(headings):
        if not heading or fold(heading) == MARKS:
            continue
        column = columns.get(place)
        if column or is_left_out(heading, table, confirmed):
            found.append(Guess(place, heading, column, _reason(heading, table, column, confirmed)))
            continue
        values = [cells[place] for _, cells in rows[:LOOKED_AT] if place < len(cells) and cells[place]]
        own = [column for column in free if column.name == kept.get(fold(heading))]
        guess = Guess(place, heading, own[0], "form") if own else _guess(place, heading, free, values, calendar)
        free = [column for column in free if column != guess.column]
        found.append(guess)
    return found


def _reason(heading: str, table: Table, column: Column | None, confirmed: Confirmed) -> Reason:
    if fold(heading) in confirmed.of(table):
        return "saved"
    aliases = _aliases().get(table.name, {})
    return "alias" if column and {fold(heading), without_unit(heading)} & aliases.keys() - column.names else "name"


def _guess(place: int, heading: str, free: Sequence[Column], values: Sequence[str], calendar: Calendar) -> Guess:
    nearest = max(free, key=lambda column: _likeness(heading, column), default=None)
    if nearest and _likeness(heading, nearest) >= SIMILAR:
        return Guess(place, heading, nearest, "similar")
    fitting = [column for column in free if values and all(_is_of(value, column, calendar) for value in values)]
    if len(fitting) == 1:
        return Guess(place, heading, fitting[0], "content")
    return Guess(place, heading, None, "none")


def _likeness(heading: str, column: Column) -> float:
    return difflib.SequenceMatcher(None, without_unit(heading), without_unit(column.heading)).ratio()


def _is_of(value: str, column: Column, calendar: Calendar) -> bool:
    """Tell whether a value can only be one of this column: a word of its list, a yes or no, a date."""
    if column.words:
        return fold(value) in {fold(text) for word in column.words for text in (word.code, word.text.zh, word.text.en)}
    text, _ = read(value, column, calendar)
    if column.type == "boolean":
        return text in {"true", "false"} and not PLAIN.fullmatch(normal(value))
    return column.type in {"date", "timestamp with time zone"} and FULL.fullmatch(text) is not None


def read_mapping(deployment: Deployment, sender: str) -> Confirmed:
    """Return what a sender confirmed, nothing where the file is missing or cannot be read, and the known formats."""
    formats, wrong = read_formats(deployment.folder)
    return replace(_read(_file(deployment, sender))[1], formats=formats, wrong=wrong)


def read_mappings(deployment: Deployment) -> list[tuple[str, str, Confirmed]]:
    """Return (sender, when last, what was confirmed) of every sender; files that cannot be read are left out."""
    found = (_read(file) for file in sorted((deployment.live / "mappings").glob("*.toml")))
    return [
        (str(content["sender"]), str(content["confirmed_at"]), said) for content, said in found
        if content.keys() >= {"sender", "confirmed_at"}
    ]


def _read(file: Path) -> tuple[dict, Confirmed]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}, NOTHING_CONFIRMED
    names = content.get(NAMES, {})
    return content, Confirmed({
        name: {fold(heading): str(column) for heading, column in columns.items()}
        for name, columns in content.items() if name in tables() and isinstance(columns, dict)
    }, {
        kind: {plain(called): str(code) for called, code in codes.items()}
        for kind, codes in (names.items() if isinstance(names, dict) else ()) if isinstance(codes, dict)
    })


def save_mapping(deployment: Deployment, sender: str, mapping: Confirmed, now: dt.datetime) -> None:
    """Write what a sender confirmed beside what was confirmed before, whole or not at all.

    An unnamed sender is not remembered, nor is a heading or name that holds somebody's number.
    """
    if normal(sender):
        _write(deployment, sender, read_mapping(deployment, sender).and_then(mapping), now)


def forget_name(deployment: Deployment, sender: str, kind: str, called: str, now: dt.datetime) -> None:
    """Take back what a sender confirmed of a name; it is asked again when it comes again."""
    said = read_mapping(deployment, sender)
    left = {name: code for name, code in said.names.get(kind, {}).items() if name != plain(called)}
    _write(deployment, sender, Confirmed(said.fields, {**said.names, kind: left}), now)


def _write(deployment: Deployment, sender: str, said: Confirmed, now: dt.datetime) -> None:
    target = _file(deployment, sender)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    signed = {"sender": mask(sender), "confirmed_at": now.isoformat(timespec="seconds")}
    names = {NAMES: _public(said.names)} if said.names else {}
    beside.write_text(tomli_w.dumps(signed | _public(said.fields) | names), encoding="utf-8")
    beside.replace(target)


def _public(said: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {name: {key: value for key, value in one.items() if not is_private(key)} for name, one in said.items()}


def _file(deployment: Deployment, sender: str) -> Path:
    name = normal(mask(sender))
    digest = hashlib.sha256(name.encode()).hexdigest()[:6]
    return deployment.live / "mappings" / f"{re.sub(r'[^0-9A-Za-z_一-鿿]+', '-', name)[:LONGEST_NAME]}-{digest}.toml"


@functools.cache
def _aliases() -> dict[str, dict[str, str]]:
    """Return by table the column of each folded alias."""
    found: dict[str, dict[str, str]] = {}
    with (DATA / "intake" / "alias.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["table_name"], {})[fold(row["alias"])] = row["column_name"]
    return found
