"""The map of supervision before it is drawn: where nobody has been, and where too many were."""

from collections import Counter

import pandas as pd

from frontline.look import level_of
from frontline.panel import LegendEntry, MapPicture, Mark, records
from frontline.pictures import recency_picture
from frontline.words import Language, number, say

DAY_BREAKS = (1, 3)
BLIND, NEVER = 3, 4
READ = (
    "area_code", "name", "lon", "lat", "visit_state", "days_since_visit", "visits_7_days", "most_in_a_day",
    "repeated_items", "contradictions", "days_over",
)
MARK = 2.0
FEW = 40
"""So many blind spots or fewer are marks of their own; more would hide the map, and stay dark dots."""


def inspection_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, communities: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw blind spots as dark dots and places inspected too often as marks, all streams together.

    Parameters
    ----------
    townships
        Answer of supervision_by_township: their areas carry the share visited in the window.
    communities
        Answer of supervision_by_community.
    """
    base = recency_picture(cells, townships, communities.head(0), language=language, note=note, selected=selected)
    dots, marks = [], []
    blind = {"never", "blind"} if communities["visit_state"].isin(["never", "blind"]).sum() <= FEW else set()
    for row in records(communities[communities["visit_state"].notna()][[*READ]]):
        never = row["visit_state"] == "never"
        tip = say(
            "map.tip_never" if never else "map.tip_calls", language, name=row["name"],
            days=number(row["days_since_visit"]), week=number(row["visits_7_days"]), most=number(row["most_in_a_day"]),
        )
        if row["repeated_items"] or row["contradictions"]:
            tip += "\n" + say(
                "map.tip_repeats", language, items=number(row["repeated_items"]), pairs=number(row["contradictions"]),
            )
        level = NEVER if never else BLIND if row["visit_state"] == "blind" else level_of(
            float(row["days_since_visit"]), DAY_BREAKS
        )
        dots.append(Mark(
            mark_id=row["area_code"], kind="community", lon=row["lon"], lat=row["lat"], size=1.0,
            state="act" if never else "normal", level=level, tip=tip,
        ))
        if row["visit_state"] in blind:
            marks.append(Mark(
                mark_id=row["area_code"], kind="blind", lon=row["lon"], lat=row["lat"], size=MARK, state="act", tip=tip,
            ))
        elif row["days_over"] or row["contradictions"]:
            marks.append(Mark(
                mark_id=row["area_code"], kind="over", lon=row["lon"], lat=row["lat"], size=MARK,
                state="watch", tip=tip,
            ))
    counts = Counter(dot.level for dot in dots)
    labels = ("0", "1–2", "≥ 3", say("map.blind", language), say("map.never", language))
    legend = tuple(entry for entry in base.legend if entry.shape != "dot")
    legend += tuple(LegendEntry(label, "normal", counts[i], i, "dot") for i, label in enumerate(labels))
    kinds = Counter(mark.kind for mark in marks)
    for kind, state in (("blind", "act"), ("over", "watch")):
        if kinds[kind]:
            legend += (LegendEntry(say(f"map.{kind}", language), state, kinds[kind], shape="mark"),)
    return MapPicture(
        areas=base.areas, dots=tuple(dots), marks=tuple(marks), legend=legend, legend_title=base.legend_title,
        dot_title=base.dot_title, ramp=base.ramp, note=note, selected=selected,
    )
