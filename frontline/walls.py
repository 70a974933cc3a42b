"""The parts of a wall: no widgets, large numbers, every word from the catalogue or the answers."""

import datetime as dt
import html
import json

import streamlit as st

from frontline.deployment import read_deployment
from frontline.headlines import first_row
from frontline.look import state_label
from frontline.register import board_row
from frontline.run import Run
from frontline.scope import as_of_words, place_words
from frontline.sentences_alarm import gravest
from frontline.sentences_wall import ages, chimes
from frontline.turns import alarms_here, turns
from frontline.wall_hours import theme_turns_at
from frontline.words import moment, say

CHIME = ("off", "wait", "muted", "on")
"""States of the chime, in the order in which the style sheet knows their words."""


def show_top(run: Run) -> None:
    """Draw the line at the top: place, moment of the data, the gravest alarm that waits, running clock."""
    place, when = place_words(run.scope, run.board), as_of_words(run.scope, run.board)
    state, said = gravest(alarms_here(run), run.answer("reporting_by_source"), run.scope.language)
    banner = html.escape(said if state == "normal" else f"{state_label(state, run.scope.language)} {said}")
    st.html(
        f'<div class="fl-wallbar"><b>{html.escape(place)}</b><span>{html.escape(when)}</span>'
        f'<strong class="fl-alarm fl-{state}" role="status">{banner}</strong>'
        f'{_sound(run)}<time class="fl-clock">&nbsp;</time></div>'
    )


def _sound(run: Run) -> str:
    """Return the control of the chime, with the marks of the grave alarms of every place this wall walks."""
    marks = chimes(alarms_here(run))
    given = "" if marks is None else f' data-alarms="{html.escape(json.dumps(marks), quote=True)}"'
    if marks and "hush" in marks.values() and "open" not in marks.values():
        given += ' data-muted="1"'
    states = "".join(f'<span>{say(f"wall.chime_{state}", run.scope.language)}</span>' for state in CHIME)
    return f'<button class="fl-sound"{given}>{states}</button>'


def show_foot(run: Run) -> None:
    """Draw the foot: how old each kind of report is, what comes next, what the data are, when they were learned.

    With it goes what the browser needs to keep watch over the wall.
    """
    language = run.scope.language
    board, rules = board_row(run.board), first_row(run.answer("wall_rules"))
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
