"""Supervision and problems: rounds, the life of problems, and rates within the limits of chance."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import Rows, aside, bar_width, count_axis, ranked_rows, row_axis
from frontline.chart_flows import funnel_bars
from frontline.chart_frame import HEIGHT, KEY, empty_sheet, key_line, listed, sheet
from frontline.chart_ranks import BAR_SHARE, known_words, unknown_words
from frontline.chart_words import day_words, say
from frontline.digits import fraction, number, percent, short
from frontline.look import SIZES, Language, Theme, plain

SYMBOLS = {"above": "triangle-up", "below": "triangle-down", "within": "circle", "few": "circle-open"}
STAGES = ("found", "assigned", "fixed", "verified_by_other", "closed_ever", "relapsed")
MOST_TICKS = 12


def limit_dots(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    language: Language,
    height: float | None = None,
    measure: str = "rate",
    bad: str = "above",
) -> go.Figure:
    """Draw a rate of each place as a dot on the band that chance alone explains, in the order the rows come.

    Parameters
    ----------
    frame
        Answer of fair_by_township.
    measure
        "rate" draws problems per 100 visits, "verified" the share verified.
    bad
        The verdict that asks for attention: "above" or "below".
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    is_share = measure == "verified"
    names = {"verified_share" if is_share else "problems_per_100": "value", f"{measure}_verdict": "verdict"}
    names |= {f"{measure}_{end}": end for end in ("low", "high", "expected")}
    names |= {"ripe_verified": "part", "ripe": "whole"} if is_share else {"problems_found": "part", "visits": "whole"}
    rows = ranked_rows(frame.rename(columns=names), height, around=KEY + 4)
    places = rows.records()
    say_value = percent if is_share else lambda value: short(value, 1)
    reach = [place[column] or 0 for place in places for column in ("value", "expected")]
    top = 1.0 if is_share else max(reach) or 1.0
    figure = sheet(
        theme,
        rows.height,
        xaxis={"visible": False, "range": [-0.02 * top, top / BAR_SHARE]},
        yaxis=row_axis(rows, theme, rest=say("others", language, n=len(rows.rest))),
    )
    _band(figure, rows, places, top, theme)
    inks = {"above": theme.text, "below": theme.text, "within": theme.text, "few": theme.muted}
    inks[bad] = theme.states["watch"]
    known = [(key, place) for key, place in zip(rows.keys, places, strict=False) if place["value"] is not None]
    figure.add_trace(
        go.Scatter(
            x=[min(place["value"], top) for _, place in known],
            y=[key for key, _ in known],
            mode="markers",
            marker={
                "color": [inks[place["verdict"]] for _, place in known],
                "symbol": [SYMBOLS[place["verdict"]] for _, place in known],
                "size": 11,
                "line": {"color": [inks[place["verdict"]] for _, place in known], "width": 1.5},
            },
            customdata=[[place["area_code"]] for _, place in known],
            hovertext=[
                f"<b>{plain(place['name'])}</b><br>{say_value(place['value'])}　"
                f"{say_value(place['low'])}–{say_value(place['high'])}　{fraction(place['part'], place['whole'])}"
                f"<br>{say(place['verdict'], language)}"
                for _, place in known
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    notes = [_verdict(place, say_value, bad, theme, language) for place in places]
    aside(figure, rows.keys[: len(places)], notes, theme)
    key_line(figure, (("━", theme.neutral, say("band", language)), ("┃", theme.text, say("mean", language))), theme)
    return figure


def _band(figure: go.Figure, rows: Rows, places: list[dict], top: float, theme: Theme) -> None:
    """Draw for each judged place what chance alone explains, and the mean it is held against."""
    judged = [(k, p) for k, p in zip(rows.keys, places, strict=False) if p["verdict"] != "few" and p["low"] is not None]
    figure.add_trace(
        go.Scatter(
            x=[x for _, p in judged for x in (min(p["low"], top), min(p["high"], top), None)],
            y=[y for key, _ in judged for y in (key, key, None)],
            mode="lines",
            line={"color": theme.quiet, "width": 8},
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[p["expected"] for _, p in judged],
            y=[key for key, _ in judged],
            mode="markers",
            marker={"symbol": "line-ns", "size": 10, "line": {"color": theme.text, "width": 1.5}},
            hoverinfo="skip",
        )
    )


def _verdict(place: dict, say_value: Callable[[float], str], bad: str, theme: Theme, language: Language) -> str:
    value, verdict = place["value"], place["verdict"]
    if value is None or verdict == "few":
        return unknown_words(say("few", language), "exempt", theme)
    return known_words(say_value(value), "watch" if verdict == bad else "normal", theme)


def round_bars(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw how many places each round of the widest stream reached, and how many have been reached so far.

    Parameters
    ----------
    frame
        Answer of supervision_by_round; the stream that has reached most places is drawn.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    widest = frame.sort_values(["places_so_far", "visits"], ascending=False, kind="stable")["stream"].iloc[0]
    rounds = frame[frame["stream"] == widest]
    numbers, whole = listed(rounds, "round_no"), listed(rounds, "communities")[-1]
    step = -(-len(numbers) // MOST_TICKS)
    figure = sheet(
        theme,
        height or HEIGHT,
        xaxis={
            "range": [0.4, max(numbers) + 0.6],
            "tickvals": numbers[::step],
            "title": {"text": say("round", language)},
        },
        yaxis=count_axis(max(whole or 0, *listed(rounds, "places_so_far"), 1)),
    )
    hover = [
        f"<b>{say('round', language)} {no}</b>　{day_words(pd.Timestamp(on), language)}<br>"
        f"{say('teams', language)} {number(teams)}　{say('places', language)} {number(places)}　"
        f"{say('so_far', language)} {fraction(reached, whole)}"
        for no, on, teams, places, reached in zip(
            numbers, rounds["visited_on"], listed(rounds, "teams"), listed(rounds, "places"),
            listed(rounds, "places_so_far"), strict=True,
        )
    ]
    figure.add_trace(
        go.Bar(
            x=numbers, y=listed(rounds, "places"), marker={"color": theme.neutral}, hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>", width=bar_width(max(numbers) + 0.2),
        )
    )
    figure.add_trace(
        go.Scatter(
            x=numbers, y=listed(rounds, "places_so_far"), mode="lines", hoverinfo="skip",
            line={"color": theme.text, "width": 2},
        )
    )
    figure.add_shape(
        type="line", x0=0, x1=1, xref="paper", y0=whole, y1=whole,
        line={"color": theme.text, "width": 1, "dash": "dot"},
    )
    figure.add_annotation(
        text=say("all_places", language, n=number(whole)), x=1, xref="paper", xanchor="right", y=whole,
        yanchor="bottom", showarrow=False, font={"color": theme.muted, "size": SIZES["note"]},
    )
    key_line(
        figure, (("■", theme.neutral, say("places", language)), ("━", theme.text, say("so_far", language))), theme,
    )
    return figure


def life_bars(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw the life of problems: found, assigned, fixed, verified by another team, closed, come back.

    Parameters
    ----------
    frame
        Answer of problem_life_total: one row.
    """
    if frame.empty or not frame["found"].fillna(0).iloc[0]:
        return empty_sheet(theme, language, height)
    total = frame.iloc[0]
    stages = pd.DataFrame({
        "stage": [say(stage, language) for stage in STAGES],
        "n": [int(total[stage]) for stage in STAGES],
        "note": [""] * len(STAGES),
    })
    return funnel_bars(stages, theme=theme, language=language, height=height)
