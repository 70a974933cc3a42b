"""Maps of compounds and of supplies before they are drawn."""

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from frontline.look import level_of
from frontline.panel import Area, LegendEntry, MapPicture, Mark, State
from frontline.pictures import rings_of
from frontline.words import Language, number, percent, say

CLOSURE_BREAKS = (0.000001, 0.05, 0.1, 0.2)
"""Shares not as they should be: none, up to a twentieth, a tenth, a fifth, more."""
DAY_STEPS = (14.0, 7.0, 3.0, 1.0)
"""Days that supplies last, from two weeks down; the middle ones are the limits of M40."""

CARE_STEPS = (200.0, 100.0, 50.0, 25.0)
"""Measures of care per 100 people at the front, from two each down."""


def compound_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, compounds: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw townships by the share of compounds closed with the gate rule kept, and every compound.

    Parameters
    ----------
    townships, compounds
        Answers of compound_by_township and compound_list. A township without compounds is left plain,
        one whose compounds nobody has checked is hatched.
    """
    def tip(row: Mapping) -> str:
        return say(
            "map.tip_share", language, name=row["name"], part=number(row["compliant"]),
            whole=number(row["compounds"]), share=percent(row["compliant_share"]),
        )

    with_some = townships[townships["compounds"] > 0]
    areas = _areas(cells, with_some, "compliant_share", lambda share: level_of(1 - share, CLOSURE_BREAKS), percent, tip)
    dots = tuple(_compound(row, language) for row in compounds.dropna(subset=["lon"]).to_dict("records"))
    labels = [percent(1.0), *(
        f"{percent(1 - high).removesuffix('%')}–{percent(1 - low)}"
        for low, high in itertools.pairwise((0.0, *CLOSURE_BREAKS[1:]))
    ), f"< {percent(1 - CLOSURE_BREAKS[-1])}"]
    legend = _legend(areas, labels, say("map.unchecked_compound", language))
    states = Counter((dot.state, dot.level) for dot in dots)
    kinds = (("closed", 0), ("gate_rule", 2), ("not_closed", 4), ("unchecked_compound", None))
    for key, level in kinds:
        state: State = "unknown" if level is None else "normal"
        if states[state, level]:
            legend += (LegendEntry(say(f"map.{key}", language), state, states[state, level], level, "dot"),)
    return MapPicture(
        areas=areas, dots=dots, legend=legend,
        legend_title=say("map.closure", language) if legend else "",
        dot_title=say("map.compounds", language) if dots else "", ramp="attention", note=note, selected=selected,
    )


def _compound(row: Mapping, language: Language) -> Mark:
    state: State = "unknown" if pd.isna(row["is_closed"]) else "normal"
    key, level = "closed", 0
    if state == "unknown":
        key, level = "unchecked_compound", None
    elif not row["is_closed"]:
        key, level = "not_closed", 4
    elif not row["is_gate_rule_met"]:
        key, level = "gate_rule", 2
    return Mark(
        mark_id=row["area_code"], kind="community", lon=row["lon"], lat=row["lat"], size=1.0, state=state, level=level,
        tip=say("map.tip_lacks", language, name=row["name"], lacks=say(f"map.{key}", language)),
    )


def supply_picture(
    cells: pd.DataFrame, townships: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw townships by the days until the first kind of supplies runs out.

    Parameters
    ----------
    townships
        Answer of supply_by_township; without a stock of its own, or without issue, a township is hatched.
        Where none has a stock, because it is kept higher up, the map shows care per 100 people instead.
    """
    if townships["stock_days"].isna().all() and townships["care_per_100"].notna().any():
        return _care_picture(cells, townships, language=language, note=note, selected=selected)

    def tip(row: Mapping) -> str:
        return say(
            "map.tip_stock", language, name=row["name"], kind=row[f"supply_{language}"],
            days=number(row["stock_days"], 1),
        )

    def level(days: float) -> int | None:
        return level_of(-days, tuple(-step + 0.000001 for step in DAY_STEPS))

    areas = _areas(cells, townships, "stock_days", level, lambda days: number(days, 1), tip)
    edges = [number(step) for step in DAY_STEPS]
    labels = [f"≥ {edges[0]}", *(f"{low}–{high}" for high, low in itertools.pairwise(edges)), f"< {edges[-1]}"]
    return MapPicture(
        areas=areas, legend=_legend(areas, labels, say("map.unkept", language)),
        legend_title=say("map.stock_days", language), ramp="attention", note=note, selected=selected,
    )


def _care_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, *, language: Language, note: str, selected: str | None,
) -> MapPicture:
    def tip(row: Mapping) -> str:
        return say(
            "map.tip_care", language, name=row["name"], part=number(row["care_people"]),
            whole=number(row["front_people"]),
        )

    def level(times: float) -> int | None:
        return level_of(-times, tuple(-step + 0.000001 for step in CARE_STEPS))

    areas = _areas(cells, townships, "care_per_100", level, number, tip)
    edges = [number(step) for step in CARE_STEPS]
    labels = [f"≥ {edges[0]}", *(f"{low}–{high}" for high, low in itertools.pairwise(edges)), f"< {edges[-1]}"]
    return MapPicture(
        areas=areas, legend=_legend(areas, labels, say("map.unkept", language)),
        legend_title=say("map.care_per_100", language), ramp="attention", note=note, selected=selected,
    )


def _areas(
    cells: pd.DataFrame, rows: pd.DataFrame, column: str, level: Callable[[float], int | None],
    value_words: Callable[[float], str], tip: Callable[[Mapping], str],
) -> tuple[Area, ...]:
    by_code = {row["area_code"]: row for row in rows.to_dict("records")}
    areas = []
    for cell in cells.to_dict("records"):
        if cell["wkb"] is None or pd.isna(cell["lon"]):
            continue
        row = by_code.get(cell["area_code"])
        value = None if row is None or pd.isna(row[column]) else float(row[column])
        areas.append(Area(
            area_code=cell["area_code"], name=cell["name"], rings=rings_of(cell["wkb"]), lon=cell["lon"],
            lat=cell["lat"], level=None if value is None else level(value),
            state="exempt" if row is None else "unknown" if value is None else "normal",
            tip=cell["name"] if value is None else tip(row),
            value_text="" if value is None else value_words(value),
        ))
    return tuple(areas)


def _legend(areas: Sequence[Area], labels: Sequence[str], unknown: str) -> tuple[LegendEntry, ...]:
    counts = Counter(area.level for area in areas if area.state != "exempt")
    entries = [LegendEntry(label, "normal", counts[i], i) for i, label in enumerate(labels)] if counts else []
    if counts[None]:
        entries.append(LegendEntry(unknown, "unknown", counts[None]))
    return tuple(entries)
