"""Ranked rows: worst first, a bar from zero, the number at its end, what is not known hatched."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_frame import (
    KEY,
    aside,
    empty_sheet,
    hatched,
    key_line,
    listed,
    ranked_rows,
    row_axis,
    sheet,
    target_line,
)
from frontline.chart_words import say
from frontline.look import (
    STATE_MARKS,
    STATE_ORDER,
    Language,
    Theme,
    fraction,
    number,
    percent,
    plain,
)
from frontline.panel import State

BAR_SHARE = 0.7
"""Share of the plot that the longest bar takes; the rest holds the numbers."""
STUB = 0.1
"""Length of the hatched stub of an unknown value, as a share of the longest bar: a word, not a size."""


def state_colour(state: State, theme: Theme) -> str:
    """Return the fill of a bar: quiet unless somebody must act."""
    return theme.neutral if state == "normal" else theme.states[state]


def end_label(words: str, state: State, theme: Theme) -> str:
    """Write the number at a bar's end, with the shape of its state where it asks for attention."""
    glyph = f" {STATE_MARKS[state]}" if state in ("watch", "act") else ""
    ink = theme.text if state == "normal" else theme.inks[state]
    return f'<span style="color:{ink}"><b>{words}</b>{glyph}</span>'


def unknown_label(theme: Theme, words: str, state: State = "unknown") -> str:
    """Write the word that stands where no number is known."""
    return f'<span style="color:{theme.inks[state]}">{STATE_MARKS[state]} {words}</span>'


def bars(keys: list[str], values: list[float | None], colours: list[str], **more: Any) -> go.Bar:
    """Return horizontal bars; None draws nothing."""
    return go.Bar(
        x=values,
        y=keys,
        orientation="h",
        marker={"color": colours},
        cliponaxis=False,
        textposition="outside",
        hovertemplate="%{hovertext}<extra></extra>",
        **more,
    )


def stubs(keys: list[str], length: float, words: list[str], theme: Theme, **more: Any) -> go.Bar:
    """Return hatched stubs of one length for rows whose value is not known."""
    return go.Bar(
        x=[length] * len(keys),
        y=keys,
        orientation="h",
        marker=hatched(theme),
        text=words,
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{hovertext}<extra></extra>",
        **more,
    )


