"""Supervision: how long since each community was visited, and where to go next."""

from collections import Counter

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from frontline import pictures, sentences, wall_charts, wall_stage
from frontline.digits import number
from frontline.headlines import failed_question, first_row, listed, rule_of
from frontline.look import level_of, state_of
from frontline.pictures import DAY_BREAKS, class_labels
from frontline.run import Run
from frontline.screen import answer
from frontline.wall_charts import Row
from frontline.words import Language, say


def show(run: Run, place: DeltaGenerator, numbers: DeltaGenerator) -> None:
    """Draw the scene: the map of days since a visit in `place`, classes and the next visits in `numbers`."""
    language, most = run.scope.language, wall_stage.rows(run, 4, 2)
    total = first_row(answer("supervision_total"))
    communities, urgent = answer("supervision_by_community"), answer("supervision_next_list")
    with place:
        wall_stage.show_map(
            run, pictures.recency_picture, answer("supervision_by_township"), communities,
            query="supervision_by_township",
        )
    with numbers:
        wall_stage.show_scene(
            run,
            wall_stage.told(run),
            recency(communities, answer("thresholds"), language), urgent_places(urgent, total, most, language),
        )


def recency(communities: pd.DataFrame, thresholds: pd.DataFrame, language: Language) -> str:
    """Draw how many communities were visited how many days ago; never visited is a class of its own."""
    if failed_question(communities):
        return wall_charts.said(say("scene.recency", language), say("title.failed", language), "unknown")
    breaks, communities = DAY_BREAKS[:-1], communities[communities["visit_state"].notna()]
    days = listed(communities, "days_since_visit")
    counts = Counter(len(breaks) + 1 if since is None else level_of(float(since), breaks) for since in days)
    rule = rule_of(thresholds, "M28")
    labels = [say("scene.days", language, n=label) for label in class_labels(breaks, number, whole=True)]
    states = [state_of(first, rule["watch"], rule["act"], rule["worse"]) for first in (0, *breaks)]
    largest = max(counts.values(), default=0) or 1
    return wall_charts.bars(sentences.longest(communities, language), [
        Row(label, number(counts[at]), state if counts[at] else "normal", counts[at] / largest)
        for at, (label, state) in enumerate(
            zip([*labels, say("map.never", language)], [*states, "act"], strict=True))
    ])


def urgent_places(urgent: pd.DataFrame, total: dict, most: int, language: Language) -> str:
    """Name the communities to visit next; none where no visits are kept, which is not to say that none waits."""
    title = say("scene.next_visits", language)
    if failed_question(urgent):
        return wall_charts.said(title, say("title.failed", language), "unknown")
    rows = [
        Row(f'{row["township_name"]} {row["name"]}', _since(row, language),
            "act" if pd.isna(row["days_since_visit"]) else "normal")
        for row in urgent.head(most).to_dict("records")
    ]
    if not rows:
        key = "coverage.unkept" if total["visits"] is None else "scene.none_waits"
        return wall_charts.said(title, say(key, language))
    return wall_charts.listed(title, rows)


def _since(row: dict, language: Language) -> str:
    if pd.isna(row["days_since_visit"]):
        return say("map.never", language)
    return say("scene.days_ago", language, n=number(row["days_since_visit"]))
