"""The reminder: one click makes the text for those who have not reported, ready to copy."""

import html

import pandas as pd
import streamlit as st

from frontline.headlines import failed_question
from frontline.register import board_row
from frontline.reminder import places_to_remind, reminder
from frontline.screen import run, words
from frontline.tables import spoken
from frontline.words import moment

WRITTEN = "remind_written"


def show_reminder(owed: pd.DataFrame) -> None:
    """Ask whom to remind, all who owe a report at first, and write the text."""
    if failed_question(owed):
        return
    current = run()
    language = current.scope.language
    places = places_to_remind(owed)
    st.html(f'<div class="fl-title"><h2>{words("remind.title")}</h2><p>{words("remind.help")}</p></div>')
    if not places:
        st.html(f'<p class="fl-empty">{words("remind.nobody" if len(owed) else "remind.nothing")}</p>')
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            words("remind.whom"), list(places), default=list(places), format_func=places.get,
            placeholder=words("remind.choose"), key=f"remind_whom_{html.escape('-'.join(places))}",
        )
        if st.button(words("remind.write"), type="primary", icon=":material/campaign:", disabled=not chosen):
            st.session_state[WRITTEN] = True
    if st.session_state.get(WRITTEN) and chosen:
        board = board_row(current.board)
        signed = f"{board[f'name_{language}']} {moment(board['clock_at'], language)}"
        names = spoken(current.answer("code_words"), language)
        st.code(reminder(owed, chosen, names, signed, language), language=None, wrap_lines=True)
