"""Problems: 153 found on the spot and what became of them; bulletins."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.build.dice import Dice
from data.build.pingdingshan import story
from data.build.pingdingshan.visits import TEAMS, Visit
from data.build.places import Township
from data.build.tables import Row
from data.build.times import Calendar, minutes

CATEGORIES = (
    "registration",
    "closure",
    "sampling_order",
    "staff_shortage",
    "protection",
    "off_post",
    "ledger",
    "screening",
)
WEIGHTS = (30.0, 24.0, 18.0, 16.0, 22.0, 8.0, 16.0, 10.0)
HOURS_TO_FIX = {1: 120, 2: 72, 3: 24, 4: 4}
LATER = ("fixed",) * 5 + ("closed",) * 4 + ("overdue",) * 3 + ("fresh",) * 4

Event = tuple[str, dt.datetime, str]


@dataclass
class Problem:
    """A problem, the township office that must fix it, and what happened."""

    visit: Visit
    office: str
    category: str
    severity: int
    is_common: bool
    is_fixed_on_site: bool
    found_at: dt.datetime
    due_at: dt.datetime
    problem_id: str = ""
    events: list[Event] = field(default_factory=list)


def find_problems(visits: list[Visit], townships: list[Township], calendar: Calendar) -> list[Problem]:
    """Make up the published number of problems, 137 of them put right on the spot."""
    dice = Dice(story.SEED, "problems")
    office = {t.code: f"O{n:02d}" for n, t in enumerate(townships, 1)}
    could = [v for v in visits if v.stream == "wartime"]
    fresh = LATER.count("fresh")
    today = [v for v in could if v.arrived_at > calendar.clock_at - dt.timedelta(hours=12)]
    earlier = [v for v in could if v.arrived_at < calendar.clock_at - dt.timedelta(hours=76)]
    later = list(zip(dice.some(earlier, len(LATER) - fresh), LATER[:-fresh], strict=True))
    later += zip(dice.some(today, fresh), LATER[-fresh:], strict=True)
    taken = {visit.visit_id for visit, _ in later}
    on_site = dice.some([v for v in could if v.visit_id not in taken], story.FIXED_ON_SITE)
    fates = sorted([*later, *((v, "on_site") for v in on_site)], key=lambda pair: pair[0].visit_id)
    problems = []
    for number, (visit, fate) in enumerate(fates, 1):
        severity = dice.weighted((1, 2, 3, 4), (4, 6, 3, 0))
        if fate == "overdue":
            severity = 3
        if fate in ("fresh", "fixed"):
            severity = 2
        found_at = visit.arrived_at + minutes(dice.between(6, 14))
        problem = Problem(
            visit,
            office[visit.area_code[:9]],
            dice.weighted(CATEGORIES, WEIGHTS),
            severity,
            dice.chance(0.36),
            fate == "on_site",
            found_at,
            found_at + dt.timedelta(hours=HOURS_TO_FIX[severity]),
            f"Q{number:03d}",
        )
        problem.events = list(_events(dice, problem, fate))
        problems.append(problem)
    return problems


def _events(dice: Dice, problem: Problem, fate: str) -> Iterator[Event]:
    team, office = problem.visit.organisation_id, problem.office
    at = problem.found_at + minutes(dice.between(2, 4))
    yield "assigned", at, office
    if fate in ("overdue", "fresh"):
        return
    fixed_at = at + minutes(dice.between(3, 9) if fate == "on_site" else dice.between(300, 1100))
    yield "fixed", fixed_at, office
    if fate == "fixed" or (fate == "on_site" and dice.chance(0.3)):
        return
    other = TEAMS[(TEAMS.index(team) + 1) % len(TEAMS)]
    verified_at = fixed_at + minutes(dice.between(300, 1500))
    yield "verified", verified_at, other
    yield "closed", verified_at + minutes(dice.between(10, 60)), other


def bulletin_rows(problems: list[Problem], calendar: Calendar) -> Iterator[Row]:
    """Yield two collective bulletins, notices for single problems left open, and the double ones on presence.

    On the fourth day the control office issued none.
    """
    rows: list[tuple[str, str, dt.datetime, str | None, str | None, str | None]] = [
        ("collective", "supervision", calendar.at(calendar.day(2), 1200), None, None, None),
        ("collective", "supervision", calendar.at(calendar.day(4), 1215), None, None, None),
    ]
    for number in range(1, 5):
        rows.append(("presence", "activity_office", calendar.at(calendar.day(number), 1220), None, None, None))
        if number != 3:
            rows.append(("presence", "control_office", calendar.at(calendar.day(number), 1240), None, None, None))
    rows += [
        ("point_to_point", "supervision", p.found_at + minutes(45), p.office, p.visit.area_code, p.problem_id)
        for p in problems
        if not p.is_common and not p.is_fixed_on_site
    ]
    for number, (kind, issuer, issued_at, organisation_id, area_code, problem_id) in enumerate(rows, 1):
        yield {
            "bulletin_id": f"W{number:02d}",
            "bulletin_kind": kind,
            "issuer_kind": issuer,
            "issued_at": issued_at,
            "organisation_id": organisation_id,
            "area_code": area_code,
            "problem_id": problem_id,
        }
