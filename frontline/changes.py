"""What was learned of a day after it had closed, for every table whose records tell of one day."""

from collections.abc import Iterable

import duckdb

from frontline.house import QUERIES

RECORDS = {
    "duty_shift": "duty_on", "report": "duty_on", "volunteer_service": "started_at", "spot_check": "checked_at",
    "supervision_visit": "arrived_at", "check_item": "arrived_at", "problem": "found_at",
    "problem_event": "happened_at", "bulletin": "issued_at", "compound_check": "checked_at",
    "ledger_return": "due_at", "passage_hour": "hour_at", "permit_count": "counted_on",
    "supply_movement": "moved_at", "fund_movement": "moved_on", "care_measure": "done_at",
    "commendation": "awarded_on", "training": "trained_on",
}
"""The column that says of which day a record tells. Registers, requirements and postings stand for many days and are
not among them: an entry that ends one is no correction of the days before."""
OWNERS = {
    "duty_shift": ("checkpoint", "checkpoint_id", "area_code"),
    "passage_hour": ("checkpoint", "checkpoint_id", "area_code"),
    "check_item": ("supervision_visit", "visit_id", "area_code"),
    "problem_event": ("problem", "problem_id", "area_code"),
    "compound_check": ("compound", "compound_id", "area_code"),
    "training": ("organisation", "organisation_id", "host_area_code"),
}
"""By which table a record without a place of its own belongs to one."""

FORESEEN = {"duty_shift": "planned_end_at"}
"""What is recorded before it happens, and when it is over: blank in a later record, it did not happen."""


def filled(table: str, columns: Iterable[str]) -> str:
    """Return the condition under which a later version of a record only fills what was blank."""
    parts = [f"(told_then.{c} is null or told_then.{c} is not distinct from told_now.{c})" for c in columns]
    if table in FORESEEN:
        parts.append(f"learned_then < told_then.{FORESEEN[table]}")
    return " and ".join(parts)


def append_changes(db: duckdb.DuckDBPyConnection) -> None:
    """Fill in, record by record, what reads otherwise now than when its day closed."""
    statement = (QUERIES / "tables/every/changed.sql").read_text(encoding="utf-8")
    for table, day in RECORDS.items():
        if not db.table(table).limit(1).fetchone():
            continue
        columns = [name for name, *_ in db.table(f"current_{table}").description]
        owner, join, place = OWNERS.get(table, ("", "", "area_code"))
        db.execute(statement.format(
            table=table, key=columns[0], day=day,
            packed=", ".join(f"{c} := version.{c}" for c in columns),
            place=f"owner.{place}" if owner else f"version.{place}",
            owner=f"left join current_{owner} as owner on owner.{join} = version.{join}" if owner else "",
            filled=filled(table, columns),
        ))
