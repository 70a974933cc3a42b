"""The Streamlit entry: chooses page and scope, draws the bar at the top, runs the page, offers the snapshot."""

import datetime as dt

import streamlit as st

from frontline import bar, clicks, way
from frontline.by_compound import BARE, learn, tells_of_compounds
from frontline.deployment import default_id, read_deployment
from frontline.guest import asked, fenced, marks, pushed, read_guest, screen_size
from frontline.headlines import first_row
from frontline.house import STATIC
from frontline.legend_desk import tell_class
from frontline.page_list import PAGES, page_list
from frontline.run import Run, store
from frontline.scope import ScopeError, chosen_deployment, own_keys
from frontline.screen import RUN
from frontline.store import StoreError
from frontline.timeline import days, read_board
from frontline.trail import tell_apart
from frontline.wall_hours import wall_theme
from frontline.wall_list import chosen_scene
from frontline.words import day, say

way.resume()
way.hear()
language = "en" if st.query_params.get("lang") == "en" else "zh"
st.set_page_config(
    page_title=say("app.title", language), page_icon=str(STATIC / "icon.svg"), layout="wide",
    initial_sidebar_state="collapsed",
)
pages = page_list(language)
chosen = st.navigation(list(pages.values()), position="hidden")
name = next(key for key, page in pages.items() if page.title == chosen.title)
theme = "night" if name == "wall" or st.context.theme.type == "dark" else "paper"

cookies = dict(st.context.cookies)
guest = read_guest(cookies)
if guest and name != "wall":
    st.switch_page(pages["wall"])

st.button("refresh", key="refresh")
deployment = read_deployment(chosen_deployment(asked(st.query_params, guest, None)))
marker = (
    f'<div class="fl-theme fl-%s" data-page="{name}" data-deployment="{deployment.id}" '
    f'data-zone="{deployment.timezone}" data-generation="%s" %s></div>'
)
if guest and guest.state != "valid":
    st.html(marker % (theme, 0, f'data-refused="{guest.state}"'))
    st.html(f'<p class="fl-refused">{say(f"fleet.{guest.state}_wall", language)}</p>')
    st.stop()
push = pushed(guest, cookies, deployment.id) if name == "wall" else None
query = asked(st.query_params, guest, push)
try:
    newest = board = store(deployment.id).board()
    newest.ahead((question, {}) for question in BARE if name != "wall")
    missing = ""
    if name == "wall":
        rules, now = first_row(board.answer("wall_rules")), dt.datetime.now(deployment.zone)
        theme = wall_theme(st.query_params.get("theme"), now, rules)
        query.pop("known", None)
        query.pop("home", None)
    else:
        board, query, missing = read_board(store(deployment.id), newest, query)
    scope, fence = fenced(query, board, theme, guest, st.session_state.get("limit"))
except (StoreError, ScopeError) as error:
    # The page asks for news like every other, and comes by itself once there is something to show.
    st.html(marker % (theme, 0 if isinstance(error, StoreError) else board.generation, ""))
    called = {"zh": deployment.name_zh, "en": deployment.name_en}[language]
    key = "app.preparing" if isinstance(error, StoreError) else "app.not_begun"
    st.info(say(key, language, name=called, date=day(deployment.first_on, language)), icon=":material/hourglass_empty:")
    if deployment.id != default_id():
        st.page_link(pages["overview"], label=say("app.back", language), icon=":material/arrow_back:")
    st.stop()

current = Run(
    board, scope, name, say(f"page.{name}", language), screen_size(cookies.get("fl_screen")),
    scene=chosen_scene(query) if name == "wall" else "", own=own_keys(name, st.query_params), fence=fence,
    is_pushed=push is not None, is_past=bool(missing),
)
# Asked once the page's own questions are begun.
current.days = days(newest, scope.area_code)
st.session_state[RUN] = current
clicks.begin()
shown = 0 if missing == "preparing" else newest.generation
st.html(marker % (theme, shown, marks(current.scene, scope, push, deployment.zone)))

if name == "wall":
    chosen.run()
elif missing:
    bar.draw({key: pages[key] for key in PAGES}, current)
    st.info(say(f"reading.{missing}", language, date=day(scope.duty_on, language)), icon=":material/hourglass_empty:")
else:
    export = bar.draw({key: pages[key] for key in PAGES}, current)
    picked, apart = st.container(), st.container()
    if tells_of_compounds(name, current.own) or not scope.compound_id:
        chosen.run()
        learn(name, scope, current.asked)
        tell_class(picked, current)
        bar.offer_snapshot(export, current, pages["snapshots"])
    tell_apart(apart, current, pages)
    bar.draw_footer(current)
way.arrive()
