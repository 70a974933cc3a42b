"""Volunteers: hours served a day, where they reach, how many of those who should have reported. Counts only."""

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from frontline import pictures, sentences, wall_charts, wall_stage
from frontline.digits import number, percent
from frontline.headlines import failed_question, listed
from frontline.run import Run
from frontline.screen import answer
from frontline.wall_charts import Row
from frontline.words import Language, say

DAYS = {"long": 14, "usual": 14, "tall": 7}


def show(run: Run, place: DeltaGenerator, numbers: DeltaGenerator) -> None:
    """Draw the scene: the map of communities served in `place`, hours and the least served in `numbers`."""
    language, most = run.scope.language, wall_stage.rows(run, 4, 2)
    townships, last = answer("volunteer_by_township"), DAYS[wall_stage.shape(run.size)]
    with place:
        wall_stage.show_map(
            run, pictures.service_picture, townships, answer("volunteer_by_community"), query="volunteer_by_township"
        )
    with numbers:
        wall_stage.show_scene(
            run,
            wall_stage.told(run),
            hours(answer("volunteer_by_day"), last, most, language), least_served(townships, most, language),
        )


def hours(served: pd.DataFrame, last: int, rows: int, language: Language) -> str:
    """Draw the hours credited on each of the last days; a day nobody has reported is hatched."""
    if failed_question(served):
        return wall_charts.said(say("scene.hours", language), say("title.failed", language), "unknown")
    shown = served.tail(last)
    values, dates = listed(shown, "credited_hours"), shown["served_on"].tolist()
    largest = max((value for value in values if value is not None), default=0)
    named = {largest, next((value for value in reversed(values) if value is not None), None)}
    return wall_charts.days(sentences.hours_day(served, language), [
        (f"{date.month}/{date.day}", None if value is None else value / (largest or 1),
         "◇" if value is None else number(value) if value in named else "")
        for date, value in zip(dates, values, strict=True)
    ], rows)


def least_served(townships: pd.DataFrame, most: int, language: Language) -> str:
    """Draw the share of communities with service, the least served township first."""
    title = say("scene.least_served", language)
    if failed_question(townships):
        return wall_charts.said(title, say("title.failed", language), "unknown")
    known = townships[townships["communities"] > 0].sort_values(
        ["served_share", "area_code"], na_position="last", kind="stable")
    rows = [
        Row(row["name"], say("map.silent", language), "unknown", None) if pd.isna(row["served_share"]) else
        Row(row["name"], f'{number(row["communities_served"])}/{number(row["communities"])} '
            f'{percent(row["served_share"])}', "normal", float(row["served_share"]))
        for row in known.head(most).to_dict("records")
    ]
    return wall_charts.bars(title, rows) if rows else wall_charts.said(title, say("scene.nobody_there", language))
