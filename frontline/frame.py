"""The Streamlit entry: chooses page and scope, draws the bar at the top, runs the page, offers the snapshot."""

import streamlit as st

from frontline import bar
from frontline.house import ROOT, STATIC
from frontline.run import Run, screen_size, store
from frontline.scope import read_scope
from frontline.screen import RUN
from frontline.store import StoreError
from frontline.words import say

PAGES = (
    "overview", "staffing", "checkpoints", "volunteers", "supervision", "problems",
    "data_quality", "intake", "methods",
)
HIDDEN = ("wall", "gallery")

language = "en" if st.query_params.get("lang") == "en" else "zh"
st.set_page_config(
    page_title=say("app.title", language), page_icon=str(STATIC / "icon.svg"), layout="wide",
    initial_sidebar_state="collapsed",
)
pages = {
    name: st.Page(ROOT / "pages" / f"{name}.py", title=say(f"page.{name}", language), default=name == "overview")
    for name in (*PAGES, *HIDDEN)
}
chosen = st.navigation(list(pages.values()), position="hidden")
name = next(key for key, page in pages.items() if page.title == chosen.title)
theme = "night" if name == "wall" or st.context.theme.type == "dark" else "paper"

st.button("refresh", key="refresh")
try:
    board = store().board()
except StoreError:
    st.info(say("app.nothing", language), icon=":material/hourglass_empty:")
    st.stop()

current = Run(
    board, read_scope(st.query_params, board, theme), name, say(f"page.{name}", language),
    screen_size(st.context.cookies.get("fl_screen")),
)
st.session_state[RUN] = current
st.html(f'<div class="fl-theme fl-{theme}" data-page="{name}" data-generation="{board.generation}" '
        f'data-zone="{store().deployment.timezone}"></div>')

if name == "wall":
    chosen.run()
else:
    export = bar.draw({key: pages[key] for key in PAGES}, current)
    chosen.run()
    bar.offer_snapshot(export, current)
    bar.draw_footer(current)
