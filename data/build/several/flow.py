"""Passages at Shunping's road post before and after self-reporting, and Fuzhou's requests for data."""

import datetime as dt
from collections.abc import Iterator

from data.build.dice import Dice
from data.build.posts import Post
from data.build.several import story
from data.build.several.duty import SHUNPING_POST
from data.build.tables import Row
from data.build.times import Calendar, minutes

BY_HAND, BY_CODE = 60.0, 20.0
"""Seconds to handle one passage: a form by hand, a code that was filled in before."""
HOURS = range(7, 21)
# Department, title, fields, minutes to fill in: what was asked every day before there was one report.
ASKED = (
    ("DWJ", "发热人员日报表", ("residents", "temperature", "isolated", "returnees"), 25),
    ("DMZ", "社区防控力量表", ("volunteers", "on_duty", "gates_open", "residents"), 20),
    ("DGA", "来榕人员登记表", ("returnees", "visitors", "vehicles", "tenants"), 30),
    ("DZF", "网格排查汇总表", ("residents", "returnees", "visitors", "isolated"), 25),
    ("DSW", "生活物资需求表", ("supplies", "residents"), 15),
    ("DZZ", "党员下沉情况表", ("on_duty", "volunteers"), 10),
)
ONE_REPORT = (
    "residents", "temperature", "isolated", "returnees", "visitors", "volunteers", "on_duty", "gates_open", "supplies",
)
DISTRICTS = (story.GULOU, story.TAIJIANG)


def passage_rows(posts: list[Post], calendar: Calendar) -> Iterator[Row]:
    """Yield the hours of the road post; what was not reported has no row."""
    dice = Dice(story.SEED, "passages")
    post = next(post for post in posts if post.name == SHUNPING_POST)
    number = 0
    for day in calendar.days():
        since = (day - story.QR_FROM).days
        share = 0.0 if since < 0 else min(0.86, 0.42 + 0.06 * since)
        for hour in HOURS:
            hour_at = calendar.at(day, hour * 60)
            if hour_at + dt.timedelta(hours=1) > calendar.clock_at:
                continue
            people = dice.between(9, 34) + (12 if hour in (8, 9, 17, 18) else 0)
            coded = sum(dice.chance(share) for _ in range(people))
            number += 1
            yield {
                "passage_hour_id": f"PH{number:03d}",
                "checkpoint_id": post.checkpoint_id,
                "hour_at": hour_at,
                "people": people,
                "vehicles": people // 3,
                "visitor_forms": sum(dice.chance(0.22) for _ in range(people - coded)),
                "returnee_forms": sum(dice.chance(0.1) for _ in range(people - coded)),
                "qr_reports": coded,
                "turned_back": dice.between(0, 2),
                "handling_seconds": round((coded * BY_CODE + (people - coded) * BY_HAND) / people, 1),
                "recorded_at": hour_at + minutes(75),
            }


def _requests(calendar: Calendar) -> Iterator[tuple[str, str, str, tuple[str, ...], int, dt.datetime, int | None]]:
    """Yield organisation, area, title, fields, minutes, moment and period of every request."""
    first = story.ONE_REPORT_FROM - dt.timedelta(days=12)
    for day in calendar.days():
        if first <= day < story.ONE_REPORT_FROM:
            for number, (unit, title, fields, fill) in enumerate(ASKED):
                for area in DISTRICTS:
                    yield unit, area, title, fields, fill, calendar.at(day, 480 + 25 * number), None
    for area in DISTRICTS:
        at = calendar.at(story.ONE_REPORT_FROM, 480)
        yield "DHQ", area, "社区防控一张表", ONE_REPORT, 35, at, 1
    # Two departments still ask for what the one report holds.
    for unit, day, area in (("DMZ", 29, story.TAIJIANG), ("DZF", 31, story.GULOU), ("DZZ", 31, story.GULOU)):
        title, fields, fill = next((t, f, m) for u, t, f, m in ASKED if u == unit)
        yield unit, area, title, fields, fill, calendar.at(calendar.day(day), 620), None


def request_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield each request to a district; every community in it fills it in."""
    for number, (unit, area, title, _, fill, asked_at, every_days) in enumerate(_requests(calendar), 1):
        yield {
            "data_request_id": f"DR{number:03d}",
            "organisation_id": unit,
            "area_code": area,
            "title": title,
            "asked_at": asked_at,
            "due_at": asked_at + dt.timedelta(hours=8),
            "every_days": every_days,
            "fill_minutes": fill,
            "recorded_at": asked_at + minutes(10),
        }


def field_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield the fields of each request."""
    count = 0
    for number, (_, _, _, fields, _, asked_at, _) in enumerate(_requests(calendar), 1):
        for code in fields:
            count += 1
            yield {
                "data_request_field_id": f"DF{count:04d}",
                "data_request_id": f"DR{number:03d}",
                "field_code": code,
                "recorded_at": asked_at + minutes(10),
            }
