"""The inbox: messages as they were pasted, and who confirmed or put aside which. What waits counts nowhere else."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from frontline.faults import mask
from frontline.sqlite_file import copy, create, opened, statements

FILE = "messages.sqlite"
LONGEST = 4_000
SQL = statements("inbox_statements.sql")
Decision = Literal["confirmed", "aside", "back"]


@dataclass(frozen=True)
class Message:
    """A message and the last decision about it; `decision` is None while it waits, and then the rest is empty."""

    message_id: str
    received_at: dt.datetime
    sent_at: dt.datetime
    sender: str
    words: str
    decision: Literal["confirmed", "aside"] | None
    decided_at: dt.datetime | None
    decided_by: str
    said: str


class Inbox:
    """The inbox of one deployment; each method is one transaction that is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        """Open the inbox at `path`, creating it when it is new."""
        self.path = path
        create(path, "inbox_tables.sql")

    def add(self, words: str, sent_at: dt.datetime, sender: str, now: dt.datetime) -> tuple[str, bool]:
        """Keep a message without its private numbers; return its number, and whether it was not there before.

        The same words of the same sender and day are the same message.
        """
        words, sender = mask(words.strip()), mask(sender.strip())
        digest = hashlib.sha256("\n".join((sender, sent_at.date().isoformat(), words)).encode()).hexdigest()
        row = (f"X{digest[:12]}", now.isoformat(), sent_at.isoformat(), sender, words)
        with opened(self.path) as db:
            added = db.execute(SQL["add"], row).rowcount
        return row[0], bool(added)

    def decide(self, message_id: str, decision: Decision, by: str, now: dt.datetime, said: str) -> None:
        """Write down what was decided: `said` is what was confirmed, or why the message is put aside or taken back."""
        row = (message_id, decision, now.isoformat(), mask(by.strip()), mask(said))
        with opened(self.path) as db:
            db.execute(SQL["decide"], row)

    def waiting(self) -> list[Message]:
        """Return the messages nobody has decided about, the oldest first."""
        return [one for one in self._messages() if one.decision is None]

    def decided(self) -> list[Message]:
        """Return the messages that were decided about, the latest decision first."""
        done = [one for one in self._messages() if one.decision]
        return sorted(done, key=lambda one: one.decided_at, reverse=True)

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy, while others go on."""
        copy(self.path, target)

    def _messages(self) -> list[Message]:
        with opened(self.path) as db:
            return [_message(row) for row in db.execute(SQL["messages"]).fetchall()]


def _message(row: tuple) -> Message:
    message_id, received_at, sent_at, sender, words, kind, decided_at, decided_by, said = row
    times = dt.datetime.fromisoformat(received_at), dt.datetime.fromisoformat(sent_at)
    if kind in {None, "back"}:
        return Message(message_id, *times, sender, words, None, None, "", "")
    return Message(message_id, *times, sender, words, kind, dt.datetime.fromisoformat(decided_at), decided_by, said)
