"""A visit of a team, its rows and those of what followed from visits, for every deployment whose teams go round."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from data.build.tables import Row
from data.build.times import minutes


@dataclass
class Visit:
    """One visit of a team to a place, and what it looked at, in the form of its deployment."""

    organisation_id: str
    stream: str
    area_code: str
    arrived_at: dt.datetime
    left_at: dt.datetime
    is_unannounced: bool
    items: list[Any] = field(default_factory=list)
    visit_id: str = ""


class Bulletin(NamedTuple):
    """A bulletin; to one unit about one problem, or collective."""

    issued_at: dt.datetime
    kind: str
    organisation_id: str | None
    area_code: str | None
    problem_id: str | None


class Measure(NamedTuple):
    """A step of the ladder of accountability, and its review if there was one."""

    proposed_at: dt.datetime
    measure: str
    reason: str
    problem: Any
    reviewed_at: dt.datetime | None
    outcome: str | None


def visit_rows(visits: Iterable[Visit], told_after: int | None = None) -> Iterator[Row]:
    """Yield visits that are over, known `told_after` minutes after the team left, or when the settings say."""
    for visit in visits:
        yield {
            "visit_id": visit.visit_id,
            "organisation_id": visit.organisation_id,
            "stream": visit.stream,
            "area_code": visit.area_code,
            "visited_organisation_id": None,
            "arrived_at": visit.arrived_at,
            "left_at": visit.left_at,
            "is_unannounced": visit.is_unannounced,
            "round_no": None,
        } | ({} if told_after is None else {"recorded_at": visit.left_at + minutes(told_after)})


def bulletin_rows(bulletins: Iterable[Bulletin]) -> Iterator[Row]:
    """Yield the bulletins of the supervision teams, in the order given."""
    for number, bulletin in enumerate(bulletins, 1):
        yield {
            "bulletin_id": f"BU{number:02d}",
            "bulletin_kind": bulletin.kind,
            "issuer_kind": "supervision",
            "issued_at": bulletin.issued_at,
            "organisation_id": bulletin.organisation_id,
            "area_code": bulletin.area_code,
            "problem_id": bulletin.problem_id,
            "recorded_at": bulletin.issued_at + minutes(10),
        }


def accountability_rows(measures: Iterable[Measure]) -> Iterator[Row]:
    """Yield the measures, in the order given."""
    for number, step in enumerate(measures, 1):
        yield {
            "accountability_id": f"AC{number}",
            "measure": step.measure,
            "reason_kind": step.reason,
            "area_code": step.problem.visit.area_code[:9],
            "problem_id": step.problem.problem_id,
            "proposed_at": step.proposed_at,
            "reviewed_at": step.reviewed_at,
            "outcome": step.outcome,
            "recorded_at": (step.reviewed_at or step.proposed_at) + minutes(20),
        }


def suggestion_row(number: int, visit: Visit, made_at: dt.datetime, adopted_at: dt.datetime | None, after: int) -> Row:
    """Return a suggestion that a team left behind, known `after` minutes after it was made or adopted."""
    return {
        "suggestion_id": f"E{number:02d}",
        "visit_id": visit.visit_id,
        "area_code": visit.area_code,
        "made_at": made_at,
        "adopted_at": adopted_at,
        "recorded_at": (adopted_at or made_at) + minutes(after),
    }
