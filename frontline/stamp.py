"""What a snapshot says about itself: its number, who took it and when, and what its numbers rest on."""

import dataclasses
import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from frontline.cells import local
from frontline.panel import Panel, Sheet
from frontline.words import clock, day, say


@dataclass(frozen=True)
class Stamp:
    """One taking of a sheet. The same sheet taken at the same moment has the same `snapshot_id`."""

    snapshot_id: str
    taken_at: dt.datetime
    taken_by: str


def stamp(sheet: Sheet, taken_at: dt.datetime, taken_by: str) -> Stamp:
    """Give a sheet a number made of everything it says, apart from how it is drawn."""
    fields = {field.name: getattr(sheet, field.name) for field in dataclasses.fields(sheet)}
    fields["headlines"] = [dataclasses.asdict(headline) for headline in sheet.headlines]
    fields["panels"] = [_content(panel) for panel in sheet.panels]
    content = json.dumps([fields, taken_at.isoformat(), taken_by], default=str, ensure_ascii=False)
    return Stamp(hashlib.sha256(content.encode()).hexdigest()[:12], taken_at, taken_by)


def _content(panel: Panel) -> list[object]:
    picture = None if panel.picture is None else dataclasses.asdict(panel.picture)
    return [panel.kind, panel.title, panel.question, panel.headings, panel.frame.to_csv(), picture]


def taken_words(sheet: Sheet, stamp: Stamp) -> str:
    """Say when the snapshot was taken, on the clock of its own time zone."""
    at = local(stamp.taken_at, stamp.taken_at.tzinfo)
    if sheet.language == "zh":
        return f"{at.year}年{day(at, 'zh')} {clock(at)}"
    return f"{day(at, 'en')} {at.year} {clock(at)}"


def versions(sheet: Sheet, stamp: Stamp) -> list[tuple[str, str]]:
    """Return the pairs of name and value that identify the snapshot and its definitions."""
    pairs = [
        ("definitions", sheet.definitions_version),
        ("generation", str(sheet.generation)),
        ("snapshot", stamp.snapshot_id),
        ("taken_at", taken_words(sheet, stamp)),
        ("taken_by", stamp.taken_by),
    ]
    return [(say(f"snapshot.{key}", sheet.language), value) for key, value in pairs if value]


def facts(sheet: Sheet, stamp: Stamp) -> list[tuple[str, str]]:
    """Return everything a reader must know to trust the sheet, as pairs of name and words."""
    pairs = [
        ("deployment", sheet.deployment),
        ("scope", sheet.scope),
        ("as_of", sheet.as_of),
        ("known_at", sheet.known_at),
        *(("coverage", line) for line in sheet.coverage),
        ("demonstration", sheet.demonstration),
        *(("source", line) for line in sheet.notes),
    ]
    said = [(say(f"snapshot.{key}", sheet.language), value) for key, value in pairs if value]
    query = say("snapshot.query", sheet.language)
    asked = [(query, f"{panel.title} · {panel.query}") for panel in sheet.panels if panel.query]
    return [*said, *versions(sheet, stamp), *asked]
