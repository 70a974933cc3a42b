"""Problems: how many are open and past their promise, how long fixing takes, where most are left."""

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from frontline import pictures, sentences_problems, wall_charts, wall_stage
from frontline.digits import number
from frontline.headlines import failed_question, first_row
from frontline.run import Run
from frontline.screen import answer
from frontline.wall_charts import Row
from frontline.words import Language, say


def show(run: Run, place: DeltaGenerator, numbers: DeltaGenerator) -> None:
    """Draw the scene: the map of open problems in `place`, their age and the worst places in `numbers`."""
    language, most = run.scope.language, wall_stage.rows(run, 4, 2)
    total = first_row(answer("problem_total"))
    townships = answer("problem_by_township")
    with place:
        wall_stage.show_map(
            run, pictures.problem_picture, townships, answer("problem_list"), query="problem_by_township"
        )
    with numbers:
        wall_stage.show_scene(
            run,
            wall_stage.told(run),
            ageing(answer("problem_ageing"), total, language), worst_places(townships, most, language),
        )


def ageing(classes: pd.DataFrame, total: dict, language: Language) -> str:
    """Draw how long the open problems have been waiting; the overdue part of each class stands out."""
    title = sentences_problems.ageing(total, language)
    if failed_question(classes):
        return wall_charts.said(say("scene.ageing", language), say("title.failed", language), "unknown")
    largest = classes["open_items"].max() or 1
    return wall_charts.bars(title, [
        Row(
            row[f"age_{language}"], _counts(row["open_items"], row["overdue_items"], language),
            "act" if row["overdue_items"] else "normal", row["open_items"] / largest, row["overdue_items"] / largest,
        )
        for row in classes.to_dict("records")
    ])


def worst_places(townships: pd.DataFrame, most: int, language: Language) -> str:
    """Name the townships with most overdue and open problems."""
    title = say("scene.problem_places", language)
    if failed_question(townships):
        return wall_charts.said(title, say("title.failed", language), "unknown")
    rows = [
        Row(row["name"], _counts(row["open"], row["overdue"], language), "act" if row["overdue"] else "watch")
        for row in townships[(townships["open"] > 0).fillna(value=False)].head(most).to_dict("records")
    ]
    if not rows:
        is_kept = townships["open"].notna().any() or townships.empty
        return wall_charts.said(title, say("scene.no_problems" if is_kept else "coverage.unkept", language))
    return wall_charts.listed(title, rows)


def _counts(waiting: int, overdue: int, language: Language) -> str:
    key = "scene.open_overdue" if overdue else "scene.open"
    return say(key, language, open=number(waiting), overdue=number(overdue))
