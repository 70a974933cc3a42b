"""Maps before they are drawn: from answers to areas, dots and marks, with what the reader is told about each."""

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import shapely

from frontline.look import level_of
from frontline.panel import Area, LegendEntry, MapPicture, Mark, State, records
from frontline.words import Language, number, percent, say

GAP_BREAKS = (1, 3, 6, 10)
DAY_BREAKS = (1, 3, 5, 8)
SHARE_BREAKS = (0.2, 0.4, 0.6, 0.8)
OPEN_BREAKS = (1, 2, 3, 5)
MARK_STATES: tuple[State, ...] = ("act", "watch", "unknown")

Rings = tuple[tuple[tuple[float, float], ...], ...]


def rings_of(wkb: bytes) -> Rings:
    """Return the exterior rings of a polygon or multipolygon, one per part, in degrees."""
    shape = shapely.from_wkb(bytes(wkb))
    parts = shape.geoms if shape.geom_type == "MultiPolygon" else [shape]
    return tuple(tuple((x, y) for x, y in part.exterior.coords) for part in parts)


def class_labels(breaks: Sequence[float], say_value: Callable[[float], str], *, whole: bool) -> list[str]:
    """Name the classes between breaks: 0, 1–2, 3–5, 6–9, ≥ 10."""
    edges = [0.0, *breaks]
    labels = []
    for low, high in itertools.pairwise(edges):
        top = high - 1 if whole else high
        labels.append(say_value(low) if whole and top <= low else f"{say_value(low)}–{say_value(top)}")
    return [*labels, f"≥ {say_value(edges[-1])}"]


def share_labels() -> list[str]:
    """Name the classes of a share that had better be high, best first: 80–100%, 60–80%, … 0–20%."""
    edges = [1.0, *(1 - step for step in SHARE_BREAKS), 0.0]
    return [f"{percent(low).removesuffix('%')}–{percent(high)}" for high, low in itertools.pairwise(edges)]


def _areas(
    cells: pd.DataFrame, rows: pd.DataFrame, column: str, breaks: Sequence[float], tip: Callable[[Mapping], str],
    *, invert: bool = False, value_words: Callable[[float], str] = number,
) -> tuple[Area, ...]:
    by_code = {row["area_code"]: row for row in records(rows)}
    # Where no post is to be kept at all nobody is silent about one.
    due = "checkpoints" not in rows or rows["checkpoints"].sum() > 0
    areas = []
    for cell in records(cells):
        if cell["wkb"] is None or pd.isna(cell["lon"]):
            continue
        row = by_code.get(cell["area_code"])
        value = None if row is None or pd.isna(row[column]) else float(row[column])
        level = level_of(1 - value if invert and value is not None else value, breaks)
        areas.append(Area(
            area_code=cell["area_code"], name=cell["name"], rings=rings_of(cell["wkb"]),
            lon=cell["lon"], lat=cell["lat"], level=level,
            state="exempt" if row is None or row.get("communities") == 0 or (value is None and not due)
            else "unknown" if value is None else "normal",
            tip=cell["name"] if row is None else tip(row),
            value_text="" if value is None else value_words(value),
        ))
    return tuple(areas)


def _area_legend(areas: Sequence[Area], labels: Sequence[str], silent: str) -> tuple[LegendEntry, ...]:
    counts = Counter(area.level for area in areas if area.state != "exempt")
    entries = [LegendEntry(label, "normal", counts[i], i) for i, label in enumerate(labels)]
    if counts[None]:
        entries.append(LegendEntry(silent, "unknown", counts[None]))
    return tuple(entries)


def gap_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, posts: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw the gap: townships by people short, checkpoints that are short, empty or silent as marks.

    Parameters
    ----------
    townships
        Answer of staffing_by_township.
    posts
        Answer of staffing_by_checkpoint; filled ones are left out unless a checkpoint is selected.
    """
    def tip(row: Mapping) -> str:
        key = "map.tip_silent" if pd.isna(row["people_short"]) else "map.tip_gap"
        return say(
            key, language, name=row["name"], required=number(row["people_required"]),
            short=number(row["people_short"]), present=number(row["people_present"]),
        )

    areas = _areas(cells, townships, "people_short", GAP_BREAKS, tip)
    marks = tuple(_post_mark(row, language) for row in records(posts))
    shown = tuple(m for m in marks if m.state in MARK_STATES or m.mark_id == selected)
    states = Counter(mark.state for mark in marks)
    legend = _area_legend(areas, class_labels(GAP_BREAKS, number, whole=True), say("map.silent", language))
    for state, key in (("act", "post_empty"), ("watch", "post_short"), ("unknown", "post_silent")):
        if states[state]:
            legend += (LegendEntry(say(f"map.{key}", language), state, states[state], shape="mark"),)
    return MapPicture(
        areas=areas, marks=shown, legend=legend, legend_title=say("map.gap", language),
        ramp="gap", note=note, selected=selected,
    )


def _post_mark(row: Mapping[str, Any], language: Language) -> Mark:
    if not row["is_reported"]:
        state: State = "unknown"
    elif row["is_unattended"]:
        state = "act"
    else:
        state = "watch" if row["people_short"] > 0 else "normal"
    key = "map.tip_silent" if state == "unknown" else "map.tip_gap"
    return Mark(
        mark_id=row["checkpoint_id"], kind=row["checkpoint_kind"], lon=row["lon"], lat=row["lat"],
        size=1.0 if state == "unknown" else float(max(row["people_short"], 1)), state=state,
        tip=say(
            key, language, name=row["checkpoint_name"], required=number(row["people_required"]),
            short=number(row["people_short"]), present=number(row["people_present"]),
        ),
    )


def post_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, posts: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw every checkpoint by its state over quiet townships."""
    base = gap_picture(cells, townships, posts, language=language, note=note, selected=selected)
    marks = tuple(_post_mark(row, language) for row in records(posts))
    states = Counter(mark.state for mark in marks)
    keys = (("act", "post_empty"), ("watch", "post_short"), ("unknown", "post_silent"), ("normal", "post_ok"))
    legend = tuple(
        LegendEntry(say(f"map.{key}", language), state, states[state], shape="mark")
        for state, key in keys if states[state]
    )
    areas = tuple(replace(a, level=None if a.level is None else 0, value_text="") for a in base.areas)
    silent = sum(area.state == "unknown" for area in areas)
    grounds = (LegendEntry(say("map.silent_township", language), "unknown", silent),) if silent else ()
    return replace(base, areas=areas, marks=marks, legend=grounds + legend, legend_title="")


