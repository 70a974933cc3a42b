"""Titles that are answers: one plain sentence from an answer, in the reader's language."""

import pandas as pd

from frontline.digits import short
from frontline.headlines import listed
from frontline.title import alone, title
from frontline.words import Language, number, percent, say


@title
def gap(townships: pd.DataFrame, language: Language) -> str:
    """Say how many townships are short, by how many people, and which most."""
    gaps = listed(townships, "people_short")
    short = [gap for gap in gaps if gap]
    if all(gap is None for gap in gaps):
        return say("title.gap_silent", language)
    if not short:
        return say("title.gap_none", language)
    worst = townships["name"].iloc[gaps.index(short[0])]
    if sum(gap is not None for gap in gaps) == 1:
        return alone(say("title.gap_alone", language, name=worst, people=number(short[0])), townships, language)
    return say("title.gap", language, n=len(short), people=number(sum(short)), worst=worst)


@title
def gap_series(shifts: pd.DataFrame, language: Language) -> str:
    """Say the gap of the last shift beside the highest of the period."""
    gaps = listed(shifts, "people_short")
    known = [gap for gap in gaps if gap is not None]
    if not known:
        return say("title.gap_silent", language)
    # What was last reported is not the last shift where that is silent.
    key = "gap_series" if gaps[-1] is not None else "gap_series_before"
    return say(
        f"title.{key}", language, people=number(known[-1]), n=len(known), peak=number(max(known)),
    )


@title
def posts(checkpoints: pd.DataFrame, language: Language) -> str:
    """Say how many checkpoints are short and how many stand empty."""
    if len(checkpoints) and not any(listed(checkpoints, "is_reported")):
        return say("title.gap_silent", language)
    # Of a post that has not reported both are unknown.
    short = sum(bool(gap) for gap in listed(checkpoints, "people_short"))
    if not short:
        return say("title.posts_none", language)
    return say("title.posts", language, n=short, empty=sum(map(bool, listed(checkpoints, "is_unattended"))))


@title
def strip(hours: pd.DataFrame, language: Language) -> str:
    """Say how many checkpoints stood empty on the day, and for how long."""
    empty = hours[hours["unattended_minutes"] > 0]
    if empty.empty and hours["unattended_minutes"].isna().all():
        return say("title.strip_silent", language)
    if empty.empty:
        return say("title.strip_none", language)
    return say(
        "title.strip", language, n=empty["checkpoint_id"].nunique(),
        minutes=number(empty["unattended_minutes"].sum()),
    )


@title
def hours_day(days: pd.DataFrame, language: Language) -> str:
    """Say the hours credited and the hours cut."""
    credited = days["credited_hours"].sum()
    if not days["claimed_hours"].sum():
        return say("title.tasks_none", language)
    cut = days["claimed_hours"].sum() - credited
    return say("title.hours_day", language, hours=number(credited), cut=number(cut))


@title
def hours_place(townships: pd.DataFrame, language: Language) -> str:
    """Say where the fewest hours were served, among the townships that have somebody to serve."""
    townships = townships[townships["communities"] > 0]
    hours = listed(townships, "credited_hours")
    known = [one for one in hours if one is not None]
    if not known:
        return say("title.tasks_none", language)
    name = townships["name"].iloc[hours.index(known[0])]
    if len(known) == 1:
        return alone(say("map.tip_hours", language, name=name, hours=number(known[0])), townships, language)
    key = "hours_place" if len(known) == len(hours) else "hours_place_told"
    return say(f"title.{key}", language, name=name, hours=number(known[0]), n=len(known))


@title
def unserved(communities: pd.DataFrame, language: Language) -> str:
    """Say how many communities have had no service."""
    hours = listed(communities, "credited_hours")
    if set(hours) == {None}:
        return say("title.tasks_none", language)
    n, silent = sum(one == 0 for one in hours), hours.count(None)
    key = "communities_unserved_silent" if silent else "communities_unserved"
    return say(f"title.{key}", language, n=n, whole=len(hours) - silent, silent=silent)


@title
def spot(units: pd.DataFrame, language: Language) -> str:
    """Say what the spot checks found."""
    if not units["people_checked"].sum():
        return say("title.spot_none", language)
    return say(
        "title.spot", language, checked=number(units["people_checked"].sum()), found=number(units["people_found"].sum())
    )


@title
def coverage(total: dict, language: Language) -> str:
    """Say how many communities were visited in the window and how many never."""
    return say(
        "title.coverage", language, days=number(total["window_days"]), part=number(total["visited_in_window"]),
        whole=number(total["communities"]), never=number(total["never_visited"]),
    )


