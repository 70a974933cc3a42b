"""Forms: codes on paper for places without a desk, and what came by them."""

import streamlit as st

from frontline import form_desk

left, right = st.columns(2, gap="large")
with left:
    form_desk.show_making()
with right:
    form_desk.show_links()
form_desk.show_entries()
