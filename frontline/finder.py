"""The box in the bar that finds anything by its name; a candidate that is chosen becomes the scope."""

import streamlit as st

from frontline.run import Run
from frontline.scope import places_of
from frontline.screen import PHONE, go_to
from frontline.search import Thing, index_of
from frontline.steps import chosen
from frontline.words import plain_label, say

Pages = dict[str, st.Page]
LONGEST = 40
WIDTH = 250


@st.fragment
def draw_finder(pages: Pages, run: Run) -> None:
    """Draw the box and, while something stands in it, what it may mean. Typing runs nothing else of the page."""
    language, scope = run.scope.language, run.scope
    with st.container(key="finder", gap=None, width="stretch" if run.size[0] < PHONE else WIDTH):
        asked = st.text_input(
            say("search.label", language), type="search", live="200ms", width="stretch",
            # Another place is another box: it is empty again once a candidate was chosen.
            key=f"search_{run.page}_{scope.deployment_id}_{chosen(scope, run.board)}",
            placeholder=say("search.label", language), icon=":material/search:", label_visibility="collapsed",
        )
        if asked := (asked or "").strip()[:LONGEST]:
            with st.container(key="found", gap=None):
                _draw_found(pages, run, asked)


def _draw_found(pages: Pages, run: Run, asked: str) -> None:
    language = run.scope.language
    found = index_of(run.board).find(asked)
    if found.is_near:
        st.caption(say("search.near" if found.things else "search.none", language, asked=plain_label(asked)))
    for thing in found.things:
        label = f"**{plain_label(thing.name)}** :small[{plain_label(about(run, thing))}]"
        if st.button(label, key=f"found_{thing.thing_kind}_{thing.code}", type="tertiary", width="stretch"):
            _lead(pages, run, thing)
    if found.is_more:
        st.caption(say("search.more", language))


def _lead(pages: Pages, run: Run, thing: Thing) -> None:
    page, changes = target(run, thing)
    if page != run.page:
        st.switch_page(pages[page], query_params=run.scope.url(**changes))
    go_to(**changes)
    st.rerun()


def target(run: Run, thing: Thing) -> tuple[str, dict[str, str | None]]:
    """Return the page that a thing is seen on, and what makes its place the scope there."""
    places = places_of(run.board)
    area = thing.area_code if thing.area_code in places.names and thing.area_code != places.root else None
    place = {"post": thing.checkpoint_id, "area": None if thing.checkpoint_id else area}
    if thing.thing_kind == "compound":
        place = {"home": thing.code}
    page = {"compound": "area", "organisation": "organisation", "problem": "problems"}.get(thing.thing_kind, run.page)
    more = {"organisation": {"unit": thing.code}}.get(thing.thing_kind, {})
    return page, place | more


def about(run: Run, thing: Thing) -> str:
    """Say what a thing is and where: 卡点 · 车站 · 蓬莱市 › 登州街道; a unit and a problem also carry their code."""
    language, places = run.scope.language, places_of(run.board)
    kinds = [] if thing.thing_kind == "area" else [say(f"search.{thing.thing_kind}", language)]
    words = run.board.answer("code_words")
    spoken = words[(words["column_name"] == thing.kind_column) & (words["code"] == thing.kind_code)]
    kinds += spoken[f"name_{language}"].tolist()
    if thing.thing_kind in {"organisation", "problem"}:
        kinds.append(thing.code)
    trail = [places.root, *places.trail(thing.area_code)] if thing.area_code in places.names else []
    above = [places.names[code] for code in trail if (thing.thing_kind, code) != ("area", thing.code)]
    once = "、".join((thing.other_names or "").splitlines())
    also = "、".join((thing.aliases or "").splitlines())
    said = [
        *kinds, say("search.alias", language, names=also) if also else "",
        say("search.former", language, names=once) if once else "", " › ".join(above),
    ]
    return " · ".join(part for part in said if part)
