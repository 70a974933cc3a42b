"""What all charts share: one template, ranked rows, a time axis with its nights, and the empty chart.

Charts are drawn with plotly.graph_objects (plotly.express costs six times as much a figure). Rows and
days stand on axes that we label ourselves, so a name may occur twice and no locale is needed.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_words import day_words, say
from frontline.look import FONT_STACK, SIZES, THEMES, Language, Theme, ThemeName, plain

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""Give this to `st.plotly_chart(..., theme=None, config=CONFIG)`."""
ROW = 26
"""Pixels of one ranked row when nobody asks for a height."""
TIGHTEST = 17
"""Fewest pixels of one row: below that the rest is summed up in one row."""
AROUND = 16
KEY = 24
"""Pixels above the plot for the key line."""
LONGEST = 11
"""Characters of a name on an axis; the whole name is in the tooltip."""

@functools.cache
def template(name: ThemeName) -> go.layout.Template:
    """Return the one template of all charts in a theme."""
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
    return go.layout.Template(layout=layout)


def sheet(theme: Theme, height: float, **layout: Any) -> go.Figure:
    """Return an empty figure of our template."""
    return go.Figure(layout={"template": template(theme.name), "height": height, **layout})


def empty_sheet(theme: Theme, language: Language, height: float | None) -> go.Figure:
    """Return a figure that says calmly that there is nothing to show."""
    figure = sheet(theme, height or 160, xaxis={"visible": False}, yaxis={"visible": False})
    figure.add_annotation(
        text=say("empty", language),
        **{"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False},
        font={"color": theme.muted, "size": SIZES["body"]},
    )
    return figure


def listed(frame: pd.DataFrame, column: str) -> list[Any]:
    """Return a column as plain Python values, None where nothing is known."""
    return [None if pd.isna(value) else value for value in frame[column].tolist()]


@dataclass(frozen=True)
class Rows:
    """Ranked rows of a chart: where they stand, and how many found no room."""

    frame: pd.DataFrame
    keys: list[str]
    rest: pd.DataFrame
    height: float


def ranked_rows(ordered: pd.DataFrame, key: str, height: float | None, around: int = AROUND) -> Rows:
    """Keep the first rows that fit into the height at a legible distance; the others are the rest."""
    room = len(ordered) if height is None else max(3, int((height - around) // TIGHTEST))
    kept = ordered if len(ordered) <= room else ordered.iloc[: room - 1]
    rest = ordered.iloc[len(kept) :]
    keys = [f"{i}:{code}" for i, code in enumerate(kept[key])] + (["rest"] if len(rest) else [])
    return Rows(kept, keys, rest, height or around + ROW * max(len(keys), 2))


def row_axis(
    rows: Rows, names: Iterable[str], theme: Theme, chosen: Sequence[bool] = (), rest: str = ""
) -> dict[str, Any]:
    """Return the y axis of ranked rows: first at the top, names in full ink, the chosen one in accent."""
    marked = [*chosen, *[False] * (len(rows.keys) - len(chosen))]
    words = [plain(name, LONGEST) for name in names]
    words = [
        f'<b><span style="color:{theme.accent}">{word}</span></b>' if is_chosen else word
        for word, is_chosen in zip(words, marked, strict=False)
    ]
    if len(rows.rest):
        words.append(f'<span style="color:{theme.muted}">{plain(rest)}</span>')
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": rows.keys,
        "range": [len(rows.keys) - 0.5, -0.5],
        "tickvals": rows.keys,
        "ticktext": words,
        "tickfont": {"color": theme.text, "size": SIZES["note"]},
    }


def aside(figure: go.Figure, keys: Sequence[str], words: Sequence[str], theme: Theme) -> None:
    """Write one muted note a row at the right edge."""
    for key, word in zip(keys, words, strict=True):
        if word:
            figure.add_annotation(
                text=word,
                **{"x": 1, "xref": "paper", "xanchor": "right", "y": key, "showarrow": False},
                font={"color": theme.muted, "size": SIZES["note"]},
            )


def key_line(figure: go.Figure, words: Sequence[tuple[str, str, str]], theme: Theme) -> None:
    """Name the marks above the plot: (glyph, colour, word) each."""
    parts = [f'<span style="color:{colour}">{glyph}</span> {word}' for glyph, colour, word in words]
    figure.add_annotation(
        text="　".join(parts),
        **{"x": 0, "y": 1, "xref": "paper", "yref": "paper", "showarrow": False},
        **{"xanchor": "left", "yanchor": "bottom", "yshift": 4, "align": "left"},
        font={"color": theme.muted, "size": SIZES["note"]},
    )
    figure.update_layout(margin={"t": KEY + 4})


@dataclass(frozen=True)
class Days:
    """Moments as days since the first midnight, and how the axis says them."""

    x: list[float]
    ticks: list[float]
    words: list[str]
    nights: list[float]


def days_axis(moments: pd.Series, language: Language, most: int = 7) -> Days:
    """Lay moments of local time on an axis counted in days, each day named at its middle."""
    local = pd.to_datetime(moments)
    if getattr(local.dt, "tz", None) is not None:
        local = local.dt.tz_localize(None)
    first = local.min().normalize()
    x = [(moment - first) / pd.Timedelta(days=1) for moment in local]
    n = int(max(x)) + 1
    step = -(-n // most)
    shown = [day for day in range(n) if (n - 1 - day) % step == 0]
    words = [day_words(first + pd.Timedelta(days=day), language) for day in shown]
    return Days(x, [day + 0.5 for day in shown], words, [float(day) for day in range(n)])


def shade_nights(figure: go.Figure, days: Days, theme: Theme) -> None:
    """Shade 00-08 of every day."""
    for night in days.nights:
        figure.add_shape(
            type="rect",
            **{"x0": night, "x1": night + 1 / 3, "y0": 0, "y1": 1, "yref": "paper"},
            fillcolor=theme.night,
            line={"width": 0},
            layer="below",
        )


def target_line(figure: go.Figure, at: float, name: str, theme: Theme) -> None:
    """Draw a thin vertical line with its name above it."""
    figure.add_shape(
        type="line",
        **{"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper"},
        line={"color": theme.text, "width": 1, "dash": "dot"},
    )
    figure.add_annotation(
        text=plain(name),
        **{"x": at, "y": 1, "yref": "paper", "showarrow": False, "yanchor": "bottom"},
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
