"""Titles that are answers, for the pages about appraisal and about one place."""

import pandas as pd

from frontline.headlines import failed_question
from frontline.words import Language, day, number, say


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


def waiting(units: pd.DataFrame, language: Language) -> str:
    """Say how many units wait to be appraised."""
    if failed_question(units):
        return say("title.failed", language)
    if units.empty:
        return say("title.appraised_none", language)
    n = int((~units["is_appraised"].astype(bool)).sum())
    return say("title.evidence_units", language, waiting=n) if n else say("title.evidence_all", language)
