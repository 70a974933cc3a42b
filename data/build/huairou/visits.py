"""Supervision: discipline groups, the organisation department, night checks by the towns; problems and the ladder."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.build import visits as shared
from data.build.dice import Dice
from data.build.huairou import story, units
from data.build.places import Community, Township
from data.build.tables import Row
from data.build.times import Calendar, minutes
from data.build.visits import Bulletin, Measure, Visit

TOPICS = ("mask", "temperature", "registration", "ledger_order", "publicity", "gate_closed", "staff_on_post")
CATEGORIES = {
    "mask": "protection", "temperature": "protection", "registration": "registration", "ledger_order": "ledger",
    "publicity": "screening", "gate_closed": "closure", "staff_on_post": "off_post",
}
MARKETS = (("restaurant", 3), ("market", 1))
HOURS_TO_FIX = {1: 120, 2: 72, 3: 24, 4: 4}
PROBLEMS = 46
BULLETIN_DAYS = (6, 12)
# Measure, reason, outcome of the one review (None: still before it).
LADDER = (
    ("reminder", "ledger", "upheld"), ("reminder", "off_post", "lightened"), ("education", "off_post", "upheld"),
    ("criticism", "ledger", "lightened"), ("interview", "closure", None), ("recall", "attitude", "upheld"),
    ("recall", "off_post", "upheld"),
)


@dataclass
class Problem:
    """A problem found on a visit, and its events."""

    visit: Visit
    category: str
    severity: int
    is_common: bool
    is_fixed_on_site: bool
    due_at: dt.datetime
    office: str
    events: list[tuple[str, dt.datetime, str]] = field(default_factory=list)
    problem_id: str = ""

    @property
    def found_at(self) -> dt.datetime:
        """When it was found."""
        return self.visit.arrived_at + minutes(10)


def make_visits(townships: list[Township], calendar: Calendar) -> list[Visit]:
    """Make up all visits and number them in the order of arrival."""
    dice = Dice(story.SEED, "visits")
    places = [c for t in townships for c in t.communities]
    made = []
    for day in calendar.days():
        for team, stream, count in (("J1", "discipline", 4), ("J2", "discipline", 4), ("J3", "discipline", 3),
                                    ("Z1", "organisation", 4), ("Z2", "organisation", 4)):
            made += _round(dice, team, stream, dice.some(places, count), calendar.at(day, dice.between(104, 112) * 5))
        for number, township in enumerate(townships, 1):
            if (number + day.day) % 4 == 0:
                nights = dice.some(township.communities, 2)
                made += _round(dice, f"N{number:02d}", "township", nights, calendar.at(day, 1330))
        # One post is checked again and again by night.
        if day.day % 3 == 0:
            made += _round(dice, "N10", "township", [_find(places, story.NIGHT_CHECKED)], calendar.at(day, 60))
    made = [v for v in made if v.left_at <= calendar.clock_at - minutes(30)]
    made.sort(key=lambda v: (v.arrived_at, v.organisation_id))
    for number, visit in enumerate(made, 1):
        visit.visit_id = f"N{number:03d}"
    return made


def _find(places: list[Community], code: str) -> Community:
    return next(c for c in places if c.code == code)


def _round(dice: Dice, team: str, stream: str, places: list[Community], start: dt.datetime) -> Iterator[Visit]:
    for place in places:
        stay = dice.between(18, 45)
        unannounced = stream != "organisation" or dice.chance(0.4)
        visit = Visit(team, stream, place.code, start, start + minutes(stay), unannounced)
        for topic in dice.some(TOPICS, 1 + dice.chance(0.35)):
            kind = "compound" if topic == "gate_closed" and place.is_urban else "post"
            visit.items.append((topic, kind, 1, int(dice.chance(0.1))))
        if dice.chance(0.1):
            kind, most = dice.pick(MARKETS)
            visit.items.append(("mask", kind, dice.between(1, most), 0))
        yield visit
        start += minutes(stay + dice.between(12, 30))


def find_problems(visits: list[Visit], townships: list[Township], calendar: Calendar) -> list[Problem]:
    """Make a problem of most failed items, and let it go as far as the clock allows."""
    dice = Dice(story.SEED, "problems")
    offices = {t.code: units.office_id(n) for n, t in enumerate(townships, 1)}
    failed = [(v, topic) for v in visits for topic, _, _, bad in v.items if bad]
    chosen = sorted(dice.some(failed, PROBLEMS), key=lambda pair: pair[0].visit_id)
    made = []
    for number, (visit, topic) in enumerate(chosen, 1):
        severity = dice.weighted((1, 2, 3, 4), (3, 6, 4, 0.6))
        due_at = visit.arrived_at + minutes(10 + 60 * HOURS_TO_FIX[severity])
        on_site = severity < 4 and dice.chance(0.45)
        office = offices[visit.area_code[:9]]
        problem = Problem(visit, CATEGORIES[topic], severity, dice.chance(0.3), on_site, due_at, office)
        problem.problem_id = f"Q{number:02d}"
        problem.events = [e for e in _life(dice, problem) if e[1] <= calendar.clock_at - minutes(20)]
        made.append(problem)
    return made


def _life(dice: Dice, p: Problem) -> Iterator[tuple[str, dt.datetime, str]]:
    yield "assigned", p.found_at + minutes(dice.between(5, 60)), p.office
    if p.severity == 4:
        yield "escalated", p.found_at + minutes(dice.between(8, 40)), p.visit.organisation_id
        yield "seen", p.found_at + minutes(dice.between(45, 95)), "D05"
    given = (p.due_at - p.found_at).total_seconds() / 60
    at = p.found_at + minutes(6 if p.is_fixed_on_site else given * (0.4 + 0.9 * dice.share()))
    yield "fixed", at + minutes(60 * (not p.is_fixed_on_site)), p.office
    if dice.chance(0.85):
        at += minutes(dice.between(300, 2000))
        yield "verified", at, dice.pick(("Z1", "Z2", "J1", "J2"))
        if dice.chance(0.85):
            yield "closed", at + minutes(dice.between(40, 300)), "D05"


def item_rows(visits: list[Visit]) -> Iterator[Row]:
    """Yield what was checked."""
    number = 0
    for v in visits:
        for topic, kind, checked, failed in v.items:
            number += 1
            yield {
                "check_item_id": f"M{number:03d}",
                "visit_id": v.visit_id,
                "site_kind": kind,
                "sites_checked": checked,
                "sites_failed": failed,
                "check_topic": topic,
                "recorded_at": v.left_at + minutes(15),
            }


def bulletin_rows(problems: list[Problem], calendar: Calendar) -> Iterator[Row]:
    """Return a notice for each grave problem of one place, and collective bulletins."""
    rows = [
        Bulletin(p.found_at + minutes(150), "point_to_point", p.office, p.visit.area_code[:9], p.problem_id)
        for p in problems
        if p.severity > 2 and not p.is_common and p.found_at + minutes(170) < calendar.clock_at
    ]
    rows += [Bulletin(calendar.at(calendar.day(day), 1080), "collective", None, None, None) for day in BULLETIN_DAYS]
    return shared.bulletin_rows(sorted(rows, key=lambda row: row.issued_at))


def accountability_rows(problems: list[Problem], calendar: Calendar) -> Iterator[Row]:
    """Return the ladder of measures; the recalls are entered as counts by reason."""
    grave = sorted(problems, key=lambda p: (-p.severity, p.problem_id))
    steps = []
    for number, ((measure, reason, outcome), p) in enumerate(zip(LADDER, grave, strict=False), 1):
        proposed_at = min(p.found_at + dt.timedelta(hours=20 + 3 * number), calendar.clock_at - dt.timedelta(hours=6))
        reviewed_at = min(proposed_at + dt.timedelta(hours=26), calendar.clock_at - minutes(60)) if outcome else None
        steps.append(Measure(proposed_at, measure, reason, p, reviewed_at, outcome))
    return shared.accountability_rows(steps)


def suggestion_rows(visits: list[Visit], calendar: Calendar) -> Iterator[Row]:
    """Yield what teams suggested, and when it was adopted."""
    dice = Dice(story.SEED, "suggestions")
    chosen = sorted(dice.some([v for v in visits if v.stream == "organisation"], 16), key=lambda v: v.visit_id)
    for number, v in enumerate(chosen, 1):
        made_at = v.left_at + minutes(20)
        adopted_at = made_at + minutes(dice.between(300, 3000))
        adopted = dice.chance(0.6) and adopted_at < calendar.clock_at - minutes(60)
        yield shared.suggestion_row(number, v, made_at, adopted_at if adopted else None, 8)
