"""What all charts share: one template, ranked rows, a time axis with its nights, and the empty chart.

Charts are drawn with plotly.graph_objects (plotly.express costs six times as much a figure). Rows and
days stand on axes that we label ourselves, so a name may occur twice and no locale is needed.
"""

import functools
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_words import say
from frontline.look import FONT_STACK, SIZES, THEMES, Language, Theme, ThemeName, plain

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""Give this to `st.plotly_chart(..., theme=None, config=CONFIG)`."""
AROUND = 16
KEY = 24
"""Pixels above the plot for the key line."""
HEIGHT = 240
"""Pixels of a chart over time when nobody asks for a height."""


@functools.cache
def template(name: ThemeName) -> dict[str, Any]:
    """Return the one template of all charts in a theme, as plain values."""
    theme = THEMES[name]
    axis: dict[str, Any] = {
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "gridcolor": theme.line,
        "gridwidth": 1,
        "tickfont": {"color": theme.muted, "size": SIZES["note"]},
        "title": {"font": {"color": theme.muted, "size": SIZES["note"]}, "standoff": 8},
    }
    layout = go.Layout(
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        colorway=[theme.neutral],
        font={"family": FONT_STACK, "size": SIZES["note"], "color": theme.text},
        margin={"l": 0, "r": 0, "t": 4, "b": 4, "pad": 6},
        xaxis=axis,
        yaxis=axis,
        bargap=0.36,
        barmode="stack",
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        separators=".,",
        uniformtext={"mode": "show", "minsize": 10},
        hoverlabel={
            "bgcolor": theme.panel,
            "bordercolor": theme.area_line,
            "font": {"family": FONT_STACK, "size": SIZES["body"], "color": theme.text},
            "align": "left",
        },
    )
    return go.layout.Template(layout=layout).to_plotly_json()


class Chart(go.Figure):
    """A figure whose plain values are made once: what is shown stays, and copying it takes as long as drawing it."""

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as plain values, as they were when first asked for."""
        if "_plain" not in vars(self):
            self._plain = super().to_dict()
        return self._plain


def sheet(theme: Theme, height: float, **layout: Any) -> go.Figure:
    """Return an empty figure of our template. Its layout is not checked again: that takes ten times as long."""
    return Chart(layout={"template": template(theme.name), "height": height, **layout}, _validate=False)


def empty_sheet(theme: Theme, language: Language, height: float | None) -> go.Figure:
    """Return a figure that says calmly that there is nothing to show."""
    figure = sheet(theme, height or 160, xaxis={"visible": False}, yaxis={"visible": False})
    figure.add_annotation(
        text=say("empty", language),
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        font={"color": theme.muted, "size": SIZES["body"]},
    )
    return figure


def listed(frame: pd.DataFrame, column: str) -> list[Any]:
    """Return a column as plain Python values, None where nothing is known."""
    return [None if pd.isna(value) else value for value in frame[column].tolist()]


def column_heads(figure: go.Figure, left: str, right: str, theme: Theme) -> None:
    """Name what the bars and the notes at the right edge are, as a table names its columns."""
    for words, x, anchor in ((left, 0, "left"), (right, 1, "right")):
        figure.add_annotation(
            text=words,
            x=x,
            y=1,
            xref="paper",
            yref="paper",
            showarrow=False,
            xanchor=anchor,
            yanchor="bottom",
            yshift=2,
            font={"color": theme.muted, "size": SIZES["note"]},
        )
    figure.update_layout(margin={"t": KEY})


def key_line(
    figure: go.Figure, words: Sequence[tuple[str, str, str]], theme: Theme, *, narrow: bool = False
) -> None:
    """Name the marks above the plot: (glyph, colour, word) each; where it is narrow, above the names of rows too."""
    parts = [f'<span style="color:{colour}">{glyph}</span> {word}' for glyph, colour, word in words]
    figure.add_annotation(
        text="　".join(parts),
        x=1 if narrow else 0,
        y=1,
        xref="paper",
        yref="paper",
        showarrow=False,
        xanchor="right" if narrow else "left",
        yanchor="bottom",
        yshift=4,
        align="left",
        font={"color": theme.muted, "size": SIZES["note"]},
    )
    figure.update_layout(margin={"t": KEY + 4})


def target_line(figure: go.Figure, at: float, name: str, theme: Theme) -> None:
    """Draw a thin vertical line with its name above it."""
    figure.add_shape(
        type="line",
        x0=at,
        x1=at,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": theme.text, "width": 1, "dash": "dot"},
    )
    figure.add_annotation(
        text=plain(name),
        x=at,
        y=1,
        yref="paper",
        showarrow=False,
        yanchor="bottom",
        font={"color": theme.muted, "size": SIZES["note"]},
    )
    figure.update_layout(margin={"t": KEY})


def hatched(theme: Theme, colour: str | None = None) -> dict[str, Any]:
    """Return the fill that says "not known": hatching and an outline, no solid colour."""
    ink = colour or theme.hatch
    return {
        "color": ink,
        "line": {"color": ink, "width": 1},
        "pattern": {"shape": "/", "fgcolor": ink, "bgcolor": "rgba(0,0,0,0)", "size": 6, "solidity": 0.2},
    }
