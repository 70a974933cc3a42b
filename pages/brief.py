"""Duty brief: what the next shift must know, in sentences; every number names its metric and question."""

import streamlit as st

from frontline import prose
from frontline.screen import show_numbers, words

show_numbers()
sentences = prose.written()
prose.show_note(words("chapter.caption"))
left, right = st.columns([50, 50], gap="medium")
with left:
    prose.show_brief(sentences, ("overall", "strength", "duty", "volunteers", "supervision"))
with right:
    prose.show_brief(sentences, ("problems", "reporting", "handover"))
prose.show_note(words("chapter.signed"))
