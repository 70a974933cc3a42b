"""The library of snapshots as a reader takes it: found by words, listed, each with its facts and its history."""

import datetime as dt
import json
from collections.abc import Sequence

from frontline.library import Entry
from frontline.library_chain import Record
from frontline.words import Language, say

COLUMNS = ("standing", "title", "page", "place", "as_of", "tags", "taken_at", "post")


def standing_words(entry: Entry, language: Language) -> str:
    """Say whether an entry is pinned, was let go by rule, or records an export; nothing for every other."""
    if entry.removed_at:
        return say("library.is_removed", language)
    if entry.is_pinned:
        return say("library.is_pinned", language)
    return say("library.is_export", language) if entry.is_export else ""


def title_of(entry: Entry) -> str:
    """Return what an entry is called: its own title, or that of its page."""
    return entry.title or entry.page_title


def taken_words(at: dt.datetime) -> str:
    """Write a moment so that a list of them sorts."""
    return f"{at:%Y-%m-%d %H:%M}"


def matching(entries: Sequence[Entry], wanted: str, *, with_exports: bool = True) -> list[Entry]:
    """Return the entries that hold every word asked for, pinned ones first, then the newest.

    Records of exports that nobody named or pinned are many, and left out where they are not wanted.
    """
    asked = wanted.casefold().split()
    found = [
        entry for entry in entries
        if (with_exports or not entry.is_export or entry.title or entry.is_pinned)
        and all(word in _text(entry) for word in asked)
    ]
    return sorted(found, key=lambda entry: not entry.is_pinned)


def _text(entry: Entry) -> str:
    said = (
        entry.snapshot_id, entry.title, entry.page_title, entry.place, entry.as_of, entry.note, entry.deployment,
        entry.taken_by, taken_words(entry.taken_at), *entry.tags,
    )
    return "\n".join(said).casefold()


def row(entry: Entry, language: Language) -> dict[str, str]:
    """Return one line of the list."""
    return {
        "standing": standing_words(entry, language),
        "title": title_of(entry),
        "page": entry.page_title,
        "place": entry.place,
        "as_of": entry.as_of,
        "tags": "、".join(entry.tags),
        "taken_at": taken_words(entry.taken_at),
        "post": entry.taken_by,
    }


def facts(entry: Entry, language: Language) -> list[tuple[str, str]]:
    """Return what is known of an entry, as names and values."""
    pairs = [
        ("id", entry.snapshot_id),
        *row(entry, language).items(),
        ("note", entry.note),
        ("deployment", entry.deployment),
        ("definitions", entry.definitions_version),
        ("generation", str(entry.generation)),
        ("sha256", entry.sha256),
    ]
    return [(say(f"library.{name}", language), value) for name, value in pairs if value]


def history(records: Sequence[Record], entry: Entry, language: Language) -> list[dict[str, str]]:
    """Return what was done with an entry, the latest first, under headings of the reader's language."""
    rows = [
        {
            "taken_at": taken_words(dt.datetime.fromisoformat(record.at)),
            "post": record.post,
            "did": say(f"library.did_{record.record_kind}", language),
            "said": _said(record),
        }
        for record in records if record.snapshot_id == entry.snapshot_id
    ]
    headings = {"taken_at": "when", "post": "post", "did": "did", "said": "said"}
    named = {name: say(f"library.{key}", language) for name, key in headings.items()}
    return [{named[name]: value for name, value in one.items()} for one in reversed(rows)]


def _said(record: Record) -> str:
    said = json.loads(record.said)
    if record.record_kind == "described":
        return " · ".join(filter(None, (said["title"], "、".join(said["tags"]), said["note"])))
    if record.record_kind == "issued":
        return " · ".join(filter(None, (said["file_kind"].upper(), said["file_sha256"][:12], said.get("watermark"))))
    return ""
