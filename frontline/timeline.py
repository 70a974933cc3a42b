"""The days of a deployment, and the reading of each: as known when the day closed, or as known now."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from frontline.panel import records
from frontline.register import board_row
from frontline.scope import Scope
from frontline.store import Board, PreparingError, Store, StoreError
from frontline.words import Language, day, moment, number, say

THEN = "then"
SHAPES = {"late": "▲", "corrected": "◆"}
"""The mark of a day that was changed after its end; its word stands beside the days and in the day's own words."""


@dataclass(frozen=True)
class Day:
    """A duty date that has begun, and what was learned of it after it had closed, within one scope."""

    duty_on: dt.date
    closes_at: dt.datetime
    is_closed: bool
    late_reports: int
    late_records: int
    corrections: int
    places: int

    @property
    def marks(self) -> tuple[str, ...]:
        """What changed the picture of the day: late, corrected, both or nothing."""
        late = self.late_reports + self.late_records
        return tuple(kind for kind, n in (("late", late), ("corrected", self.corrections)) if n)


def days(board: Board, area_code: str | None) -> tuple[Day, ...]:
    """Return the days that have begun, oldest first, as the current board knows them."""
    def read() -> tuple[Day, ...]:
        return tuple(
            Day(
                row["duty_on"].date(), row["closes_at"].to_pydatetime(), bool(row["is_closed"]),
                int(row["late_reports"]), int(row["late_records"]), int(row["corrections"]), int(row["places"]),
            )
            for row in records(board.answer("changed_by_day", area_code=area_code))
        )

    return board.remember(("days", area_code), read)


def closed_at(board: Board, query: Mapping[str, str]) -> dt.datetime | None:
    """Return the moment whose knowledge an address asks for; None where it is what is known now.

    A day that has not closed is known as it is now.
    """
    if query.get("known") != THEN:
        return None
    found = (one for one in days(board, None) if one.is_closed and one.duty_on.isoformat() == query.get("on"))
    return next((one.closes_at for one in found), None)


def read_board(
    store: Store, now: Board, query: Mapping[str, str]
) -> tuple[Board, dict[str, str], str]:
    """Return the board that an address asks for, and its parameters without what is not in force.

    Where the board of an earlier moment is not there, it is the current one, with the key of the words that say why.
    """
    at = closed_at(now, query)
    if at is None:
        return now, {key: value for key, value in query.items() if key != "known"}, ""
    try:
        return store.board(at), dict(query), ""
    except StoreError as error:
        return now, dict(query), "preparing" if isinstance(error, PreparingError) else "failed"


def reading_words(scope: Scope, board: Board) -> str:
    """Say which of the two readings a board gives, and until when what came is in it."""
    known_at, language = board_row(board)["known_at"], scope.language
    said = moment(known_at, language)
    if known_at.year != scope.duty_on.year:
        said = say("reading.of_year", language, year=known_at.year, moment=said)
    return say(f"reading.{'then' if scope.known == THEN else 'now'}_at", language, moment=said)


def still_words(language: Language, board: Board) -> str:
    """Say where the clock of a demonstration stands, whose data came in a later year; empty otherwise."""
    row = board_row(board)
    if not row[f"demonstration_{language}"] or row["known_at"].year == row["clock_at"].year:
        return ""
    return say("reading.still", language, moment=moment(row["clock_at"], language))


def label(one: Day, language: Language, *, is_first: bool) -> str:
    """Return a day as it stands among the others, with its month where one begins, and the shapes of its marks."""
    date = day(one.duty_on, language) if is_first or one.duty_on.day == 1 else str(one.duty_on.day)
    return " ".join((date, *(SHAPES[mark] for mark in one.marks)))


def change_words(one: Day, language: Language) -> str:
    """Say what was learned of a day after it had closed."""
    date = day(one.duty_on, language)
    if not one.is_closed:
        return say("reading.open", language, date=date)
    if not one.marks:
        return say("reading.unchanged", language, date=date)
    counts = {"reports": one.late_reports, "records": one.late_records, "corrections": one.corrections}
    parts = [say(f"reading.{name}", language, n=number(n)) for name, n in counts.items() if n]
    changes = say("app.and", language).join(parts)
    closed = moment(one.closes_at, language)
    return say("reading.changed", language, date=date, closed=closed, changes=changes, n=number(one.places))
