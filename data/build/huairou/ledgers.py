"""Ledgers, passages and permits: six ledgers of 318 places twice, hours at the busiest gates, permits day by day."""

import datetime as dt
from collections.abc import Iterator

from data.build.dice import Dice
from data.build.huairou import story
from data.build.huairou.compounds import Compound
from data.build.places import Community, Township
from data.build.posts import Post
from data.build.tables import Row
from data.build.times import Calendar, minutes

# Ledger, minute of the day at which it is due, rows a village and a residents' community expect.
LEDGERS = (
    ("travel", 1080, 14, 160), ("permit_holder", 1080, 210, 900), ("small_trade", 1080, 5, 26),
    ("tenant", 1080, 9, 120), ("staff", 1320, 8, 22), ("returnee_trade", 1320, 6, 75),
)
DUE_DAYS = (6, 13)
OVERDUE = 0.035
PASSAGE_DAYS, HOURS = 3, range(6, 22)
BY_HAND, BY_CODE = 58.0, 21.0
GATES_COUNTED = 26


def return_rows(townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield what was due on two Sundays: filed in time, filed late, filed with invalid rows, or not filed."""
    dice = Dice(story.SEED, "ledgers")
    number = 0
    for turn, day in enumerate(DUE_DAYS):
        for c in (c for t in townships for c in t.communities):
            weak = story.OVERDUE_TOWNSHIPS.get(c.township_code, OVERDUE)
            for kind, minute, rural, urban in LEDGERS:
                number += 1
                due_at = calendar.at(calendar.day(day), minute)
                row = _return(dice, c, kind, due_at, urban if c.is_urban else rural, weak)
                late = row["filed_at"] and row["filed_at"] > due_at
                if late and turn and row["filed_at"] > calendar.clock_at - minutes(5):
                    row["filed_at"] = None
                if row["filed_at"] and row["filed_at"] > calendar.clock_at:
                    row["filed_at"] = None
                if row["filed_at"] is None:
                    row |= {"rows_filed": None, "rows_invalid": None}
                known_at = row["filed_at"] + minutes(5) if row["filed_at"] else min(due_at, calendar.clock_at)
                yield row | {"ledger_return_id": f"LR{number:04d}", "recorded_at": min(known_at, calendar.clock_at)}


def _return(dice: Dice, c: Community, kind: str, due_at: dt.datetime, usual: int, weak: float) -> Row:
    expected = round(usual * (0.6 + 0.8 * dice.share()))
    luck, wait = dice.share(), dice.share()
    filed_at: dt.datetime | None = due_at - minutes(10 + round(wait * 480))
    if luck < weak * 0.6:
        filed_at = None
    elif luck < weak:
        filed_at = due_at + minutes(20 + round(wait * 900))
    wrong = c.code == story.INVALID_COMMUNITY or dice.chance(0.05)
    filed = expected if dice.chance(0.86) else round(expected * (0.8 + 0.2 * dice.share()))
    return {
        "ledger_kind": kind,
        "area_code": c.code,
        "due_at": due_at,
        "filed_at": filed_at,
        "rows_expected": expected,
        "rows_filed": filed,
        "rows_invalid": max(1, round(filed * 0.09)) if wrong and filed else 0,
    }


def passage_rows(posts: list[Post], calendar: Calendar) -> Iterator[Row]:
    """Yield the hours of the busiest gates; two of them take self-reporting by code since two days."""
    dice = Dice(story.SEED, "passages")
    counted = [p for p in posts if p.kind == "compound_gate"][:GATES_COUNTED]
    number = 0
    for day in calendar.days()[-PASSAGE_DAYS:]:
        for index, post in enumerate(counted):
            busy, coded_share = 14 + index % 7 * 4, 0.0
            if index in (8, 12) and day > story.QR_POSTS_FROM:
                coded_share = 0.25 + 0.15 * (day - story.QR_POSTS_FROM).days
            for hour in HOURS:
                hour_at = calendar.at(day, hour * 60)
                if hour_at + dt.timedelta(hours=1) > calendar.clock_at:
                    continue
                people = round(busy * (1.7 if hour in (8, 9, 17, 18) else 0.7) * (0.6 + 0.8 * dice.share()))
                coded = sum(dice.chance(coded_share) for _ in range(people))
                number += 1
                seconds = (coded * BY_CODE + (people - coded) * BY_HAND) / people if people else None
                yield {
                    "passage_hour_id": f"PH{number:04d}",
                    "checkpoint_id": post.checkpoint_id,
                    "hour_at": hour_at,
                    "people": people,
                    "vehicles": people // 4,
                    "visitor_forms": sum(dice.chance(0.12) for _ in range(people - coded)),
                    "returnee_forms": sum(dice.chance(0.06) for _ in range(people - coded)),
                    "qr_reports": coded,
                    "turned_back": int(dice.chance(0.15)),
                    "handling_seconds": round(seconds, 1) if seconds else None,
                    "recorded_at": hour_at + minutes(62),
                }


def permit_rows(townships: list[Township], compounds: list[Compound], calendar: Calendar) -> Iterator[Row]:
    """Yield permits issued so far and still in force, township by township, every day."""
    dice = Dice(story.SEED, "permits")
    number = 0
    for township in townships:
        homes = sum(c.households for c in compounds if c.area_code.startswith(township.code))
        homes += 190 * sum(not c.is_urban for c in township.communities)
        for kind, per_home in (("person", 1.9), ("vehicle", 0.45)):
            for index, day in enumerate(calendar.days()):
                reached = 0.55 + 0.45 * min(1.0, (index + 1) / 9)
                issued = round(homes * per_home * reached)
                number += 1
                yield {
                    "permit_count_id": f"PC{number:03d}",
                    "area_code": township.code,
                    "permit_kind": kind,
                    "counted_on": day,
                    "permits_issued": issued,
                    "permits_active": round(issued * (0.955 + 0.02 * dice.share())),
                    "recorded_at": min(calendar.at(day, 1200), calendar.clock_at),
                }
