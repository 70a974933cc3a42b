"""Staffing by shift: how many people each shift of the next day needs, has and lacks, and where."""

from collections.abc import Sequence

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from frontline import pictures_ahead, wall_charts, wall_stage
from frontline.digits import number
from frontline.headlines import failed_question, headline, listed, rule_of
from frontline.look import state_of
from frontline.panel import Headline
from frontline.run import Run
from frontline.screen import answer
from frontline.wall_charts import Cell
from frontline.words import Language, clock, day, say


def show(run: Run, place: DeltaGenerator, numbers: DeltaGenerator) -> None:
    """Draw the scene: the map of the next shift in `place`, a number a shift and the townships in `numbers`."""
    language = run.scope.language
    shifts, townships = answer("staffing_ahead_by_shift"), answer("staffing_ahead_by_township")
    words, thresholds = answer("code_words"), answer("thresholds")
    names = dict(zip(words["code"], words[f"name_{language}"], strict=True))
    with place:
        wall_stage.show_map(run, pictures_ahead.ahead_picture, townships, query="staffing_ahead_by_township")
    with numbers:
        heads = [_shift(row, names, thresholds, language) for row in shifts.to_dict("records")]
        heads = heads or [headline("M03", None, "people", language=language, thresholds=thresholds)]
        wall_stage.show_scene(
            run, heads, by_township(townships, names, thresholds, wall_stage.rows(run, len(heads)) - 1, language)
        )


def _shift(row: dict, names: dict[str, str], thresholds: pd.DataFrame, language: Language) -> Headline:
    """Return the gap of one shift: by who is present once it has begun, by its roster before."""
    begun = row["shift_state"] != "future"
    unknown = number(row["townships_unknown"])
    key = "silent" if begun else "no_roster_in"
    return headline(
        "shift_present" if begun else "shift_rostered", None if pd.isna(row["people_short"]) else row["people_short"],
        "people", language=language, thresholds=thresholds, limits="M03",
        label=f'{names.get(row["shift_code"], row["shift_code"])} {clock(row["starts_at"])}',
        part=row["people_present" if begun else "people_rostered"], whole=row["people_required"],
        coverage=say(f"scene.{key}", language, n=unknown) if row["townships_unknown"] else "",
        standing="silent" if row["townships_unknown"] else "told",
    )


def by_township(
    townships: pd.DataFrame, names: dict[str, str], thresholds: pd.DataFrame, most: int, language: Language
) -> str:
    """Draw the gap by township and shift, the worst township first; what does not fit is one row."""
    if failed_question(townships):
        return wall_charts.said(say("scene.by_shift", language), say("title.failed", language), "unknown")
    limit = rule_of(thresholds, "M03")
    by_place: dict[str, list[dict]] = {}
    for row in townships.to_dict("records"):
        by_place.setdefault(row["area_code"], []).append(row)
    first = next(iter(by_place.values()), [])
    heads = [f'{day(row["starts_at"], language)} {names.get(row["shift_code"], row["shift_code"])}' for row in first]
    rows = [
        (place[0]["name"], [_cell(row, limit, language) for row in place]) for place in by_place.values()
    ]
    if len(rows) > most:
        others = list(by_place.values())[most - 1:]
        rows = rows[: most - 1]
        rows.append((say("scene.others", language, n=len(others)), [
            _cell(_together(column), limit, language) for column in zip(*others, strict=True)
        ]))
    return wall_charts.grid(title(townships, language), heads, rows)


def title(townships: pd.DataFrame, language: Language) -> str:
    """Say in how many townships people will be missing."""
    short = {
        code for code, n in zip(townships["area_code"], listed(townships, "people_short"), strict=True) if n
    }
    if short:
        return say("scene.by_shift_short", language, n=len(short))
    return say("scene.by_shift_full" if townships["is_known"].all() else "scene.by_shift", language)


def _together(rows: Sequence[dict]) -> dict:
    """Add townships up; the sum is judged by the worst of them."""
    known = [row for row in rows if row["is_known"]]
    short = [row["people_short"] for row in known]
    return rows[0] | {
        "people_short": sum(short), "worst_short": max(short, default=0), "is_known": bool(known),
        "people_required": sum(row["people_required"] for row in known),
        "people_have": sum(_have(row) for row in known),
    }


def _have(row: dict) -> int:
    return row["people_rostered" if row["shift_state"] == "future" else "people_present"]


def _cell(row: dict, limit: dict, language: Language) -> Cell:
    if not row["is_known"]:
        key = "scene.no_roster" if row["shift_state"] == "future" else "map.silent"
        return Cell("", say(key, language), "unknown")
    if not row["people_required"]:
        return Cell("", "", "exempt")
    have, short = row.get("people_have", _have(row)), row["people_short"]
    state = state_of(row.get("worst_short", short), limit["watch"], limit["act"], limit["worse"])
    return Cell(number(short), f"{number(have)}/{number(row['people_required'])}", state)
