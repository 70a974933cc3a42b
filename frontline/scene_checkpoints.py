"""Checkpoints: how every post stood hour by hour of the day, those empty now first."""

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from frontline import pictures, sentences, wall_charts, wall_stage
from frontline.chart_hours import hour_kind
from frontline.digits import number
from frontline.headlines import failed_question, listed
from frontline.run import Run
from frontline.screen import answer
from frontline.words import Language, say

HOURS = 24
KINDS = ("empty", "short", "unknown", "full")
COLUMNS = ("checkpoint_id", "hour_of_day", "people_required", "people_present_min", "unattended_minutes", "is_reported")


def show(run: Run, place: DeltaGenerator, numbers: DeltaGenerator) -> None:
    """Draw the scene: the map of all posts in `place`, their day in `numbers`."""
    language = run.scope.language
    posts, hours = answer("staffing_by_checkpoint"), answer("presence_by_checkpoint_hour")
    with place:
        wall_stage.show_map(
            run, pictures.post_picture, answer("staffing_by_township"), posts, query="staffing_by_checkpoint"
        )
    with numbers:
        wall_stage.show_scene(
            run, wall_stage.told(run),
            strip(posts, hours, wall_stage.rows(run, 4), wall_stage.columns(run), language),
        )


def strip(posts: pd.DataFrame, hours: pd.DataFrame, high: int, columns: int, language: Language) -> str:
    """Draw all posts together and the worst by name: empty now first, then by time empty today.

    `high` is how many rows a column may have; all posts together take two.
    """
    if failed := failed_question(posts, hours):
        return wall_charts.said(say("scene.strip", language), say("empty.failed", language, name=failed), "unknown")
    if hours.empty:
        return wall_charts.said(say("scene.strip", language), say("scene.no_posts", language), "exempt")
    kinds, minutes = _kinds(hours)
    names = dict(zip(hours["checkpoint_id"], hours["checkpoint_name"], strict=True))
    empty = {
        code for code, gone in zip(posts["checkpoint_id"], listed(posts, "is_unattended"), strict=True) if gone
    }
    short = dict(zip(posts["checkpoint_id"], listed(posts, "people_short"), strict=True))
    order = sorted(kinds, key=lambda code: (code not in empty, -minutes[code], -(short.get(code) or 0), code))
    rows = []
    for code in order[: columns * high - 2]:
        said, state = _now(code in empty, short.get(code), minutes[code], language)
        rows.append((names[code], kinds[code], said, state))
    rest = len(order) - len(rows)
    title = sentences.strip(hours, language) + (say("scene.and_rest", language, n=number(rest)) if rest > 0 else "")
    towers = [_shares([day[hour] for day in kinds.values()]) for hour in range(HOURS)]
    key = [(kind, say(f"scene.hour_{kind}", language)) for kind in KINDS]
    whole = (say("scene.all_posts", language, n=number(len(order))), towers)
    return wall_charts.strips(title, rows, whole, key, columns)


def _kinds(hours: pd.DataFrame) -> tuple[dict[str, list[str]], dict[str, float]]:
    kinds: dict[str, list[str]] = {}
    minutes: dict[str, float] = {}
    for code, hour, required, present, gone, is_reported in zip(*(listed(hours, c) for c in COLUMNS), strict=True):
        day = kinds.setdefault(code, [""] * HOURS)
        day[hour] = hour_kind(required, present, gone, is_reported=bool(is_reported))
        minutes[code] = minutes.get(code, 0) + (gone or 0)
    return kinds, minutes


def _now(is_empty: bool, short: float | None, minutes: float, language: Language) -> tuple[str, str]:  # noqa: FBT001
    if is_empty:
        return say("scene.empty_now", language), "act"
    if minutes:
        return say("scene.minutes", language, n=number(minutes)), "watch"
    return (say("wall.short", language, n=number(short)), "watch") if short else ("", "normal")


def _shares(kinds: list[str]) -> list[float]:
    counted = [sum(kind == one for kind in kinds) for one in KINDS]
    return [n / sum(counted) for n in counted] if sum(counted) else [0.0] * len(KINDS)
