"""Charts of rest and burden: how long people have been on duty, and what a community is asked day by day."""

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import count_axis, days_axis, ranked_rows, time_axis
from frontline.chart_frame import AROUND, empty_sheet, hatched, key_line, listed, sheet
from frontline.chart_ranks import Row, draw_rows, known_words, unknown_words
from frontline.chart_words import day_words, say, with_unit
from frontline.digits import number, percent
from frontline.look import Language, Theme, plain

HEIGHT = 260


def streak_bars(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw how many people have been on duty for how many days in a row, shortest run first.

    Parameters
    ----------
    frame
        One row per run of days: `name`, `people` (null where too few to show), `state`.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    rows = ranked_rows(frame, height, around=AROUND)
    drawn = []
    for run in rows.records():
        people, state = run["people"], run["state"]
        words = unknown_words(say("too_few", language), "unknown", theme)
        if people is not None:
            words = known_words(number(people), state if people else "normal", theme)
        hover = f"<b>{plain(run['name'])}</b><br>{number(people)} {say('people', language)}"
        drawn.append(Row(people, state if people else "normal", words, "", hover))
    return draw_rows(rows, drawn, theme, share=0.8)


def burden_series(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw the fields asked of one community a day: new ones solid, those already known hatched above.

    Parameters
    ----------
    frame
        One row per day: `asked_on`, `fields_new`, `fields_known` (per community; null where nothing was asked).
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    days = days_axis(frame["asked_on"], language)
    x = [start + 0.5 for start in days.x]
    new, known = listed(frame, "fields_new"), listed(frame, "fields_known")
    hover = [
        f"<b>{day_words(on, language)}</b><br>{say('fields_new', language)} {number(fresh, 1)}　"
        f"{say('fields_known', language)} {number(again, 1)}"
        for on, fresh, again in zip(pd.to_datetime(frame["asked_on"]), new, known, strict=True)
    ]
    top = max((fresh or 0) + (again or 0) for fresh, again in zip(new, known, strict=True)) or 1
    figure = sheet(
        theme, height or HEIGHT, barmode="stack", xaxis=time_axis(days), yaxis=count_axis(top, 0.05)
    )
    for values, marker in ((new, {"color": theme.neutral}), (known, hatched(theme, theme.inks["act"]))):
        figure.add_trace(
            go.Bar(
                x=x, y=values, width=0.64, marker=marker, hovertext=hover,
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    key_line(
        figure,
        [("■", theme.neutral, say("fields_new", language)), ("▨", theme.inks["act"], say("fields_known", language))],
        theme,
    )
    return figure


def passage_series(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw the seconds one passage takes, day by day, with the share that reports itself in the tooltip.

    Parameters
    ----------
    frame
        One row per day: `passed_on`, `handling_seconds` (null where not timed), `qr_share`.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    days = days_axis(frame["passed_on"], language)
    x = [start + 0.5 for start in days.x]
    seconds, shares = listed(frame, "handling_seconds"), listed(frame, "qr_share")
    hover = [
        f"<b>{day_words(on, language)}</b><br>{number(each, 1)} {say('seconds', language)}　"
        f"{say('by_code', language)} {percent(share)}"
        for on, each, share in zip(pd.to_datetime(frame["passed_on"]), seconds, shares, strict=True)
    ]
    figure = sheet(
        theme, height or HEIGHT, xaxis=time_axis(days), yaxis=count_axis(max(each or 0 for each in seconds) or 1, 0.1)
    )
    colours = [theme.neutral if share else theme.inks["watch"] for share in shares]
    figure.add_trace(
        go.Bar(
            x=x, y=seconds, width=0.64, marker={"color": colours}, hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    key_line(
        figure,
        [
            ("■", theme.inks["watch"], with_unit("by_hand", "seconds", language)),
            ("■", theme.neutral, say("by_code", language)),
        ],
        theme,
    )
    return figure
