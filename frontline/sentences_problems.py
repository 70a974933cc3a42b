"""Titles that are answers, about problems: honest numbers, age, relapses, bulletins, escalation, accountability."""


import pandas as pd

from frontline.headlines import listed
from frontline.title import title
from frontline.words import Language, day, number, percent, say


@title
def life(total: dict, language: Language) -> str:
    """Say the three honest numbers instead of one rate."""
    if not total["found"]:
        return say("title.life_none", language)
    if pd.isna(total["verified_by_other_share"]):
        return say("title.life_unfixed", language, n=number(total["found"]))
    key = "title.life_open" if pd.isna(total["relapsed_share"]) else "title.life"
    return say(
        key, language, on_site=percent(total["fixed_on_site_share"]),
        other=percent(total["verified_by_other_share"]), back=percent(total["relapsed_share"]),
    )


@title
def ageing(total: dict, language: Language) -> str:
    """Say how many problems are open and overdue."""
    if total["open"]:
        return say("title.ageing", language, open=number(total["open"]), overdue=number(total["overdue"]))
    return _none_open(total, language) if total["found"] else say("title.life_none", language)


@title
def problem_places(townships: pd.DataFrame, total: dict, language: Language) -> str:
    """Say in how many townships problems are open."""
    waiting = listed(townships, "open")
    if not any(waiting):
        return say("title.life_none", language) if None in waiting else _none_open(total, language)
    return say("title.problem_map", language, n=sum(map(bool, waiting)))


def _none_open(total: dict, language: Language) -> str:
    """Say that none is open, and of which day that is known where no visit has come since."""
    if last_on := total.get("last_told_on"):
        return say("title.ageing_none_until", language, day=day(last_on, language))
    return say("title.ageing_none", language)


@title
def relapses(returns: pd.DataFrame, language: Language) -> str:
    """Say how many returns there were and how many are still open."""
    if returns.empty:
        return say("title.relapses_none", language)
    return say("title.relapses", language, n=len(returns), open=int(returns["is_open"].astype(bool).sum()))


@title
def common(categories: pd.DataFrame, language: Language) -> str:
    """Say how many kinds of problem have become common."""
    wide = categories[categories["is_widespread"].astype(bool)] if len(categories) else categories
    if wide.empty:
        return say("title.common_none", language)
    return say("title.common", language, n=len(wide), townships=number(wide["townships"].max()))


@title
def bulletins(issued: pd.DataFrame, language: Language) -> str:
    """Say how many collective bulletins and how many notices were issued."""
    if issued.empty:
        return say("title.bulletins_none", language)
    kinds = listed(issued, "bulletin_kind")
    return say(
        "title.bulletins", language, collective=kinds.count("collective"), notices=kinds.count("point_to_point")
    )


@title
def escalations(total: dict, language: Language) -> str:
    """Say how soon the leader sees what is escalated and how much is unseen."""
    if not total["escalated"]:
        return say("title.escalations_none", language)
    return say(
        "title.escalations", language, n=number(total["escalated"]), minutes=number(total["median_delay_minutes"]),
        waiting=number(total["waiting"]),
    )


@title
def accountability(measures: pd.DataFrame, language: Language) -> str:
    """Say how many proposals there are and how many wait for the one review."""
    counts = listed(measures, "proposed")
    if measures.empty:
        return say("title.accountability_unkept", language)
    if None in counts or None in listed(measures, "pending"):
        return say("title.accountability_few", language)
    if not sum(counts):
        return say("title.accountability_none", language)
    return say("title.accountability", language, n=sum(counts), pending=sum(listed(measures, "pending")))


@title
def suggestions(streams: pd.DataFrame, language: Language) -> str:
    """Say how many suggestions were made and adopted."""
    if streams.empty:
        return say("title.suggestions_none", language)
    return say(
        "title.suggestions", language, made=number(streams["made"].sum()), adopted=number(streams["adopted"].sum())
    )
