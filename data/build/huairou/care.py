"""Care: supplies in and out of each township's store, money, measures of care, honours as counts."""

import datetime as dt
from collections.abc import Iterator

from data.build.dice import Dice
from data.build.huairou import story, units
from data.build.huairou.sending import Sent
from data.build.places import Township
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar

# Days after the first on which each kind is given out, and how much of it goes out in the last seven days.
ISSUE_DAYS = {
    "tent": (0, 1, 2, 5, 9), "gloves": (0, 2, 4, 7, 10, 12), "heat_pad": tuple(range(0, 14, 2)), "coat": (0, 1, 3, 8),
    "mask": tuple(range(14)), "disinfectant": tuple(range(1, 14, 3)),
}
# What came in beyond what was given out, in days of the usual issue.
DAYS_LEFT = {"tent": 16.0, "gloves": 9.0, "heat_pad": 9.0, "coat": 16.0, "mask": 8.5, "disinfectant": 10.0}
DONATED = {"mask": 0.12, "heat_pad": 0.2, "gloves": 0.15}
FUNDS = (
    ("budget", "in", story.DISTRICT, None, 1_200_000, 0, None),
    ("party_dues", "in", story.DISTRICT, "D05", 360_000, 1, None),
    ("donation", "in", story.DISTRICT, "E01", 150_000, 3, None),
    ("donation", "in", story.DISTRICT, "E03", 86_000, 6, None),
    ("budget", "out", story.DISTRICT, None, 420_000, 1, "protection"),
    ("budget", "out", story.DISTRICT, None, 310_000, 2, "warm_keeping"),
    ("budget", "out", story.DISTRICT, None, 88_000, 10, "protection"),
    ("donation", "out", story.DISTRICT, None, 96_000, 7, "protection"),
    ("party_dues", "out", story.DISTRICT, None, 24_000, 8, "hardship"),
)
CARE = (
    # Measure, share of the people at the front it reaches, days after the first.
    ("message", 1.0, (0, 7)), ("talk", 0.62, (2, 5, 8, 11)), ("problem_solved", 0.11, (4, 9, 12)),
    ("counselling", 0.06, (6, 10)), ("family_visit", 0.05, (8,)), ("warm_place", 0.8, (1,)), ("phone", 0.3, (3, 10)),
)
SUBSTITUTED = 14
LESS_CARE = {story.LABAGOUMEN: 0.25, story.BAOSHAN: 0.4}


def supply_rows(townships: list[Township], sent: list[Sent], calendar: Calendar) -> Iterator[Row]:
    """Yield what each township took in and gave out; meals at one community, radios bought for one village."""
    dice = Dice(story.SEED, "supplies")
    people = [float(sum(s.community.township_code == t.code for s in sent)) for t in townships]
    moves: list[tuple[dt.datetime, str, str, str, str | None, int]] = []
    for kind, total in story.ISSUED.items():
        for number, (township, own) in enumerate(zip(townships, apportion(people, total), strict=True), 1):
            days = ISSUE_DAYS[kind]
            out = apportion([0.8 + 0.4 * dice.share() for _ in days], own)
            moves += [
                (calendar.at(calendar.day(d), dice.between(108, 204) * 5), kind, "issued", township.code, None, n)
                for d, n in zip(days, out, strict=True) if n
            ]
            week = sum(n for d, n in zip(days, out, strict=True) if d > 6) / 7
            short_kind, left = story.SHORT_OF.get(township.code, ("", 0.0))
            left = left if kind == short_kind else DAYS_LEFT[kind] * (0.75 + 0.9 * dice.share())
            came_in = own + max(1, round(week * left))
            if (township.code, kind) == story.OVERDRAWN:
                came_in = round(own * 0.9)
            given = round(came_in * DONATED.get(kind, 0) * dice.share())
            first = calendar.at(calendar.first_on - dt.timedelta(days=1), 600)
            early = round((came_in - given) * 0.7)
            moves.append((first, kind, "received", township.code, None, early))
            again = calendar.at(calendar.day(6), 570)
            moves.append((again, kind, "received", township.code, units.office_id(number), came_in - given - early))
            if given:
                moves.append((calendar.at(calendar.day(3), 660), kind, "donated", township.code, "E02", given))
    for day in calendar.days():
        moves.append((calendar.at(day, 660), "meal", "donated", story.WANGHUAI, "M1", story.MEALS_A_DAY))
        moves.append((calendar.at(day, 710), "meal", "issued", story.WANGHUAI, None, story.MEALS_A_DAY))
    committee = units.committee_id(story.MADAOYU)
    for flow, minute in (("bought_own", 840), ("issued", 900)):
        moves.append((calendar.at(calendar.day(2), minute), "radio", flow, story.MADAOYU, committee, story.RADIOS))
    for number, (moved_at, kind, flow, code, unit, quantity) in enumerate(sorted(moves, key=_by_time), 1):
        yield {
            "supply_movement_id": f"SM{number:04d}",
            "supply_kind": kind,
            "supply_flow": flow,
            "area_code": code,
            "organisation_id": unit,
            "quantity": quantity,
            "moved_at": moved_at,
            "recorded_at": moved_at + dt.timedelta(hours=1),
        }


