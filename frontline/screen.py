"""The Streamlit side of a panel: asks, draws, records what was shown, and turns a click into a scope."""

import html
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from frontline import clicks, number_row, tables, tell_numbers, way, why
from frontline.charts import CONFIG, NARROWER
from frontline.compare_numbers import compared
from frontline.guest import taller, wider
from frontline.headlines import failed_question, of_compounds
from frontline.kept import none_words
from frontline.layers import draw_map
from frontline.legend_class import KEY, narrowed_picture
from frontline.legend_desk import draw_legend
from frontline.legend_scope import is_exact, told_of_class
from frontline.look import THEMES
from frontline.panel import Headline, MapPicture, Panel
from frontline.pictures_view import closer
from frontline.query import questions
from frontline.run import Run
from frontline.scope import PLACE
from frontline.steps import key_of, outlined
from frontline.words import say

RUN = "run"
MAP_SIZE = (1060, 610)
ROW = 30
"""Pixels of a table row; a table shows whole rows, and no empty ones."""
PHONE = 640
"""Pixels: screens narrower than this stack their panels; the map takes 45 % of their height."""


def run() -> Run:
    """Return the current run; the frame puts it in place before the page begins."""
    return st.session_state[RUN]


def words(key: str, **values: object) -> str:
    """Return words of the catalogue in the reader's language."""
    return say(key, run().scope.language, **values)


def answer(name: str, **extra: Any) -> pd.DataFrame:
    """Answer a question within the scope of the page."""
    return run().answer(name, **extra)


def headline(metric: str, value: float | None, unit: str, *, source: str = "", **more: Any) -> Headline:
    """Build a headline number; `source` names the reports its coverage line speaks of."""
    return tell_numbers.headline(run(), metric, value, unit, source=source, **more)


def show_numbers() -> None:
    """Draw the row of the page's own headline numbers."""
    show_headlines(*tell_numbers.told(run()))


def show_headlines(*numbers: Headline) -> None:
    """Draw a row of headline numbers, all with the same anatomy."""
    current = run()
    numbers = of_compounds(numbers) if current.apart else numbers
    if current.scope.compare:
        numbers = compared(current, numbers)
    current.headlines.extend(numbers)
    if numbers:
        st.html(headlines_html(numbers, [_why(current, item) for item in numbers]))
        if current.against:
            st.html(f'<p class="fl-against">{html.escape(current.against)}</p>')


def _why(current: Run, item: Headline) -> str:
    own = why.address(current.page, item)
    return f"why?{urlencode(current.address(**own))}" if own else ""


def headlines_html(numbers: Sequence[Headline], links: Sequence[str] = ()) -> str:
    """Return the row of headline numbers as escaped HTML; `links` open those that can be opened."""
    scope = run().scope
    return number_row.row_html(
        numbers, THEMES[scope.theme], scope.language, is_compared=bool(run().against), links=links
    )


def _begun(title: str, query: str, *frames: pd.DataFrame, narrowed: str = "") -> str:
    """Draw the head of a panel and return its caption; empty where a question failed, or is not told of a compound."""
    failed = failed_question(*frames)
    if {failed, query} & run().apart.keys():
        return ""
    question = questions()[query].question.get(run().scope.language)
    caption = " · ".join(filter(None, (question, narrowed)))
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{html.escape(caption)}</p></div>')
    if failed:
        st.warning(words("empty.failed", name=failed), icon=":material/error:")
    return "" if failed else caption