@title
def coverage_place(townships: pd.DataFrame, language: Language) -> str:
    """Say which township is covered least."""
    if townships.empty:
        return say("title.longest_none", language)
    if townships["visited_share"].isna().all():
        return say("title.coverage_silent" if townships["visits"].sum() else "title.rounds_none", language)
    if not any(listed(townships, "visited_share")):
        return say("title.coverage_none", language)
    share = percent(listed(townships, "visited_share")[0])
    if townships["visited_share"].notna().sum() == 1:
        said = say("title.coverage_alone", language, name=townships["name"].iloc[0], share=share)
        return alone(said, townships, language)
    return say("title.coverage_place", language, name=townships["name"].iloc[0], share=share)


@title
def longest(communities: pd.DataFrame, language: Language) -> str:
    """Say how many communities were never visited, and how many of them have a checkpoint."""
    if communities["visit_state"].isna().all():
        return say("title.rounds_none", language)
    days, posts = listed(communities, "days_since_visit"), listed(communities, "checkpoints")
    never = [n for n, since in zip(posts, days, strict=True) if since is None]
    if not never:
        return say("title.longest_none", language)
    return say("title.longest", language, n=len(never), posts=sum(map(bool, never)))


@title
def funnel(total: dict, language: Language) -> str:
    """Say how far the problems have come."""
    return say(
        "title.funnel", language, found=number(total["found"]), fixed=number(total["fixed"]),
        share=percent(total["fixed_share"]), verified=number(total["verified"]),
    )


@title
def curve(steps: pd.DataFrame, language: Language) -> str:
    """Say within how many hours half of the problems are closed."""
    half = steps[steps["share_open"] <= 0.5]  # noqa: PLR2004 - the median
    if half.empty:
        return say("title.curve_open", language)
    return say("title.curve", language, hours=short(half.iloc[0]["hours"], 1))


@title
def reports(grid: pd.DataFrame, language: Language) -> str:
    """Say how many shift reports were late or missing."""
    status = grid["report_status"]
    return say(
        "title.report_grid", language, late=int((status == "late").sum()), missing=int((status == "missing").sum())
    )


@title
def counted(frame: pd.DataFrame, key: str, language: Language) -> str:
    """Say how many rows there are, with the words for none where there are none."""
    return say(f"title.{key}_none", language) if frame.empty else say(f"title.{key}", language, n=len(frame))


@title
def roles(by_role: pd.DataFrame, language: Language) -> str:
    """Say which role is short most."""
    if len(by_role) and by_role["people_short"].isna().all():
        return say("title.gap_silent", language)
    short = by_role[by_role["people_short"] > 0]
    if short.empty:
        return say("title.roles_none", language)
    return say("title.roles", language, role=short.iloc[0][f"name_{language}"], n=number(short.iloc[0]["people_short"]))


@title
def requests(asked: pd.DataFrame, language: Language) -> str:
    """Say how many asked for reinforcement and how many wait for an answer."""
    if asked.empty:
        return say("title.requests_none", language)
    return say("title.requests", language, n=len(asked), open=int((asked["request_status"] == "open").sum()))


@title
def waves(sent: dict, by_wave: pd.DataFrame, language: Language) -> str:
    """Say how many were sent in how many waves, and how many have arrived."""
    if by_wave.empty:
        return say("title.sources_none", language)
    return say(
        "title.waves", language, cadres=number(sent["cadres"]), waves=len(by_wave), arrived=number(sent["arrived"])
    )


@title
def overdrawn(units: pd.DataFrame, language: Language) -> str:
    """Say how many units have lent more than they may."""
    if units.empty:
        return say("title.sources_none", language)
    return say("title.units_drawn", language, n=int(units["is_overdrawn"].fillna(value=False).astype(bool).sum()))


@title
def unconfirmed(units: pd.DataFrame, language: Language) -> str:
    """Say how many units have under 95 % reported and confirmed."""
    if units["reported_share"].isna().all():
        return say("title.units_none", language)
    return say("title.units", language, n=int((units["reported_share"] < 0.95).sum()))  # noqa: PLR2004 - M24


@title
def overvisited(most: pd.DataFrame, language: Language) -> str:
    """Say which community was inspected most."""
    if most.empty:
        return say("title.visits_silent", language)
    if not most["visits_7_days"].max():
        return say("title.overvisited_none", language)
    return say("title.overvisited", language, name=most["name"].iloc[0], n=most["visits_7_days"].iloc[0])
