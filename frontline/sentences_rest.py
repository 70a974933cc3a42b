"""Titles that are answers, about rest, the reasons of a gap and the burden of reporting."""


import pandas as pd

from frontline.headlines import listed
from frontline.title import alone, title
from frontline.words import Language, day, number, percent, say


@title
def must_rest(total: dict, townships: pd.DataFrame, language: Language) -> str:
    """Say how many must rest and where the share is largest."""
    if not total["people"]:
        return _silent(total, language)
    if total["people_must_rest"] is None:
        return say("title.rest_few", language)
    if not total["people_must_rest"]:
        return say("title.rest_none", language)
    if townships["people"].notna().sum() == 1:
        where = townships.loc[townships["people"].notna(), "name"].iloc[0]
        said = {"name": where, "people": number(total["people_must_rest"]), "share": percent(total["must_rest_share"])}
        return alone(say("title.must_rest_alone", language, **said), townships, language)
    known = [share for share in listed(townships, "must_rest_share") if share]
    worst = townships["name"].iloc[0] if known else "–"
    return say(
        "title.must_rest", language, people=number(total["people_must_rest"]), share=percent(total["must_rest_share"]),
        worst=worst,
    )


@title
def true_gap(total: dict, language: Language) -> str:
    """Say the gap there would be if everybody who must rest rested, beside the gap there is."""
    if total["people_short"] is None:
        return say("title.gap_silent", language)
    return say(
        "title.true_gap", language, true=number(total["people_short"]), seen=number(total["people_short_apparent"])
    )


@title
def true_gap_posts(checkpoints: pd.DataFrame, language: Language) -> str:
    """Say how many checkpoints would be short and how many would stand empty."""
    short = sum(bool(gap) for gap in listed(checkpoints, "people_short"))
    empty = sum(map(bool, listed(checkpoints, "is_unattended")))
    return say("title.true_gap_posts", language, n=short, empty=empty)


@title
def streaks(total: dict, language: Language) -> str:
    """Say the longest run of days on duty and the middle one."""
    if total["longest_days"] is None:
        return say("title.rest_few", language) if total["people"] else _silent(total, language)
    return say(
        "title.streaks", language, longest=number(total["longest_days"]), median=number(total["median_days"])
    )


@title
def carried(checkpoints: pd.DataFrame, language: Language) -> str:
    """Say how many checkpoints are carried by people none of whom had a day off."""
    if not any(listed(checkpoints, "people")):
        return say("title.rest_silent", language)
    carried_by = [bool(one) for one in listed(checkpoints, "is_without_rest")]
    if not any(carried_by):
        return say("title.carried_none", language)
    worst = checkpoints["checkpoint_name"].iloc[carried_by.index(True)]
    return say("title.carried", language, n=sum(carried_by), worst=worst)


@title
def tired_units(units: pd.DataFrame, language: Language) -> str:
    """Say how many units have people who must rest."""
    if units.empty:
        return say("title.rest_silent", language)
    tired = sum(bool(people) for people in listed(units, "people_must_rest"))
    hidden = sum(map(bool, listed(units, "is_suppressed")))
    return say("title.tired_units" if tired else "title.tired_units_none", language, n=tired, hidden=hidden)


@title
def rest_plan(days: pd.DataFrame, language: Language) -> str:
    """Say on how many of the coming days somebody rests by order, and when nobody takes over."""
    orders, open_days = listed(days, "orders"), listed(days, "orders_without_relief")
    if days.empty:
        return say("title.rest_plan_unkept", language)
    if not any(orders):
        return say("title.rest_plan_none", language)
    without = sum(bool(n) for n in open_days)
    return say("title.rest_plan", language, days=sum(bool(n) for n in orders), without=without)


@title
def lasting(townships: pd.DataFrame, language: Language) -> str:
    """Say how many townships have fewer people than it takes to go on."""
    ratios = [ratio for ratio in listed(townships, "wisn_share") if ratio is not None]
    if not ratios:
        return say("title.rest_silent", language)
    return say("title.lasting", language, n=sum(ratio < 1 for ratio in ratios), whole=len(ratios))


@title
def staff_each(communities: pd.DataFrame, language: Language) -> str:
    """Say where the fewest staff stand for 10,000 people."""
    rates = listed(communities, "staff_per_10000")
    known = [rate for rate in rates if rate is not None]
    if not known:
        return say("title.staff_each_none", language)
    name = communities["name"].iloc[rates.index(known[0])]
    return say("title.staff_each", language, name=name, rate=number(known[0], 1))


@title
def reasons(total: dict, rested: object, language: Language) -> str:
    """Say the gap as a sum of its reasons, and with `rested` what those who must rest would add."""
    if total["people_short"] is None:
        return say("title.gap_silent", language)
    parts = {
        name: number(total[f"short_{name}"])
        for name in ("not_established", "not_rostered", "absent", "resting", "added")
    }
    said = say("title.reasons", language, short=number(total["people_short"]), **parts)
    if not rested:
        return said
    return said + say(
        "title.reasons_rested", language, more=number(total["short_must_rest"]),
        true=number(total["people_short_rested"]),
    )


@title
def burden(days: pd.DataFrame, language: Language) -> str:
    """Say what one community had to fill in on the last day that asked, and on the worst."""
    asked = days[days["communities"] > 0]
    if asked.empty:
        return say("title.burden_none", language)
    fields = (asked["fields_new"] + asked["fields_known"]).tolist()
    return say(
        "title.burden", language, date=day(asked["asked_on"].iloc[-1], language), fields=number(fields[-1], 1),
        minutes=number(asked["minutes_per_community"].iloc[-1]), peak=number(max(fields), 1),
    )


@title
def duplicates(requests: pd.DataFrame, language: Language) -> str:
    """Say how many requests of seven days asked for what had been given that day."""
    if requests.empty:
        return say("title.duplicates_none", language)
    return say("title.duplicates", language, n=len(requests), title=requests["title"].iloc[0])


@title
def self_reported(days: pd.DataFrame, language: Language) -> str:
    """Say how many report themselves and how long a passage takes now and took at first."""
    timed = days[days["handling_seconds"].notna()]
    if timed.empty:
        return say("title.self_reported_none", language)
    first, last = timed.iloc[0], timed.iloc[-1]
    return say(
        "title.self_reported", language, share=percent(last["qr_share"]), now=number(last["handling_seconds"]),
        before=number(first["handling_seconds"]),
    )


def _silent(total: dict, language: Language) -> str:
    """Say that no duty is known, and since when."""
    on = total["last_told_on"]
    if on is None:
        return say("title.rest_silent", language)
    return say("title.rest_since", language, day=day(on, language))
