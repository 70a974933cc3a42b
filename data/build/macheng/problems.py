"""Problems and what became of them; bulletins, accountability, suggestions."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.build import visits as shared
from data.build.dice import Dice
from data.build.macheng import story, units
from data.build.places import Township
from data.build.tables import Row
from data.build.times import Calendar, minutes
from data.build.visits import Bulletin, Measure, Visit

HOURS_TO_FIX = {4: 4, 3: 24, 2: 72, 1: 120}
CATEGORIES = ("registration", "protection", "screening", "off_post", "staff_shortage", "ledger", "closure")
CATEGORY_WEIGHTS = (5, 4, 4, 2, 3, 4, 3)
# Shares: fixed on the spot, a common problem, verified by the team that found it, come back after closing.
ON_SITE, COMMON, SAME_TEAM, BACK = 0.52, 0.28, 0.16, 0.08
# A township in which problems are really found more often than by chance.
WORSE_TOWNSHIP, WORSE = story.SONGBU, 4.0
COMMON_BULLETINS = ("registration", "ledger")
OFFICE_OPENS = 8
NOTICE = "point_to_point"
MEASURES = (
    ("reminder", "ledger", "closed"), ("reminder", "off_post", "closed"), ("reminder", "closure", "open"),
    ("education", "off_post", "closed"), ("education", "ledger", "open"), ("criticism", "attitude", "open"),
    ("interview", "off_post", "closed"), ("tolerated", "ledger", "closed"), ("reminder", "ledger", "open"),
)
OUTCOMES = ("upheld", "lightened", "dropped", "upheld", None, None, "lightened", "dropped", None)


@dataclass
class Problem:
    """A problem with what became of it."""

    visit: Visit
    category: str
    severity: int
    is_common: bool
    found_at: dt.datetime
    due_at: dt.datetime
    is_fixed_on_site: bool
    office: str
    recurrence_of: "Problem | None" = None
    events: list[tuple[str, dt.datetime, str]] = field(default_factory=list)
    problem_id: str = ""

    def closed_at(self) -> dt.datetime | None:
        """Return when it was closed, if it was."""
        return next((at for kind, at, _ in self.events if kind == "closed"), None)


def find_problems(visits: list[Visit], townships: list[Township], calendar: Calendar) -> list[Problem]:
    """Make up the problems, each found on a visit of a team, and let some come back."""
    dice = Dice(story.SEED, "problems")
    offices = {t.code: units.office_id(n) for n, t in enumerate(townships, 1)}
    walked = [v for v in visits if v.stream == "dispatch_office"]
    keyed = [(dice.share() ** (1 / (WORSE if v.area_code.startswith(WORSE_TOWNSHIP) else 1)), v) for v in walked]
    chosen = [v for _, v in sorted(keyed, key=lambda pair: -pair[0])[: story.PROBLEMS]]
    problems = [_found(dice, visit, offices, calendar) for visit in sorted(chosen, key=lambda v: v.visit_id)]
    problems += list(_come_back(dice, problems, walked, calendar))
    problems.sort(key=lambda p: (p.found_at, p.visit.visit_id))
    for number, problem in enumerate(problems, 1):
        problem.problem_id = f"Q{number:03d}"
    return problems


def _found(dice: Dice, visit: Visit, offices: dict[str, str], calendar: Calendar) -> Problem:
    severity = dice.weighted((1, 2, 3, 4), (3, 6, 4, 1))
    found_at = visit.arrived_at + minutes(12)
    problem = Problem(
        visit, dice.weighted(CATEGORIES, CATEGORY_WEIGHTS), severity, dice.chance(COMMON), found_at,
        found_at + dt.timedelta(hours=HOURS_TO_FIX[severity]), severity < 4 and dice.chance(ON_SITE),
        offices[visit.area_code[:9]],
    )
    _live(dice, problem, calendar)
    return problem


def _by_day(at: dt.datetime) -> dt.datetime:
    """Return the moment itself, or the next morning where it falls into the night."""
    if at.hour >= OFFICE_OPENS:
        return at
    return at.replace(hour=OFFICE_OPENS)


def _live(dice: Dice, problem: Problem, calendar: Calendar) -> None:
    """Let a problem go through its life as far as the clock allows."""
    team, office = problem.visit.organisation_id, problem.office
    others = [units.team_id(n) for n in range(1, story.TEAMS + 1) if units.team_id(n) != team]
    at = problem.found_at + minutes(dice.between(4, 9) if problem.is_fixed_on_site else dice.between(15, 180))
    steps = [("assigned", at, office)]
    if problem.severity == 4:
        told_at = problem.found_at + minutes(dice.between(6, 45))
        steps.append(("escalated", told_at, team))
        if dice.chance(0.85):
            steps.append(("seen", told_at + minutes(dice.pick((8, 14, 22, 35, 55, 160))), units.LEADER))
    given = (problem.due_at - problem.found_at).total_seconds() / 60
    share = 0.3 + 0.6 * dice.share() if dice.chance(0.82) else 1.1 + 0.9 * dice.share()
    at = at + minutes(6) if problem.is_fixed_on_site else problem.found_at + minutes(round(given * share))
    at = _by_day(at)
    steps.append(("fixed", at, office))
    if dice.chance(0.93):
        at = _by_day(at + minutes(dice.between(240, 2200)))
        steps.append(("verified", at, team if dice.chance(SAME_TEAM) else dice.pick(others)))
        if dice.chance(0.9):
            at = _by_day(at + minutes(dice.between(30, 300)))
            steps.append(("closed", at, units.ORGANISATION_DEPARTMENT))
    problem.events = [step for step in steps if step[1] <= calendar.clock_at - minutes(15)]


def _come_back(
    dice: Dice, problems: list[Problem], walked: list[Visit], calendar: Calendar
) -> Iterator[Problem]:
    """Reopen some closed problems, and let others be found anew at the same place on a later visit."""
    for problem in problems:
        closed_at = problem.closed_at()
        if closed_at is None or not dice.chance(BACK * 2):
            continue
        later = [v for v in walked if v.area_code == problem.visit.area_code and v.arrived_at > closed_at + minutes(90)]
        if dice.chance(0.4):
            at = _by_day(closed_at + dt.timedelta(hours=dice.between(20, 60)))
            if at < calendar.clock_at - minutes(30):
                problem.events.append(("reopened", at, dice.pick(walked).organisation_id))
        elif later:
            found_at = later[0].arrived_at + minutes(10)
            again = Problem(
                later[0], problem.category, min(problem.severity + 1, 3), problem.is_common, found_at,
                found_at + dt.timedelta(days=1), is_fixed_on_site=False, office=problem.office,
                recurrence_of=problem if dice.chance(0.7) else None,
            )
            _live(dice, again, calendar)
            yield again


def bulletin_rows(problems: list[Problem], calendar: Calendar) -> Iterator[Row]:
    """Return a point-to-point notice for most individual problems of weight, and two collective bulletins."""
    dice = Dice(story.SEED, "bulletins")
    notices = [
        Bulletin(
            _by_day(p.found_at + minutes(dice.between(60, 700))), NOTICE, p.office, p.visit.area_code, p.problem_id,
        )
        for p in problems
        if not p.is_common and p.severity >= 3 and dice.chance(0.75)
    ]
    notices += [
        Bulletin(calendar.at(calendar.day(day), 1290), "collective", None, story.COUNTY, None) for day in (8, 15)
    ]
    told = [n for n in notices if n.issued_at <= calendar.clock_at - minutes(30)]
    told.sort(key=lambda n: (n.issued_at, n.problem_id or ""))
    return shared.bulletin_rows(told)


def accountability_rows(problems: list[Problem], calendar: Calendar) -> Iterator[Row]:
    """Return proposals of the ladder: some after the problem was closed, some still before the one review."""
    dice = Dice(story.SEED, "accountability")
    closed = dice.shuffled([p for p in problems if p.closed_at() and p.severity > 1])
    still = dice.shuffled([p for p in problems if not p.closed_at() and p.severity > 1])
    steps = []
    for (measure, reason, state), outcome in zip(MEASURES, OUTCOMES, strict=True):
        problem = (closed if state == "closed" else still).pop()
        since = problem.closed_at() or problem.found_at
        at = min(_by_day(since + minutes(dice.between(200, 1500))), calendar.clock_at - minutes(200))
        reviewed_at = min(_by_day(at + minutes(dice.between(900, 2600))), calendar.clock_at - minutes(40))
        steps.append(Measure(at, measure, reason, problem, reviewed_at if outcome else None, outcome))
    return shared.accountability_rows(sorted(steps, key=lambda step: step.proposed_at))


def suggestion_rows(visits: list[Visit], calendar: Calendar) -> Iterator[Row]:
    """Yield what teams suggested, and when it was adopted; over half was."""
    dice = Dice(story.SEED, "suggestions")
    chosen = sorted(dice.some([v for v in visits if v.stream == "dispatch_office"], 44), key=lambda v: v.visit_id)
    for number, visit in enumerate(chosen, 1):
        made_at = visit.left_at + minutes(dice.between(20, 120))
        adopted_at = made_at + minutes(dice.between(300, 4000))
        adopted = dice.chance(0.6) and adopted_at < calendar.clock_at - minutes(60)
        yield shared.suggestion_row(number, visit, made_at, adopted_at if adopted else None, 15)
