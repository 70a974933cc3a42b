"""Launcher: `streamlit run app.py`, `python app.py` or `uvicorn app:app`. The screen itself is frontline/frame.py."""

import streamlit as st

from frontline.house import ROOT
from frontline.serve import MIDDLEWARE, ROUTES, say_sorry, serve
from frontline.start import lifespan

app = st.App(
    ROOT / "frontline" / "frame.py",
    routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan, on_script_error=say_sorry,
)

if __name__ == "__main__":
    serve(app)
