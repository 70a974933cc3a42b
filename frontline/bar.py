"""The bar at the top of every page: pages, scope, as-of line, snapshot; and the line at the foot."""

import datetime as dt
import html

import streamlit as st

from frontline import way
from frontline.choices import Choices, deployment_names, read_choices
from frontline.compare import AGAINST
from frontline.deployment import default_id
from frontline.export_desk import offer_choices, offer_files
from frontline.finder import draw_finder
from frontline.keep_desk import offer_keeping
from frontline.menu import menu_html
from frontline.register import board_row
from frontline.report_desk import offer_reports
from frontline.run import Run
from frontline.screen import PHONE, go_to, go_to_place
from frontline.scrubber import draw_days
from frontline.share import offer_share
from frontline.trail import draw_trail
from frontline.viewer_desk import ask_viewer, draw_watermark
from frontline.words import day, say


def draw(pages: dict[str, st.Page], run: Run) -> st.delta_generator.DeltaGenerator:
    """Draw the bar and return the place where the snapshot is offered once the page has run."""
    scope, language = run.scope, run.scope.language
    board = board_row(run.board)
    with st.container(key="bar", gap=None):
        if run.size[0] < PHONE:
            with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="small"):
                _deployments(run, board[f"name_{language}"])
                with st.popover(run.title, icon=":material/menu:", key=f"pages_{run.page}"):
                    draw_finder(pages, run)
                    st.html(menu_html(pages, run.page, scope, is_open=True))
                    export = _choices(pages, run)
        else:
            with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
                _deployments(run, board[f"name_{language}"])
                export = _choices(pages, run)
            with st.container(key="menu", gap=None):
                st.html(menu_html(pages, run.page, scope))
    draw_trail(run, board[f"demonstration_{language}"] or "")
    if run.size[0] >= PHONE:
        draw_days(run)
    way.mark()
    if scope.notice:
        st.info(scope.notice, icon=":material/info:")
    return export


def _deployments(run: Run, name: str) -> None:
    """Draw the product's name and the deployment on show, which is a choice where there are others."""
    language, names = run.scope.language, deployment_names(run.scope.language)
    here = "" if len(names) > 1 else f"<span>{html.escape(name)}</span>"
    st.html(f'<div class="fl-brand">{html.escape(say("app.title", language))}{here}</div>', width="content")
    if len(names) > 1:
        st.session_state["pick_deployment"] = run.scope.deployment_id
        st.selectbox(
            say("scope.deployment", language), list(names), format_func=names.get,
            **way.control("pick_deployment", _deployment_picked), label_visibility="collapsed", width=170,
        )


def _choices(pages: dict[str, st.Page], run: Run) -> st.delta_generator.DeltaGenerator:
    scope, language = run.scope, run.scope.language
    with st.container(key="scope", horizontal=True, vertical_alignment="bottom", gap="small"):
        if run.size[0] >= PHONE:
            draw_finder(pages, run)
        choices = run.remembered("choices", (), lambda: read_choices(run.board, scope))
        _places(run, choices)
        _times(run, choices)
        if run.size[0] < PHONE:
            draw_days(run)
        st.segmented_control(
            say("scope.language", language), ["zh", "en"],
            format_func={"zh": "中文", "en": "English"}.get, **way.control("pick_language", _language_picked),
            label_visibility="collapsed", width="content", required=True,
        )
        offer_share(run)
        return st.container(width="content")


def _places(run: Run, choices: Choices) -> None:
    scope, language = run.scope, run.scope.language
    st.session_state["pick_language"] = language
    st.session_state["pick_township"] = scope.upper_code
    inside = scope.area_code if scope.area_code != scope.upper_code else None
    st.session_state["pick_place"] = scope.checkpoint_id or scope.compound_id or inside
    st.selectbox(
        say("scope.township", language), choices.townships, format_func=choices.names.get,
        index=None, placeholder=say("scope.all_townships", language), **way.control("pick_township", _township_picked),
        label_visibility="collapsed", width=180,
    )
    st.selectbox(
        say("scope.place", language), choices.places, format_func=choices.names.get,
        index=None, **way.control("pick_place", _place_picked), label_visibility="collapsed",
        placeholder=say("scope.place" if choices.places else "scope.choose_township", language),
        disabled=not choices.places, width=240,
    )


