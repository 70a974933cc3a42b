"""Problems found by supervision and what became of them; suggestions."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.penglai import story
from data.build.penglai.visits import NEWS_DELAY, Visit
from data.build.places import Township
from data.build.posts import Post
from data.build.tables import Row
from data.build.times import Calendar, minutes

HOURS_TO_FIX = {4: 4, 3: 24, 2: 72, 1: 120}
CATEGORIES = (
    "registration",
    "protection",
    "screening",
    "off_post",
    "staff_shortage",
    "complex_population",
    "market_order",
)
CATEGORY_WEIGHTS = {"discipline": (3, 3, 2, 5, 1, 0, 0), "township": (4, 4, 4, 1, 5, 2, 2)}
# Problems are found where there are posts more than elsewhere.
WITHOUT_POST = {"discipline": 0.05, "township": 0.3}
VERIFIED_BY_OTHER = 0.75
# What became of the problems, in the order they were found. Twelve of the fourteen are fixed.
FATES = {
    "discipline": "closed closed closed closed verified closed closed closed closed verified closed fixed "
    "overdue fresh",
    "township": "closed closed closed closed verified closed closed reopened closed closed verified closed "
    "closed overdue closed verified closed fixed closed overdue verified fixed overdue fixed "
    "fresh fresh",
}

Event = tuple[str, dt.datetime, str | None]


@dataclass
class Problem:
    """A problem; `organisation_id` has to fix it."""

    visit: Visit
    checkpoint_id: str | None
    category: str
    severity: int
    is_common: bool
    found_at: dt.datetime
    due_at: dt.datetime
    is_fixed_on_site: bool
    organisation_id: str
    events: list[Event]


def find_problems(
    visits: list[Visit],
    townships: list[Township],
    posts: list[Post],
    calendar: Calendar,
) -> list[Problem]:
    """Make up as many problems as were published, each found on a visit."""
    dice = Dice(story.SEED, "problems")
    office = {t.code: f"O{number:02d}" for number, t in enumerate(townships, 1)}
    problems = []
    for stream, text in FATES.items():
        fates = text.split()
        over = [
            v
            for v in visits
            if v.stream == stream
            and v.left_at < calendar.clock_at - minutes(90)
            and (any(kind == "post" for kind, _, _ in v.items) or dice.chance(WITHOUT_POST[stream]))
        ]
        today = [v for v in over if v.arrived_at > calendar.clock_at - dt.timedelta(hours=12)]
        older = [v for v in over if v.arrived_at < calendar.clock_at - dt.timedelta(days=3)]
        fresh = fates.count("fresh")
        chosen = dice.some(older, len(fates) - fresh) + dice.some(today, fresh)
        if stream == "discipline":
            chosen[fates.index("overdue")] = next(v for v in visits if v.arrived_at == _watch_at(calendar))
        chosen.sort(key=lambda v: v.visit_id)
        for visit, fate in zip(chosen, fates, strict=True):
            problems.append(_one(dice, visit, fate, office[visit.area_code[:9]], posts, calendar))
    _second_looks(problems, calendar)
    return problems


def _second_looks(problems: list[Problem], calendar: Calendar) -> None:
    """Let another team verify most of the problems, and the leader see what was escalated but for the last."""
    dice = Dice(story.SEED, "second looks")
    for problem in problems:
        team, stream = problem.visit.organisation_id, problem.visit.stream
        others = sorted({p.visit.organisation_id for p in problems if p.visit.stream == stream} - {team})
        looked: list[Event] = []
        for kind, at, unit in problem.events:
            by_other = kind == "verified" and dice.chance(VERIFIED_BY_OTHER)
            looked.append((kind, at, dice.pick(others) if by_other else unit))
            if kind == "escalated" and problem.visit.arrived_at != _watch_at(calendar):
                looked.append(("seen", at + minutes(dice.pick((12, 26, 47, 95))), None))
        problem.events = sorted(looked, key=lambda event: event[1])


def _watch_at(calendar: Calendar) -> dt.datetime:
    return calendar.at(calendar.day(story.EMPTY_NIGHTS[-1]), story.FOUND_EMPTY_MINUTE)


def _one(
    dice: Dice,
    visit: Visit,
    fate: str,
    office: str,
    posts: list[Post],
    calendar: Calendar,
) -> Problem:
    category = dice.weighted(CATEGORIES, CATEGORY_WEIGHTS[visit.stream])
    severity = dice.weighted((1, 2, 3, 4), (2, 5, 5, 1) if fate != "fresh" else (3, 5, 0, 0))
    here = [p for p in posts if p.area_code == visit.area_code and p.opened_at < visit.arrived_at]
    if not here and category == "off_post":
        category = "screening"
    post = dice.pick(here) if here and category in ("off_post", "protection", "registration") else None
    if visit.arrived_at == _watch_at(calendar):
        category, severity = "off_post", 4
        post = next(p for p in posts if p.name == story.POST_EMPTY_BY_NIGHT)
    span = visit.left_at - visit.arrived_at
    found_at = visit.arrived_at + minutes(int(span.total_seconds() / 120))
    due_at = found_at + dt.timedelta(hours=HOURS_TO_FIX[severity])
    on_site = fate in ("closed", "verified") and severity < 4 and dice.chance(0.4)
    problem = Problem(
        visit,
        post.checkpoint_id if post else None,
        category,
        severity,
        dice.chance(0.3),
        found_at,
        due_at,
        on_site,
        office,
        [],
    )
    problem.events = list(_events(dice, problem, fate, calendar))
    return problem


def _events(dice: Dice, problem: Problem, fate: str, calendar: Calendar) -> Iterator[Event]:
    """Yield what happened to a problem, in order of time and never after the clock."""
    team, office = problem.visit.organisation_id, problem.organisation_id
    at = problem.found_at + minutes(dice.between(4, 9) if problem.is_fixed_on_site else dice.between(15, 55))
    yield "assigned", at, office
    if problem.severity == 4:
        yield "escalated", problem.found_at + minutes(dice.between(62, 85)), team
    if fate in ("overdue", "fresh"):
        return
    time_given = problem.due_at - problem.found_at
    share = 0.35 + 0.55 * dice.share() if dice.chance(0.85) else 1.05 + 0.2 * dice.share()
    fixed_at = problem.found_at + minutes(round(time_given.total_seconds() / 60 * share))
    if problem.severity == 4:
        fixed_at = max(fixed_at, problem.found_at + minutes(95))
    if problem.is_fixed_on_site:
        fixed_at = at + minutes(dice.between(5, 12))
    latest = calendar.clock_at - minutes(600 if fate in ("closed", "verified", "reopened") else 40)
    fixed_at = min(fixed_at, latest)
    yield "fixed", fixed_at, office
    if fate == "fixed":
        return
    verified_at = fixed_at + minutes(dice.between(60, 280))
    yield "verified", verified_at, team
    if fate == "closed":
        yield "closed", verified_at + minutes(dice.between(30, 240)), team
    elif fate == "reopened":
        yield "reopened", max(calendar.at(calendar.day(12), 910), verified_at + minutes(60)), team


def problem_rows(problems: list[Problem]) -> Iterator[Row]:
    """Yield the problems."""
    for number, p in enumerate(problems, 1):
        yield {
            "problem_id": f"Q{number:02d}",
            "visit_id": p.visit.visit_id,
            "stream": p.visit.stream,
            "area_code": p.visit.area_code,
            "checkpoint_id": p.checkpoint_id,
            "problem_category": p.category,
            "severity": p.severity,
            "is_common": p.is_common,
            "found_at": p.found_at,
            "due_at": p.due_at,
            "is_fixed_on_site": p.is_fixed_on_site,
            "organisation_id": p.organisation_id,
            "recurrence_of_id": None,
            "recorded_at": p.visit.left_at + NEWS_DELAY,
        }


def event_rows(problems: list[Problem]) -> Iterator[Row]:
    """Yield the events; none becomes known before its problem."""
    number = 0
    for problem_number, p in enumerate(problems, 1):
        known_at = p.visit.left_at + NEWS_DELAY
        for kind, happened_at, organisation_id in p.events:
            number += 1
            yield {
                "event_id": f"L{number:03d}",
                "problem_id": f"Q{problem_number:02d}",
                "event_kind": kind,
                "happened_at": happened_at,
                "organisation_id": organisation_id,
                "recorded_at": max(happened_at + minutes(10), known_at),
            }


def suggestion_rows(visits: list[Visit], calendar: Calendar) -> Iterator[Row]:
    """Yield the suggestions of the township teams as made, and again when adopted; near half are."""
    dice = Dice(story.SEED, "suggestions")
    could = [v for v in visits if v.stream == "township" and v.left_at < calendar.clock_at - minutes(60)]
    chosen = sorted(dice.some(could, story.SUGGESTIONS), key=lambda v: v.visit_id)
    for number, visit in enumerate(chosen, 1):
        made_at = visit.left_at + minutes(dice.between(15, 45))
        row = {
            "suggestion_id": f"E{number:02d}",
            "visit_id": visit.visit_id,
            "area_code": visit.area_code,
            "made_at": made_at,
            "adopted_at": None,
            "recorded_at": made_at + minutes(10),
        }
        yield row
        adopted_at = made_at + minutes(dice.between(180, 2400))
        if dice.chance(0.46) and adopted_at < calendar.clock_at - minutes(30):
            yield row | {"adopted_at": adopted_at, "recorded_at": adopted_at + minutes(20)}
