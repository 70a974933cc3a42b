"""The parts of a wall: no widgets, large numbers, every word from the catalogue or the answers."""

import datetime as dt
import html
import json
from collections.abc import Callable
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from frontline.deployment import read_deployment
from frontline.headlines import failed_question, first_row
from frontline.layers import draw_map
from frontline.legend import legend_html
from frontline.look import THEMES, number, state_label, state_of
from frontline.panel import Headline, MapPicture
from frontline.pictures_view import closer
from frontline.run import Run
from frontline.scope import as_of_words, place_words
from frontline.screen import answer, headlines_html, words
from frontline.sentences_alarm import gravest
from frontline.sentences_wall import ages, chimes
from frontline.turns import turns
from frontline.wall_hours import theme_turns_at
from frontline.words import Language, moment, say

WORST = 3
CHANGES = 3
LONG, TALL = 2.4, 1.2
"""Width by height: from the first on a wall is long, below the second it stands upright. The style sheet agrees."""
SHARES = {"long": (0.38, 0.757), "usual": (0.578, 0.757), "tall": (0.968, 0.41)}
"""Shares of the screen's width and height that the map takes."""
PLAIN = (653, 481)
"""Pixels of a map on which its type has its plain size."""
LEGEND = 0.73
CHIME = ("off", "wait", "muted", "on")
"""States of the chime, in the order in which the style sheet knows their words."""


def shape(size: tuple[int, int]) -> Literal["long", "usual", "tall"]:
    """Tell how a screen of so many pixels stands."""
    ratio = size[0] / size[1]
    return "long" if ratio >= LONG else "usual" if ratio >= TALL else "tall"