def spoken_rows(current: Run, frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return columns of a frame as a reader takes them: codes as words, instants in local time."""
    return tables.rows_read(frame, current.answer("code_words"), tuple(columns), current.scope.language)


def show_map(
    build: Callable[..., MapPicture], *frames: pd.DataFrame, title: str, query: str, columns: Sequence[str],
    width: int = MAP_SIZE[0], height: int = MAP_SIZE[1], key: str = "map",
) -> None:
    """Draw the page's map. A click on a township, community or checkpoint makes it the scope.

    `frames` are the answers that `build` takes after the township cells; `columns` of the answer to
    `query` are what an export lists beside the picture.
    """
    current = run()
    language, theme = current.scope.language, current.scope.theme
    caption = _begun(title, query, *frames)
    if not caption:
        return
    picked = current.picked
    selected = current.scope.checkpoint_id or current.scope.compound_id or current.scope.area_code
    width, height = wider(width, current.size), taller(height, current.size)
    if current.size[0] < PHONE:
        width, height = current.size[0] - 26, round(current.size[1] * 0.45)

    def make(drawn: Sequence[pd.DataFrame]) -> MapPicture:
        cells = current.answer("area_cells")
        picture = build(cells, *drawn, language=language, note=current.note(), selected=selected)
        return closer(picture, cells, current.scope.townships, outlined(current.scope, current.board))

    whole = current.remembered(build.__name__, (query,), lambda: make(picked.frames if picked else frames))
    picture = narrowed_picture(whole, picked, make(frames) if is_exact(picked, query) else None) if picked else whole
    deck = current.remembered(
        "deck", (build.__name__, query), lambda: draw_map(picture, THEMES[theme], size=(width, height)),
        theme, width, height, picked and picked.code,
    )
    with st.container(key=f"box_{key}", gap=None):
        st.pydeck_chart(
            deck, height=height, selection_mode="single-object", **clicks.leads(key, clicks.on_map, go_to_place)
        )
        draw_legend(current, (build.__name__, query), whole, picture, (width, height))
    current.shown.append(lambda: Panel(
        "map", title, caption, spoken_rows(current, current.narrowed(current.answer(query), query), columns),
        current.headings(query, list(columns)), query, picture=picture,
    ))


def show_chart(
    draw: Callable[..., go.Figure], frame: pd.DataFrame, *, title: str, query: str, columns: Sequence[str],
    height: int = 300, key: str = "", missing: str = "map.silent", **more: Any,
) -> None:
    """Draw a chart that answers one question. A click on a place makes it the scope.

    `missing` names the words for a null in the table of an export: by default that a place is silent.
    """
    current = run()
    language = current.scope.language
    caption = _begun(title, query, frame, narrowed=told_of_class(current.picked, frame, query, language))
    if not caption:
        return
    frame, silent, height = current.narrowed(frame, query), words(missing), taller(height, current.size)
    key = key or f"{draw.__name__}_{query}"
    narrow = {"narrow": True} if draw in NARROWER and current.size[0] < PHONE else {}

    def make(theme: str, **narrow: bool) -> go.Figure:
        return draw(frame, theme=THEMES[theme], language=language, height=height, **more, **narrow)

    theme = current.scope.theme
    figure = current.remembered(
        key, (query,), lambda: make(theme, **narrow), theme, height, bool(narrow), tuple(sorted(more.items())),
        current.picked and current.picked.code,
    )
    if not current.picked and (frame.empty or not figure.data):
        st.html(f'<p class="fl-empty">{html.escape(none_words(current, query))}</p>')
    else:
        st.plotly_chart(
            figure, theme=None, width="stretch", height=round(figure.layout.height), config=CONFIG,
            selection_mode="points", **clicks.leads(key, clicks.on_chart, go_to_place),
        )
    current.shown.append(lambda: Panel(
        "chart", title, caption, spoken_rows(current, current.narrowed(current.answer(query), query), columns),
        current.headings(query, list(columns)), query, figure=make("paper"), missing=silent,
    ))


def show_table(
    frame: pd.DataFrame, *, title: str, query: str, columns: Sequence[str], pick: str = "", key: str = "",
    height: int | str = 300, missing: str = "map.silent", empty: str = "empty.table", is_read: bool = False,
) -> None:
    """Draw a table, worst first. A click on a row makes the place in its column `pick` the scope.

    One that is only read shows all of its rows and words, and is a list on a phone. `missing` names the words for a
    null, by default that a place is silent; `empty` those for no rows at all.
    """
    current = run()
    language = current.scope.language
    caption = _begun(title, query, frame, narrowed=told_of_class(current.picked, frame, query, language))
    if not caption:
        return
    if missing == "map.silent" and tables.is_none_due(frame, tuple(columns)):
        missing = "map.silent_or_none"
    silent, whole = words(missing), frame
    height = height if isinstance(height, str) else taller(height, current.size)
    frame = current.narrowed(frame, query)
    headings = current.headings(query, list(columns))
    none = "" if len(frame) else words("legend.none") if len(whole) else none_words(current, query, empty)
    key = key or f"table_{query}"
    if none:
        st.html(f'<p class="fl-empty">{html.escape(none)}</p>')
    elif is_read:
        st.html(tables.to_read(spoken_rows(current, frame, columns), headings, title, silent, language))
    else:
        # A class has rows of its own in every run; to keep them would push out what stands.
        make = tables.made if frame is whole else tables.made.__wrapped__
        drawn, settings = make(frame, current.answer("code_words"), query, tuple(columns), language, silent)
        codes = frame[pick].tolist() if pick else []
        st.dataframe(
            drawn, hide_index=True, width="stretch", row_height=ROW, selection_mode="single-cell",
            height=height if height == "content" else ROW * (1 + min(len(frame), (height - 2) // ROW - 1)) + 2,
            column_config=settings, placeholder=silent,
            **(clicks.leads(key, clicks.on_table, lambda row: go_to_place(codes[row])) if pick else {"key": key}),
        )
    current.shown.append(lambda: Panel(
        "table", title, caption, spoken_rows(current, frame, columns), headings, query, empty=none, missing=silent,
    ))


def go_to(**changes: str | None) -> None:
    """Make `changes` the scope: the URL is written, back undoes. Another place begins with its whole legend."""
    changes = {KEY: None} | changes if changes.keys() & PLACE else changes
    way.lead(run().address(**changes))


def go_to_place(code: str | None) -> None:
    """Make the area, checkpoint or compound of this code the scope; what the register does not have changes nothing."""
    if code and (key := key_of(code, run().board)):
        go_to(**{key: code})
