"""Maps of single places before they are drawn: which units have been appraised, and where one place lies."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from frontline.panel import Area, LegendEntry, MapPicture, Mark, records
from frontline.pictures import post_picture, rings_of
from frontline.words import Language, day, say


def _cells(cells: pd.DataFrame) -> list[Mapping]:
    known = cells[cells["wkb"].notna() & cells["lon"].notna()]
    return records(known)


def appraisal_picture(
    cells: pd.DataFrame, units: pd.DataFrame, *, language: Language, note: str, selected: str | None = None
) -> MapPicture:
    """Draw which townships have been appraised; the others are hatched, not coloured.

    Parameters
    ----------
    units
        Answer of appraisal_by_unit; units without a township (departments) have no place on the map.
    """
    rows = {row["area_code"]: row for row in records(units.dropna(subset=["area_code"]))}
    areas = []
    for cell in _cells(cells):
        row = rows.get(cell["area_code"])
        seen = row is not None and bool(row["is_appraised"])
        when = day(row["last_on"], language) if seen else ""
        tip = say("map.tip_appraised", language, name=cell["name"], date=when) if seen else (
            say("map.tip_unappraised", language, name=cell["name"])
        )
        areas.append(Area(
            area_code=cell["area_code"], name=cell["name"], rings=rings_of(cell["wkb"]), lon=cell["lon"],
            lat=cell["lat"], level=0 if seen else None, tip=tip, value_text=when,
            state="exempt" if row is None else "normal" if seen else "unknown",
        ))
    seen = sum(area.level == 0 for area in areas)
    waiting = sum(area.state == "unknown" for area in areas)
    legend = (LegendEntry(say("map.appraised", language), "normal", seen, 0),)
    if waiting:
        legend += (LegendEntry(say("map.unappraised", language), "unknown", waiting),)
    return MapPicture(
        areas=tuple(areas), legend=legend, legend_title="", ramp="attention", note=note, selected=selected
    )


def place_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, posts: pd.DataFrame, communities: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw where a place lies: quiet townships, its communities as dots, its checkpoints by their state.

    Parameters
    ----------
    townships, posts
        Answers of staffing_by_township and staffing_by_checkpoint.
    communities
        Answer of supervision_by_community.
    """
    base = post_picture(cells, townships, posts, language=language, note=note, selected=selected)
    dots = tuple(
        Mark(row["area_code"], "community", row["lon"], row["lat"], 1.0, "normal", row["name"], level=0)
        for row in records(communities.dropna(subset=["lon"]))
    )
    entry = (LegendEntry(say("map.community", language), "normal", len(dots), 0, "dot"),) if dots else ()
    return replace(base, dots=dots, legend=(*base.legend, *entry))
