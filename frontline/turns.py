"""A wall that walks by itself: whose turn it is, how long, what comes next and why.

`/wall?play=auto` lets the data choose, `/wall?play=situation.30,staffing.20@370684107` and `/wall?play=<name>` follow
a playlist. Scene, place and position stand in the URL, so that a reload or a restart resumes them.
"""

import html
import time

import pandas as pd
import streamlit as st

from frontline.digits import number, percent
from frontline.headlines import failed_question
from frontline.look import STATE_MARKS
from frontline.playlist import read_playlist
from frontline.rota import Place, Round, Turn, pace
from frontline.run import Run
from frontline.scope import places_of
from frontline.screen import run
from frontline.walk import Alarm, Show, Walk
from frontline.wall_list import FIRST, SCENES
from frontline.words import Language, say

WALK, WISH = "walk", "walk_wish"
AHEAD = 3
HELD_SECONDS = 900
"""A wall that was stopped and forgotten goes on by itself."""
STATES = ("normal", "watch", "act")
EXPLAINS = {
    "red_gap": "staffing", "empty_checkpoint": "checkpoints", "silent_township": "supervision",
    "unvisited": "supervision", "problem_overdue": "problems", "rest_limit": "care",
}
"""The scene that explains a cause or an alarm; whatever else happens, the situation."""


def take_turn() -> None:
    """Put on the screen whose turn it is. The run begins anew where that is another scene or place."""
    if run().is_pushed or not st.query_params.get("play"):
        return
    current, walk = run(), _walk()
    places = _places(current, walk)
    if _stands(walk, places):
        return
    shown, by = _shown(), st.session_state.pop(WISH, 0)
    wanted = walk.decide(shown, by, _alarms(current), places, time.monotonic(), is_held=_is_held())
    if wanted == shown:
        return
    turn = {"scene": wanted.scene, "area": wanted.area, "at": str(wanted.at or "")}
    st.query_params.from_dict({key: value for key, value in (st.query_params.to_dict() | turn).items() if value})
    st.rerun()


def turns(current: Run) -> str:
    """Return what the client needs to go on, the strip of what comes next, and what is wrong with the playlist.

    Nothing on a wall that stands.
    """
    if current.is_pushed or not st.query_params.get("play"):
        return ""
    for key, by in {"wall_back": -1, "wall_next": 1}.items():
        st.button(key, key=key, on_click=_wish, args=(by,))
    st.button("wall_hold", key="wall_hold", on_click=_hold)
    language, walk = current.scope.language, _walk()
    places = _places(current, walk)
    faults = "".join(f"<li>{html.escape(fault.get(language))}</li>" for fault in walk.play.faults)
    wrong = f'<ul class="fl-faults" role="alert"><h2>{say("playlist.faults", language)}</h2>{faults}</ul>'
    if _stands(walk, places):
        failed = html.escape(say("title.failed", language)) if walk.play.items else ""
        return f'<span class="fl-turn">{failed}</span>' + (wrong if faults else "")
    shown = _shown()
    said = _auto_words(current, walk, places) if walk.play.is_auto else _list_words(current, walk, shown)
    if walk.reason == "alarm":
        said = f"{STATE_MARKS['act']} {say('playlist.why_alarm', language)}　{said}"
    if _is_held():
        said = f"‖ {say('playlist.paused', language)}　{said}"
    about = {
        "turn": f"{shown.scene} {shown.area} {shown.at} {walk.turns}",
        "seconds": f"{walk.seconds(shown, places):.1f}",
        "held": HELD_SECONDS if _is_held() else "",
        "words": "|".join(say(f"playlist.{key}", language) for key in ("back", "hold", "go_on", "forward")),
    }
    data = " ".join(f'data-{key}="{html.escape(str(value), quote=True)}"' for key, value in about.items())
    return f'<span class="fl-turn" {data}>{html.escape(said)}</span>' + (wrong if faults else "")


def _wish(by: int) -> None:
    st.session_state[WISH] = by


def _hold() -> None:
    if _is_held():
        del st.query_params["hold"]
    else:
        st.query_params["hold"] = "1"


def _is_held() -> bool:
    return st.query_params.get("hold") == "1"


def _shown() -> Show:
    query = st.query_params
    at = query.get("at", "")
    return Show(run().scene, query.get("area"), int(at) if at.isascii() and at.isdigit() else 0)


def _walk() -> Walk:
    """Return what this wall remembers; another playlist, or the same one changed, begins anew."""
    query, current = st.query_params, run()
    play = read_playlist(query["play"], places_of(current.board).names, query.get("every", ""))
    key = (current.scope.deployment_id, play)
    kept = st.session_state.get(WALK)
    if kept is None or kept[0] != key:
        kept = st.session_state[WALK] = (key, Walk(play, Round(time.monotonic())))
    return kept[1]


