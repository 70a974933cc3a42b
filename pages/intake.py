"""Intake: hand in a file, see what it would change and what is wrong with it, publish with one click."""

import streamlit as st

from frontline.boundary_desk import show_boundaries
from frontline.door import template
from frontline.form_desk import show_entries
from frontline.intake_desk import show_intake
from frontline.screen import words

tables, boundaries = st.tabs([words("intake.tables"), words("intake.boundaries")])
with tables:
    st.markdown(words("intake.steps"))
    st.download_button(
        words("intake.template"), data=template, file_name="frontline-template.xlsx", on_click="ignore",
        icon=":material/download:",
    )
    show_intake()
    show_entries(is_own_page=False)
with boundaries:
    show_boundaries()
