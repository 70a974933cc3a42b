"""Situation: is any post empty now, which townships are worst, what has changed."""

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from frontline import pictures, wall_charts, wall_stage
from frontline.digits import number
from frontline.headlines import failed_question, rule_of
from frontline.look import state_of
from frontline.run import Run
from frontline.screen import answer
from frontline.wall_charts import Row
from frontline.words import Language, say

WORST = 3
CHANGES = 3


def show(run: Run, place: DeltaGenerator, numbers: DeltaGenerator) -> None:
    """Draw the scene: the map in `place`, everything else in `numbers`."""
    language = run.scope.language
    townships, shifts = answer("staffing_by_township"), answer("staffing_by_shift")
    with place:
        wall_stage.show_map(
            run, pictures.gap_picture, townships, answer("staffing_by_checkpoint"), query="staffing_by_township"
        )
    with numbers:
        wall_stage.show_scene(
            run,
            wall_stage.told(run),
            worst(townships, answer("thresholds"), language), changed(answer("staffing_change"), shifts, language),
        )


def worst(townships: pd.DataFrame, thresholds: pd.DataFrame, language: Language) -> str:
    """Name the three townships most short; say so when none is."""
    title = say("wall.worst", language)
    if failed_question(townships):
        return wall_charts.said(title, say("title.failed", language), "unknown")
    if not townships["checkpoints"].sum():
        return wall_charts.said(title, say("coverage.no_posts", language), "exempt")
    short = townships[townships["people_short"] > 0].head(WORST)
    limit = rule_of(thresholds, "M03")
    rows = [
        Row(row["name"], say("wall.short", language, n=number(row["people_short"])),
            state_of(row["people_short"], limit["watch"], limit["act"], limit["worse"]))
        for row in short.to_dict("records")
    ]
    silent = townships[~townships["is_reported"].astype(bool)].head(WORST - len(rows))
    rows += [Row(row["name"], say("map.silent", language), "unknown") for row in silent.to_dict("records")]
    return wall_charts.listed(title, rows) if rows else wall_charts.said(title, say("wall.quiet", language))


def changed(changes: pd.DataFrame, shifts: pd.DataFrame, language: Language) -> str:
    """Name what differs from the shift before, largest change first; silence is no sameness."""
    title = say("wall.changed", language)
    if failed_question(changes, shifts):
        return wall_charts.said(title, say("title.failed", language), "unknown")
    if shifts["people_short"].tail(2).isna().any() or len(shifts) < 2:  # noqa: PLR2004 - this shift and the one before
        return wall_charts.said(title, say("wall.incomparable", language), "exempt")
    rows = []
    for row in changes.head(CHANGES).to_dict("records"):
        parts = []
        if gap := row["people_short_change"]:
            parts.append(say("wall.more" if gap > 0 else "wall.less", language, n=number(abs(gap))))
        if empty := row["unattended_change"]:
            parts.append(say("wall.empty_more" if empty > 0 else "wall.empty_less", language, n=number(abs(empty))))
        worse = (gap or 0) > 0 or (empty or 0) > 0
        rows.append(Row(row["name"], say("app.and", language).join(parts), "watch" if worse else "normal"))
    return wall_charts.listed(title, rows) if rows else wall_charts.said(title, say("wall.unchanged", language))
