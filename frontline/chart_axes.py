"""The axes of charts: ranked rows and days of local time, labelled by ourselves.

So a name may occur twice, no locale is needed, and a width is the same on screen and on paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_frame import AROUND, listed
from frontline.chart_words import day_words
from frontline.look import SIZES, Language, Theme, plain

ROW = 26
"""Pixels of one ranked row when nobody asks for a height."""
TIGHTEST = 17
"""Fewest pixels of one row: below that the rest is summed up in one row."""
LOOSEST = 44
"""Most pixels of one row: further apart a name and its bar are no longer read as one line, so the chart is lower."""
BROADEST = 0.1
"""Share of the plot that an upright bar takes at most: a lone one must not become a slab."""
TICKS = 5
LONGEST = 11
"""Characters of a name on an axis; the whole name is in the tooltip."""


@dataclass(frozen=True)
class Rows:
    """Ranked rows of a chart: where they stand, and how many found no room."""

    frame: pd.DataFrame
    keys: list[str]
    rest: pd.DataFrame
    height: float

    def records(self) -> list[dict[str, Any]]:
        """Return the kept rows as dictionaries, None where nothing is known."""
        columns = {str(name): listed(self.frame, str(name)) for name in self.frame}
        return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def ranked_rows(ordered: pd.DataFrame, height: float | None, around: int = AROUND) -> Rows:
    """Keep the first rows that fit into the height at a legible distance; the others are the rest."""
    room = len(ordered) if height is None else max(3, int((height - around) // TIGHTEST))
    kept = ordered if len(ordered) <= room else ordered.iloc[: room - 1]
    rest = ordered.iloc[len(kept) :]
    keys = [f"r{i}" for i in range(len(kept))] + (["rest"] if len(rest) else [])
    loose = around + LOOSEST * max(len(keys), 2)
    return Rows(kept, keys, rest, min(height, loose) if height else around + ROW * max(len(keys), 2))


def row_axis(
    rows: Rows, theme: Theme, chosen: Sequence[bool] = (), rest: str = "", name: str = "name"
) -> dict[str, Any]:
    """Return the y axis of ranked rows: first at the top, names in full ink, the chosen one in accent."""
    words = [plain(str(word), LONGEST) for word in rows.frame[name]]
    for i, is_chosen in enumerate(chosen):
        if is_chosen:
            words[i] = f'<b><span style="color:{theme.accent}">{words[i]}</span></b>'
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
    # Assigned as one list: adding them one by one costs Plotly a millisecond each.
    notes = [
        {
            "text": word, "x": 1, "xref": "paper", "xanchor": "right", "y": key, "yref": "y", "showarrow": False,
            "font": {"color": theme.muted, "size": SIZES["note"]},
        }
        for key, word in zip(keys, words, strict=True) if word
    ]
    figure.layout.annotations = [*figure.layout.annotations, *notes]


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


def time_axis(days: Days, until: float = 0) -> dict[str, Any]:
    """Return the x axis of days, as far as `until` where a shift runs over the last midnight."""
    return {
        "type": "linear",
        "range": [-0.05, max(len(days.nights), until) + 0.05],
        "tickvals": days.ticks,
        "ticktext": days.words,
    }


def count_axis(top: float, room: float = 0.18) -> dict[str, Any]:
    """Return a y axis of whole numbers from zero, with room above the highest bar for its number."""
    # Between two whole numbers Plotly would set a tick and round it to a number that stands there already.
    steps = {"dtick": 1} if top <= TICKS else {"nticks": TICKS}
    return {"range": [0, top * (1 + room)], "showgrid": True, "tickformat": ",d", **steps}


def bar_width(span: float, usual: float = 0.64) -> float:
    """Return how broad bars stand on an axis as long as `span`: as usual, and fewer no broader than legible."""
    return min(usual, span * BROADEST)


def shade_nights(figure: go.Figure, days: Days, theme: Theme) -> None:
    """Shade 00-08 of every day."""
    shades = [
        {
            "type": "rect", "x0": night, "x1": night + 1 / 3, "xref": "x", "y0": 0, "y1": 1, "yref": "paper",
            "fillcolor": theme.night, "line": {"width": 0}, "layer": "below",
        }
        for night in days.nights
    ]
    figure.layout.shapes = [*figure.layout.shapes, *shades]
