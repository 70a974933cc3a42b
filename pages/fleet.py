"""Fleet: all walls, which has stopped, what they are told, and who may open one."""

import streamlit as st

from frontline import fleet_desk, fleet_forms

# Drawn last, so that it already shows what a form has just done.
walls = st.container()
left, right = st.columns(2, gap="large")
with left:
    fleet_forms.show_push_form()
with right:
    fleet_forms.show_tokens()
with walls:
    fleet_desk.show_fleet()
fleet_desk.show_log()
