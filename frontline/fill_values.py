"""The rows of a form: what the board answers, each value in the words, unit and form that its column asks for."""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from frontline.catalogue import BRACKET, fold, normal
from frontline.faults import mask
from frontline.fill_fields import (
    LABELS,
    NOT_HELD,
    OF_THE_MAP,
    SERIAL,
    UNDECIDED,
    Asked,
    Field,
    Grain,
    form_words,
    units,
)
from frontline.fill_form import Form, Takes
from frontline.fill_labels import Slot, within
from frontline.panel import records
from frontline.reading import yes_no
from frontline.run import Run
from frontline.scope import place_words
from frontline.spelling import plain
from frontline.words import Language, say

CHINESE = re.compile(r"[\u4e00-\u9fff]")
Written = tuple[int, str, Any, str]
"""A cell to write: its place from 0, its kind, the value, and a note."""


class NotAnsweredError(Exception):
    """A question failed, or is not told of this scope: a form is filled in whole or not at all."""


@dataclass(frozen=True)
class Column:
    """A column of a form with what it asks for and what it takes."""

    asked: Asked
    takes: Takes
    field: Field | None


def grain_rows(run: Run, grain: Grain) -> list[dict[str, Any]]:
    """Return the rows a form is filled from: field -> value, None where it is not known.

    Raises
    ------
    NotAnsweredError
        A question failed; the message names it.
    """
    frames = {}
    for question in grain.questions:
        frames[question] = run.answer(question)
        if frames[question].attrs.get("failed"):
            raise NotAnsweredError(question)
    first, *others = (
        [{f"{question}.{name}": _known(value) for name, value in row.items()} for row in records(frame)]
        for question, frame in frames.items()
    )
    if grain.code == LABELS:
        first = [row | _of_scope(run) for row in first]
    if not grain.key:
        return [functools.reduce(lambda row, more: row | more[0], others, row) for row in first]
    for question, more in zip(grain.questions[1:], others, strict=True):
        by_key = {row[f"{question}.{grain.key}"]: row for row in more}
        first = [row | by_key.get(row[f"{grain.questions[0]}.{grain.key}"], {}) for row in first]
    return first


def _of_scope(run: Run) -> dict[str, Any]:
    place = place_words(run.scope, run.board).rpartition(" › ")[2]
    day, moment = pd.Timestamp(run.scope.duty_on), pd.Timestamp(run.scope.moment_at)
    return {"here.place": place, "here.day": day, "here.moment": moment}


def _known(value: Any) -> Any:
    return None if value is None or value is pd.NaT or pd.isna(value) else value


def written_rows(
    form: Form, columns: Sequence[Column], grain: Grain, rows: Sequence[Mapping[str, Any]],
    words: Mapping[str, Mapping[str, tuple[str, str]]], language: Language,
) -> tuple[list[list[Written]], list[int], int]:
    """Return the cells of each row, the rows they belong to where the form lists its own, and the first row to fill.

    A form that names its rows keeps them, and each is filled with the row of that name; else rows follow one another
    below what stands there already. `words` are the names of codes in both languages, by column.
    """
    key_places = [one.asked.place for one in columns if one.field and one.field.column in {grain.name, grain.key}]
    serial = {one.asked.place for one in columns if one.asked.field == SERIAL}
    named = {
        row_no: [plain(cells[place]) for place in key_places if place < len(cells) and cells[place]]
        for row_no, cells in form.listed.items()
    }
    named = {row_no: names for row_no, names in named.items() if names}
    if named:
        own = [f"{grain.questions[0]}.{name}" for name in (grain.name, grain.key) if name]
        by_name = {plain(str(row[name])): row for row in reversed(rows) for name in own if row.get(name) is not None}
        meant = {row_no: next((by_name[name] for name in names if name in by_name), {})
                 for row_no, names in named.items()}
        kept = [one for one in columns if one.asked.place not in {*key_places, *serial}]
        cells = [_row(kept, number, row, words, language) for number, row in enumerate(meant.values(), 1)]
        return cells, list(meant), form.row
    taken = [row_no for row_no, cells in form.listed.items()
             if any(cell for place, cell in enumerate(cells) if place not in serial)]
    start = max(taken, default=form.row - 1) + 1
    return [_row(columns, number, row, words, language) for number, row in enumerate(rows, 1)], [], start


