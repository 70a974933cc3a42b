"""What is said of alarms, on the desk and on the wall."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from frontline.headlines import failed_question, first_row
from frontline.words import Language, clock, day, say


def alarm_words(row: Mapping[str, Any], language: Language) -> str:
    """Say one alarm: what, where, since when."""
    since = row["since_at"]
    return say("alarm.one", language, name=row["name"], what=row[f"name_{language}"],
               since=f"{day(since, language)} {clock(since)}")


def alarm_title(total: Mapping[str, Any], reports: pd.DataFrame, language: Language) -> str:
    """Say how many alarms nobody has taken note of; where there are none, how many could not have raised any."""
    if failed_question(total):
        return say("title.failed", language)
    if not total["unnoted"]:
        return quiet(reports, language) if not total["alarms"] else say(
            "alarm.all_noted", language, n=total["acknowledged"])
    return say("alarm.title", language, n=total["unnoted"], grave=total["grave"])


def quiet(reports: pd.DataFrame, language: Language) -> str:
    """Say that no alarm stands, and of how many townships nobody can tell: silence about posts is not calm.

    `reports` is the answer of reporting_by_source.
    """
    said = say("alarm.quiet", language)
    duty = {} if failed_question(reports) else first_row(reports[reports["report_source"] == "duty_shift"])
    silent = (duty.get("townships_expected") or 0) - (duty.get("townships_reported") or 0)
    return say("alarm.quiet_silent", language, said=said, n=silent) if silent else said


def gravest(alarms: pd.DataFrame, reports: pd.DataFrame, language: Language) -> tuple[str, str]:
    """Return the state and the words of a wall's banner: the gravest alarm nobody has noted, and how many more."""
    if failed_question(alarms):
        return "unknown", say("title.failed", language)
    waiting = alarms[alarms["alarm_state"] != "acknowledged"]
    if waiting.empty:
        return "normal", quiet(reports, language) if alarms.empty else say("alarm.wall_noted", language)
    first = waiting.iloc[0]
    said = alarm_words(first, language)
    more = len(waiting) - 1
    state = "act" if first["severity"] > 1 else "watch"
    return state, said if not more else say("alarm.more", language, said=said, n=more)
