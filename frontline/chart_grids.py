"""Grids of small cells: who stood at the post each hour, who reported each shift."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from frontline.chart_frame import AROUND, KEY, sheet
from frontline.chart_words import say
from frontline.contrast import readable_on
from frontline.look import SIZES, Language, Theme

ROW = 26
LOOSEST = 40
"""Most pixels of one row: a few cells must not become slabs of colour."""


@dataclass(frozen=True)
class Cell:
    """One cell: where it stands, what kind it is, what is written in it and told about it."""

    row: str
    x: float
    kind: str
    words: str
    hover: str
    code: str


def draw_grid(
    cells: Sequence[Cell],
    keys: Sequence[str],
    labels: Sequence[str],
    fills: Mapping[str, str],
    theme: Theme,
    height: float | None,
    others: int,
    language: Language,
) -> go.Figure:
    """Draw cells as one heat map of kinds, with what is written in them above it."""
    rows = [*keys, *(["rest"] if others else [])]
    words = [*labels]
    if others:
        words.append(f'<span style="color:{theme.muted}">{say("others", language, n=others)}</span>')
    axis: dict[str, Any] = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": rows,
        "range": [len(rows) - 0.5, -0.5],
        "tickvals": rows,
        "ticktext": words,
        "tickfont": {"color": theme.text, "size": SIZES["note"]},
    }
    around = AROUND + KEY + 20
    loose = around + LOOSEST * max(len(rows), 2)
    figure = sheet(
        theme, min(height, loose) if height else around + ROW * max(len(rows), 2), yaxis=axis
    )
    columns = sorted({cell.x for cell in cells})
    place = {kind: i for i, kind in enumerate(fills)}
    at = {(cell.row, cell.x): cell for cell in cells}
    # Plotly's heat map fails on an axis with a category it has no row for: the last row is drawn empty.
    grid = [[at.get((row, x)) for x in columns] for row in rows]
    n = len(fills)
    figure.add_trace(
        go.Heatmap(
            x=columns,
            y=rows,
            z=[[None if cell is None else place[cell.kind] for cell in row] for row in grid],
            zmin=-0.5,
            zmax=n - 0.5,
            colorscale=[(edge / n, fill) for i, fill in enumerate(fills.values()) for edge in (i, i + 1)],
            showscale=False,
            xgap=2,
            ygap=3,
            customdata=[["" if cell is None else cell.code for cell in row] for row in grid],
            hovertext=[["" if cell is None else cell.hover for cell in row] for row in grid],
            hovertemplate="%{hovertext}<extra></extra>",
            hoverongaps=False,
        )
    )
    written = [cell for cell in cells if cell.words]
    figure.add_trace(
        go.Scatter(
            x=[cell.x for cell in written],
            y=[cell.row for cell in written],
            mode="text",
            text=[cell.words for cell in written],
            textfont={
                "color": [
                    theme.neutral if cell.kind == "on_time" else readable_on(fills[cell.kind], theme)
                    for cell in written
                ],
                "size": SIZES["note"] - 1,
            },
            textposition="middle center",
            hoverinfo="skip",
        )
    )
    return figure
