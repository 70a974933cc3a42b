"""The words of a reminder: to whom, which report, since when, ready to be sent by any channel."""

from collections.abc import Sequence

import pandas as pd

from frontline.panel import records
from frontline.words import Language, day, moment, number, say

OPEN = ("missing",)


def places_to_remind(owed: pd.DataFrame) -> dict[str, str]:
    """Return the places that owe a report, by code, those that owe it longest first."""
    return {row["area_code"]: row["name"] for row in records(owed) if row["report_status"] in OPEN}


def reminder(
    owed: pd.DataFrame, places: Sequence[str], names: dict[str, dict[str, str]], signed: str, language: Language
) -> str:
    """Return the text for these places, a paragraph each; `names` says codes in words, `signed` who asks and when."""
    rows = [row for row in records(owed) if row["report_status"] in OPEN]
    parts = []
    for place in places:
        mine = [row for row in rows if row["area_code"] == place]
        lines = [_line(row, names, language) for row in mine]
        parts.append("\n".join([say("remind.head", language, place=mine[0]["name"], n=len(mine)), *lines]))
    return "\n\n".join([*parts, say("remind.foot", language, signed=signed)]) if parts else ""


def _line(row: dict, names: dict[str, dict[str, str]], language: Language) -> str:
    shift = names.get("shift_code", {}).get(row["shift_code"], "")
    return say(
        "remind.line", language, source=names["report_source"].get(row["report_source"], row["report_source"]),
        when=f"{day(row['duty_on'], language)} {shift}".strip(), due=moment(row["due_at"], language),
        late=number(row["minutes_late"]), streak=row["streak"],
    )
