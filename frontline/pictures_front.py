"""The map of organisation before it is drawn: where branches and seats are complete, and where not."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from frontline.look import level_of
from frontline.panel import Area, LegendEntry, MapPicture, Mark, records
from frontline.pictures import SHARE_BREAKS, rings_of, share_labels
from frontline.words import Language, number, percent, say


def front_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, communities: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw townships by the share of communities that are complete, and the communities themselves.

    Parameters
    ----------
    townships, communities
        Answers of front_by_township and front_by_community; where a deployment keeps no such record,
        everything is left plain.
    """
    rows = {row["area_code"]: row for row in records(townships)}
    areas = tuple(
        _area(cell, rows.get(cell["area_code"]), language)
        for cell in records(cells) if cell["wkb"] is not None and not pd.isna(cell["lon"])
    )
    known = communities.dropna(subset=["is_complete", "lon"])
    dots = tuple(_dot(row, language) for row in records(known))
    counts = Counter(area.level for area in areas if area.area_code in rows)
    legend = [LegendEntry(label, "normal", counts[i], i) for i, label in enumerate(share_labels())]
    if counts[None]:
        legend.append(LegendEntry(say("map.unkept", language), "exempt", counts[None]))
    complete = sum(dot.level == 0 for dot in dots)
    if dots:
        legend += [
            LegendEntry(say("map.complete", language), "normal", complete, 0, "dot"),
            LegendEntry(say("map.incomplete", language), "normal", len(dots) - complete, 4, "dot"),
        ]
    return MapPicture(
        areas=areas, dots=dots, legend=tuple(legend), legend_title=say("map.completeness", language),
        dot_title=say("map.community", language) if dots else "", ramp="attention", note=note, selected=selected,
    )


def _area(cell: Mapping, row: Mapping | None, language: Language) -> Area:
    share = None if row is None or pd.isna(row["complete_share"]) else float(row["complete_share"])
    tip = cell["name"]
    if row is not None and share is not None:
        tip = say(
            "map.tip_share", language, name=cell["name"], part=number(row["communities_complete"]),
            whole=number(row["communities"]), share=percent(share),
        )
    return Area(
        area_code=cell["area_code"], name=cell["name"], rings=rings_of(cell["wkb"]), lon=cell["lon"], lat=cell["lat"],
        level=None if share is None else level_of(1 - share, SHARE_BREAKS),
        state="exempt" if share is None else "normal",
        tip=tip, value_text="" if share is None else percent(share),
    )


def _dot(row: Mapping, language: Language) -> Mark:
    lacks = []
    if row["branches"] == 0:
        lacks.append(say("map.no_branch", language))
    empty = row[f"empty_{language}"]
    if isinstance(empty, str):
        lacks.append(say("map.seat_empty", language, seats=empty))
    tip = say("map.tip_complete", language, name=row["name"])
    if lacks:
        tip = say("map.tip_lacks", language, name=row["name"], lacks=say("map.and", language).join(lacks))
    return Mark(
        mark_id=row["area_code"], kind="community", lon=row["lon"], lat=row["lat"], size=1.0, state="normal",
        level=0 if row["is_complete"] else 4, tip=tip,
    )
