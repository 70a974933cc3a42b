"""How fast people came: arrivals added up, hour by hour, after the order."""

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import count_axis
from frontline.chart_frame import HEIGHT, empty_sheet, listed, sheet
from frontline.chart_words import say
from frontline.digits import number, percent
from frontline.look import SIZES, Language, Theme

MOST_TICKS = 8
HALF = 0.5
CLOSE = 0.88
"""From this share on the words at the end of the curve would cross the line of those sent; they stand above it."""


def arrival_curve(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw how many had arrived by each hour after the order, against how many were sent.

    Parameters
    ----------
    frame
        One row per hour: `hours`, `arrived` (so far), `sent` (the same in each row), `arrived_share`.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    hours, arrived, share = listed(frame, "hours"), listed(frame, "arrived"), listed(frame, "arrived_share")
    sent = max(listed(frame, "sent"))
    last = max(hours)
    step = next(step for step in (1, 2, 4, 6, 12, 24) if last / step <= MOST_TICKS or step == 24)  # noqa: PLR2004 - a day
    figure = sheet(
        theme, height or HEIGHT,
        xaxis={
            "range": [0, last * 1.02], "tickvals": list(range(0, int(last) + 1, step)),
            "title": {"text": say("hours_after", language)},
        },
        yaxis=count_axis(sent, 0.16),
    )
    figure.add_trace(go.Scatter(
        x=hours, y=arrived, mode="lines", line={"shape": "hv", "color": theme.text, "width": 2},
        customdata=[percent(reached) for reached in share],
        hovertemplate=say("arrived_tip", language) + "<extra></extra>",
    ))
    dotted = {"color": theme.muted, "width": 1, "dash": "dot"}
    figure.add_shape(type="line", x0=0, x1=last, y0=sent, y1=sent, line=dotted)
    figure.add_annotation(
        text=say("sent_line", language, n=number(sent)), x=0, y=sent, xanchor="left", yanchor="bottom", xshift=4,
        showarrow=False, font={"color": theme.muted, "size": SIZES["note"]},
    )
    half = [hour for hour, reached in zip(hours, share, strict=True) if reached is not None and reached >= HALF]
    if half:
        at = arrived[hours.index(half[0])]
        figure.add_annotation(
            text=say("half_arrived", language, hours=number(half[0])), x=half[0], y=at, yanchor="top",
            xanchor="left" if half[0] < last / 2 else "right", xshift=8 if half[0] < last / 2 else -8,
            yshift=-4, showarrow=False, font={"color": theme.muted, "size": SIZES["note"]},
        )
    figure.add_annotation(
        text=f"{number(arrived[-1])} · {percent(share[-1])}", x=last, xanchor="right", yanchor="bottom",
        y=sent if arrived[-1] >= CLOSE * sent else arrived[-1], yshift=4,
        showarrow=False, font={"color": theme.text, "size": SIZES["note"]},
    )
    return figure
