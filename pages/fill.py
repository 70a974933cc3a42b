"""Fill: another department's empty form, filled in from what we hold; what is asked for again is counted."""

import streamlit as st

from frontline import sentences_intake
from frontline.fill_desk import show_fill
from frontline.screen import answer, run, show_table, words

st.markdown(words("fill.steps"))
show_fill()
requests = answer("held_by_request")
show_table(
    requests, title=sentences_intake.held(requests, run().scope.language), query="held_by_request", height=300,
    missing="fill.first", empty="fill.none_noted",
    columns=["asked_at", "title", "asked_by", "name", "fields", "fields_held", "held_share", "fields_repeated",
             "repeated_from", "repeated_by"],
)
