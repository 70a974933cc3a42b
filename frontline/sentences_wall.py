"""What the edges of a wall say: how old each kind of report is, and which alarms may sound."""

import pandas as pd

from frontline.headlines import failed_question, few
from frontline.words import Language, say

HOUR, TWO_DAYS = 60, 2880
"""Minutes: below the first an age is said in minutes, from the second in days."""
GRAVE = 2


def ages(reports: pd.DataFrame, language: Language) -> list[tuple[str, bool]]:
    """Say of each kind of report how old the newest is, and whether and by whom it is past its time."""
    if failed_question(reports):
        return [(say("title.failed", language), True)]
    said = []
    for row in reports.to_dict("records"):
        source = say(f"coverage.{row['report_source']}", language)
        words = (
            say("wall.age_never", language, source=source) if pd.isna(row["age_minutes"])
            else say("wall.age", language, source=source, age=span(int(row["age_minutes"]), language))
        )
        if row["is_late"]:
            words += say(
                "wall.age_late", language, late=row["townships_late"], expected=row["townships_expected"],
                names=few(row["late_names"], language),
            )
        said.append((words, bool(row["is_late"])))
    return said


def span(minutes: int, language: Language) -> str:
    """Say a length of time: 25 分钟, 3 小时, 4 天."""
    if minutes < HOUR:
        return say("wall.minutes", language, n=minutes)
    if minutes < TWO_DAYS:
        return say("wall.hours", language, n=minutes // HOUR)
    return say("wall.days", language, n=minutes // (24 * HOUR))


def chimes(alarms: pd.DataFrame) -> dict[str, str] | None:
    """Return the mark of each grave alarm, by which a wall knows whether it has sounded; None where nobody can tell.

    `open`; `back` and the moment since when; `noted` while somebody handles it; `hush` in its muted hours.
    """
    if failed_question(alarms):
        return None
    marks = {}
    for row in alarms[alarms["severity"] >= GRAVE].to_dict("records"):
        mark = {"acknowledged": "noted", "open": "open"}.get(row["alarm_state"])
        mark = mark or f"back {row['returns_at'].timestamp():.0f}"
        marks[row["alarm_id"]] = "hush" if row["is_muted"] and mark != "noted" else mark
    return marks
