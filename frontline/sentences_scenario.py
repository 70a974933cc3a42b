"""Titles and lines of a what-if, in the reader's language."""

from collections.abc import Mapping

import pandas as pd

from frontline.derived import derived
from frontline.headlines import few
from frontline.scenario import Assumptions
from frontline.scenario_rows import WhatIf
from frontline.words import Language, moment, number, percent, say


@derived
def outcome(what: WhatIf, language: Language) -> str:
    """Say the gap of all hours and how it differs from the plan."""
    hours, gap = len(what.hours), what.after.gap.sum()
    more = gap - what.before.gap.sum()
    key = "same" if abs(more) < 1 / 2 else "more" if more > 0 else "less"
    return say(f"whatif.{key}", language, hours=hours, gap=number(gap), n=number(abs(more)))


def assumed_words(assumed: Assumptions, language: Language) -> str:
    """Say what is assumed: 增派 10 人；关闭 2 个卡点；12 小时一班；10% 病假."""
    parts = [
        say("whatif.is_added", language, n=assumed.people_added) if assumed.people_added else "",
        say("whatif.is_closed", language, n=len(assumed.closed)) if assumed.closed else "",
        say("whatif.is_shift", language, n=assumed.shift_hours) if assumed.shift_hours else "",
        say("whatif.is_ill", language, share=percent(assumed.ill_share)) if assumed.ill_share else "",
        say("whatif.is_rested", language) if assumed.is_rested else "",
    ]
    said = say("whatif.and", language).join(part for part in parts if part)
    return said or say("whatif.is_plan", language)


def caption(what: WhatIf | None, assumed: Assumptions, language: Language) -> str:
    """Say what is assumed, and of which places and people nothing is known."""
    said = [say("whatif.assuming", language, what=assumed_words(assumed, language))]
    if what is not None and (names := what.unknown.places):
        said.append(say("whatif.left_out", language, n=len(names), people=what.unknown.people,
                        names=few("、".join(names), language)))
    if what is not None and what.unknown.within:
        said.append(say("whatif.within", language, people=what.unknown.within))
    return say("whatif.and", language).join(said)


def assumed_rows(assumed: Assumptions, posts: Mapping[str, str], role: str, language: Language) -> pd.DataFrame:
    """Return each assumption with its value, marked as assumed; one row where there is nothing but the roster."""
    said = {
        "add": f"{number(assumed.people_added)} {role}".strip() if assumed.people_added else "",
        "close": say("app.and", language).join(posts.get(post, post) for post in assumed.closed),
        "hours": say("whatif.length", language, n=assumed.shift_hours) if assumed.shift_hours else "",
        "ill": percent(assumed.ill_share) if assumed.ill_share else "",
        "rest": say("whatif.is_rested", language) if assumed.is_rested else "",
    }
    rows = [(say(f"whatif.{key}" if key != "rest" else "app.rest_switch", language), value)
            for key, value in said.items() if value]
    rows = rows or [(say("whatif.assumption", language), say("whatif.is_plan", language))]
    mark = say("whatif.mark", language)
    return pd.DataFrame([(mark, *row) for row in rows], columns=["mark", "assumption", "value"])


@derived
def failing(what: WhatIf, language: Language) -> str:
    """Say how many places fall below the minimum and which is the first."""
    fallen = what.places["fails_hour"].notna()
    if not fallen.any():
        n, silent = len(what.places), int(what.places["hours_short"].isna().sum())
        key = "none_known_fails" if silent else "none_fails"
        return say(f"whatif.{key}", language, minimum=percent(what.minimum), n=n - silent, silent=silent)
    first = what.places[fallen].iloc[0]
    return say(
        "whatif.fails", language, n=int(fallen.sum()), minimum=percent(what.minimum), name=first["name"],
        when=moment(first["fails_at"], language),
    )


@derived
def first_to_fail(what: WhatIf, language: Language) -> str:
    """Name the first place to fail and its hour; empty where none does."""
    fallen = what.places[what.places["fails_hour"].notna()]
    if fallen.empty:
        return ""
    return say("whatif.first", language, name=fallen["name"].iloc[0], when=moment(fallen["fails_at"].iloc[0], language))


@derived
def with_fall_words(places: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Say of each place when it fails, or that it holds; a silent one stays null."""
    holds = say("whatif.holds", language)
    spoken = {
        name: [
            None if pd.isna(hours) else holds if pd.isna(at) else moment(at, language)
            for at, hours in zip(places[name], places["hours_short"], strict=True)
        ]
        for name in ("fails_at", "fails_at_planned")
    }
    return places.assign(**spoken)


@derived
def peak(what: WhatIf, language: Language) -> str:
    """Say when most people are missing at once."""
    worst = what.hours.loc[what.hours["people_short"].idxmax()]
    return moment(worst["at"], language) if worst["people_short"] > 0 else ""
