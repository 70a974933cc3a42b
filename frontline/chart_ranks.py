"""Ranked rows: worst first, a bar from zero, the number at its end, what is not known hatched."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import Rows, aside, ranked_rows, row_axis
from frontline.chart_frame import KEY, column_heads, empty_sheet, hatched, sheet, target_line
from frontline.chart_words import say
from frontline.digits import fraction, number, percent
from frontline.look import STATE_MARKS, Language, Theme, plain
from frontline.panel import State

BAR_SHARE = 0.68
"""Share of the plot that the longest bar takes; the rest holds the numbers."""
STUB = 0.1
"""Length of the stub of an unknown value, as a share of the longest bar: a word, not a size."""
THICKEST = 28
"""Pixels: height of the thickest bar."""


@dataclass(frozen=True)
class Row:
    """One bar: `value` None means not known and draws the hatched stub with `words` beside it."""

    value: float | None
    state: State
    words: str
    note: str
    hover: str


def gap_bars(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    language: Language,
    height: float | None = None,
    selected: str | None = None,
) -> go.Figure:
    """Draw how many people each place is short of, worst first; what has not reported comes last.

    Parameters
    ----------
    frame
        One row per place: `area_code`, `name`, `people_required`, `people_present`, `people_short`
        (people; short is null where not reported), `state`.

    Returns
    -------
    Figure whose points carry `area_code` as customdata.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    order = ["people_short", "people_required", "area_code"]
    ordered = frame.sort_values(order, ascending=[False, False, True], na_position="last")
    rows = ranked_rows(ordered, height, around=KEY)
    drawn = []
    for place in rows.records():
        short, state = place["people_short"], place["state"]
        behind = fraction(place["people_present"], place["people_required"])
        told = f"{say('present', language)} {behind}"
        if short is None:
            words = unknown_words(say("unknown", language), "unknown", theme)
            told = f"{say('required', language)} {number(place['people_required'])}"
        else:
            words = known_words(number(short), state, theme)
        hover = f"<b>{plain(place['name'])}</b><br>{say('short', language)} {number(short)}　{told}"
        drawn.append(Row(short, state, words, behind, hover))
    total = number(rows.rest["people_short"].dropna().sum())
    rest = say("others_sum", language, n=len(rows.rest), total=total)
    figure = draw_rows(rows, drawn, theme, selected=selected, rest=rest)
    column_heads(figure, say("short_head", language), say("present_head", language), theme)
    return figure


def rate_bars(
    frame: pd.DataFrame,
    target: float | None = None,
    target_name: str = "",
    *,
    theme: Theme,
    language: Language,
    height: float | None = None,
    selected: str | None = None,
) -> go.Figure:
    """Draw a share of each place, lowest first, with its numerator and denominator.

    Parameters
    ----------
    frame
        One row per place: `area_code`, `name`, `part`, `whole`, `share` (0 to 1; null where not
        reported or, `whole` being 0, where nothing was due), `state`.
    target, target_name
        Drawn as a thin line with its name.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    order = ["share", "whole", "area_code"]
    ordered = frame.sort_values(order, ascending=[True, False, True], na_position="last")
    rows = ranked_rows(ordered, height, around=KEY)
    drawn = []
    for place in rows.records():
        share, state = place["share"], place["state"]
        behind = fraction(place["part"], place["whole"])
        words, note = "", ""
        if share is not None:
            note = f"{behind}　{known_words(percent(share), state, theme, first=True)}"
        elif place["whole"] == 0:
            words = unknown_words(say("none", language), "exempt", theme)
        else:
            words = unknown_words(say("unknown", language), "unknown", theme)
        hover = f"<b>{plain(place['name'])}</b><br>{percent(share)}　{behind}"
        drawn.append(Row(share, state, words, note, hover))
    rest = say("others", language, n=len(rows.rest))
    figure = draw_rows(rows, drawn, theme, selected=selected, rest=rest, longest=1.0, share=0.56)
    if target is not None and any(row.value is not None for row in drawn):
        target_line(figure, target, target_name, theme)
    return figure


def hours_bars(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    language: Language,
    height: float | None = None,
    selected: str | None = None,
) -> go.Figure:
    """Draw credited hours by place in the order they come, with the volunteers behind them.

    Parameters
    ----------
    frame
        One row per place: `area_code`, `name`, `credited_hours` (hours; null where not reported),
        `volunteers` (people).
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    rows = ranked_rows(frame, height, around=KEY)
    drawn = []
    for place in rows.records():
        hours = place["credited_hours"]
        state: State = "unknown" if hours is None else "normal"
        people = number(place["volunteers"])
        words = (
            unknown_words(say("unknown", language), "unknown", theme)
            if hours is None
            else known_words(number(hours), state, theme)
        )
        hover = (
            f"<b>{plain(place['name'])}</b><br>{number(hours, 1)} {say('hours', language)}　"
            f"{people} {say('people', language)}"
        )
        drawn.append(Row(hours, state, words, people, hover))
    total = number(rows.rest["credited_hours"].dropna().sum())
    rest = say("others_sum", language, n=len(rows.rest), total=total)
    figure = draw_rows(rows, drawn, theme, selected=selected, rest=rest)
    column_heads(figure, say("credited_head", language), say("people_head", language), theme)
    return figure


