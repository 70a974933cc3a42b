"""A sheet that was taken earlier, on the screen: the same numbers, tables, charts and map, and never anything newer."""

import html
from itertools import count

import streamlit as st

from frontline import number_row, tables
from frontline.cells import Kind, kinds
from frontline.charts import CONFIG
from frontline.layers import draw_map
from frontline.legend import legend_html
from frontline.look import THEMES
from frontline.panel import MapPicture, Panel, Passage, Sheet
from frontline.screen import PHONE, ROW, run, words

MAP, CHART, MOST_ROWS = (900, 520), 300, 10
TITLE, LEGEND = 48, 90
"""Pixels above a panel and below a map."""
NUMBERS: dict[Kind, str] = {"count": "localized", "number": "%.1f", "share": "percent", "limit": "plain"}


def show_sheet(sheet: Sheet) -> None:
    """Draw a sheet: what its numbers rest on, the numbers, then the panels, each in the shorter column."""
    about = ((sheet.deployment, sheet.scope, sheet.as_of, sheet.known_at), sheet.coverage, (sheet.demonstration,),
             *((one,) for one in sheet.apart))
    lines = (" · ".join(filter(None, parts)) for parts in about)
    st.html("".join(f'<p class="fl-note">{html.escape(line)}</p>' for line in lines if line))
    for passage in sheet.passages:
        _show_passage(passage)
    places = count()
    for title, headlines, panels in sheet.parts():
        if title:
            st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2></div>')
        if headlines:
            theme = THEMES[run().scope.theme]
            st.html(number_row.row_html(headlines, theme, sheet.language, is_compared=False))
        # On a phone one column after the other would tear the order.
        columns = st.columns(2, gap="medium") if run().size[0] >= PHONE else [st.container()] * 2
        filled = [0, 0]
        for panel in panels:
            side = filled.index(min(filled))
            filled[side] += _height(panel)
            with columns[side]:
                _show_panel(panel, sheet, next(places))


def _show_passage(passage: Passage) -> None:
    """Draw a passage, and beside one that was written anew what the program had written."""
    said = [f'<div class="fl-title"><h2>{html.escape(passage.title)}</h2></div><p>{html.escape(passage.text)}</p>']
    if passage.note:
        said.append(f'<p class="fl-note">{html.escape(passage.note)}</p>')
    if passage.generated:
        label = html.escape(words("report.as_generated"))
        said.append(f"<details><summary>{label}</summary><p>{html.escape(passage.generated)}</p></details>")
    st.html("".join(said))


def _height(panel: Panel) -> int:
    """Return about how high a panel stands, so that both columns end together."""
    if panel.picture is not None:
        return TITLE + MAP[1] + LEGEND
    return TITLE + (_chart_height(panel) if panel.figure is not None else _table_height(panel))


def _chart_height(panel: Panel) -> int:
    return int(panel.figure.layout.height or CHART)


def _table_height(panel: Panel) -> int:
    return ROW * (1 + min(len(panel.frame), MOST_ROWS)) + 2


def _show_panel(panel: Panel, sheet: Sheet, number: int) -> None:
    title, question = html.escape(panel.title), html.escape(panel.question)
    st.html(f'<div class="fl-title"><h2>{title}</h2><p>{question}</p></div>')
    if panel.picture is not None:
        _show_map(panel.picture, sheet, number)
    elif panel.frame.empty:
        st.html(f'<p class="fl-empty">{html.escape(panel.empty)}</p>')
    elif panel.figure is not None:
        # Its colours are those of paper, as it was frozen; so it lies on paper on a dark screen too.
        with st.container(key=f"frozen_chart_{number}"):
            st.plotly_chart(
                panel.figure, key=f"frozen_{number}", theme=None, width="stretch", height=_chart_height(panel),
                config=CONFIG,
            )
    else:
        _show_table(panel, sheet)


def _show_map(picture: MapPicture, sheet: Sheet, number: int) -> None:
    current = run()
    width, height = MAP if current.size[0] >= PHONE else (current.size[0] - 26, round(current.size[1] * 0.45))
    theme = THEMES[current.scope.theme]
    with st.container(key=f"box_frozen_{number}", gap=None):
        st.pydeck_chart(draw_map(picture, theme, size=(width, height)), key=f"frozen_map_{number}", height=height)
        st.html(legend_html(picture, theme, sheet.language, width, height=height))


def _show_table(panel: Panel, sheet: Sheet) -> None:
    shown = panel.frame[list(panel.headings)]
    settings = {name: _column(panel.headings[name], kind) for name, kind in kinds(panel).items()}
    st.dataframe(
        tables.drawn(shown, sheet.language), hide_index=True, width="stretch", row_height=ROW,
        height=_table_height(panel), column_config=settings, placeholder=panel.missing,
    )


def _column(heading: str, kind: Kind) -> object:
    if kind in NUMBERS:
        return st.column_config.NumberColumn(heading, format=NUMBERS[kind])
    if kind == "time":
        return st.column_config.DatetimeColumn(heading, format="MM-DD HH:mm")
    if kind == "date":
        return st.column_config.DateColumn(heading, format="MM-DD")
    return st.column_config.Column(heading)
