"""The gap of the coming hours: as planned, and as it would be."""

import itertools
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import count_axis, days_axis, shade_nights, time_axis
from frontline.chart_frame import HEIGHT, empty_sheet, key_line, listed, sheet
from frontline.chart_words import day_words, say, with_unit
from frontline.digits import number, short
from frontline.look import SIZES, STATE_MARKS, Language, Theme, mixed, plain

HOUR = 1 / 24
ROOM = 0.34
"""Part of the height left above the highest hour, for its number and a name."""
ABOVE = 20
"""Pixels between the line and the name of who fails, so that the highest number finds room below it."""


def outlook_lines(
    frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None,
    failing: Sequence[tuple[int, str]] = (),
) -> go.Figure:
    """Draw the people missing hour by hour: the plan as bars, what would be as a line above or below it.

    Hours for which no roster is made yet are named as such.

    Parameters
    ----------
    frame
        One row per hour: `at` (local time), `people_short_planned`, `people_short`, `is_carried`.
    failing
        The hour (as a row number of `frame`) at which a place fails first, and its name.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    days = days_axis(frame["at"], language, most=6)
    x = [*days.x, days.x[-1] + HOUR]
    planned, then = listed(frame, "people_short_planned"), listed(frame, "people_short")
    top = max([*planned, *then]) or 1
    figure = sheet(
        theme, height or HEIGHT, yaxis=count_axis(top, ROOM),
        xaxis={**time_axis(days), "range": [x[0] - HOUR, x[-1] + HOUR]},
    )
    shade_nights(figure, days, theme)
    _carried(figure, x, listed(frame, "is_carried"), theme, language)
    hover = [
        f"<b>{day_words(at, language)} {at:%H:%M}</b><br>{say('planned_gap', language)} {number(plan, 1)}　"
        f"{say('would_be', language)} {number(gap, 1)}"
        for at, plan, gap in zip(pd.to_datetime(frame["at"]), planned, then, strict=True)
    ]
    tip = {"hovertext": [*hover, hover[-1]], "hovertemplate": "%{hovertext}<extra></extra>"}
    # Hours that are alike are one bar, without seams.
    alike = [list(hours) for _, hours in itertools.groupby(range(len(planned)), key=planned.__getitem__)]
    figure.add_trace(go.Bar(
        x=[x[hours[0]] + len(hours) * HOUR / 2 for hours in alike], y=[planned[hours[0]] for hours in alike],
        width=[len(hours) * HOUR for hours in alike], hoverinfo="skip",
        marker={"color": mixed(theme.neutral, theme.background, 0.35)},
    ))
    figure.add_trace(go.Scatter(
        x=x, y=[*then, then[-1]], mode="lines", line={"shape": "hv", "color": theme.text, "width": 2.5}, **tip,
    ))
    peak = max(range(len(then)), key=lambda hour: (then[hour], -hour))
    figure.add_annotation(
        text=f"<b>{short(then[peak], 1)}</b>", x=x[peak] + 4 * HOUR, y=then[peak], yanchor="bottom", showarrow=False,
        font={"color": theme.text, "size": SIZES["body"]},
    )
    for hour, name in failing:
        figure.add_annotation(
            text=f"{STATE_MARKS['act']} {plain(name)}", x=x[hour], y=then[hour], xanchor="left", yanchor="bottom",
            yshift=ABOVE, showarrow=False, font={"color": theme.inks["act"], "size": SIZES["note"]},
        )
    key_line(figure, [
        ("━", theme.text, with_unit("would_be", "people", language)),
        ("■", mixed(theme.neutral, theme.background, 0.35), say("planned_gap", language)),
    ], theme)
    return figure


def _carried(figure: go.Figure, x: list[float], carried: list[bool], theme: Theme, language: Language) -> None:
    """Say from where on the roster is only carried on."""
    if not any(carried):
        return
    start = x[carried.index(True)]
    figure.add_shape(
        type="line", x0=start, x1=start, y0=0, y1=1, yref="paper",
        line={"color": theme.muted, "width": 1, "dash": "dot"},
    )
    # At the edge, not at the line: beside a line far to the right a phone would cut it.
    figure.add_annotation(
        text=f"▨ {say('carried_on', language)}", x=1, xref="paper", y=1, yref="paper", xanchor="right", yanchor="top",
        showarrow=False, font={"color": theme.muted, "size": SIZES["note"]},
    )