def written_slots(
    form: Form, columns: Sequence[Column], row: Mapping[str, Any],
    words: Mapping[str, Mapping[str, tuple[str, str]]], language: Language,
) -> list[tuple[int, int, str, Any, str]]:
    """Return the cells of labels: row, place, kind, value, note; where words stand already, what they become.

    What is not held leaves the words of its cell as they are.
    """
    by_cell: dict[tuple[int, int], list[tuple[Slot, Written]]] = {}
    for one in columns:
        slot = form.by_place[one.asked.place]
        for written in _row([one], 1, row, words, language):
            by_cell.setdefault((slot.row, slot.place), []).append((slot, written))
    found = []
    for at, parts in by_cell.items():
        notes = [
            note if len(parts) == 1 else say("app.said", language, what=slot.label, words=note)
            for slot, (*_, note) in parts if note
        ]
        text = parts[0][0].text
        _, kind, value, _ = parts[0][1]
        if text:
            known = [(slot, kind, value) for slot, (_, kind, value, _) in parts if kind != "unknown"]
            kind, value = ("within", [text, within(text, known)]) if known else ("mark", None)
        found.append((*at, kind, value, "\n".join(notes)))
    return found


def _row(
    columns: Sequence[Column], number: int, row: Mapping[str, Any],
    words: Mapping[str, Mapping[str, tuple[str, str]]], language: Language,
) -> list[Written]:
    cells: list[Written] = []
    for one in columns:
        place = one.asked.place
        if one.takes.is_formula:
            continue
        if one.asked.field == SERIAL:
            cells.append((place, "number", number, ""))
        elif one.asked.field in {NOT_HELD, UNDECIDED} or one.field is None:
            why = "fill.note_person" if one.asked.reason == "person" else "fill.note_column"
            cells.append((place, "unknown", None, say(why, language) if number == 1 else ""))
        else:
            value = row.get(one.field.key)
            said = _value(value, one, words.get(one.field.column, {})) if value is not None else None
            if said is None:
                note = say("fill.note_cell", language) if value is None else say(
                    "fill.note_form", language, value=mask(str(value)))
                said = ("unknown", None)
                cells.append((place, *said, note))
            else:
                cells.append((place, *said, ""))
    return cells


def _value(value: Any, one: Column, words: Mapping[str, tuple[str, str]]) -> tuple[str, Any] | None:
    """Return kind and value as the column takes it; None where it cannot be said there."""
    spoken = _spoken(value, one, words)
    if one.takes.choices is not None:
        fitting = [choice for choice in one.takes.choices if _says(choice, value, spoken)]
        return ("text", fitting[0]) if fitting else None
    if isinstance(value, bool) or words:
        return "text", spoken[0]
    if isinstance(value, pd.Timestamp):
        return _moment(value, one)
    if isinstance(value, str):
        return "text", mask(value)
    return _number(value, one)


def _spoken(value: Any, one: Column, words: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return the ways a value may be written, the one for this column's language first."""
    zh_first = CHINESE.search(one.asked.heading) is not None
    if isinstance(value, bool):
        return [say("inbox.yes" if value else "inbox.no", "zh" if zh_first else "en")]
    if value in words:
        zh, en = words[value]
        return [zh, en, value] if zh_first else [en, zh, value]
    return [f"{value:g}" if isinstance(value, float) else str(value)]


def _says(choice: str, value: Any, spoken: Sequence[str]) -> bool:
    if isinstance(value, bool):
        return yes_no().get(normal(choice).lower()) == str(value).lower()
    return fold(choice) in map(fold, spoken)


def _moment(value: pd.Timestamp, one: Column) -> tuple[str, Any]:
    local = value.tz_localize(None) if value.tzinfo else value
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]', "", one.takes.format).lower()
    of_days = any(map(one.asked.heading.endswith, form_words("day")))
    is_day = one.field.type == "date" or of_days or ("d" in shown and "h" not in shown)
    if one.takes.format == "@":
        return "text", f"{local:%Y-%m-%d}" if is_day else f"{local:%Y-%m-%d %H:%M}"
    return ("day", local.normalize().isoformat()) if is_day else ("moment", local.floor("s").isoformat())


def _number(value: Any, one: Column) -> tuple[str, Any] | None:
    value = value.item() if hasattr(value, "item") else value
    theirs, ours = _unit(one.asked.heading), _unit(one.field.text.zh)
    kind = "number" if isinstance(value, int) or one.field.column in OF_THE_MAP else "decimal"
    if one.field.column.endswith("_share"):
        if theirs == "%":
            return "decimal", round(value * 100, 6)
        kind = "share"
    elif theirs and ours and theirs != ours:
        factor = _factor(ours, theirs)
        if factor is None:
            return None
        value = float(value / factor)
        value, kind = (int(value), "number") if value.is_integer() else (value, "decimal")
    value = round(value, 6) if isinstance(value, float) else value
    return ("text", f"{value:g}") if one.takes.format == "@" else (kind, value)


def _unit(heading: str) -> str:
    """Return the unit in brackets at the end of a heading; empty where it has none that is known."""
    bracket = BRACKET.search(normal(heading))
    unit = bracket[0][1:-1] if bracket else ""
    return unit if unit in units() or unit == "%" or any(unit in of for of in units().values()) else ""


def _factor(ours: str, theirs: str) -> Fraction | float | None:
    """Return how much of our unit one of theirs is."""
    return units().get(ours, {}).get(theirs)
