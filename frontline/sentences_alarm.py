"""What is said of alarms, on the desk and on the wall."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from frontline.headlines import failed_question
from frontline.words import Language, clock, day, say


def alarm_words(row: Mapping[str, Any], language: Language) -> str:
    """Say one alarm: what, where, since when."""
    since = row["since_at"]
    return say("alarm.one", language, name=row["name"], what=row[f"name_{language}"],
               since=f"{day(since, language)} {clock(since)}")


def alarm_title(total: Mapping[str, Any], language: Language) -> str:
    """Say how many alarms nobody has taken note of."""
    if failed_question(total):
        return say("title.failed", language)
    if not total["unnoted"]:
        return say("alarm.quiet", language) if not total["alarms"] else say(
            "alarm.all_noted", language, n=total["acknowledged"])
    return say("alarm.title", language, n=total["unnoted"], grave=total["grave"])


def gravest(alarms: pd.DataFrame, language: Language) -> tuple[str, str]:
    """Return the state and the words of a wall's banner: the gravest alarm nobody has noted, and how many more."""
    if failed_question(alarms):
        return "unknown", say("title.failed", language)
    waiting = alarms[alarms["alarm_state"] != "acknowledged"]
    if waiting.empty:
        return "normal", say("alarm.quiet" if alarms.empty else "alarm.wall_noted", language)
    first = waiting.iloc[0]
    said = alarm_words(first, language)
    more = len(waiting) - 1
    state = "act" if first["severity"] > 1 else "watch"
    return state, said if not more else say("alarm.more", language, said=said, n=more)
