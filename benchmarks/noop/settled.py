"""The same page inside our own shell, which settles the memory at the start."""

import streamlit as st

from frontline.house import ROOT
from frontline.serve import MIDDLEWARE, ROUTES
from frontline.start import lifespan

app = st.App(ROOT / "benchmarks" / "noop" / "page.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
