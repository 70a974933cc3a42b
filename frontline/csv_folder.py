"""A sheet as a folder of CSV files in a zip: the numbers, a file a panel, what every column means, and the notes."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from frontline.cells import (
    MEASURES,
    NUMBER_FIELDS,
    Kind,
    cell,
    is_missing,
    kinds,
    local,
    naming,
    number_cells,
    panel_cells,
    state_words,
)
from frontline.csv_file import csv_rows
from frontline.panel import Panel, Sheet
from frontline.words import say

UNIT = re.compile(r"[（(]([^（()）]+)[)）]$")
UNIT_WORDS = ("people", "minutes", "hours", "days")
"""Measures name their unit in their column; these are the units of which headings may be silent."""
PASSAGES = ("chapter", "sentence", "basis", "note")
DICTIONARY = ("file", "panel", "question", "heading", "column", "unit", "blank", "metric", "query", "note")
UNSAFE = re.compile(r'[\s\\/:*?"<>|：，、。；？！·›.\x00-\x1f\u200b-\u200f\u202a-\u202e]+')
LONGEST = 24
Table = list[Iterable[object]]


def plain_name(words: str) -> str:
    """Return words that may stand in the name of a file everywhere."""
    return UNSAFE.sub("-", words).strip("-")


def csv_folder(sheet: Sheet, facts: Iterable[tuple[str, str]], taken_at: dt.datetime) -> bytes:
    """Return the sheet as a zip of CSV files; `facts` are the lines of its notes.

    Numbers are those of the answer, not rounded; what is missing stays empty, and the dictionary says what an empty
    cell means. Times are local to the zone of `taken_at`, without a zone.
    """
    zone, language = taken_at.tzinfo, sheet.language
    names = {number: f"{number:02} {plain_name(panel.title)[:LONGEST]}.csv"
             for number, panel in enumerate(sheet.panels, start=1)}
    tables: dict[str, Table] = {
        f"{say('snapshot.notes', language)}.csv": list(facts),
        f"{say('snapshot.dictionary', language)}.csv": _dictionary(sheet, names, zone),
        f"00 {say('snapshot.numbers', language)}.csv": _numbers(sheet, zone),
    }
    if sheet.passages:
        tables[f"00 {plain_name(sheet.title)[:LONGEST]}.csv"] = _passages(sheet)
    for number, panel in enumerate(sheet.panels, start=1):
        with naming(sheet, panel):
            tables[names[number]] = [panel.headings.values(), *_rows(panel, sheet, zone)]
    return _zipped(tables, local(taken_at, zone))


def _zipped(tables: dict[str, Table], at: dt.datetime) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        for name, rows in tables.items():
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            folder.writestr(entry, csv_rows(rows))
    return file.getvalue()


def _passages(sheet: Sheet) -> Table:
    headings = [say(f"snapshot.{field}", sheet.language) for field in PASSAGES]
    return [headings, *([passage.title, passage.text, passage.basis, passage.note] for passage in sheet.passages)]


def _numbers(sheet: Sheet, zone: dt.tzinfo | None) -> Table:
    """Return the headline numbers; those of a report name their chapter first."""
    headings = [say(f"snapshot.{field}", sheet.language) for field in NUMBER_FIELDS]
    of = [[title] for title, headlines, _ in sheet.parts() for _ in headlines] if sheet.chapters else None
    rows = [[_value(*one, sheet, zone) for one in number_cells(number)] for number in sheet.headlines]
    if of is None:
        return [headings, *rows]
    return [[say("snapshot.chapter", sheet.language), *headings], *map(list.__add__, of, rows)]


def _rows(panel: Panel, sheet: Sheet, zone: dt.tzinfo | None) -> Iterator[list[object]]:
    return ([_value(value, kind, sheet, zone) for value, kind in row] for row in panel_cells(panel))


def _value(value: object, kind: Kind, sheet: Sheet, zone: dt.tzinfo | None) -> object:
    """Return a value as a program reads it: numbers as they are, dates the ISO way, the rest in words."""
    if is_missing(value):
        return None
    if kind in MEASURES:
        return int(value) if float(value).is_integer() else float(value)
    if kind in ("date", "time"):
        at = local(value, zone if kind == "time" else None)
        return at.date().isoformat() if kind == "date" else at
    return cell(value, kind, sheet.language, zone)


def _dictionary(sheet: Sheet, names: dict[int, str], zone: dt.tzinfo | None) -> Table:
    """Return a row for every column of every file: what it says, in which unit, and what an empty cell means."""
    fields = (*DICTIONARY, "chapter") if sheet.chapters else DICTIONARY
    rows: Table = [[say(f"snapshot.{field}", sheet.language) for field in fields]]
    of = [title for title, _, panels in sheet.parts() for _ in panels]
    for number, panel in enumerate(sheet.panels, start=1):
        note = say("snapshot.between", sheet.language).join(panel.remarks)
        with naming(sheet, panel):
            shown = kinds(panel)
        for name, kind in shown.items():
            blank = (panel.missing or state_words("unknown", sheet.language)) if kind in MEASURES else ""
            rows.append([
                names[number], panel.title, panel.question, panel.headings[name], name,
                _unit(panel.headings[name], name, kind, sheet, zone), blank, panel.metrics, panel.query, note,
                *([of[number - 1]] if sheet.chapters else []),
            ])
    return rows


def _unit(heading: str, name: str, kind: Kind, sheet: Sheet, zone: dt.tzinfo | None) -> str:
    if kind in ("share", "date"):
        return say(f"snapshot.unit_{kind}", sheet.language)
    if kind == "time":
        return say("snapshot.unit_time", sheet.language, zone=zone)
    written = UNIT.search(heading)
    if written or kind not in MEASURES:
        return written[1] if written else ""
    return next((say(f"unit.{word}", sheet.language) for word in UNIT_WORDS if word in name.split("_")), "")
