"""The form in the export menu that puts what a page shows into the library of snapshots."""

import datetime as dt

import streamlit as st

from frontline.keeping import LONGEST_NOTE, LONGEST_POST, LONGEST_TAGS, LONGEST_TITLE, Told, keep, tags_of
from frontline.run import Run
from frontline.share import address
from frontline.snapshot import SnapshotError
from frontline.viewer_desk import marked, viewer
from frontline.words import say


def offer_keeping(page: st.Page, run: Run) -> None:
    """Ask for title, tags, note and post, and keep the page as it stands when they are sent."""
    language = run.scope.language
    with st.form("keep", border=False):
        st.caption(say("library.keep_help", language))
        post = st.text_input(
            say("library.post", language), help=say("intake.who_help", language), max_chars=LONGEST_POST,
            key="keep_post",
        )
        title = st.text_input(
            say("library.title", language), max_chars=LONGEST_TITLE, placeholder=run.title, key=f"keep_title_{run.page}"
        )
        tags = st.text_input(
            say("library.tags", language), max_chars=LONGEST_TAGS, help=say("library.tags_help", language)
        )
        note = st.text_area(say("library.note", language), max_chars=LONGEST_NOTE, height=68)
        sent = st.form_submit_button(
            say("library.keep", language), icon=":material/inventory_2:", type="primary", width="stretch"
        )
    if sent and not post.strip():
        st.error(say("library.no_post", language), icon=":material/block:")
    elif sent:
        _keep(page, run, Told(post.strip(), title.strip(), tags_of(tags), note.strip()))


def _keep(page: st.Page, run: Run, told: Told) -> None:
    language = run.scope.language
    try:
        now = dt.datetime.now(run.board.clock_at.tzinfo)
        sheet = marked(run, run.sheet(), viewer(), now)
        entry = keep(
            sheet, run.scope.deployment_id, told, view=address(run), retention=run.retention(), now=now
        )
    except SnapshotError as refused:
        st.error(str(refused), icon=":material/block:")
        return
    st.success(say("library.kept", language, name=entry.snapshot_id), icon=":material/check:")
    st.page_link(
        page, label=say("library.open", language), icon=":material/inventory_2:",
        query_params=run.scope.url(snapshot=entry.snapshot_id),
    )
