"""Maps of compounds and of supplies before they are drawn."""

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from frontline.look import level_of
from frontline.panel import Area, LegendEntry, MapPicture, Mark, State, records
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
        one whose compounds nobody has checked is hatched; where the deployment keeps no checks, all are plain.
    """
    def tip(row: Mapping) -> str:
        return say(
            "map.tip_share", language, name=row["name"], part=number(row["compliant"]),
            whole=number(row["compounds"]), share=percent(row["compliant_share"]),
        )

    with_some = townships[townships["compounds"] > 0]
    is_kept = with_some["checked"].notna().any()
    if selected in set(compounds["compound_id"]):
        # What one compound is like is not what its township is like.
        with_some = with_some.iloc[:0]
    lacking: State = "unknown" if is_kept else "exempt"
    areas = _areas(
        cells, with_some, "compliant_share", lambda share: level_of(1 - share, CLOSURE_BREAKS), percent, tip, lacking,
    )
    dots = tuple(_compound(row, lacking, language) for row in records(compounds.dropna(subset=["lon"])))
    labels = [percent(1.0), *(
        f"{percent(1 - high).removesuffix('%')}–{percent(1 - low)}"
        for low, high in itertools.pairwise((0.0, *CLOSURE_BREAKS[1:]))
    ), f"< {percent(1 - CLOSURE_BREAKS[-1])}"]
    unchecked = "unchecked_compound" if is_kept else "no_check"
    legend = _legend(areas, with_some, labels, say(f"map.{unchecked}", language))
    states = Counter((dot.state, dot.level) for dot in dots)
    kinds = (("closed", 0), ("gate_rule", 2), ("not_closed", 4), (unchecked, None))
    for key, level in kinds:
        state: State = lacking if level is None else "normal"
        if states[state, level]:
            legend += (LegendEntry(say(f"map.{key}", language), state, states[state, level], level, "dot"),)
    return MapPicture(
        areas=areas, dots=dots, legend=legend,
        legend_title=say("map.closure", language) if legend else "",
        dot_title=say("map.compounds", language) if dots else "", ramp="attention", note=note, selected=selected,
    )


def _compound(row: Mapping, lacking: State, language: Language) -> Mark:
    state: State = lacking if pd.isna(row["is_closed"]) else "normal"
    key, level = "closed", 0
    if state != "normal":
        key, level = "unchecked_compound" if state == "unknown" else "no_check", None
    elif not row["is_closed"]:
        key, level = "not_closed", 4
    elif not row["is_gate_rule_met"]:
        key, level = "gate_rule", 2
    return Mark(
        mark_id=row["compound_id"], kind="community", lon=row["lon"], lat=row["lat"], size=1.0, state=state,
        level=level, tip=say("map.tip_lacks", language, name=row["name"], lacks=say(f"map.{key}", language)),
    )


def supply_picture(
    cells: pd.DataFrame, townships: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw townships by the days until the first kind of supplies runs out.

    Parameters
    ----------
    townships
        Answer of supply_by_township; without a stock of its own, or without issue, a township is left plain.
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
        areas=areas, legend=_legend(areas, townships, labels, say("map.unkept", language)),
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
        areas=areas, legend=_legend(areas, townships, labels, say("map.unkept", language)),
        legend_title=say("map.care_per_100", language), ramp="attention", note=note, selected=selected,
    )


def _areas(
    cells: pd.DataFrame, rows: pd.DataFrame, column: str, level: Callable[[float], int | None],
    value_words: Callable[[float], str], tip: Callable[[Mapping], str], lacking: State = "exempt",
) -> tuple[Area, ...]:
    """Draw areas by a value; where a place of the rows has none it is `lacking`."""
    by_code = {row["area_code"]: row for row in records(rows)}
    areas = []
    for cell in records(cells):
        if cell["wkb"] is None or pd.isna(cell["lon"]):
            continue
        row = by_code.get(cell["area_code"])
        value = None if row is None or pd.isna(row[column]) else float(row[column])
        areas.append(Area(
            area_code=cell["area_code"], name=cell["name"], rings=rings_of(cell["wkb"]), lon=cell["lon"],
            lat=cell["lat"], level=None if value is None else level(value),
            state="exempt" if row is None else lacking if value is None else "normal",
            tip=cell["name"] if value is None else tip(row),
            value_text="" if value is None else value_words(value),
        ))
    return tuple(areas)


def _legend(areas: Sequence[Area], rows: pd.DataFrame, labels: Sequence[str], lacks: str) -> tuple[LegendEntry, ...]:
    """Count the places of the rows in their classes, then those without a value."""
    codes = set(rows["area_code"])
    counts = Counter((area.state, area.level) for area in areas if area.area_code in codes)
    entries = [LegendEntry(label, "normal", counts["normal", i], i) for i, label in enumerate(labels)] if counts else []
    lacking: tuple[State, ...] = ("unknown", "exempt")
    return (*entries, *(LegendEntry(lacks, state, n) for state in lacking if (n := counts[state, None])))