def _by_time(move: tuple[dt.datetime, str, str, str, str | None, int]) -> tuple[dt.datetime, str, str, str]:
    return move[0], move[3], move[1], move[2]


def fund_rows(townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield money in and out; none of it was published."""
    dice = Dice(story.SEED, "funds")
    moves = list(FUNDS)
    for number, township in enumerate(townships, 1):
        visit, meals = 6_000 + 500 * len(township.communities), dice.between(8, 20) * 1000
        moves.append(("party_dues", "out", township.code, units.office_id(number), visit, 4 + number % 5, "visit"))
        moves.append(("budget", "out", township.code, units.office_id(number), meals, 3 + number % 8, "meals"))
    for number, (kind, flow, code, unit, yuan, day, purpose) in enumerate(sorted(moves, key=lambda m: m[5]), 1):
        yield {
            "fund_movement_id": f"FM{number:02d}",
            "fund_kind": kind,
            "fund_flow": flow,
            "area_code": code,
            "organisation_id": unit,
            "yuan": float(yuan),
            "moved_on": calendar.day(day),
            "fund_purpose": purpose,
            "recorded_at": calendar.at(calendar.day(day), 1140),
        }


def care_rows(townships: list[Township], sent: list[Sent], calendar: Calendar) -> Iterator[Row]:
    """Yield measures of care township by township; rest is what the rest orders say, fewer in the far north."""
    dice = Dice(story.SEED, "care")
    rows: list[tuple[dt.datetime, str, str, int]] = []
    for township in townships:
        there = sum(s.community.township_code == township.code for s in sent)
        for kind, share, days in CARE:
            usual = LESS_CARE.get(township.code, 0.85 + 0.3 * dice.share())
            reach = there * share * (1.0 if kind == "message" else usual)
            for day, people in zip(days, apportion([1.0] * len(days), round(reach)), strict=True):
                done_at = calendar.at(calendar.day(day), dice.between(110, 220) * 5)
                if people:
                    rows.append((done_at, kind, township.code, people))
    for township, people in zip(townships[3:7], apportion([1.0] * 4, SUBSTITUTED), strict=True):
        rows.append((calendar.at(calendar.day(7), 900), "substitution", township.code, people))
    for number, (done_at, kind, code, people) in enumerate(sorted(rows), 1):
        yield {
            "care_measure_id": f"CM{number:03d}",
            "care_kind": kind,
            "area_code": code,
            "organisation_id": None,
            "people": people,
            "done_at": done_at,
            "recorded_at": done_at + dt.timedelta(hours=2),
        }


def honour_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield honours as counts; invented."""
    given = (
        ("commendation", "unit", story.DISTRICT, 6, 5), ("commendation", "cadre", story.DISTRICT, 18, 5),
        ("commendation", "cadre", story.DISTRICT, 23, 11), ("admission", "front_member", story.DISTRICT, 7, 10),
        ("award", "volunteer", story.LONGSHAN, 12, 9), ("commendation", "grassroots_cadre", story.BOHAI, 5, 12),
    )
    for number, (honour, recipient, code, count, day) in enumerate(given, 1):
        yield {
            "commendation_id": f"HN{number}",
            "honour_kind": honour,
            "recipient_kind": recipient,
            "area_code": code,
            "recipients": count,
            "awarded_on": calendar.day(day),
            "recorded_at": calendar.at(calendar.day(day), 1080),
        }
