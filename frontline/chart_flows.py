"""Rows without places: stages of a funnel, age classes, and shares with their intervals."""

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import aside, ranked_rows, row_axis
from frontline.chart_frame import empty_sheet, listed, sheet
from frontline.chart_ranks import (
    BAR_SHARE,
    Row,
    draw_rows,
    known_words,
    unknown_words,
)
from frontline.chart_words import say
from frontline.digits import fraction, number, percent
from frontline.look import SIZES, Language, Theme, plain


def funnel_bars(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw how many got how far, in the order of the stages, each with its share of the first.

    Parameters
    ----------
    frame
        One row per stage: `stage`, `n` (cumulative count), `note`.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    rows = ranked_rows(frame.rename(columns={"stage": "name"}), height)
    first = rows.frame["n"].iloc[0]
    drawn = []
    for stage in rows.records():
        n = stage["n"]
        share = percent(n / first) if first and n is not None else "–"
        words = known_words(number(n), "normal", theme)
        words += f' <span style="color:{theme.muted}">{share}</span>'
        hover = f"<b>{plain(stage['name'])}</b><br>{fraction(n, first)}　{share}"
        drawn.append(Row(n, "normal", words, plain(stage["note"] or ""), hover))
    rest = say("others", language, n=len(rows.rest))
    return draw_rows(rows, drawn, theme, rest=rest, share=0.5)


def ageing_bars(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw open problems by age; those past their deadline in the colour of action.

    Parameters
    ----------
    frame
        One row per age class, youngest first: `age_class`, `open_items`, `overdue_items` (a part of open).
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    rows = ranked_rows(frame.rename(columns={"age_class": "name"}), height)
    opened, overdue = listed(rows.frame, "open_items"), listed(rows.frame, "overdue_items")
    figure = sheet(
        theme,
        rows.height,
        xaxis={"visible": False, "range": [0, (max(n or 0 for n in opened) or 1) / BAR_SHARE]},
        yaxis=row_axis(rows, theme, rest=say("others", language, n=len(rows.rest))),
    )
    within = [(n or 0) - (late or 0) for n, late in zip(opened, overdue, strict=True)]
    keys = rows.keys[: len(opened)]
    ends = []
    for n, late in zip(opened, overdue, strict=True):
        words = f"{number(n)} {say('overdue', language)} {number(late)}" if late else number(n)
        ends.append(known_words(words, "act" if late else "normal", theme))
    hover = [
        f"<b>{plain(name)}</b><br>{say('open', language)} {number(n)}　{say('overdue', language)} {number(late)}"
        for name, n, late in zip(rows.frame["name"], opened, overdue, strict=True)
    ]
    for values, colour, texts in (
        (overdue, theme.states["act"], None),
        (within, theme.neutral, ends),
    ):
        figure.add_trace(
            go.Bar(
                x=values,
                y=keys,
                orientation="h",
                marker={"color": colour},
                text=texts,
                textposition="outside" if texts else "none",
                cliponaxis=False,
                hovertext=hover,
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    return figure


def interval_dots(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw a share as a dot on its Wilson interval, in the order the rows come.

    Parameters
    ----------
    frame
        One row per unit: `name`, `share`, `low`, `high` (0 to 1; null where nothing was checked),
        `part`, `whole`.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    rows = ranked_rows(frame, height, around=40)
    figure = sheet(
        theme,
        rows.height,
        xaxis={
            "range": [-0.02, 1 / BAR_SHARE],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "25", "50", "75", "100%"],
            "showgrid": True,
        },
        yaxis=row_axis(rows, theme, rest=say("others", language, n=len(rows.rest))),
    )
    known = [(key, row) for key, row in zip(rows.keys, rows.records(), strict=False) if row["share"] is not None]
    figure.add_trace(
        go.Scatter(
            x=[row["share"] for _, row in known],
            y=[key for key, _ in known],
            mode="markers",
            marker={"color": theme.text, "size": 9, "symbol": "circle"},
            error_x={
                "type": "data",
                "symmetric": False,
                # A share of all or none is a limit of its own interval, to the last digit of a number or not.
                "array": [max(row["high"] - row["share"], 0) for _, row in known],
                "arrayminus": [max(row["share"] - row["low"], 0) for _, row in known],
                "color": theme.neutral,
                "thickness": 3,
                "width": 0,
            },
            hovertext=[
                f"<b>{plain(row['name'])}</b><br>{percent(row['share'])}　"
                f"{percent(row['low'])}–{percent(row['high'])}　{fraction(row['part'], row['whole'])}"
                for _, row in known
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    notes = [
        unknown_words(say("none", language), "exempt", theme)
        if row["share"] is None
        else f"{fraction(row['part'], row['whole'])}　{known_words(percent(row['share']), 'normal', theme)}"
        for row in rows.records()
    ]
    aside(figure, rows.keys[: len(notes)], notes, theme)
    figure.update_yaxes(tickfont={"color": theme.text, "size": SIZES["note"]})
    return figure
