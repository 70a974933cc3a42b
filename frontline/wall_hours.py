"""Day and night on a wall: which theme it has now, and when that changes by itself."""

import datetime as dt
from collections.abc import Mapping

from frontline.look import ThemeName


def wall_theme(asked: str | None, now: dt.datetime, rules: Mapping[str, float]) -> ThemeName:
    """Return the theme of a wall: the one its address names, else paper within the hours of the rules."""
    if asked == "paper":
        return "paper"
    if asked == "night":
        return "night"
    start, end = rules["paper_from_hour"], rules["paper_to_hour"]
    hour = now.hour + now.minute / 60
    is_day = start <= hour < end if start <= end else hour >= start or hour < end
    return "paper" if is_day else "night"


def theme_turns_at(asked: str | None, now: dt.datetime, rules: Mapping[str, float]) -> dt.datetime | None:
    """Return the next moment at which the theme changes by the hour; None where the address has fixed it."""
    if asked in {"paper", "night"} or rules["paper_from_hour"] == rules["paper_to_hour"]:
        return None
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    hours = (rules["paper_from_hour"], rules["paper_to_hour"])
    return min(at for days in (0, 1) for hour in hours if (at := today + dt.timedelta(days=days, hours=hour)) > now)