def parts(run: Run) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the place of the map and that of the numbers: beside each other, or beneath on an upright screen."""
    kind = shape(run.size)
    if kind == "tall":
        return st.container(gap="small"), st.container(gap="small")
    left = round(100 * SHARES[kind][0]) + 2
    return tuple(st.columns([left, 100 - left], gap="medium"))


def show_map(run: Run, build: Callable[..., MapPicture], *frames: pd.DataFrame, query: str) -> None:
    """Draw the map: large names, nothing to click, kept mounted through every refresh."""
    if failed := failed_question(*frames):
        st.warning(words("empty.failed", name=failed), icon=":material/error:")
        return
    language = run.scope.language
    picture = run.remembered(build.__name__, (query,), lambda: build(
        answer("area_cells"), *frames, language=language, note=run.note(), selected=run.scope.area_code,
    ), "wall")
    picture = closer(picture, answer("area_cells"), run.scope.townships)
    size = tuple(round(s * pixels) for s, pixels in zip(SHARES[shape(run.size)], run.size, strict=True))
    scale = min(have / plain for have, plain in zip(size, PLAIN, strict=True))
    deck = run.remembered("deck", (build.__name__, query), lambda: draw_map(
        picture, THEMES[run.scope.theme], size=size, scale=scale, still=True,
    ), "wall", run.scope.theme, *size)
    st.pydeck_chart(deck, key="map", height=size[1])
    legend = legend_html(picture, THEMES[run.scope.theme], language, size[0], height=size[1])
    st.html(f'<div style="zoom:{scale * LEGEND:.2f}">{legend}</div>')


def show_top(run: Run) -> None:
    """Draw the line at the top: place, moment of the data, the gravest alarm that waits, running clock."""
    place, when = place_words(run.scope, run.board), as_of_words(run.scope, run.board)
    state, said = gravest(answer("alarm_list"), run.scope.language)
    banner = html.escape(said if state == "normal" else f"{state_label(state, run.scope.language)} {said}")
    st.html(
        f'<div class="fl-wallbar"><b>{html.escape(place)}</b><span>{html.escape(when)}</span>'
        f'<strong class="fl-alarm fl-{state}" role="status">{banner}</strong>'
        f'{_sound(run)}<time class="fl-clock">&nbsp;</time></div>'
    )


def _sound(run: Run) -> str:
    """Return the control of the chime, with the marks of the grave alarms of every place this wall walks."""
    marks = chimes(run.answer("alarm_list", area_code=None if "play" in st.query_params else run.scope.area_code))
    given = "" if marks is None else f' data-alarms="{html.escape(json.dumps(marks), quote=True)}"'
    if marks and "hush" in marks.values() and "open" not in marks.values():
        given += ' data-muted="1"'
    states = "".join(f'<span>{say(f"wall.chime_{state}", run.scope.language)}</span>' for state in CHIME)
    return f'<button class="fl-sound"{given}>{states}</button>'


def show_numbers(*numbers: Headline) -> None:
    """Draw the headline numbers large, two a row."""
    st.html(f'<div class="fl-wall">{headlines_html(numbers)}</div>')


def show_lists(*lists: str) -> None:
    """Draw lists, one under the other or side by side as the screen stands."""
    st.html(f'<div class="fl-lists">{"".join(lists)}</div>')


def worst(townships: pd.DataFrame, thresholds: pd.DataFrame, language: Language) -> str:
    """Name the three townships most short; say so when none is."""
    if failed_question(townships):
        return _list(say("wall.worst", language), [(say("title.failed", language), "", "unknown")])
    short = townships[townships["people_short"] > 0].head(WORST)
    limit = first_row(thresholds[thresholds["metric_id"] == "M03"])
    items = [
        (row["name"], say("wall.short", language, n=number(row["people_short"])),
         state_of(row["people_short"], limit["watch"], limit["act"], limit["worse"]))
        for row in short.to_dict("records")
    ]
    items += [
        (row["name"], say("map.silent", language), "unknown")
        for row in townships[~townships["is_reported"].astype(bool)].head(WORST - len(items)).to_dict("records")
    ]
    return _list(say("wall.worst", language), items or [(say("wall.quiet", language), "", "normal")])


def changed(changes: pd.DataFrame, language: Language) -> str:
    """Name what differs from the shift before, largest change first."""
    if failed_question(changes):
        return _list(say("wall.changed", language), [(say("title.failed", language), "", "unknown")])
    items = []
    for row in changes.head(CHANGES).to_dict("records"):
        parts = []
        if gap := row["people_short_change"]:
            parts.append(say("wall.more" if gap > 0 else "wall.less", language, n=number(abs(gap))))
        if empty := row["unattended_change"]:
            parts.append(say("wall.empty_more" if empty > 0 else "wall.empty_less", language, n=number(abs(empty))))
        worse = (gap or 0) > 0 or (empty or 0) > 0
        items.append((row["name"], "，".join(parts), "watch" if worse else "normal"))
    return _list(say("wall.changed", language), items or [(say("wall.unchanged", language), "", "normal")])


def show_foot(run: Run) -> None:
    """Draw the foot: how old each kind of report is, what comes next, what the data are, when they were learned.

    With it goes what the browser needs to keep watch over the wall.
    """
    language = run.scope.language
    board, rules = first_row(run.board.answer("board")), first_row(run.answer("wall_rules"))
    old = "".join(
        f'<li class="fl-late">{html.escape(words)}</li>' if is_late else f"<li>{html.escape(words)}</li>"
        for words, is_late in ages(run.answer("report_age_by_source"), language)
    )
    known = say("scope.known_at", language, moment=moment(board["known_at"], language))
    right = "　".join(part for part in (known, run.note(), board[f"demonstration_{language}"]) if part)
    parts = f'<ul class="fl-ages">{old}</ul>{turns(run)}<span>{html.escape(right)}</span>'
    st.html(f'<div class="fl-wallnote" {_watch(run, rules)}>{parts}</div>')


def _watch(run: Run, rules: dict[str, float]) -> str:
    """Return what the browser watches by, as attributes: the last thing drawn, so that it stands for the whole wall."""
    turns_at = theme_turns_at(
        st.query_params.get("theme"), dt.datetime.now(read_deployment(run.scope.deployment_id).zone), rules
    )
    given = {
        "generation": run.board.generation,
        "turns-at": "" if turns_at is None else f"{turns_at.timestamp():.0f}",
        "reload-hours": f"{rules['reload_hours']:g}",
        "quiet-minutes": f"{rules['quiet_minutes']:g}",
        "stop-minutes": f"{rules['data_stop_minutes']:g}",
        "stopped": say("wall.stopped", run.scope.language, at="{at}", n="{n}"),
    }
    return " ".join(f'data-{name}="{html.escape(str(value), quote=True)}"' for name, value in given.items())


def _list(title: str, items: list[tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<li class="fl-{state}"><b>{html.escape(name)}</b><em>{html.escape(words)}</em></li>'
        for name, words, state in items
    )
    return f'<section class="fl-list"><h2>{html.escape(title)}</h2><ul>{rows}</ul></section>'
