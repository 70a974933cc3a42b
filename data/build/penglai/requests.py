"""Reinforcement requests: townships that asked for people, and the answer they got."""

import datetime as dt
from collections.abc import Iterator

from data.build.penglai import story
from data.build.tables import Row
from data.build.times import Calendar, minutes

LOW, HIGH = story.REQUESTED_STAFF
# Township, role, least and most people, day, minute, hours to the answer (None: no answer yet), sent, status.
# Only the first is published; the others are invented.
ASKED: tuple[tuple[str, str, int, int, int, int, float | None, int | None, str], ...] = (
    (story.JOINT_TOWNSHIP, "household_screening", LOW, HIGH, 2, 1050, 5.5, 12, "granted"),
    (story.BEIGOU, "cadre", 6, 8, 4, 620, 3.0, 7, "granted"),
    (story.DAXINDIAN, "cadre", 8, 12, 6, 555, 9.0, 5, "partly"),
    (story.XINGANG, "health", 2, 3, 8, 1135, 2.5, 2, "granted"),
    (story.CUNLIJI, "cadre", 6, 10, 9, 505, 14.0, 3, "partly"),
    (story.XIAOMENJIA, "traffic_police", 2, 2, 11, 880, 6.0, 0, "declined"),
    (story.DALIUHANG, "cadre", 5, 8, 12, 585, None, None, "open"),
    (story.DAXINDIAN, "cadre", 10, 15, 13, 1010, None, None, "open"),
)


def request_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield each request as it came in, and again when it was answered."""
    for number, (code, role, low, high, day, minute, hours, sent, status) in enumerate(ASKED, 1):
        requested_at = calendar.at(calendar.day(day), minute)
        row = {
            "request_id": f"RQ{number}",
            "area_code": code,
            "role": role,
            "people_min": low,
            "people_max": high,
            "requested_at": requested_at,
            "decided_at": None,
            "people_sent": None,
            "request_status": "open",
            "recorded_at": requested_at + minutes(5),
        }
        yield row
        if hours is not None:
            decided_at = requested_at + dt.timedelta(hours=hours)
            yield row | {
                "decided_at": decided_at,
                "people_sent": sent,
                "request_status": status,
                "recorded_at": decided_at + minutes(10),
            }
