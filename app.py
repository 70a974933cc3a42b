"""Launcher: `streamlit run app.py`, `python app.py` or `uvicorn app:app`. The screen itself is frontline/frame.py."""

import streamlit as st

from frontline.house import ROOT
from frontline.serve import MIDDLEWARE, ROUTES, lifespan, serve

app = st.App(ROOT / "frontline" / "frame.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)

if __name__ == "__main__":
    serve(app)