def recency_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, communities: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw supervision: townships by the share not visited in the window, communities by days since the last visit."""
    def tip(row: Mapping) -> str:
        return say(
            "map.tip_share", language, name=row["name"], part=number(row["visited_in_window"]),
            whole=number(row["communities"]), share=percent(row["visited_share"]),
        )

    areas = _areas(cells, townships, "visited_share", SHARE_BREAKS, tip, invert=True, value_words=percent)
    dots = []
    for row in records(communities[communities["visit_state"].notna()]):
        never = pd.isna(row["days_since_visit"])
        key = "map.tip_never" if never else "map.tip_days"
        dots.append(Mark(
            mark_id=row["area_code"], kind="community", lon=row["lon"], lat=row["lat"], size=1.0,
            state="act" if never else "normal",
            level=4 if never else level_of(float(row["days_since_visit"]), DAY_BREAKS[:-1]),
            tip=say(key, language, name=row["name"], days=number(row["days_since_visit"]), visits=row["visits"]),
        ))
    labels = [*class_labels(DAY_BREAKS[:-1], number, whole=True), say("map.never", language)]
    counts = Counter(dot.level for dot in dots)
    legend = tuple(LegendEntry(label, "normal", counts[i], i, "dot") for i, label in enumerate(labels))
    return MapPicture(
        areas=areas, dots=tuple(dots), legend=_area_legend(areas, share_labels(), say("map.silent", language)) + legend,
        legend_title=say("map.coverage", language), dot_title=say("map.days", language),
        ramp="attention", note=note, selected=selected,
    )


def service_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, communities: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw volunteer service: townships by the share of communities without any, communities with and without."""
    def tip(row: Mapping) -> str:
        return say(
            "map.tip_share", language, name=row["name"], part=number(row["communities_served"]),
            whole=number(row["communities"]), share=percent(row["served_share"]),
        )

    areas = _areas(cells, townships, "served_share", SHARE_BREAKS, tip, invert=True, value_words=percent)
    dots = tuple(
        Mark(
            mark_id=row["area_code"], kind="community", lon=row["lon"], lat=row["lat"], size=1.0, state="normal",
            level=0 if row["credited_hours"] > 0 else 4,
            tip=say("map.tip_hours", language, name=row["name"], hours=number(row["credited_hours"], 1)),
        )
        for row in records(communities) if not pd.isna(row["credited_hours"])
    )
    served = sum(dot.level == 0 for dot in dots)
    legend = (
        LegendEntry(say("map.served", language), "normal", served, 0, "dot"),
        LegendEntry(say("map.unserved", language), "normal", len(dots) - served, 4, "dot"),
    )
    return MapPicture(
        areas=areas, dots=dots, legend=_area_legend(areas, share_labels(), say("map.silent", language)) + legend,
        legend_title=say("map.service", language), dot_title=say("map.community", language),
        ramp="attention", note=note, selected=selected,
    )


def problem_picture(
    cells: pd.DataFrame, townships: pd.DataFrame, problems: pd.DataFrame,
    *, language: Language, note: str, selected: str | None = None,
) -> MapPicture:
    """Draw problems: townships by open ones, each open problem as a mark, overdue ones in the act state."""
    def tip(row: Mapping) -> str:
        return say("map.tip_open", language, name=row["name"], open=row["open"], overdue=row["overdue"])

    areas = _areas(cells, townships, "open", OPEN_BREAKS, tip)
    marks = []
    for row in records(problems.dropna(subset=["lon"])):
        state: State = "act" if row["is_overdue"] else "watch"
        marks.append(Mark(
            mark_id=row["problem_id"], kind="problem", lon=row["lon"], lat=row["lat"], size=float(row["severity"]),
            state=state,
            tip=say(
                "map.tip_problem", language, name=row["name"], category=row[f"category_{language}"],
                state=say(f"map.{'overdue' if row['is_overdue'] else 'problem'}", language),
            ),
        ))
    states = Counter(mark.state for mark in marks)
    legend = _area_legend(areas, class_labels(OPEN_BREAKS, number, whole=True), say("map.silent", language))
    for state, key in (("act", "overdue"), ("watch", "problem")):
        if states[state]:
            legend += (LegendEntry(say(f"map.{key}", language), state, states[state], shape="mark"),)
    return MapPicture(
        areas=areas, marks=tuple(marks), legend=legend, legend_title=say("map.open", language),
        ramp="gap", note=note, selected=selected,
    )
