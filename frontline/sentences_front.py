"""Titles that are answers, for the page about organisation and for volunteer hours with integrity."""

from typing import Any

import pandas as pd

from frontline.headlines import failed_question
from frontline.title import alone, title
from frontline.words import Language, number, percent, say

DAY = 24


@title
def complete(total: dict[str, Any], language: Language) -> str:
    """Say how many communities have a branch and every seat filled, and what the others lack."""
    if total["communities_complete"] is None:
        return say("title.front_none", language)
    said = {"part": number(total["communities_complete"]), "whole": number(total["communities"]),
            "branch": number(total["communities_without_branch"])}
    if pd.isna(total["seats"]):
        return say("title.front_seatless", language, **said)
    return say("title.front", language, **said, seats=number(total["seats"] - total["seats_filled"]))


@title
def thinnest(townships: pd.DataFrame, language: Language) -> str:
    """Say which township is least complete."""
    known = townships.dropna(subset=["complete_share"])
    if known.empty:
        return say("title.front_none", language)
    row = known.iloc[0]
    if row["complete_share"] == 1:
        return say("title.front_whole", language)
    said = {"part": number(row["communities_complete"]), "whole": number(row["communities"])}
    if len(known) == 1:
        share = percent(row["complete_share"])
        return alone(say("map.tip_share", language, name=row["name"], share=share, **said), townships, language)
    return say("title.thinnest", language, name=row["name"], **said)


@title
def arrivals(hours: pd.DataFrame, language: Language) -> str:
    """Say how many had arrived within a day of the order."""
    if hours.empty:
        return say("title.arrivals_none", language)
    row = hours[hours["hours"] <= DAY].iloc[-1]
    return say(
        "title.arrivals", language, part=number(row["arrived"]), whole=number(row["sent"]),
        share=percent(row["arrived_share"]),
    )


def known_sum(frame: pd.DataFrame, column: str) -> float | None:
    """Return what a column adds up to; None where the question has failed or no value is known."""
    known = frame[column].dropna()
    return None if failed_question(frame) or known.empty else float(known.sum())


@title
def summed(frame: pd.DataFrame, column: str, key: str, language: Language) -> str:
    """Say what a column adds up to, with the words for none where there is no row or no known value."""
    known = frame[column].dropna()
    return say(f"title.{key}_none", language) if known.empty else say(f"title.{key}", language, n=number(known.sum()))


@title
def links(units: pd.DataFrame, language: Language) -> str:
    """Say for how many people a link is broken."""
    known = units.dropna(subset=["links_whole"])
    if known.empty:
        return say("title.links_none", language)
    broken = int((known["sent"] - known["links_whole"]).sum())
    return say("title.links", language, n=number(broken), whole=number(known["sent"].sum()))


@title
def trained(rules: pd.DataFrame, language: Language) -> str:
    """Say the lowest share trained on a rule."""
    known = rules.dropna(subset=["trained_share"])
    if known.empty:
        return say("title.training_none", language)
    return say("title.training", language, n=len(known), share=percent(known["trained_share"].min()))


@title
def claimed(parts: dict[str, Any], language: Language) -> str:
    """Say how much of what was claimed is credited."""
    if not parts["claimed_hours"]:
        return say("title.claimed_none", language)
    return say(
        "title.claimed", language, claimed=number(parts["claimed_hours"]), credited=number(parts["credited_hours"]),
        doubtful=number(parts["doubtful_hours"]), twice=number(parts["twice_hours"]),
    )


@title
def told(units: pd.DataFrame, language: Language) -> str:
    """Say how many hours only the units tell of."""
    if units.empty:
        return say("title.told_none", language)
    return say("title.told", language, n=len(units), hours=number(units["unit_only_hours"].sum(), 1))


@title
def notified(days: pd.DataFrame, language: Language) -> str:
    """Say on how many days with checks both bulletins were issued."""
    known = days.dropna(subset=["is_double"])
    if known.empty:
        return say("title.double_none", language)
    if known[["activity_office_at", "control_office_at"]].isna().all(axis=None):
        return say("title.double_unkept", language, whole=len(known))
    return say("title.double", language, part=int(known["is_double"].astype(bool).sum()), whole=len(known))


@title
def channels(found: pd.DataFrame, language: Language) -> str:
    """Say how many of those reported were not found, over all channels."""
    if found.empty:
        return say("title.channels_none", language)
    return say(
        "title.channels", language, missed=number(found["people_missed"].sum()),
        checked=number(found["people_checked"].sum()),
    )
