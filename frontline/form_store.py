"""What belongs to forms by QR: the codes on paper with their place and end, and the entries that came by them."""

import datetime as dt
import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from frontline.deployment import Deployment
from frontline.faults import mask
from frontline.forms import forms
from frontline.sqlite_file import copy, create, opened, statements, writing

FILE = "forms.sqlite"
SQL = statements("form_statements.sql")
LONGEST_NAME = 40
State = Literal["waiting", "taken", "refused"]


class FormError(Exception):
    """A code cannot be made; the message is a key of the catalogue."""


@dataclass(frozen=True)
class Link:
    """One code on paper: for one place and some forms. `facts` are what the place fills in, by column."""

    link_id: str
    sha256: str
    place_kind: str
    place_name: str
    facts: Mapping[str, str]
    forms: tuple[str, ...]
    made_at: dt.datetime
    made_by: str
    until: dt.datetime
    revoked_at: dt.datetime | None
    revoked_by: str | None

    def state(self, now: dt.datetime) -> Literal["valid", "revoked", "expired"]:
        """Say whether it opens anything now."""
        if self.revoked_at is not None:
            return "revoked"
        return "valid" if now < self.until else "expired"

    def given(self, form: str) -> dict[str, str]:
        """Return what the place fills in of a form."""
        return {name: self.facts[name] for name in forms()[form].by_place[self.place_kind]}


@dataclass(frozen=True)
class Entry:
    """What somebody filled in. `clock_off` is by how many seconds the phone was ahead, `clock_said` what was done.

    `content` are the values by column, None once they are in the journal; `said` are the words of a refusal.
    """

    entry_id: str
    link_id: str
    form: str
    filled_at: str
    received_at: str
    clock_off: int
    clock_said: str
    content: Mapping[str, str] | None
    state: State
    said: list[dict[str, str]]
    settled_at: str | None


class FormStore:
    """The codes and entries of one deployment; each method is one transaction that is on disk when it returns."""

    def __init__(self, deployment: Deployment) -> None:
        """Open them, creating them when they are new."""
        self.path = deployment.live / FILE
        create(self.path, "form_tables.sql")

    def make(
        self, place_kind: str, place_name: str, facts: Mapping[str, str], names: Sequence[str], by: str,
        now: dt.datetime, days: int,
    ) -> tuple[Link, str]:
        """Make a code and return it with its secret, which is not kept and cannot be shown again.

        Raises
        ------
        FormError
            No form is chosen, one is not for this kind of place, or nobody signs.
        """
        by = by.strip()
        if not names or any(name not in forms() or place_kind not in forms()[name].by_place for name in names):
            raise FormError("form.no_form")
        if not 0 < len(by) <= LONGEST_NAME:
            raise FormError("form.no_post")
        secret, link_id = secrets.token_urlsafe(24), secrets.token_hex(3).upper()
        row = (link_id, _digest(secret), place_kind, place_name, json.dumps(facts), " ".join(names), now.isoformat(),
               mask(by), (now + dt.timedelta(days=days)).isoformat())
        with opened(self.path) as db:
            db.execute(SQL["make"], row)
        return next(link for link in self.links() if link.link_id == link_id), secret

    def revoke(self, link_id: str, by: str, now: dt.datetime) -> bool:
        """Take a code back at once; False where there is none that is good."""
        with opened(self.path) as db:
            return bool(db.execute(SQL["revoke"], (now.isoformat(), mask(by.strip()), link_id)).rowcount)

    def links(self) -> list[Link]:
        """Return all codes in the order they were made."""
        with opened(self.path, sqlite3.Row) as db:
            return [_link(dict(row)) for row in db.execute(SQL["links"])]

    def link_of(self, secret: str) -> Link | None:
        """Return the code with this secret, good or not; every one is compared, in the same time."""
        digest = _digest(secret)
        found = [link for link in self.links() if hmac.compare_digest(link.sha256, digest)]
        return found[0] if found else None

    def add(self, entry: Entry, photo: tuple[str, str] | None) -> None:
        """Keep an entry until it is taken in; one that is known stays as it is, a refused one is replaced.

        `photo` is the key of the record and the checksum of the picture that belongs to it.
        """
        row = (entry.entry_id, entry.link_id, entry.form, entry.filled_at, entry.received_at, entry.clock_off,
               entry.clock_said, json.dumps(entry.content, ensure_ascii=False))
        with writing(self.path) as db:
            if db.execute(SQL["add"], row).rowcount and photo:
                db.execute(SQL["photo"], (entry.entry_id, *photo))

    def entry(self, entry_id: str) -> Entry | None:
        """Return what became of an entry; None where it never came."""
        with opened(self.path, sqlite3.Row) as db:
            row = db.execute(SQL["entry"], (entry_id,)).fetchone()
        return _entry(dict(row)) if row else None

    def waiting(self, most: int) -> list[Entry]:
        """Return entries that are not in the journal yet, the oldest first."""
        with opened(self.path, sqlite3.Row) as db:
            return [_entry(dict(row)) for row in db.execute(SQL["waiting"], (most,))]

    def settle(self, results: Mapping[str, tuple[State, list[dict[str, str]]]], now: dt.datetime) -> None:
        """Write down what became of entries."""
        rows = [(state, json.dumps(said, ensure_ascii=False), now.isoformat(), state, entry_id)
                for entry_id, (state, said) in results.items()]
        with writing(self.path) as db:
            db.executemany(SQL["settle"], rows)

    def keep_photo(self, entry_id: str, record_key: str, sha256: str) -> None:
        """Write down which picture belongs to a record that came in a file."""
        with opened(self.path) as db:
            db.execute(SQL["photo"], (entry_id, record_key, sha256))

    def photos(self) -> dict[str, str]:
        """Return the checksum of the picture of each record that has one."""
        with opened(self.path, sqlite3.Row) as db:
            return {row["record_key"]: row["sha256"] for row in db.execute(SQL["photos"])}

    def recent(self, most: int) -> list[dict[str, Any]]:
        """Return the latest entries with the name of their place, without what was filled in."""
        with opened(self.path, sqlite3.Row) as db:
            rows = [dict(row) for row in db.execute(SQL["recent"], (most,))]
        return [row | {"said": json.loads(row["said"] or "[]"), "content": None} for row in rows]

    def counted(self) -> dict[str, int]:
        """Return how many entries there are of each state."""
        with opened(self.path, sqlite3.Row) as db:
            return dict(db.execute(SQL["counted"]).fetchall())

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy, while others go on."""
        copy(self.path, target)


def _link(row: dict[str, Any]) -> Link:
    times = {name: dt.datetime.fromisoformat(row[name]) if row[name] else None
             for name in ("made_at", "until", "revoked_at")}
    return Link(**(row | times | {"facts": json.loads(row["facts"]), "forms": tuple(row["forms"].split())}))


def _entry(row: dict[str, Any]) -> Entry:
    content = json.loads(row["content"]) if row["content"] else None
    return Entry(**(row | {"content": content, "said": json.loads(row["said"] or "[]")}))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
