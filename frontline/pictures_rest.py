"""The map of rest before it is drawn: who must rest, and the posts carried by people without a day off."""

from collections import Counter

import pandas as pd

from frontline.look import level_of
from frontline.panel import Area, LegendEntry, MapPicture, Mark, records
from frontline.pictures import class_labels, rings_of
from frontline.words import Language, day, number, percent, say

REST_BREAKS = (0.1, 0.2, 0.3, 0.5)


def silence(row: dict, language: Language) -> str:
    """Say that a township has not told who was on duty, and since when."""
    on = row["last_told_on"]
    said = say("map.silent", language) if pd.isna(on) else say("coverage.since", language, day=day(on, language))
    return say("map.tip_rest_silent", language, name=row["name"], said=said)


def rest_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, posts: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw townships by the share of people who must rest, and the posts where nobody had a day off as marks.

    Parameters
    ----------
    townships
        Answer of rest_by_township; without checkpoints a township is left plain, too few people are hatched;
        where nobody's duty is known all are.
    posts
        Answer of rest_by_checkpoint.
    """
    rows = {row["area_code"]: row for row in records(townships) if row["is_silent"] or not pd.isna(row["posts"])}
    areas, silent = [], 0
    for cell in records(cells[cells["wkb"].notna() & cells["lon"].notna()]):
        row = rows.get(cell["area_code"])
        share = None if row is None or pd.isna(row["must_rest_share"]) else float(row["must_rest_share"])
        tip = cell["name"]
        if row is not None and row["is_silent"]:
            silent += 1
            tip = silence(row, language)
        elif row is not None:
            tip = say("map.tip_rest_few", language, name=cell["name"]) if share is None else say(
                "map.tip_rest", language, name=cell["name"], part=number(row["people_must_rest"]),
                whole=number(row["people"]), days=number(row["longest_days"]),
            )
        areas.append(Area(
            area_code=cell["area_code"], name=cell["name"], rings=rings_of(cell["wkb"]), lon=cell["lon"],
            lat=cell["lat"], level=level_of(share, REST_BREAKS), tip=tip,
            state="exempt" if row is None and rows else "unknown" if share is None else "normal",
            value_text="" if share is None else percent(share),
        ))
    marks = tuple(
        Mark(
            mark_id=post["checkpoint_id"], kind=post["checkpoint_kind"], lon=post["lon"], lat=post["lat"],
            size=float(post["people"]), state="act",
            tip=say("map.tip_carried", language, name=post["checkpoint_name"], people=number(post["people"])),
        )
        for post in records(posts) if post["is_without_rest"]
    )
    labels = class_labels(REST_BREAKS, percent, whole=False)
    counts = Counter(area.level for area in areas if area.state == "normal")
    legend = tuple(LegendEntry(label, "normal", counts[i], i) for i, label in enumerate(labels))
    hidden = sum(area.state == "unknown" for area in areas) - silent
    if silent:
        legend += (LegendEntry(say("map.silent", language), "unknown", silent),)
    if hidden:
        legend += (LegendEntry(say("map.too_few" if rows else "map.silent", language), "unknown", hidden),)
    if marks:
        legend += (LegendEntry(say("map.carried", language), "act", len(marks), shape="mark"),)
    return MapPicture(
        areas=tuple(areas), marks=marks, legend=legend, legend_title=say("map.must_rest", language),
        ramp="gap", note=note, selected=selected,
    )
