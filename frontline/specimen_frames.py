"""Specimens for the charts: a frame for every chart, always the same."""

import math

import pandas as pd

from frontline.look import state_of
from frontline.panel import State
from frontline.specimens import CODES, NAMES, REQUIRED, SHIFTS, SHORT, gap_state


def ranked(rows: int = 12) -> pd.DataFrame:
    """Gaps by township; every fifth has not reported."""
    short = [SHORT[i % 12] if rows <= 12 else (None if i % 9 == 4 else i * 7 % 13) for i in range(rows)]
    required = [REQUIRED[i % 12] for i in range(rows)]
    return pd.DataFrame(
        {
            "area_code": [CODES[i] if i < 12 else f"3706842{i:02d}" for i in range(rows)],
            "name": [NAMES[i] if i < 12 else f"第{i}镇" for i in range(rows)],
            "people_required": required,
            "people_present": [
                None if gap is None else whole - gap for gap, whole in zip(short, required, strict=True)
            ],
            "people_short": short,
            "state": [gap_state(gap) for gap in short],
        }
    )


def shifts(days: int = 10) -> pd.DataFrame:
    """Gaps by shift; two shifts partly reported, three silent."""
    rows = []
    for day in range(days):
        for k, (code, name) in enumerate(SHIFTS):
            i = day * 3 + k
            silent, partly = i in (10, 11, 20), i in (4, 17, 29)
            rows.append(
                {
                    "starts_at": pd.Timestamp("2020-01-31 00:00", tz="Asia/Shanghai") + pd.Timedelta(hours=8 * i),
                    "shift_code": code,
                    "shift_name": name,
                    "people_short": None if silent else 14 + round(11 * math.sin(i / 3) + (6 if k == 0 else 0)),
                    "people_required": 359,
                    "townships_reported": 0 if silent else 9 if partly else 11,
                    "townships_expected": 11,
                }
            )
    return pd.DataFrame(rows)


def presence(posts: int = 8) -> pd.DataFrame:
    """Give a day of posts, hour by hour: full, short, empty, not required, not reported."""
    rows = []
    for post in range(posts):
        for hour in range(24):
            reported = not (post == 2 and 8 <= hour < 16)
            required = 0 if post == 4 and hour < 6 else 3
            empty = (post == 0 and hour in (2, 3)) or (post == 3 and hour == 22)
            short = (post + hour) % 7 == 0
            present = 0 if empty else required - (1 if short and required else 0)
            rows.append(
                {
                    "checkpoint_id": f"K{post:03d}",
                    "checkpoint_name": (
                        "长途汽车站",
                        "沈海高速蓬莱西出口",
                        "宁家甸村口",
                        "登州路农贸市场",
                        "钟楼小区北门",
                        "206国道刘家沟卡口",
                        "集中隔离点一",
                        "杨家疃村口",
                    )[post % 8],
                    "hour_of_day": hour,
                    "people_required": required,
                    "people_present_min": present if reported else None,
                    "unattended_minutes": (35 if empty else 0) if reported else None,
                    "is_reported": reported,
                }
            )
    return pd.DataFrame(rows)


def service_days(days: int = 14) -> pd.DataFrame:
    """Volunteer hours by day; one day is missing."""
    claimed = [420 + 37 * (i * 5 % 7) + 12 * i for i in range(days)]
    credited = [round(hours * (0.9 - 0.02 * (i % 3)), 1) for i, hours in enumerate(claimed)]
    return pd.DataFrame(
        {
            "served_on": pd.date_range("2020-01-27", periods=days),
            "claimed_hours": [None if i == 6 else hours for i, hours in enumerate(claimed)],
            "credited_hours": [None if i == 6 else hours for i, hours in enumerate(credited)],
        }
    )


