"""What became of problems: cohorts by day of finding, and how long they stayed open."""

import math

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import bar_width, count_axis, days_axis, time_axis
from frontline.chart_frame import HEIGHT, empty_sheet, key_line, listed, sheet
from frontline.chart_words import day_words, say
from frontline.digits import fraction, number, percent, short
from frontline.look import SIZES, Language, Theme, plain

LINES = ("solid", "dash", "dot")
MOST_CURVES = 7
MOST_TICKS = 7
MOST_SHARES = 16
"""Days whose share is written; of more the bars stand too close, and the tooltip says it."""


def cohort_bars(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw the problems of each day by how far they got, with the share fixed above in whole percent.

    Parameters
    ----------
    frame
        One row per day of finding: `found_on`, `found`, `fixed`, `verified`, `closed` (counts of the
        same problems, each a part of the one before).
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    frame = frame.sort_values("found_on", kind="stable")
    days = days_axis(frame["found_on"], language)
    x = [start + 0.5 for start in days.x]
    found, fixed = listed(frame, "found"), listed(frame, "fixed")
    verified, closed = listed(frame, "verified"), listed(frame, "closed")
    colours = stage_colours(theme)
    steps = (
        ("closed", closed),
        ("verified", _beyond(verified, closed)),
        ("fixed", _beyond(fixed, verified)),
        ("open", _beyond(found, fixed)),
    )
    hover = [
        f"<b>{day_words(on, language)}</b><br>{say('fixed', language)} {fraction(done, every)}　"
        f"{say('verified', language)} {number(seen)}　{say('closed', language)} {number(shut)}"
        for on, every, done, seen, shut in zip(
            pd.to_datetime(frame["found_on"]), found, fixed, verified, closed, strict=True
        )
    ]
    top = max([n or 0 for n in found]) or 1
    figure = sheet(theme, height or HEIGHT, xaxis=time_axis(days), yaxis=count_axis(top))
    for name, values in steps:
        figure.add_trace(
            go.Bar(
                x=x,
                y=values,
                width=bar_width(len(days.nights)),
                marker={"color": colours[name]},
                hovertext=hover,
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=x,
            y=found,
            mode="text",
            text=[
                str(math.floor(100 * done / every)) if every and done is not None and len(x) <= MOST_SHARES else ""
                for done, every in zip(fixed, found, strict=True)
            ],
            textposition="top center",
            textfont={"color": theme.muted, "size": SIZES["note"]},
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
    key_line(
        figure,
        [
            *(("■", colours[name], say(name, language)) for name, _ in reversed(steps)),
            ("%", theme.muted, say("fixed_share", language)),
        ],
        theme,
    )
    return figure


def stage_colours(theme: Theme) -> dict[str, str]:
    """Return a colour per stage: what is open stands out, what is done recedes."""
    return {
        "open": theme.states["watch"],
        "fixed": theme.neutral,
        "verified": theme.area_line,
        "closed": theme.quiet,
    }


def _beyond(more: list[float | None], less: list[float | None]) -> list[float | None]:
    return [None if many is None else max(many - (few or 0), 0) for many, few in zip(more, less, strict=True)]


def closing_curve(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw the share still open against hours since found (Kaplan and Meier 1958), one step line each.

    Parameters
    ----------
    frame
        One row per step: `severity_name`, `hours`, `share_open` (0 to 1).
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    groups = list(frame.groupby("severity_name", sort=False))[:MOST_CURVES]
    last = max(float(frame["hours"].max()), 24.0)
    step = next(hours for hours in (6, 12, 24, 48, 96, 168, 336, 10**6) if last / hours <= MOST_TICKS)
    figure = sheet(
        theme,
        height or HEIGHT,
        xaxis={
            "range": [0, last * 1.01],
            "tickvals": [step * i for i in range(int(last // step) + 1)],
            "title": {"text": say("hours_since", language)},
        },
        yaxis={
            "range": [0, 1.06],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "25", "50", "75", "100%"],
            "showgrid": True,
        },
    )
    inks = (theme.text, theme.inks["watch"], theme.muted)
    curves = [_curve(group, last) for _, group in groups]
    heights = spread([share[-1] for _, share in curves], 0.08)
    for i, ((name, _), (hours, share)) in enumerate(zip(groups, curves, strict=True)):
        ink = inks[i % len(inks)]
        figure.add_trace(
            go.Scatter(
                x=hours,
                y=share,
                mode="lines",
                line={"shape": "hv", "color": ink, "width": 2, "dash": LINES[i // len(inks) % 3]},
                customdata=[percent(reached) for reached in share],
                hovertemplate=f"<b>{plain(str(name))}</b><br>%{{x:.0f}} h　%{{customdata}}<extra></extra>",
            )
        )
        figure.add_annotation(
            text=f"{plain(str(name), 8)} {percent(share[-1])}",
            x=last,
            y=heights[i],
            xanchor="left",
            xshift=6,
            showarrow=False,
            font={"color": ink, "size": SIZES["note"]},
        )
    longest = max(len(plain(str(name), 8)) for name, _ in groups)
    figure.update_layout(margin={"r": SIZES["note"] * (longest + 4)})
    if len(groups) == 1:
        _name_median(figure, groups[0][1], theme, language)
    return figure


def _curve(steps: pd.DataFrame, last: float) -> tuple[list[float], list[float]]:
    """Return the corners of a step line from (0, 1) to the last hour drawn."""
    ordered = steps.sort_values("hours")
    hours, share = listed(ordered, "hours"), listed(ordered, "share_open")
    if hours[0] > 0:
        hours, share = [0, *hours], [1, *share]
    return [*hours, max(last, hours[-1])], [*share, share[-1]]


def spread(values: list[float], apart: float) -> list[float]:
    """Move values up, as little as needed, until no two are closer than `apart`."""
    moved = list(values)
    below = -apart
    for i in sorted(range(len(values)), key=values.__getitem__):
        below = moved[i] = max(values[i], below + apart)
    return moved


def _name_median(figure: go.Figure, steps: pd.DataFrame, theme: Theme, language: Language) -> None:
    reached = steps[steps["share_open"] <= 0.5]["hours"]  # noqa: PLR2004 - the median
    if reached.empty:
        return
    hours = float(reached.min())
    figure.add_shape(
        type="line",
        x0=hours,
        x1=hours,
        y0=0,
        y1=0.5,
        line={"color": theme.muted, "width": 1, "dash": "dot"},
    )
    figure.add_annotation(
        text=say("median", language, hours=short(hours, 1)),
        x=hours,
        y=0.5,
        xanchor="left",
        yanchor="bottom",
        xshift=6,
        showarrow=False,
        font={"color": theme.muted, "size": SIZES["note"]},
    )
