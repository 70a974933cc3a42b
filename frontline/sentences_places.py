"""Titles that are answers, for the pages about appraisal and about one place; the line that stands on every map."""

import pandas as pd

from frontline.headlines import failed_question
from frontline.words import Language, day, number, say

MOST_NAMED = 3


def appraised(total: dict, language: Language) -> str:
    """Say how many units have been appraised, and when last."""
    if failed_question(total):
        return say("title.failed", language)
    if not total["units_due"] or total["last_on"] is None:
        return say("title.appraised_none", language)
    return say(
        "title.appraised", language, part=number(total["units"]), whole=number(total["units_due"]),
        date=day(total["last_on"], language),
    )


def evidence(cells: pd.DataFrame, language: Language) -> str:
    """Say in how many cells no evidence was found, and how many nobody has looked at; never of whom most."""
    if failed_question(cells):
        return say("title.failed", language)
    states = cells["evidence_state"]
    if not (states != "unseen").any():
        return say("title.evidence_none", language)
    return say(
        "title.evidence", language, absent=int((states == "absent").sum()), unseen=int((states == "unseen").sum())
    )


def map_note(cells: pd.DataFrame, schematic: str, language: Language) -> str:
    """Return what must stand on a map: approval numbers, and that places are drawn schematically, or without one.

    Where only some have an approved boundary, those that have none are named, or the first of them.
    """
    approvals = sorted(set(cells["approval_note"].dropna()))
    if not approvals:
        return schematic if len(cells) else ""
    approved = say("app.then", language).join(
        note if _says_so(note) else say("map.approval", language, number=note) for note in approvals
    )
    rest = cells.loc[cells["approval_note"].isna(), "name"].tolist()
    if not rest:
        return approved
    key = "map.schematic_few" if len(rest) <= MOST_NAMED else "map.schematic_many"
    names = say("app.and", language).join(rest[:MOST_NAMED])
    return say("app.then", language).join([
        approved, say(key, language, note=schematic, names=names, n=number(len(rest)))
    ])


def _says_so(note: str) -> bool:
    """Tell whether a note says what it is, and is more than the bare number."""
    return any(say("map.approval", language, number="").strip()[:-1] in note for language in ("zh", "en"))


def waiting(units: pd.DataFrame, language: Language) -> str:
    """Say how many units wait to be appraised."""
    if failed_question(units):
        return say("title.failed", language)
    if units.empty:
        return say("title.appraised_none", language)
    n = int((~units["is_appraised"].astype(bool)).sum())
    return say("title.evidence_units", language, waiting=n) if n else say("title.evidence_all", language)
