"""Forms by QR at the desk: make a code for a place, print it, take it back; see what came by codes."""

import datetime as dt
import html
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from frontline.deployment import read_deployment
from frontline.form_page import definition, form_page
from frontline.form_photo import photo_file
from frontline.form_sheet import form_sheet
from frontline.form_store import LONGEST_NAME, FormError, FormStore, Link
from frontline.forms import PLACE_KINDS, forms, offered_at
from frontline.headlines import failed_question
from frontline.look import STATE_MARKS
from frontline.places import INSIDE
from frontline.scope import places_of
from frontline.screen import answer, run, words
from frontline.words import moment

MADE = "form_made"
DAYS = (7, 30, 90, 180)
LISTED = 200
MOST_PHOTOS = 12
OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def show_making() -> None:
    """Ask for a place, its forms and how long the code is good, make it, and offer it for printing."""
    st.html(f'<div class="fl-title"><h2>{words("form.make_title")}</h2><p>{words("form.make_help")}</p></div>')
    language = run().scope.language
    kind = st.segmented_control(
        words("form.kind"), PLACE_KINDS, default=PLACE_KINDS[0], required=True, key="form_kind",
        format_func=lambda one: words(f"form.kind_{one}"), label_visibility="collapsed",
    )
    places, offered = _places(kind), {form.name: form.title.get(language) for form in offered_at(kind)}
    with st.form("form_make", border=False):
        place = st.selectbox(
            words("form.place"), list(places), format_func=lambda code: places[code][0], key=f"form_place_{kind}",
        )
        chosen = st.multiselect(
            words("form.which"), list(offered), default=list(offered), format_func=offered.get,
            placeholder=words("form.which"), key=f"form_which_{kind}",
        )
        left, right = st.columns(2)
        days = left.selectbox(words("form.days"), DAYS, index=1, format_func=lambda n: words("fleet.days_good", n=n))
        post = right.text_input(
            words("alarm.post"), help=words("intake.who_help"), max_chars=LONGEST_NAME, key="form_post",
        )
        sent = st.form_submit_button(words("form.make"), type="primary", icon=":material/qr_code_2:")
    if sent and place:
        name, facts = places[place]
        try:
            made = _store().make(kind, name.strip(), facts, chosen, post, dt.datetime.now(dt.UTC), days)
        except FormError as error:
            st.error(words(str(error)), icon=":material/block:")
        else:
            st.session_state[MADE] = (run().scope.deployment_id, *made)
    _show_made()


def _store() -> FormStore:
    return FormStore(read_deployment(run().scope.deployment_id))


