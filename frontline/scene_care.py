"""Care: how long supplies last, who must rest as counts, whom care measures reach."""

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from frontline import pictures_care, pictures_rest, sentences_care, wall_charts, wall_stage
from frontline.chart_rows import limit, with_states
from frontline.digits import number, percent, short
from frontline.headlines import failed_question, first_row
from frontline.run import Run
from frontline.screen import answer
from frontline.wall_charts import Row
from frontline.words import Language, say

LONGEST = 3.0
"""A bar of supplies ends at so many times the limit; what lasts longer needs no measuring."""


def show(run: Run, place: DeltaGenerator, numbers: DeltaGenerator) -> None:
    """Draw the scene: the map of supplies in `place`, kinds of supplies and who must rest in `numbers`.

    Where no supplies and no care are on record, the scene is about rest alone.
    """
    language, most = run.scope.language, wall_stage.rows(run, 4, 2)
    kinds, townships, tired_places = answer("supply_by_kind"), answer("supply_by_township"), answer("rest_by_township")
    care, carried = answer("care_total"), answer("rest_by_checkpoint")
    is_kept = bool(len(kinds) or first_row(care)["care_people"])
    with place:
        if is_kept:
            wall_stage.show_map(run, pictures_care.supply_picture, townships, query="supply_by_township")
        else:
            wall_stage.show_map(run, pictures_rest.rest_picture, tired_places, carried, query="rest_by_township")
    with numbers:
        wall_stage.show_scene(
            run, wall_stage.told(run, "care" if is_kept else "rest"),
            stock(kinds, answer("thresholds"), most, language) if is_kept
            else _failed(failed, language) if (failed := failed_question(kinds, townships, care))
            else posts(carried, most, language),
            tired(tired_places, most, language),
        )


def posts(carried: pd.DataFrame, most: int, language: Language) -> str:
    """Name the posts where nobody had a day off, with how many people stand there."""
    title = say("scene.carried", language)
    if failed_question(carried):
        return wall_charts.said(title, say("title.failed", language), "unknown")
    if not carried["people"].notna().any():
        return wall_charts.said(title, say("title.rest_silent", language), "unknown")
    rows = [
        Row(row["checkpoint_name"], say("scene.people", language, n=number(row["people"])), "act")
        for row in carried[carried["is_without_rest"].fillna(value=False).astype(bool)].head(most).to_dict("records")
    ]
    return wall_charts.listed(title, rows) if rows else wall_charts.said(title, say("scene.nobody_carries", language))


def stock(kinds: pd.DataFrame, thresholds: pd.DataFrame, most: int, language: Language) -> str:
    """Draw how many days each kind of supplies will last, first to run out first; the line is the limit."""
    if failed_question(kinds):
        return _failed(failed_question(kinds), language)
    kept = with_states(kinds[~kinds["is_fresh"].astype(bool)], "stock_days", thresholds, "M40")
    watch = limit(thresholds, "M40")
    rows = [
        Row(row[f"name_{language}"], _days(row, language), row["state"],
            None if pd.isna(row["stock_days"]) else row["stock_days"] / watch / LONGEST)
        for row in kept.head(most).to_dict("records")
    ]
    if not rows:
        return wall_charts.said(say("scene.stock", language), say("title.supplies_none", language))
    return wall_charts.bars(sentences_care.stock(kinds, language), rows, 1 / LONGEST)


def _failed(question: str, language: Language) -> str:
    return wall_charts.said(say("scene.stock", language), say("empty.failed", language, name=question), "unknown")


def _days(row: dict, language: Language) -> str:
    if pd.isna(row["stock_days"]):
        return say("map.unkept", language)
    return say("scene.days", language, n=short(row["stock_days"], 1))


def tired(townships: pd.DataFrame, most: int, language: Language) -> str:
    """Draw the share of people who must rest by township; counts too small to show stay hidden."""
    title = say("scene.tired", language)
    if failed_question(townships):
        return wall_charts.said(title, say("title.failed", language), "unknown")
    rows = [
        Row(row["name"], say("map.silent" if row["is_silent"] else "map.too_few", language), "unknown", None)
        if pd.isna(row["must_rest_share"]) else
        Row(row["name"], f'{number(row["people_must_rest"])}/{number(row["people"])} '
            f'{percent(row["must_rest_share"])}', "normal", float(row["must_rest_share"]))
        for row in townships.head(most).to_dict("records")
    ]
    return wall_charts.bars(title, rows) if rows else wall_charts.said(title, say("scene.nobody_on_duty", language))
