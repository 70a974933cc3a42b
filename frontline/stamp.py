"""What a snapshot says about itself: its number, who took it and when, and what its numbers rest on."""

import datetime as dt
from dataclasses import dataclass

from frontline.cells import local
from frontline.frozen import freeze
from frontline.library_chain import content_sha256
from frontline.panel import Sheet
from frontline.words import clock, day, say

MARK = "frontline-snapshot"


@dataclass(frozen=True)
class Stamp:
    """One taking of a sheet. The same sheet taken at the same moment by the same post has the same `sha256`."""

    sha256: str
    taken_at: dt.datetime
    taken_by: str

    @property
    def snapshot_id(self) -> str:
        """The number that people read: the first twelve letters of the checksum."""
        return self.sha256[:12]

    @property
    def mark(self) -> str:
        """What a file without notes carries where readers do not look, so that it can be held against the library."""
        return f"{MARK}:{self.sha256}"


def stamp(sheet: Sheet, taken_at: dt.datetime, taken_by: str) -> Stamp:
    """Give a sheet a checksum of everything it says and shows.

    Raises
    ------
    FrozenError
        The sheet holds a value that cannot be kept.
    """
    return Stamp(content_sha256(freeze(sheet), taken_at, taken_by), taken_at, taken_by)


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
        ("rules", sheet.rules_version),
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
        *(("apart", line) for line in sheet.apart),
        ("demonstration", sheet.demonstration),
        *(("source", line) for line in sheet.notes),
        ("watermark", sheet.watermark),
    ]
    said = [(say(f"snapshot.{key}", sheet.language), value) for key, value in pairs if value]
    query = say("snapshot.query", sheet.language)
    asked = [(query, f"{panel.title} · {panel.query}") for panel in sheet.panels if panel.query]
    checksum = (say("snapshot.checksum", sheet.language), stamp.sha256)
    return [*said, *versions(sheet, stamp), checksum, *asked]
