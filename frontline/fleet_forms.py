"""The forms of the page of walls: push something, make a token, take one back. A duty post signs for each."""

import html
import time
from urllib.parse import urlsplit

import segno
import streamlit as st

from frontline.choices import read_choices
from frontline.fleet import ALL, NAME_LENGTH, TEXT_LENGTH, FleetError, fleet
from frontline.fleet_desk import lines_now
from frontline.fleet_list import place_name, wall_name
from frontline.look import state_label
from frontline.screen import run, words
from frontline.wall_list import SCENES

KINDS = ("show", "notice", "reload", "normal")
STATES = ("normal", "watch", "act")
MADE = "fleet_made"
MINUTE, DAY = 60, 86_400
DAYS = (0, 1, 7, 30, 90)
"""For how many days a token may be good; 0 is until it is taken back."""


def show_push_form() -> None:
    """Ask what is pushed to which wall, for how long and by which post, and push it."""
    language, deployment = run().scope.language, run().scope.deployment_id
    st.html(f'<div class="fl-title"><h2>{words("fleet.push")}</h2><p>{words("fleet.push_help")}</p></div>')
    kinds = {kind: words(f"fleet.kind_{kind}") for kind in KINDS}
    kind = st.segmented_control(
        words("fleet.kind"), list(kinds), key="fleet_kind", default="show", required=True, format_func=kinds.get,
        label_visibility="collapsed",
    )
    walls = {line.who: wall_name(line, language) for line in lines_now() if line.deployment == deployment}
    with st.form("fleet_push", border=False):
        names = {ALL: words("fleet.all")} | walls
        what, minutes = _what(kind), 0
        left, right = st.columns(2)
        target = left.selectbox(words("fleet.target"), list(names), format_func=names.get)
        if kind in {"show", "notice"}:
            minutes = right.number_input(words("fleet.for_minutes"), 1, 7 * 24 * 60, 10)
        post = st.text_input(
            words("alarm.post"), help=words("intake.who_help"), max_chars=NAME_LENGTH, key="fleet_push_post"
        )
        sent = st.form_submit_button(words("fleet.send"), type="primary")
    if sent:
        try:
            fleet().push(kind, target, post, minutes * MINUTE, **what)
        except FleetError as error:
            st.error(words(str(error)), icon=":material/block:")
        else:
            st.success(words("fleet.sent"), icon=":material/check:")


def _what(kind: str) -> dict[str, str]:
    """Ask for what belongs to a kind of push."""
    if kind == "show":
        scenes = {name: words(f"playlist.scene_{name}") for name in SCENES}
        places, (left, right) = _places(), st.columns(2)
        scene = left.selectbox(words("fleet.scene"), list(scenes), format_func=scenes.get)
        area = right.selectbox(words("fleet.where"), list(places), key="fleet_area", format_func=places.get)
        return {"deployment": run().scope.deployment_id, "scene": scene, "area": area}
    if kind == "notice":
        states = {state: state_label(state, run().scope.language) for state in STATES}
        text = st.text_input(words("fleet.text"), max_chars=TEXT_LENGTH)
        state = st.segmented_control(
            words("fleet.state"), list(states), default="normal", required=True, format_func=states.get
        )
        return {"text": text.strip(), "state": state}
    return {}


def _places() -> dict[str, str]:
    """Return the name of every place that a wall can show by its code; the empty one is all of the deployment."""
    current = run()
    choices = read_choices(current.board, current.scope)
    everywhere = place_name(current.scope.deployment_id, None, current.scope.language)
    return {"": everywhere} | {code: choices.names[code] for code in choices.townships}


def show_tokens() -> None:
    """Make a token and show its address once; take one back."""
    st.html(f'<div class="fl-title"><h2>{words("fleet.tokens")}</h2><p>{words("fleet.tokens_help")}</p></div>')
    _make()
    _show_made()
    _revoke()


def _make() -> None:
    places = _places()
    spans = {days: words("fleet.days_good", n=days) if days else words("fleet.for_ever") for days in DAYS}
    with st.form("fleet_make", border=False):
        left, right = st.columns(2)
        name = left.text_input(words("fleet.name"), help=words("fleet.name_help"), max_chars=NAME_LENGTH)
        area = right.selectbox(words("fleet.place"), list(places), key="fleet_place", format_func=places.get)
        days = left.selectbox(words("fleet.expires"), list(spans), format_func=spans.get)
        post = right.text_input(
            words("alarm.post"), help=words("intake.who_help"), max_chars=NAME_LENGTH, key="fleet_make_post"
        )
        sent = st.form_submit_button(words("fleet.make"), type="primary")
    if sent:
        try:
            token, secret = fleet().make_token(
                name, run().scope.deployment_id, area or None, time.time() + days * DAY if days else None, post
            )
        except FleetError as error:
            st.error(words(str(error)), icon=":material/block:")
        else:
            st.session_state[MADE] = (token.name, _address(secret))


def _address(secret: str) -> str:
    here = urlsplit(st.context.url or "http://localhost:8501/")
    lang = "&lang=en" if run().scope.language == "en" else ""
    return f"{here.scheme}://{here.netloc}/wall?token={secret}{lang}"


def _show_made() -> None:
    """Show the address of a new token until the reader has it; afterwards nobody can."""
    if MADE not in st.session_state:
        return
    name, address = st.session_state[MADE]
    with st.container(border=True, key="fleet_made_box"):
        st.success(words("fleet.made", name=name), icon=":material/key:")
        st.code(address, language=None, wrap_lines=True)
        picture = segno.make(address, error="m").svg_data_uri(scale=4, border=2, light="white")
        st.html(f'<img class="fl-qr" alt="{html.escape(words("fleet.qr"), quote=True)}" src="{picture}" />')
        st.html(f'<p class="fl-note">{html.escape(words("fleet.leave"))}</p>')
        st.button(words("fleet.noted"), key="fleet_noted", on_click=lambda: st.session_state.pop(MADE, None))


def _revoke() -> None:
    now, language = time.time(), run().scope.language
    names = {
        token.id: f"{token.name} · {place_name(token.deployment, token.area_code, language)}"
        for token in fleet().tokens() if token.state(now) == "valid"
    }
    if not names:
        st.html(f'<p class="fl-empty">{html.escape(words("fleet.no_tokens"))}</p>')
        return
    with st.form("fleet_revoke", border=False):
        left, right = st.columns(2)
        which = left.selectbox(words("fleet.which"), list(names), format_func=names.get)
        post = right.text_input(
            words("alarm.post"), help=words("intake.who_help"), max_chars=NAME_LENGTH, key="fleet_revoke_post"
        )
        sent = st.form_submit_button(words("fleet.revoke"))
    if sent:
        try:
            fleet().revoke(which, post)
        except FleetError as error:
            st.error(words(str(error)), icon=":material/block:")
        else:
            st.success(words("fleet.revoked", name=names[which]), icon=":material/check:")
