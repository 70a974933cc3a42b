"""The map of open alarms before it is drawn: townships by how many nobody has taken note of."""

from collections import Counter

import pandas as pd

from frontline.look import level_of
from frontline.panel import Area, LegendEntry, MapPicture, records
from frontline.pictures import OPEN_BREAKS, class_labels, rings_of
from frontline.words import Language, number, say


def alarm_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw townships by the alarms of alarm_by_township that wait for somebody; none of a silent one is no calm."""
    rows = {row["area_code"]: row for row in records(townships)}
    areas = []
    for cell in records(cells[cells["wkb"].notna() & cells["lon"].notna()]):
        row = rows.get(cell["area_code"])
        alarms = None if row is None else int(row["alarms"])
        is_silent = row is not None and not alarms and not row["is_reported"]
        areas.append(Area(
            area_code=cell["area_code"], name=cell["name"], rings=rings_of(cell["wkb"]), lon=cell["lon"],
            lat=cell["lat"], level=None if is_silent else level_of(alarms, OPEN_BREAKS),
            state="exempt" if row is None else "unknown" if is_silent else "normal",
            tip=cell["name"] if row is None else say(
                "map.tip_alarms_silent" if is_silent else "map.tip_alarms", language, name=cell["name"], n=alarms,
                grave=row["grave"]),
            value_text="" if alarms is None or is_silent else number(alarms),
        ))
    counts = Counter(area.level for area in areas if area.state == "normal")
    labels = class_labels(OPEN_BREAKS, number, whole=True)
    legend = tuple(LegendEntry(label, "normal", counts[i], i) for i, label in enumerate(labels))
    if silent := sum(area.state == "unknown" for area in areas):
        legend += (LegendEntry(say("map.silent", language), "unknown", silent),)
    return MapPicture(
        areas=tuple(areas), marks=(), legend=legend, legend_title=say("map.alarms", language),
        ramp="gap", note=note, selected=selected,
    )
