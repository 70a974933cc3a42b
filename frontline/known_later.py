"""An earlier moment as it is known later: boards of what was learned since, and of nothing that came to pass since."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from frontline.changes import RECORDS, filled
from frontline.house import QUERIES
from frontline.journal import Journal
from frontline.reviews import rejected

TIMES = ("date", "timestamp with time zone")


@dataclass(frozen=True)
class Later:
    """What a board of the moment `clock_at`, known then at `known_then`, takes of what was learned since.

    `only_late` leaves out what corrects or takes back a record that was known; what fills blanks is not among it.
    """

    clock_at: dt.datetime
    known_then: dt.datetime
    only_late: bool

    def rejected(self, journal: Journal, now: dt.datetime) -> frozenset[str]:
        """Return the batches that count nowhere; rejecting one that was known is a correction too."""
        gone = rejected(journal, now)
        if not self.only_late:
            return gone
        came = {row["batch_id"]: dt.datetime.fromisoformat(row["received_at"]) for row in journal.batches()}
        return frozenset(one for one in gone if came[one] > self.known_then) | rejected(journal, self.known_then)

    def narrow(self, db: duckdb.DuckDBPyConnection, table: str, key: str, columns: Mapping[str, str]) -> int:
        """Take out of a filled table what tells of a time after the moment, and corrections where they are left out.

        Returns how many rows were corrections.

        A record of one day may be filled in or corrected with instants after the moment; an entry of a register or an
        order is another from then on, and so tells of that time.
        """
        times = [name for name, kind in columns.items() if kind in TIMES]
        given = {"known_then": self.known_then}
        if times:
            self._run(db, "later_new", given | {"clock_at": self.clock_at}, table=table, key=key, begins=times[0])
        if times and table not in RECORDS:
            changed = (f"(version.{name} > $clock_at and version.{name} is distinct from told_then.{name})"
                       for name in times)
            self._run(db, "later_standing", given | {"clock_at": self.clock_at}, table=table, key=key,
                      packed=_packed(times), changed=" or ".join(changed))
        if not self.only_late:
            return 0
        return self._run(db, "later_corrected", given, table=table, key=key, packed=_packed(columns),
                         filled=filled(table, columns))

    @staticmethod
    def _run(db: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, object], **parts: str) -> int:
        statement = (QUERIES / "tables" / "every" / f"{name}.sql").read_text(encoding="utf-8")
        return db.execute(statement.format(**parts), given).fetchone()[0]


def _packed(names: Mapping[str, str] | list[str]) -> str:
    return ", ".join(f"{name} := {name}" for name in names)
