"""Days and shifts: bars from zero over local time, nights shaded, a silent day left as a gap."""

import itertools

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import count_axis, days_axis, shade_nights, time_axis
from frontline.chart_frame import HEIGHT, empty_sheet, hatched, key_line, listed, sheet
from frontline.chart_words import day_words, say, with_unit
from frontline.digits import number
from frontline.look import SIZES, STATE_MARKS, Language, Theme, plain

APART = 4
"""Bars between which two numbers of the same height find room on a phone."""


def _silence(figure: go.Figure, at: list[float], theme: Theme, language: Language) -> None:
    """Mark the places of a gap, so that nobody reads it as zero."""
    if at:
        figure.add_trace(
            go.Scatter(
                x=at,
                y=[0] * len(at),
                mode="text",
                text=[STATE_MARKS["unknown"]] * len(at),
                textposition="top center",
                textfont={"color": theme.inks["unknown"], "size": SIZES["note"]},
                hovertext=[say("unknown", language)] * len(at),
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
            )
        )


def _name_points(figure: go.Figure, x: list[float], y: list[float | None], words: list[str], theme: Theme) -> None:
    """Write the last number and the highest one beside their bars."""
    known = [i for i, value in enumerate(y) if value is not None]
    if not known:
        return
    last, highest = known[-1], max(known, key=lambda i: (y[i] or 0, i))
    # A peak just before the last bar and hardly above it would have its number on the other one.
    is_beside = last - highest < APART and (y[highest] or 0) - (y[last] or 0) < (y[highest] or 0) / 8
    shown = [last] if is_beside else sorted({last, highest})
    figure.add_trace(
        go.Scatter(
            x=[x[i] for i in shown],
            y=[y[i] for i in shown],
            mode="text",
            text=[f"<b>{words[i]}</b>" for i in shown],
            textposition="top center",
            textfont={"color": theme.text, "size": SIZES["note"]},
            hoverinfo="skip",
            cliponaxis=False,
        )
    )


def gap_series(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw the people short of each shift; partly reported ones hatched, silent ones a gap with ◇.

    Parameters
    ----------
    frame
        One row per shift: `starts_at` (local time), `shift_code`, `shift_name`, `people_short` (null
        where silent), `people_required`, `townships_reported`, `townships_expected`.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    frame = frame.sort_values("starts_at", kind="stable")
    days = days_axis(frame["starts_at"], language)
    starts = days.x
    longest = min((b - a for a, b in itertools.pairwise(starts) if b > a), default=1 / 3)
    x = [start + longest / 2 for start in starts]
    short = listed(frame, "people_short")
    reported, expected = listed(frame, "townships_reported"), listed(frame, "townships_expected")
    partly = [(some or 0) < (every or 0) for some, every in zip(reported, expected, strict=True)]
    hover = []
    for start, name, gap, whole, some, every in zip(
        pd.to_datetime(frame["starts_at"]), frame["shift_name"], short,
        listed(frame, "people_required"), reported, expected, strict=True,
    ):  # fmt: skip
        words = say("unknown", language) if gap is None else f"{say('short', language)} {number(gap)}"
        hover.append(
            f"<b>{day_words(start, language)} {plain(str(name))}</b><br>{words}　"
            f"{say('required', language)} {number(whole)}<br>"
            f"{say('partly', language, part=number(some), whole=number(every))}"
        )
    figure = sheet(
        theme,
        height or HEIGHT,
        xaxis=time_axis(days, max(x) + longest / 2),
        yaxis=count_axis(max([gap or 0 for gap in short]) or 1),
        barmode="overlay",
    )
    shade_nights(figure, days, theme)
    for hatch in (False, True):
        picked = [i for i, gap in enumerate(short) if gap is not None and partly[i] == hatch]
        figure.add_trace(
            go.Bar(
                x=[x[i] for i in picked],
                y=[short[i] for i in picked],
                width=longest * 0.72,
                marker=hatched(theme, theme.neutral) if hatch else {"color": theme.neutral},
                hovertext=[hover[i] for i in picked],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    _silence(figure, [x[i] for i, gap in enumerate(short) if gap is None], theme, language)
    _name_points(figure, x, short, [number(gap) for gap in short], theme)
    keys = [("■", theme.neutral, with_unit("short", "people", language))]
    if any(hatch and gap is not None for hatch, gap in zip(partly, short, strict=True)):
        keys.append(("▨", theme.neutral, say("partly_key", language)))
    if None in short:
        keys.append((STATE_MARKS["unknown"], theme.inks["unknown"], say("unknown", language)))
    key_line(figure, keys, theme)
    return figure


def hours_series(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw volunteer hours a day: credited solid, the claimed rest hatched above it, silent days a gap.

    Parameters
    ----------
    frame
        One row per day: `served_on` (date), `claimed_hours`, `credited_hours` (hours; null where silent).
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    frame = frame.sort_values("served_on", kind="stable")
    days = days_axis(frame["served_on"], language)
    x = [start + 0.5 for start in days.x]
    credited, claimed = listed(frame, "credited_hours"), listed(frame, "claimed_hours")
    above = [
        None if all_of is None else max(all_of - (some or 0), 0) for all_of, some in zip(claimed, credited, strict=True)
    ]
    tops = [max(some or 0, every or 0) for some, every in zip(credited, claimed, strict=True)]
    hover = [
        f"<b>{day_words(on, language)}</b><br>{say('credited', language)} {number(some, 1)}　"
        f"{say('uncredited', language)} {number(more, 1)} {say('hours', language)}"
        for on, some, more in zip(pd.to_datetime(frame["served_on"]), credited, above, strict=True)
    ]
    figure = sheet(theme, height or HEIGHT, xaxis=time_axis(days), yaxis=count_axis(max(tops) or 1, 0.05))
    for values, marker in (
        (credited, {"color": theme.neutral}),
        (above, hatched(theme, theme.neutral)),
    ):
        figure.add_trace(
            go.Bar(
                x=x,
                y=values,
                width=0.64,
                marker=marker,
                hovertext=hover,
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    _silence(figure, [at for at, value in zip(x, credited, strict=True) if value is None], theme, language)
    key_line(
        figure,
        [
            ("■", theme.neutral, say("credited", language)),
            ("▨", theme.neutral, with_unit("uncredited", "hours", language)),
        ],
        theme,
    )
    return figure
