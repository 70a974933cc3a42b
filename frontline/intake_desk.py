"""Intake on the screen: hand in, see what would change, settle doubtful columns, publish with one click."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from frontline.deployment import read_deployment
from frontline.form_file import open_form_files
from frontline.intake_names import Asked
from frontline.intake_view import (
    Columns,
    Looked,
    confirm,
    confirm_names,
    look_again,
    look_at_files,
    publish_looked,
    returned_files,
    returned_words,
)
from frontline.mapping import NOTHING_CONFIRMED
from frontline.preview import Mode
from frontline.screen import run, words
from frontline.words import plain_label

KINDS = ["xlsx", "xls", "ods", "csv", "tsv", "txt", "json"]
MODES: tuple[Mode, ...] = ("append", "correct", "replace")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOKED, DONE, UNKNOWN, RETURNED = "intake_looked", "intake_done", "intake_unknown", "intake_returned"
MOST_ASKED = 20
Decided = Mapping[tuple[str, str], str]
"""The code or full name chosen for each kind and name."""


def show_intake() -> None:
    """Ask for files, sender and mode; below them stands the preview of what was checked last."""
    files = st.file_uploader(words("intake.upload"), type=KINDS, accept_multiple_files=True, key="intake_files")
    left, right = st.columns([2, 3], vertical_alignment="top")
    who = left.text_input(words("intake.who"), help=words("intake.who_help"), max_chars=40, key="intake_who")
    mode = right.segmented_control(
        words("intake.mode"), MODES, default="append", required=True, key="intake_mode",
        format_func=lambda one: words(f"intake.mode_{one}"),
    )
    right.markdown(words(f"intake.about_{mode}"))
    period = _period() if mode == "replace" else None
    if st.button(words("intake.check"), type="primary", disabled=not files or (mode == "replace" and not period)):
        handed = [(file.name, file.getvalue()) for file in files]
        scope = run().scope
        with st.spinner(words("intake.checking")):
            handed, st.session_state[RETURNED] = open_form_files(read_deployment(scope.deployment_id), handed)
            st.session_state[LOOKED] = look_at_files(scope.deployment_id, handed, who, mode, period, scope.language)
        st.session_state.pop(DONE, None)
    if DONE in st.session_state:
        st.success(st.session_state[DONE], icon=":material/check:")
    for said in st.session_state.get(RETURNED, ()):
        st.error(plain_label(returned_words(said, run().scope.language)), icon=":material/block:")
    looked = st.session_state.get(LOOKED)
    if looked and looked.deployment_id == run().scope.deployment_id:
        _show(looked)


def _period() -> tuple[dt.date, dt.date] | None:
    chosen = st.date_input(words("intake.period"), value=(), format="YYYY-MM-DD", key="intake_period")
    return (chosen[0], chosen[1]) if isinstance(chosen, tuple) and len(chosen) == 2 else None  # noqa: PLR2004


def _show(looked: Looked) -> None:
    st.html(f'<div class="fl-title"><h2>{words("intake.preview_title")}</h2><p>{words("intake.not_yet")}</p></div>')
    st.markdown(looked.sentence)
    if not looked.counts.empty:
        st.dataframe(looked.counts, hide_index=True, width="stretch")
    if looked.aside:
        st.markdown("  \n".join(looked.aside))
    _show_columns(looked)
    ask_names(looked.names, lambda decided: _take_names(looked, decided))
    if not looked.faults.empty:
        st.error(words("intake.faults", n=len(looked.faults)), icon=":material/block:")
        st.dataframe(looked.faults, hide_index=True, width="stretch")
        for name, make in returned_files(looked, run().scope.language):
            st.download_button(
                words("intake.take_back", name=name), data=make, file_name=name, on_click="ignore", mime=XLSX,
                icon=":material/download:", key=f"intake_back_{name}",
            )
    if not looked.supposed.empty:
        st.markdown(words("intake.supposed", n=len(looked.supposed)))
        st.dataframe(looked.supposed, hide_index=True, width="stretch")
    if not looked.totals.empty:
        st.markdown(words("intake.effect"))
        st.dataframe(looked.totals, hide_index=True, width="content")
    if looked.preview.batches:
        changes = looked.preview.changes
        label = words("intake.publish", n=changes) if changes else words("intake.note_refusal")
        st.button(label, type="primary", icon=":material/publish:", on_click=_publish, args=(looked,))


def _show_columns(looked: Looked) -> None:
    sheets = [sheet for sheet in looked.columns if not sheet.frame.empty]
    if not sheets:
        return
    is_sure = all(sheet.is_sure for sheet in sheets)
    with st.expander(words("intake.columns"), expanded=not is_sure):
        if not is_sure:
            st.warning(words("intake.doubtful"), icon=":material/help:")
        decided: dict[str, dict[str, str]] = {}
        for at, sheet in enumerate(sheets):
            decided.setdefault(sheet.table_name, {}).update(_edit(sheet, at))
        if st.button(words("intake.confirm"), icon=":material/done_all:"):
            with st.spinner(words("intake.checking")):
                st.session_state[LOOKED] = confirm(looked, decided, run().scope.language)
            st.rerun()


def _take_names(looked: Looked, decided: Decided) -> tuple[str, ...]:
    st.session_state[LOOKED], unknown = confirm_names(looked, decided, run().scope.language)
    return unknown


def ask_names(names: Sequence[Asked], take: Callable[[Decided], tuple[str, ...]], key: str = "intake") -> None:
    """Ask what each name that means nothing certain stands for; nothing is chosen beforehand.

    `take` keeps what was chosen, looks again, and returns what nothing is called by.
    """
    if not names:
        return
    with st.expander(words("intake.names"), expanded=True):
        st.warning(words("intake.names_ask"), icon=":material/help:")
        left, right = st.columns(2)
        chosen = {
            (one.target, one.written): (left, right)[at % 2].selectbox(
                one.label, [*one.choices], index=None, format_func=lambda code, one=one: one.choices.get(code, code),
                placeholder=words("intake.names_type"), accept_new_options=True, key=f"{key}_name_{at}_{one.written}",
            ) for at, one in enumerate(names[:MOST_ASKED])
        }
        if len(names) > MOST_ASKED:
            st.markdown(words("intake.names_more", n=len(names) - MOST_ASKED))
        decided = {name: code for name, code in chosen.items() if code}
        if st.button(
            words("intake.names_confirm"), icon=":material/done_all:", disabled=not decided, key=f"{key}_names_confirm",
        ):
            with st.spinner(words("intake.checking")):
                st.session_state[UNKNOWN] = take(decided)
            st.rerun()
        if unknown := st.session_state.pop(UNKNOWN, ()):
            st.error(words("intake.names_unknown", names="、".join(unknown)), icon=":material/block:")


def _edit(sheet: Columns, at: int) -> dict[str, str]:
    """Draw the columns of a sheet with the field of each to choose, and return what is chosen by heading."""
    st.markdown(sheet.title)
    names = {label: name for name, label in sheet.options.items()}
    config = st.column_config
    edited = st.data_editor(
        sheet.frame, hide_index=True, width="stretch", key=f"intake_columns_{at}",
        disabled=["heading", "example", "reason"], column_config={
            "heading": config.TextColumn(words("intake.heading")),
            "example": config.TextColumn(words("intake.example")),
            "field": config.SelectboxColumn(words("intake.field"), options=list(names), required=True),
            "reason": config.TextColumn(words("intake.reason")),
        },
    )
    return {
        heading: names[field] for heading, field in zip(edited["heading"], edited["field"], strict=True)
    }


def _publish(looked: Looked) -> None:
    changes = looked.preview.changes
    if publish_looked(looked):
        st.session_state[DONE] = words("intake.published", n=changes) if changes else words("intake.noted")
        st.session_state.pop(LOOKED)
        return
    st.session_state[LOOKED] = look_again(looked, NOTHING_CONFIRMED, run().scope.language)
    st.session_state[DONE] = words("intake.moved")