def _places(kind: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the name of every place of a kind and what it fills in, by its code."""
    current = run()
    if kind == "checkpoint":
        posts = answer("checkpoint_list")
        return {} if failed_question(posts) else {
            row.checkpoint_id: (row.checkpoint_name, {"checkpoint_id": row.checkpoint_id, "area_code": row.area_code})
            for row in posts.itertuples()
        }
    if kind == "team":
        units = answer("team_list")
        return {} if failed_question(units) else {
            row.organisation_id: (row.organisation_name, {"organisation_id": row.organisation_id})
            for row in units.itertuples()
        }
    places = places_of(current.board)
    return {
        code: (f"{places.names[places.upper(code)]} {places.names[code]}", {"area_code": code})
        for code, _ in places.walk(places.root) if places.levels[code] in INSIDE
    }


def _address(secret: str) -> str:
    here, scope = urlsplit(st.context.url or "http://localhost:8501/"), run().scope
    own = {"dep": scope.deployment_id} | ({"lang": "en"} if scope.language == "en" else {})
    return f"{here.scheme}://{here.netloc}/frontline/form?{urlencode(own)}#{secret}"


def _show_made() -> None:
    """Offer the sheet, the address and the file of a new code until the reader has them; afterwards nobody can."""
    if MADE not in st.session_state or st.session_state[MADE][0] != run().scope.deployment_id:
        return
    _, link, secret = st.session_state[MADE]
    # Files are made on a click, after this run: what they need is asked for now.
    deployment, address, board = read_deployment(run().scope.deployment_id), _address(secret), run().board
    with st.container(border=True, key="form_made_box"):
        st.success(words("form.made", place=link.place_name, code=link.link_id), icon=":material/qr_code_2:")
        if urlsplit(address).hostname in OF_THIS_MACHINE:
            st.warning(words("form.local"), icon=":material/warning:")
        st.download_button(
            words("form.print"), data=lambda: form_sheet(deployment, link, address), type="primary",
            file_name=f"form-{link.link_id}.pdf", mime="application/pdf", on_click="ignore", icon=":material/print:",
        )
        st.download_button(
            words("form.take_file"), data=lambda: form_page(definition(deployment, link, board))[0],
            file_name=f"form-{link.link_id}.html", mime="text/html", on_click="ignore", icon=":material/usb:",
            help=words("form.take_file_help"),
        )
        st.code(address, language=None, wrap_lines=True)
        st.button(words("form.noted"), key="form_noted", on_click=lambda: st.session_state.pop(MADE, None))


def show_links() -> None:
    """List the codes, and take one back."""
    now, links = dt.datetime.now(dt.UTC), _store().links()
    st.html(f'<div class="fl-title"><h2>{words("form.links", n=sum(one.state(now) == "valid" for one in links))}</h2>'
            f'<p>{words("form.links_help")}</p></div>')
    if not links:
        st.html(f'<p class="fl-empty">{html.escape(words("form.no_links"))}</p>')
        return
    rows = [_link_row(one, now) for one in reversed(links)]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    good = {one.link_id: f"{one.place_name} · {one.link_id}" for one in links if one.state(now) == "valid"}
    if not good:
        return
    with st.form("form_revoke", border=False):
        left, right = st.columns(2)
        which = left.selectbox(words("form.which_code"), list(good), format_func=good.get)
        post = right.text_input(words("alarm.post"), max_chars=LONGEST_NAME, key="form_revoke_post")
        sent = st.form_submit_button(words("form.revoke"))
    if sent and not post.strip():
        st.error(words("form.no_post"), icon=":material/block:")
    elif sent and _store().revoke(which, post, now):
        st.rerun()


def _link_row(one: Link, now: dt.datetime) -> dict[str, str]:
    language, zone = run().scope.language, read_deployment(run().scope.deployment_id).zone
    state = {"valid": "normal", "expired": "watch", "revoked": "act"}[one.state(now)]
    names = [forms()[name].title.get(language) for name in one.forms]
    return {
        words("form.place"): one.place_name, words("form.code"): one.link_id,
        words("form.which"): (", " if language == "en" else "、").join(names),
        words("form.state"): f"{STATE_MARKS[state]} {words(f'form.link_{one.state(now)}')}",
        words("form.until"): moment(one.until.astimezone(zone), language), words("form.made_by"): one.made_by,
    }


def show_entries(*, is_own_page: bool = True) -> None:
    """List what came by codes: taken in, waiting, refused and why, and by how much a phone's clock was off.

    Elsewhere than on its own page the list is left out while nothing has come.
    """
    store, language = _store(), run().scope.language
    counts = store.counted()
    if not counts and not is_own_page:
        return
    said = {state: counts.get(state, 0) for state in ("taken", "waiting", "refused")}
    st.html(f'<div class="fl-title"><h2>{words("form.entries", **said)}</h2><p>{words("form.entries_help")}</p></div>')
    if not counts:
        st.html(f'<p class="fl-empty">{html.escape(words("form.no_entries"))}</p>')
        return
    zone = read_deployment(run().scope.deployment_id).zone
    rows = []
    for one in store.recent(LISTED):
        came, clock, off = one["state"], one["clock_said"], round(one["clock_off"] / 60)
        mark = STATE_MARKS[{"taken": "normal", "waiting": "unknown", "refused": "act"}[came]]
        rows.append({
            words("form.received"): moment(dt.datetime.fromisoformat(one["received_at"]).astimezone(zone), language),
            words("form.place"): one["place_name"], words("form.form"): forms()[one["form"]].title.get(language),
            words("form.state"): f"{mark} {words(f'form.entry_{came}')}",
            words("form.said"): " ".join(part[language] for part in one["said"]),
            words("form.phone_clock"): words(f"form.off_{clock}", minutes=off) if clock else "",
        })
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def show_photos(problems: pd.DataFrame | None) -> None:
    """Show the photographs of problems among these rows, at the desk only: no wall, link or export has them."""
    if problems is None or "problem_id" not in problems or run().fence is not None:
        return
    deployment = read_deployment(run().scope.deployment_id)
    known = FormStore(deployment).photos()
    found = {key: photo_file(deployment, known[key]) for key in problems["problem_id"] if key in known}
    found = {key: file for key, file in found.items() if file.exists()}
    if not found:
        return
    with st.expander(words("form.photos", n=len(found)), icon=":material/photo_camera:"):
        for key, file in list(found.items())[:MOST_PHOTOS]:
            st.image(file.read_bytes(), caption=key, width=480)
