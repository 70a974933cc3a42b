"""A page that draws one line, with everything imported that the pages of the product import."""

import streamlit as st

from frontline import bar, charts, pictures, run, screen, sentences, walls  # noqa: F401 - imported for its weight

st.text("nothing")
