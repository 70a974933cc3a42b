"""Rows of problems and of what became of them, for every deployment whose teams find them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from data.build.tables import Row
from data.build.times import minutes


def problem_rows(problems: Sequence[Any], told_after: int) -> Iterator[Row]:
    """Yield the problems, known `told_after` minutes after the team left."""
    for p in problems:
        before = getattr(p, "recurrence_of", None)
        yield {
            "problem_id": p.problem_id,
            "visit_id": p.visit.visit_id,
            "stream": p.visit.stream,
            "area_code": p.visit.area_code,
            "problem_category": p.category,
            "severity": p.severity,
            "is_common": p.is_common,
            "found_at": p.found_at,
            "due_at": p.due_at,
            "is_fixed_on_site": p.is_fixed_on_site,
            "organisation_id": p.office,
            "recurrence_of_id": before.problem_id if before else None,
            "recorded_at": p.visit.left_at + minutes(told_after),
        }


def event_rows(problems: Sequence[Any], told_after: int, until: dt.datetime | None = None) -> Iterator[Row]:
    """Yield the events known by `until`; none becomes known before its problem."""
    number = 0
    for p in problems:
        for kind, happened_at, organisation_id in p.events:
            recorded_at = max(happened_at + minutes(10), p.visit.left_at + minutes(told_after))
            if until is None or recorded_at <= until:
                number += 1
                yield {
                    "event_id": f"L{number:03d}",
                    "problem_id": p.problem_id,
                    "event_kind": kind,
                    "happened_at": happened_at,
                    "organisation_id": organisation_id,
                    "recorded_at": recorded_at,
                }
