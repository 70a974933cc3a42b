"""Titles that are answers, about supervision: blind spots, over-inspection, rounds, fair comparison."""


import pandas as pd

from frontline.headlines import listed
from frontline.title import title
from frontline.words import Language, number, say

NAMED = 3


@title
def both_ways(total: dict, language: Language) -> str:
    """Say how many places were not visited for long and how many too often."""
    if total["visits"] == 0:
        return say("title.rounds_none", language)
    if total["over_inspected"] is None:
        return say("title.coverage_silent", language)
    if not total["blind"] and not total["over_inspected"]:
        return say("title.both_ways_none", language)
    return say(
        "title.both_ways", language, blind=number(total["blind"]), days=number(total["interval_days"]),
        over=number(total["over_inspected"]), limit=number(total["limit_per_day"]),
    )


@title
def rounds(by_round: pd.DataFrame, language: Language) -> str:
    """Say how many rounds the widest stream has made and how many places it has reached."""
    if by_round.empty:
        return say("title.rounds_none", language)
    last = by_round.sort_values(["places_so_far", "round_no"], kind="stable").iloc[-1]
    return say(
        "title.rounds", language, n=number(last["round_no"]), part=number(last["places_so_far"]),
        whole=number(last["communities"]),
    )


@title
def next_visits(places: pd.DataFrame, language: Language) -> str:
    """Say where to go first."""
    if places.empty:
        return say("title.next_none", language)
    names = "、".join(places["name"].head(NAMED))
    return say("title.next" if len(places) > NAMED else "title.next_all", language, names=names, n=len(places))


@title
def contradictions(pairs: pd.DataFrame, language: Language) -> str:
    """Say how many pairs of demands contradict each other."""
    if pairs.empty:
        return say("title.contradictions_none", language)
    return say("title.contradictions", language, n=len(pairs), places=pairs["area_code"].nunique())


@title
def repeats(items: pd.DataFrame, language: Language) -> str:
    """Say how many items were checked by several teams, and by how many at most."""
    if items.empty:
        return say("title.repeats_none", language)
    return say("title.repeats", language, n=len(items), teams=number(items["teams"].max()))


@title
def fair_rate(townships: pd.DataFrame, language: Language) -> str:
    """Say which townships have more problems than chance explains."""
    return _fair(townships, "rate_verdict", "above", "fair_rate", language)


@title
def fair_closure(townships: pd.DataFrame, language: Language) -> str:
    """Say which townships verify less than chance explains."""
    return _fair(townships, "verified_verdict", "below", "fair_closure", language)


def _fair(townships: pd.DataFrame, column: str, bad: str, key: str, language: Language) -> str:
    out = townships[townships[column] == bad]
    if out.empty:
        few = listed(townships, column).count("few")
        if few == len(townships):
            return say("title.fair_few", language)
        return say("title.fair_none", language, few=few) if few else say("title.fair_all_none", language)
    return say(f"title.{key}", language, n=len(out), names="、".join(out["name"].head(NAMED)))
