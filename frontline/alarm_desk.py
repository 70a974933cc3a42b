"""The form in which a duty post takes note of an alarm."""

import pandas as pd
import streamlit as st

from frontline.acknowledge import acknowledge
from frontline.headlines import failed_question
from frontline.look import state_label
from frontline.panel import records
from frontline.screen import run, words
from frontline.sentences_alarm import alarm_words

STATES = {1: "watch", 2: "act"}


def show_note_form(alarms: pd.DataFrame) -> None:
    """Ask which alarm is noted, by which post and with what reason, and write it down."""
    if failed_question(alarms):
        return
    scope = run().scope
    if scope.known:
        st.html(f'<p class="fl-empty">{words("reading.no_writing")}</p>')
        return
    open_ones = {
        row["alarm_id"]: f"{state_label(STATES[row['severity']], scope.language)} {alarm_words(row, scope.language)}"
        for row in records(alarms) if row["alarm_state"] != "acknowledged"
    }
    st.html(f'<div class="fl-title"><h2>{words("alarm.note")}</h2><p>{words("alarm.note_help")}</p></div>')
    if not open_ones:
        st.html(f'<p class="fl-empty">{words("alarm.nothing")}</p>')
        return
    with st.form("note", border=False):
        alarm = st.selectbox(words("alarm.which"), list(open_ones), format_func=open_ones.get)
        post = st.text_input(words("alarm.post"), help=words("intake.who_help"), max_chars=40)
        reason = st.text_input(words("alarm.reason"), max_chars=200)
        sent = st.form_submit_button(words("alarm.send"), type="primary")
    if not sent:
        return
    if not post.strip() or not reason.strip():
        st.error(words("alarm.both"), icon=":material/block:")
        return
    outcome = acknowledge(scope.deployment_id, alarm, post.strip(), reason.strip(), scope.language)
    if outcome.faults.empty:
        st.success(words("alarm.noted"), icon=":material/check:")
        return
    st.error(outcome.sentence, icon=":material/block:")
    st.dataframe(outcome.faults, hide_index=True, width="stretch")