def _stands(walk: Walk, places: list[Place]) -> bool:
    """Say whether there is nothing to walk: no item without a fault, or nobody can tell where it is worst."""
    return not walk.play.items or (walk.play.is_auto and not places)


def _root(current: Run, walk: Walk) -> str:
    """Return the place that holds all a wall walks."""
    items = walk.play.items
    return (items[0].place if items and walk.play.is_auto else None) or places_of(current.board).root


def _frame(current: Run, walk: Walk) -> pd.DataFrame:
    root = _root(current, walk)
    return current.answer("rota_by_township", area_code=None if root == places_of(current.board).root else root)


def _places(current: Run, walk: Walk) -> list[Place]:
    """Return the places that share the screen, and last the one that holds them all; none when nobody can tell."""
    frame = _frame(current, walk) if walk.play.is_auto else None
    if frame is None or failed_question(frame):
        return []
    found = [
        Place(row["area_code"], int(row["severity"]), float(row["change_share"]), scene=_scene(row["cause"]))
        for row in frame.to_dict("records")
    ]
    root = _root(current, walk)
    return found if any(place.code == root for place in found) else [*found, Place(root)]


def _scene(cause: object) -> str:
    scene = EXPLAINS.get(str(cause), FIRST)
    return scene if scene in SCENES else FIRST


def alarms_here(current: Run) -> pd.DataFrame:
    """Return the alarms of all places that this wall shows in turn, or of the one where it stands."""
    items = _walk().play.items if st.query_params.get("play") else ()
    if not items:
        return current.answer("alarm_list")
    frame, register = current.answer("alarm_list", area_code=None), places_of(current.board)
    asked = {item.place or register.root for item in items}
    if failed_question(frame) or register.root in asked:
        return frame
    return frame[frame["area_code"].isin({code for place in asked for code, _ in register.walk(place)})]


def _alarms(current: Run) -> list[Alarm] | None:
    """Return the grave alarms of the places this wall shows that wait and may be heard now; None when not known."""
    frame = alarms_here(current)
    if failed_question(frame):
        return None
    waiting = frame[(frame["severity"] > 1) & (frame["alarm_state"] != "acknowledged")]
    found = []
    for row in waiting[~waiting["is_muted"].astype(bool)].to_dict("records"):
        area = row["area_code"] if pd.isna(row["township_code"]) else row["township_code"]
        found.append(Alarm(row["alarm_id"], _scene(row["alarm_code"]), area))
    return found


def _list_words(current: Run, walk: Walk, shown: Show) -> str:
    language, register = current.scope.language, places_of(current.board)
    names = [
        " ".join(filter(None, (say(f"playlist.scene_{item.scene}", language), register.names.get(item.place or ""))))
        for item in walk.listed(shown, AHEAD)
    ]
    where = f"{max(shown.at, 1)}/{len(walk.play.items)}"
    if not names:
        return where
    return f"{where}　{say('playlist.next', language, names=' → '.join(names))}"


def _auto_words(current: Run, walk: Walk, places: list[Place]) -> str:
    language = current.scope.language
    rows = {row["area_code"]: row for row in _frame(current, walk).to_dict("records")}
    names = [_turn_words(turn, rows, current) for turn in walk.coming(places, time.monotonic(), AHEAD)]
    said = say("playlist.next", language, names=" → ".join(names))
    if (here := rows.get(_shown().area or "")) and here["severity"]:
        mark = STATE_MARKS[STATES[here["severity"]]]
        said = f"{mark} {_cause_words(here['cause'], here['value'], language)}　{said}"
    _, interval = pace(len(places), walk.calm, walk.interval)
    if interval > walk.interval:
        said += "　" + say("playlist.slower", language, n=len(places), minutes=number(interval / 60))
    return said


def _turn_words(turn: Turn, rows: dict[str, dict], current: Run) -> str:
    language, row = current.scope.language, rows.get(turn.code)
    if row is None:
        return places_of(current.board).names.get(turn.code, turn.code)
    why = say(f"playlist.why_{turn.reason}", language)
    if turn.reason in {"worst", "waiting"} and row["severity"]:
        why = _cause_words(row["cause"], row["value"], language)
    return f"{STATE_MARKS[STATES[row['severity']]]} {row['name']} {why}"


def _cause_words(cause: str, value: float, language: Language) -> str:
    said = percent(value) if cause == "unvisited" else number(value)
    return say(f"playlist.cause_{cause}", language, value=said)
