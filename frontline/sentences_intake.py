"""Titles of the pages on name matches and on who has not reported: each answers its panel's question in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from frontline.sentences import counted
from frontline.title import title
from frontline.words import Language, number, say


@title
def unmatched(unknown: pd.DataFrame, total: Mapping[str, Any], language: Language) -> str:
    """Say how many names mean nothing known; where nothing was recorded that is not known."""
    if total["cells"] is None:
        return say("title.unmatched_silent", language)
    return counted(unknown, "unmatched", language)


@title
def matched(senders: pd.DataFrame, total: Mapping[str, Any], language: Language) -> str:
    """Say of how many posts the names were matched, and how many cells by their code."""
    if senders.empty:
        return say("title.unmatched_silent", language)
    return say(
        "title.matched", language, senders=senders["uploader"].nunique(), code=number(total["by_code"]),
        cells=number(total["cells"]),
    )


@title
def shared(names: pd.DataFrame, language: Language) -> str:
    """Say how many names several places or units have."""
    return counted(names, "shared", language)


@title
def strays(points: pd.DataFrame, language: Language) -> str:
    """Say how many points lie outside their area, and the farthest."""
    if points.empty:
        return say("title.strays_none", language)
    far = points.iloc[0]
    return say("title.strays", language, n=len(points), name=far["name"], metres=number(far["metres"]))


@title
def others(names: pd.DataFrame, language: Language) -> str:
    """Say how many other names and codes places have."""
    return counted(names, "others", language)


@title
def owed(reports: pd.DataFrame, total: Mapping[str, Any], language: Language) -> str:
    """Say how many reports are missing or late, and who has owed them longest in a row."""
    if reports.empty:
        return say("title.owed_silent", language)
    if not total["missing"] and not total["late"]:
        return say("title.owed_none", language)
    return say(
        "title.owed", language, missing=number(total["missing"]), late=number(total["late"]),
        name=total["longest_name"], streak=number(total["longest_streak"]),
    )


@title
def reviews(batches: pd.DataFrame, language: Language) -> str:
    """Say how many files were taken in, and how many of them are questioned or rejected."""
    if batches.empty:
        return say("title.reviews_none", language)
    states = batches["review_state"].value_counts()
    return say(
        "title.reviews", language, n=len(batches), questioned=states.get("questioned", 0),
        rejected=states.get("rejected", 0),
    )


@title
def corrections(changes: pd.DataFrame, language: Language) -> str:
    """Say how many values were corrected."""
    return counted(changes, "corrections", language)


@title
def held(requests: pd.DataFrame, language: Language) -> str:
    """Say how many of the fields asked for were held already, and name the form that asked for most of them."""
    if requests.empty:
        return say("title.held_none", language)
    most = requests.sort_values(["fields_held", "asked_at"], ascending=False, kind="stable").iloc[0]
    unit = say("fill.by", language, unit=most["asked_by"]) if isinstance(most["asked_by"], str) else ""
    return say(
        "title.held", language, held=number(requests["fields_held"].sum()), fields=number(requests["fields"].sum()),
        form=most["title"], unit=unit,
    )
