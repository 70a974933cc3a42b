"""Titles that are answers, for the pages of compounds and ledgers and of supplies and care."""

from typing import Any

import pandas as pd

from frontline.chart_rows import with_states
from frontline.derived import derived
from frontline.headlines import failed_question
from frontline.title import alone, title
from frontline.words import Language, number, percent, say


@title
def closure(total: dict[str, Any], language: Language) -> str:
    """Say how many compounds are closed and how many of them are not as they should be."""
    if not total["compounds"]:
        return say("title.compounds_none", language)
    if total["closed"] is None:
        return say("title.closure_unchecked", language, whole=number(total["compounds"]))
    return say(
        "title.closure", language, closed=number(total["closed"]), whole=number(total["compounds"]),
        open=number(total["compounds"] - total["compliant"]),
    )


@title
def unkept(compounds: pd.DataFrame, language: Language) -> str:
    """Say how many compounds come first in the list because something is not kept."""
    if compounds.empty:
        return say("title.compounds_none", language)
    if compounds["checked_at"].isna().all():
        return say("title.closure_unchecked", language, whole=number(len(compounds)))
    open_ones = compounds["is_compliant"].ne(other=True).fillna(value=True).sum()
    if not open_ones:
        return say("title.unkept_none", language, whole=number(len(compounds)))
    return say("title.unkept", language, n=number(open_ones), whole=number(len(compounds)))


@title
def ledgers(places: pd.DataFrame, total: dict[str, Any], language: Language) -> str:
    """Say how many ledgers are overdue and where most of them are."""
    if not total["due"]:
        return say("title.ledgers_none", language)
    if not total["overdue"]:
        return say("title.ledgers_quiet", language, due=number(total["due"]), invalid=number(total["invalid"]))
    return say(
        "title.ledgers", language, n=number(total["overdue"]), due=number(total["due"]), worst=places["name"].iloc[0]
    )


@title
def hardest(kinds: pd.DataFrame, language: Language) -> str:
    """Say the lowest share of ledgers filed in time."""
    known = kinds.dropna(subset=["on_time_share"])
    if known.empty:
        return say("title.ledgers_none", language)
    return say("title.hardest", language, share=percent(known["on_time_share"].iloc[0]))


@title
def passages(total: dict[str, Any], language: Language) -> str:
    """Say how many passed today and how many forms were filled in."""
    if not total["people"]:
        return say("title.passages_none", language)
    return say("title.passages", language, people=number(total["people"]), forms=number(total["forms"]))


@title
def permits(kinds: pd.DataFrame, language: Language) -> str:
    """Say how many permits are in force."""
    if kinds.empty:
        return say("title.permits_none", language)
    return say(
        "title.permits", language, active=number(kinds["permits_active"].sum()),
        issued=number(kinds["permits_issued"].sum()),
    )


@title
def stock(kinds: pd.DataFrame, language: Language) -> str:
    """Say what runs out first, and when."""
    known = kinds.dropna(subset=["stock_days"])
    if known.empty:
        return say("title.stock_none", language)
    first = known.iloc[0]
    return say("title.stock", language, kind=first[f"name_{language}"], days=number(first["stock_days"], 1))


@title
def stock_place(townships: pd.DataFrame, language: Language) -> str:
    """Say in which township something runs out first."""
    known = townships.dropna(subset=["stock_days"])
    if known.empty:
        cared_for = townships.dropna(subset=["care_per_100"]).sort_values(["care_per_100", "area_code"])
        if cared_for.empty:
            return say("title.stock_none", language)
        least = cared_for.iloc[0]
        if len(cared_for) == 1:
            said = say("map.tip_care", language, name=least["name"], part=number(least["care_people"]),
                       whole=number(least["front_people"]))
            return alone(said, townships, language)
        return say("title.care_place", language, place=least["name"], n=number(least["care_per_100"]))
    first = known.iloc[0]
    what = {"kind": first[f"supply_{language}"], "days": number(first["stock_days"], 1)}
    if len(known) == 1:
        return alone(say("map.tip_stock", language, name=first["name"], **what), townships, language)
    return say("title.stock_place", language, place=first["name"], **what)


@title
def overdrawn(kinds: pd.DataFrame, language: Language) -> str:
    """Say how many kinds of supplies were issued, and whether more went out than came in."""
    if kinds.empty:
        return say("title.supplies_none", language)
    beyond = (kinds["overdrawn"].fillna(0) > 0).sum()
    key = "title.supplies_beyond" if beyond else "title.supplies"
    return say(key, language, n=number(len(kinds)), beyond=number(beyond))


@title
def cared(total: dict[str, Any], language: Language) -> str:
    """Say how much care reaches a hundred people at the front."""
    if total["care_per_100"] is None:
        return say("title.care_none", language)
    return say(
        "title.care", language, n=number(total["care_per_100"]), people=number(total["front_people"])
    )


@title
def funds(total: dict[str, Any], language: Language) -> str:
    """Say what came in and went out."""
    if total["in_yuan"] is None and total["out_yuan"] is None:
        return say("title.funds_none", language)
    return say(
        "title.funds", language, income=number(total["in_yuan"] or 0), spent=number(total["out_yuan"] or 0)
    )


@title
def honours(total: dict[str, Any], language: Language) -> str:
    """Say how many honours were given; never to whom."""
    if total["recipients"] is None:
        return say("title.honours_none", language)
    return say("title.honours", language, n=number(total["recipients"]))


@derived
def with_supply_names(kinds: pd.DataFrame, thresholds: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Name each kind of supplies in the reader's language and judge it by how long it will last."""
    if failed_question(kinds):
        return kinds
    return with_states(kinds, "stock_days", thresholds, "M40").assign(name=kinds[f"name_{language}"])


def lowest_days(kinds: pd.DataFrame) -> float | None:
    """Return the fewest stock days of any kind; None where none is known or the question has failed."""
    if failed_question(kinds):
        return None
    known = kinds["stock_days"].dropna()
    return None if known.empty else float(known.min())


def lowest_name(kinds: pd.DataFrame, language: Language) -> str:
    """Name what runs out first, for the label of its number; without one the metric's own name stands."""
    if lowest_days(kinds) is None:
        return ""
    first = kinds.loc[kinds["stock_days"].idxmin(), f"name_{language}"]
    return say("metric.M40_of", language, kind=first)
