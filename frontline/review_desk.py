"""The form in which a duty post reviews a file that was taken in."""

import pandas as pd
import streamlit as st

from frontline.headlines import failed_question
from frontline.panel import records
from frontline.review import review
from frontline.screen import run, words
from frontline.words import moment

STATES = ("questioned", "approved", "rejected", "received")


def show_review(batches: pd.DataFrame) -> None:
    """Ask which file, what is thought of it, why and by which post, and write it down."""
    if failed_question(batches):
        return
    scope = run().scope
    files = {
        row["batch_id"]: f"{row['batch_id']} · {row['file_name']} · {row['uploader']} · "
                         f"{moment(row['received_at'], scope.language)}"
        for row in records(batches)
    }
    st.html(f'<div class="fl-title"><h2>{words("review.title")}</h2><p>{words("review.help")}</p></div>')
    if not files:
        st.html(f'<p class="fl-empty">{words("empty.table")}</p>')
        return
    with st.form("review", border=False):
        batch = st.selectbox(words("review.which"), list(files), format_func=files.get, index=None,
                             placeholder=words("remind.choose"))
        state = st.segmented_control(
            words("review.state"), STATES, format_func=lambda one: words(f"review.{one}"), default=STATES[0],
        )
        reason = st.text_input(words("review.reason"), max_chars=200)
        post = st.text_input(words("alarm.post"), help=words("intake.who_help"), max_chars=40)
        sent = st.form_submit_button(words("review.send"), type="primary")
    if not sent:
        return
    if not (batch and state and reason.strip() and post.strip()):
        st.error(words("review.all"), icon=":material/block:")
        return
    outcome = review(scope.deployment_id, batch, state, reason.strip(), post.strip(), scope.language)
    if outcome.faults.empty:
        st.success(words("review.noted"), icon=":material/check:")
        return
    st.error(outcome.sentence, icon=":material/block:")
    st.dataframe(outcome.faults, hide_index=True, width="stretch")