def known_words(words: str, state: State, theme: Theme, *, first: bool = False) -> str:
    """Write a number, with the shape of its state after (or `first`) where it asks for attention."""
    if state not in ("watch", "act"):
        return f'<span style="color:{theme.text}"><b>{words}</b></span>'
    mark = STATE_MARKS[state]
    said = f"{mark} <b>{words}</b>" if first else f"<b>{words}</b> {mark}"
    return f'<span style="color:{theme.inks[state]}">{said}</span>'


def unknown_words(words: str, state: State, theme: Theme) -> str:
    """Write the word that stands where no number is known."""
    return f'<span style="color:{theme.inks[state]}">{STATE_MARKS[state]} {words}</span>'


def draw_rows(
    rows: Rows,
    drawn: Sequence[Row],
    theme: Theme,
    *,
    selected: str | None = None,
    rest: str = "",
    longest: float | None = None,
    share: float = BAR_SHARE,
) -> go.Figure:
    """Draw bars, stubs and notes of ranked rows.

    `longest` fixes the value of the longest bar, else the largest value does; that bar takes `share` of
    the plot.
    """
    codes = rows.frame["area_code"].tolist() if "area_code" in rows.frame else [""] * len(drawn)
    scale = longest or max([row.value or 0 for row in drawn], default=0) or 1
    figure = sheet(
        theme,
        rows.height,
        xaxis={"visible": False, "range": [0, scale / share]},
        yaxis=row_axis(rows, theme, [code == selected for code in codes], rest),
    )
    for known in (True, False):
        picked = [i for i, row in enumerate(drawn) if (row.value is not None) == known]
        colours = [bar_colour(drawn[i].state, theme) for i in picked]
        figure.add_trace(
            go.Bar(
                x=[drawn[i].value if known else scale * STUB for i in picked],
                y=[rows.keys[i] for i in picked],
                orientation="h",
                marker={"color": colours} if known else hatched(theme),
                text=[drawn[i].words for i in picked],
                textposition="outside",
                cliponaxis=False,
                customdata=[[codes[i]] for i in picked],
                hovertext=[drawn[i].hover for i in picked],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    # A lone row must not become a slab.
    figure.update_traces(width=min(0.7, THICKEST * max(len(rows.keys), 1) / rows.height))
    aside(figure, rows.keys[: len(drawn)], [row.note for row in drawn], theme)
    return figure


def bar_colour(state: State, theme: Theme) -> str:
    """Return the fill of a bar: quiet unless somebody must act."""
    return theme.states[state] if state in ("watch", "act") else theme.neutral