def _times(run: Run, choices: Choices) -> None:
    scope, language = run.scope, run.scope.language
    st.session_state["pick_date"] = scope.duty_on.isoformat()
    st.session_state["pick_shift"] = scope.shift_code
    dates = [one.duty_on.isoformat() for one in reversed(run.days)]
    st.selectbox(
        say("scope.date", language), dates, **way.control("pick_date", _time_picked),
        format_func=lambda d: day(dt.date.fromisoformat(d), language), label_visibility="collapsed", width=120,
    )
    st.segmented_control(
        say("scope.shift", language), choices.shifts, **way.control("pick_shift", _time_picked),
        format_func=choices.names.get, label_visibility="collapsed", width="content", required=True,
    )
    st.session_state["pick_compare"] = scope.compare or "none"
    st.selectbox(
        say("compare.title", language), ["none", *AGAINST], **way.control("pick_compare", _compare_picked),
        format_func=lambda against: say(f"compare.{against}", language), label_visibility="collapsed", width=148,
    )


def _deployment_picked() -> None:
    picked = st.session_state["pick_deployment"]
    left = dict.fromkeys(("area", "post", "on", "shift", "known", "pins"))
    go_to(dep=None if picked == default_id() else picked, **left)


def _township_picked() -> None:
    go_to(area=st.session_state["pick_township"], post=None)


def _place_picked() -> None:
    picked = st.session_state["pick_place"]
    if picked is None:
        go_to(area=st.session_state["pick_township"], post=None)
    else:
        go_to_place(picked)


def _time_picked() -> None:
    go_to(on=st.session_state["pick_date"], shift=st.session_state["pick_shift"])


def _compare_picked() -> None:
    picked = st.session_state["pick_compare"]
    go_to(cmp=None if picked == "none" else picked)


def _language_picked() -> None:
    go_to(lang="en" if st.session_state["pick_language"] == "en" else None)


def offer_snapshot(place: st.delta_generator.DeltaGenerator, run: Run, library: st.Page) -> None:
    """Offer the page as it stands in every kind of file, and to keep; refuse while a question has failed.

    At a desk nothing of it is drawn before the menu is opened: it costs as much as a sixth of a page.
    """
    language = run.scope.language
    # A menu does not open inside the menu of a phone. Another page has a menu of its own: it is closed when a reader
    # comes from an open one.
    offer = place.container() if run.size[0] < PHONE else place.popover(
        say("scope.export", language), icon=":material/download:", key=f"export_{run.page}", on_change="rerun",
    )
    if run.size[0] >= PHONE and not offer.open:
        return
    with offer:
        if run.failures:
            st.warning(say("scope.export_failed", language, names="、".join(dict.fromkeys(run.failures))))
            return
        ask_viewer(run)
        offer_files(library, run)
        offer_choices(library, run)
        offer_reports(library, run)
        offer_keeping(library, run)


def draw_footer(run: Run) -> None:
    """Say under every page what the numbers rest on."""
    # A table that scrolls is printed by a browser as far as it is seen; paper must not pass for the whole.
    seen = f'<p class="fl-printed" aria-hidden="true">{html.escape(say("scope.printed", run.scope.language))}</p>'
    st.html(seen + run.remembered("foot", ("reporting_by_source",), lambda: _foot(run)))
    draw_watermark(run)


def _foot(run: Run) -> str:
    language, board = run.scope.language, board_row(run.board)
    rows = run.answer("reporting_by_source")["report_source"].tolist()
    parts = [f"{say(f'coverage.{source}', language)} {run.coverage(source)}" for source in rows]
    parts.append(say(
        "app.definitions", language, version=board["definitions_version"], rules=board["rules_version"],
        generation=board["generation"],
    ))
    return f'<footer class="fl-foot">{" · ".join(html.escape(part) for part in parts)}</footer>'