def service_places(rows: int = 11) -> pd.DataFrame:
    """Volunteer hours by township."""
    return pd.DataFrame(
        {
            "area_code": CODES[:rows],
            "name": NAMES[:rows],
            "credited_hours": [1843.5 / (i + 1) + 90 for i in range(rows)],
            "volunteers": [310 // (i + 1) + 12 for i in range(rows)],
        }
    )


def rates(rows: int = 12) -> pd.DataFrame:
    """Coverage by township: one unreported, one with nothing to count."""
    whole = [(14, 22, 31, 9, 48, 56, 0, 38, 41, 90, 77, 52)[i % 12] for i in range(rows)]
    part = [None if i == 4 else round(n * (1 - i * 0.06)) for i, n in enumerate(whole)]
    share = [None if p is None or n == 0 else p / n for p, n in zip(part, whole, strict=True)]
    states: list[State] = [
        "exempt" if n == 0 else state_of(value, 0.95, 0.8, "low") for value, n in zip(share, whole, strict=True)
    ]
    return pd.DataFrame(
        {
            "area_code": CODES[:rows],
            "name": NAMES[:rows],
            "part": part,
            "whole": whole,
            "share": share,
            "state": states,
        }
    )


def intervals() -> pd.DataFrame:
    """Shares with Wilson intervals (z = 1.96)."""
    rows = []
    for name, part, whole in (
        ("登州街道", 58, 60),
        ("大辛店镇", 41, 52),
        ("北沟镇", 9, 10),
        ("村里集镇", 3, 5),
        ("南王街道", None, 0),
    ):
        share = low = high = None
        if whole:
            share, z = part / whole, 1.96
            middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
            half = z / (1 + z * z / whole)
            half *= math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
            low, high = middle - half, middle + half
        rows.append({"name": name, "share": share, "low": low, "high": high, "part": part, "whole": whole})
    return pd.DataFrame(rows)


FUNNEL = pd.DataFrame(
    {
        "stage": ["发现", "交办", "整改", "复核", "销号"],
        "n": [41, 40, 36, 33, 31],
        "note": ["", "1 件未交办", "4 件整改中", "", "2 件反弹"],
    }
)
AGEING = pd.DataFrame(
    {
        "age_class": ["不到 1 天", "1–2 天", "3–4 天", "5–7 天", "7 天以上"],
        "open_items": [4, 3, 2, 0, 1],
        "overdue_items": [0, 1, 2, 0, 1],
    }
)
COHORT = pd.DataFrame(
    {
        "found_on": pd.date_range("2020-02-02", periods=8),
        "found": [6, 4, 9, 0, 5, 8, 3, 6],
        "fixed": [6, 4, 8, 0, 5, 6, 2, 1],
        "verified": [6, 4, 7, 0, 4, 4, 1, 0],
        "closed": [6, 4, 6, 0, 3, 2, 0, 0],
    }
)
CLOSING = pd.DataFrame(
    {
        "severity_name": ["一般"] * 6 + ["严重"] * 5,
        "hours": [0, 6, 14, 26, 50, 96, 0, 3, 9, 20, 72],
        "share_open": [1, 0.82, 0.55, 0.31, 0.18, 0.1, 1, 0.75, 0.4, 0.2, 0.05],
    }
)


def reports(townships: int = 11, days: int = 5) -> pd.DataFrame:
    """Give reports by township and shift, all four statuses."""
    rows = []
    for i in range(townships):
        for day in range(days):
            for k, (code, _) in enumerate(SHIFTS):
                pick = (i * 7 + day * 3 + k * 5) % 19
                last = day == days - 1 and k == len(SHIFTS) - 1
                rows.append(
                    {
                        "area_code": CODES[i % 12],
                        "name": NAMES[i % 12],
                        "duty_on": pd.Timestamp("2020-02-05") + pd.Timedelta(days=day),
                        "shift_code": code,
                        "report_status": "not_due"
                        if last
                        else "missing"
                        if pick == 3
                        else "late"
                        if pick in (7, 11)
                        else "on_time",
                    }
                )
    return pd.DataFrame(rows)
