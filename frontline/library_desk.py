"""The library of snapshots on the screen: the list, and one snapshot as the screen was when it was taken."""

import datetime as dt
import html

import pandas as pd
import streamlit as st

from frontline import clicks
from frontline.compare_desk import choose_other, show_difference
from frontline.frozen_screen import show_sheet
from frontline.keeping import (
    LONGEST_NOTE,
    LONGEST_POST,
    LONGEST_TAGS,
    LONGEST_TITLE,
    issue,
    library_of,
    sheet_of,
    tags_of,
)
from frontline.library import Entry, LibraryError
from frontline.library_list import COLUMNS, facts, history, matching, row, standing_words, taken_words, title_of
from frontline.panel import Panel, Sheet
from frontline.screen import ROW, go_to, run, words
from frontline.snapshot import FORMS, Kind, file_name
from frontline.viewer_desk import viewer, words_of

QUERY = "snapshot_norms"
SHOWN = 500
"""Entries of a list; older ones are found by words."""


def show_library() -> None:
    """Draw the snapshot that the address names, or else the list."""
    library = library_of(run().scope.deployment_id)
    wanted = st.query_params.get("snapshot")
    if not wanted:
        _show_list(library.entries())
        return
    entry = library.entry(wanted)
    st.button(
        words("library.back"), icon=":material/arrow_back:", on_click=lambda: go_to(**{"snapshot": None, "with": None})
    )
    if entry is None:
        st.html(f'<p class="fl-empty">{html.escape(words("library.none_such", name=wanted))}</p>')
        return
    _show_entry(entry)


def _show_list(entries: list[Entry]) -> None:
    language = run().scope.language
    for damage in library_of(run().scope.deployment_id).damages(is_deep=False):
        st.error(words("library.broken", damage=damage), icon=":material/link_off:")
    wanted = st.text_input(
        words("library.find"), key="find_snapshot", bind="query-params", width=420, icon=":material/search:"
    )
    is_whole = st.toggle(words("library.exports", n=sum(entry.is_export for entry in entries)), key="all_exports")
    found = matching(entries, wanted or "", with_exports=is_whole)
    title = words("library.found", n=len(found), pinned=sum(entry.is_pinned for entry in found))
    question = words("library.question")
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{html.escape(question)}</p></div>')
    headings = {name: words(f"library.{name}") for name in COLUMNS}
    frame = pd.DataFrame([row(entry, language) for entry in found[:SHOWN]], columns=list(COLUMNS), dtype=object)
    if not found:
        st.html(f'<p class="fl-empty">{html.escape(words("library.empty" if not entries else "library.no_match"))}</p>')
    else:
        ids = [entry.snapshot_id for entry in found[:SHOWN]]
        st.dataframe(
            frame, hide_index=True, width="stretch", row_height=ROW, placeholder="", selection_mode="single-cell",
            height=ROW * (1 + min(len(ids), 20)) + 2,
            **clicks.leads("library_list", clicks.on_table, lambda row: go_to(snapshot=ids[row])),
            column_config={name: st.column_config.TextColumn(heading) for name, heading in headings.items()},
        )
    empty = words("library.empty")
    run().shown.append(lambda: Panel("table", title, question, frame, headings, QUERY, empty=empty))


def _show_entry(entry: Entry) -> None:
    language = run().scope.language
    mark = words("library.not_live", at=taken_words(entry.taken_at), post=entry.taken_by)
    pinned = standing_words(entry, language)
    st.html(
        f'<div class="fl-frozen"><h2>{html.escape(title_of(entry))}</h2><b>{html.escape(mark)}</b>'
        f'<p>{html.escape(" · ".join(filter(None, (pinned, "、".join(entry.tags), entry.note))))}</p></div>'
    )
    known = facts(entry, language)
    frame = pd.DataFrame(known, columns=["fact", "value"])
    headings, title = {"fact": words("profile.fact"), "value": words("profile.value")}, title_of(entry)
    run().shown.append(lambda: Panel("table", title, mark, frame, headings, QUERY))
    try:
        sheet = sheet_of(entry)
    except LibraryError as gone:
        st.error(words(str(gone)), icon=":material/block:")
    else:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _offer_files(entry, sheet)
            other = choose_other(entry)
        if mark := words_of(run(), viewer(), dt.datetime.now(entry.taken_at.tzinfo), entry.language):
            st.caption(words("library.mark", mark=mark.rpartition(" · ")[0] or mark))
        if other:
            show_difference(entry, other)
        show_sheet(sheet)
    _show_about(entry, known)


def _offer_files(entry: Entry, sheet: Sheet) -> None:
    current, who = run(), viewer()

    def made(kind: Kind) -> bytes:
        now = dt.datetime.now(entry.taken_at.tzinfo)
        return issue(entry, kind, words_of(current, who, now, entry.language), who.post)

    for kind, form in FORMS.items():
        st.download_button(
            words(f"scope.export_{kind}"), key=f"library_{kind}", mime=form.mime, data=lambda kind=kind: made(kind),
            on_click="ignore", icon=":material/download:", file_name=file_name(sheet, kind, entry.taken_at),
        )
    if entry.view:
        st.link_button(words("library.live"), entry.view, icon=":material/open_in_new:")


def _show_about(entry: Entry, known: list[tuple[str, str]]) -> None:
    """Draw the facts, the form for what may be said about it later, and its history."""
    with st.expander(words("library.about"), icon=":material/fingerprint:"):
        lines = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in known)
        st.html(f'<dl class="fl-facts">{lines}</dl>')
    with st.expander(words("library.describe"), icon=":material/sell:"), st.form("describe", border=False):
        post = st.text_input(words("library.post"), help=words("intake.who_help"), max_chars=LONGEST_POST)
        title = st.text_input(words("library.title"), value=entry.title, max_chars=LONGEST_TITLE)
        tags = st.text_input(
            words("library.tags"), value="、".join(entry.tags), max_chars=LONGEST_TAGS, help=words("library.tags_help")
        )
        note = st.text_area(words("library.note"), value=entry.note, max_chars=LONGEST_NOTE, height=68)
        with st.container(horizontal=True):
            is_said = st.form_submit_button(words("library.save"), type="primary")
            turn = "unpinned" if entry.is_pinned else "pinned"
            is_turned = st.form_submit_button(words(f"library.did_{turn}"), icon=":material/keep:")
        if (is_said or is_turned) and not post.strip():
            st.error(words("library.no_post"), icon=":material/block:")
        elif is_said or is_turned:
            now = dt.datetime.now(entry.taken_at.tzinfo).replace(microsecond=0)
            said = {"title": title.strip(), "tags": tags_of(tags), "note": note.strip()}
            change = (turn, {}) if is_turned else ("described", said)
            library_of(entry.deployment_id).add(change[0], entry.snapshot_id, post.strip(), now, **change[1])
            st.rerun()
    with st.expander(words("library.history"), icon=":material/history:"):
        rows = history(library_of(entry.deployment_id).records(), entry, run().scope.language)
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height="content")