def gap_bars(
    frame: pd.DataFrame,
    *,
    theme: Theme,
    language: Language,
    height: float | None = None,
    selected: str | None = None,
) -> go.Figure:
    """Draw how many people each place is short of, worst first; what has not reported comes last.

    `frame`: one row per place with `area_code, name, people_required, people_present, people_short`
    (people; short is null where not reported) and `state`. Points carry `area_code` as customdata.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    ordered = frame.sort_values(
        ["people_short", "people_required", "area_code"],
        ascending=[False, False, True],
        na_position="last",
        kind="stable",
    )
    rows = ranked_rows(ordered, "area_code", height)
    kept, short = rows.frame, listed(rows.frame, "people_short")
    present, required = listed(kept, "people_present"), listed(kept, "people_required")
    states: list[State] = kept["state"].tolist()
    longest = max([value or 0 for value in short], default=0) or 1
    codes = [[code] for code in kept["area_code"]]
    hover = [
        f"<b>{plain(name)}</b><br>{say('short', language)} {number(gap)}　"
        f"{say('present', language)} {fraction(here, whole)}"
        for name, gap, here, whole in zip(kept["name"], short, present, required, strict=True)
    ]
    known = [i for i, value in enumerate(short) if value is not None]
    silent = [i for i, value in enumerate(short) if value is None]
    rest = rows.rest["people_short"].dropna().sum()
    figure = sheet(
        theme,
        rows.height,
        xaxis={"visible": False, "range": [0, longest / BAR_SHARE]},
        yaxis=row_axis(
            rows,
            kept["name"],
            theme,
            [code == selected for code in kept["area_code"]],
            say("others_sum", language, n=len(rows.rest), total=number(rest)),
        ),
    )
    keys = rows.keys
    figure.add_trace(
        bars(
            [keys[i] for i in known],
            [short[i] for i in known],
            [state_colour(states[i], theme) for i in known],
            text=[end_label(number(short[i]), states[i], theme) for i in known],
            customdata=[codes[i] for i in known],
            hovertext=[hover[i] for i in known],
        )
    )
    words = unknown_label(theme, say("unknown", language))
    figure.add_trace(
        stubs(
            [keys[i] for i in silent],
            longest * STUB,
            [words] * len(silent),
            theme,
            customdata=[codes[i] for i in silent],
            hovertext=[hover[i] for i in silent],
        )
    )
    aside(
        figure,
        keys[: len(kept)],
        [
            f"{say('required', language)} {number(whole)}"
            if here is None
            else f"{say('present', language)} {fraction(here, whole)}"
            for here, whole in zip(present, required, strict=True)
        ],
        theme,
    )
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

    `frame`: one row per place with `area_code, name, part, whole, share` (0 to 1; null where nothing is
    known or nothing was due) and `state`. `target` is drawn as a thin line with its name.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    ordered = frame.sort_values(
        ["share", "whole", "area_code"],
        ascending=[True, False, True],
        na_position="last",
        kind="stable",
    )
    rows = ranked_rows(ordered, "area_code", height, around=KEY)
    kept, share = rows.frame, listed(rows.frame, "share")
    part, whole = listed(kept, "part"), listed(kept, "whole")
    states: list[State] = kept["state"].tolist()
    codes = [[code] for code in kept["area_code"]]
    hover = [
        f"<b>{plain(name)}</b><br>{percent(rate)}　{fraction(some, every)}"
        for name, rate, some, every in zip(kept["name"], share, part, whole, strict=True)
    ]
    known = [i for i, value in enumerate(share) if value is not None]
    silent = [i for i, value in enumerate(share) if value is None]
    figure = sheet(
        theme,
        rows.height,
        xaxis={"visible": False, "range": [0, 1 / BAR_SHARE]},
        yaxis=row_axis(
            rows,
            kept["name"],
            theme,
            [code == selected for code in kept["area_code"]],
            say("others", language, n=len(rows.rest)),
        ),
    )
    keys = rows.keys
    figure.add_trace(
        bars(
            [keys[i] for i in known],
            [share[i] for i in known],
            [state_colour(states[i], theme) for i in known],
            customdata=[codes[i] for i in known],
            hovertext=[hover[i] for i in known],
        )
    )
    nothing = [say("none" if whole[i] == 0 else "unknown", language) for i in silent]
    figure.add_trace(
        stubs(
            [keys[i] for i in silent],
            STUB,
            [
                unknown_label(theme, word, "exempt" if whole[i] == 0 else "unknown")
                for i, word in zip(silent, nothing, strict=True)
            ],
            theme,
            customdata=[codes[i] for i in silent],
            hovertext=[hover[i] for i in silent],
        )
    )
    aside(
        figure,
        keys[: len(kept)],
        [
            ""
            if rate is None
            else f"{fraction(some, every)}　{end_label(percent(rate), state, theme)}"
            for rate, some, every, state in zip(share, part, whole, states, strict=True)
        ],
        theme,
    )
    if target is not None:
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
    """Draw credited hours by place, fewest first as they come, with the volunteers behind them.

    `frame`: one row per place with `area_code, name, credited_hours` (hours), `volunteers` (people).
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    rows = ranked_rows(frame, "area_code", height)
    kept, hours = rows.frame, listed(rows.frame, "credited_hours")
    volunteers = listed(kept, "volunteers")
    longest = max([value or 0 for value in hours], default=0) or 1
    rest = rows.rest["credited_hours"].dropna().sum()
    figure = sheet(
        theme,
        rows.height,
        xaxis={"visible": False, "range": [0, longest / BAR_SHARE]},
        yaxis=row_axis(
            rows,
            kept["name"],
            theme,
            [code == selected for code in kept["area_code"]],
            say("others_sum", language, n=len(rows.rest), total=number(rest)),
        ),
    )
    return figure
