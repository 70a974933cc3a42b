"""Charts of compounds: which ledgers are missing where, what passes the gates, how long supplies last."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import LONGEST, count_axis, ranked_rows
from frontline.chart_frame import KEY, empty_sheet, hatched, key_line, listed, sheet, target_line
from frontline.chart_grids import Cell, draw_grid
from frontline.chart_ranks import Row, draw_rows, known_words, unknown_words
from frontline.chart_words import say
from frontline.digits import number, percent
from frontline.look import Language, Theme, plain
from frontline.panel import records

HEIGHT = 260
GLYPHS: Mapping[str, str] = MappingProxyType(
    {"overdue": "×", "invalid": "◆", "not_due": "–", "filed": "●"}
)
TALLEST = 17
"""Fewest pixels of a row of the grid."""


def ledger_matrix(
    frame: pd.DataFrame, watch: float = 0.95, act: float = 0.8, *, theme: Theme, language: Language,
    height: float | None = None, narrow: bool = False,
) -> go.Figure:
    """Draw places and ledgers as a grid: worst place first, each state a shape and a number.

    A cell is filled where the share filed falls below `watch`, more strongly below `act`.

    Parameters
    ----------
    frame
        One row per place and ledger, in order: `area_code`, `name`, `ledger_kind`, `ledger_zh`, `ledger_en`,
        `ledger_state` ("overdue", "invalid", "not_due" or "filed"), `returns`, `due`, `filed`, `overdue`,
        `invalid`, `filed_share`.
    """  # fmt: skip
    if frame.empty:
        return empty_sheet(theme, language, height)
    kinds = frame.drop_duplicates("ledger_kind")
    place = {code: float(i) for i, code in enumerate(kinds["ledger_kind"])}
    names = frame.drop_duplicates("area_code").set_index("area_code")["name"]
    order = names.index.tolist()
    room = len(order) if height is None else max(3, int((height - 70) // TALLEST))
    kept = order if len(order) <= room else order[: room - 1]
    cells = [
        _cell(row, place[row["ledger_kind"]], watch, act, language)
        for row in records(frame[frame["area_code"].isin(kept)])
    ]
    fills = ledger_fills(theme)
    figure = draw_grid(
        cells, kept, [plain(str(names[code]), LONGEST) for code in kept], fills, theme, height,
        len(order) - len(kept), language,
    )  # fmt: skip
    figure.update_xaxes(
        range=[-0.5, len(place) - 0.5],
        tickvals=list(place.values()),
        ticktext=[_in_lines(str(name)) for name in kinds[f"ledger_{language}"]],
        tickangle=0,
    )
    words = [(GLYPHS[kind], theme.text, say(f"ledger_{kind}", language)) for kind in GLYPHS]
    words += [] if narrow else [
        ("■", fills[kind], f"{say('ledger_filed', language)} < {percent(limit)}")
        for kind, limit in (("watch", watch), ("act", act))
    ]
    key_line(figure, words, theme, narrow=narrow)
    return figure


def _cell(row: Mapping, x: float, watch: float, act: float, language: Language) -> Cell:
    state, share = row["ledger_state"], row["filed_share"]
    counted = ""
    if row["returns"] > 1 and state in ("overdue", "invalid"):
        counted = f"{row[state]}/{row['due' if state == 'overdue' else 'filed']}"
    kind = state
    if state == "overdue" and share < watch:
        kind = "act" if share < act else "watch"
    told = "　".join(
        f"{say(f'ledger_{kind}', language)} {number(row[kind])}" for kind in ("overdue", "invalid", "filed")
    )
    hover = f"<b>{plain(row['name'])}</b>　{plain(row[f'ledger_{language}'])}<br>{told} / {number(row['returns'])}"
    return Cell(row["area_code"], x, kind, f"{GLYPHS[state]} {counted}".strip(), hover, row["area_code"])


def ledger_fills(theme: Theme) -> Mapping[str, str]:
    """Return a fill per kind of cell."""
    return {
        "act": theme.states["act"],
        "watch": theme.states["watch"],
        "overdue": theme.panel,
        "invalid": theme.panel,
        "filed": theme.panel,
        "not_due": theme.background,
    }


def _in_lines(name: str) -> str:
    """Break a heading once, at a space or in the middle of Chinese."""
    middle = len(name) / 2
    spaces = [i for i, letter in enumerate(name) if letter == " "]
    at = min(spaces, key=lambda i: abs(i - middle), default=(len(name) + 1) // 2 if name[0] > "z" else len(name))
    return "<br>".join(plain(part.strip()) for part in (name[:at], name[at:]) if part)


def form_bars(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw passages hour by hour: with a visitor's form, with a returnee's, by code, and with none.

    Parameters
    ----------
    frame
        One row per hour: `hour_at` (local), `people`, `visitor_forms`, `returnee_forms`, `qr_reports`, `turned_back`.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    hours = [f"{moment:%H}" for moment in pd.to_datetime(frame["hour_at"])]
    parts = {name: listed(frame, name) for name in ("visitor_forms", "returnee_forms", "qr_reports")}
    people = listed(frame, "people")
    parts["no_form"] = [
        max(whole - sum(values), 0) for whole, *values in zip(people, *parts.values(), strict=True)
    ]
    markers = {
        "visitor_forms": {"color": theme.inks["watch"]},
        "returnee_forms": hatched(theme, theme.inks["watch"]),
        "qr_reports": {"color": theme.accent},
        "no_form": {"color": theme.neutral},
    }
    hover = [
        f"<b>{hour}:00</b>　{number(people[i])} {say('passages', language)}<br>"
        + "　".join(f"{say(name, language)} {number(values[i])}" for name, values in parts.items())
        for i, hour in enumerate(hours)
    ]
    figure = sheet(
        theme, height or HEIGHT, barmode="stack", yaxis=count_axis(max(people) or 1, 0.08),
        xaxis={"type": "category", "tickvals": hours[::3], "tickangle": 0},
    )  # fmt: skip
    for name, values in parts.items():
        figure.add_trace(
            go.Bar(
                x=hours, y=values, width=0.7, marker=markers[name], hovertext=hover,
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )  # fmt: skip
    glyphs = {"visitor_forms": "■", "returnee_forms": "▨", "qr_reports": "■", "no_form": "■"}
    inks = {name: marker["color"] for name, marker in markers.items()}
    key_line(figure, [(glyphs[name], inks[name], say(name, language)) for name in parts], theme)
    return figure


def stock_bars(
    frame: pd.DataFrame, target: float, target_name: str, *, theme: Theme, language: Language,
    height: float | None = None,
) -> go.Figure:
    """Draw how many days each kind of supplies will last, first to run out first.

    Parameters
    ----------
    frame
        One row per kind: `name`, `stock_days` (null without a stock or without issue), `stock` (null where none
        is known), `issued_per_day`, `is_fresh`, `state`.
    target, target_name
        Drawn as a thin line with its name.
    """  # fmt: skip
    if frame.empty:
        return empty_sheet(theme, language, height)
    rows = ranked_rows(frame, height, around=KEY)
    drawn = []
    for kind in rows.records():
        days, state = kind["stock_days"], kind["state"]
        note = "" if kind["stock"] is None else f"{number(kind['stock'])} / {number(kind['issued_per_day'], 1)}"
        reason = "served_fresh" if kind["is_fresh"] else "no_stock" if kind["stock"] is None else "no_issue"
        words = unknown_words(say(reason, language), "exempt" if kind["is_fresh"] else "unknown", theme)
        if days is not None:
            words = known_words(number(days, 1), state, theme)
        hover = (
            f"<b>{plain(kind['name'])}</b><br>{say('stock', language)} {number(kind['stock'])}　"
            f"{say('issued_per_day', language)} {number(kind['issued_per_day'], 1)}"
        )
        unknown = "exempt" if kind["is_fresh"] else "unknown"
        drawn.append(Row(days, state if days is not None else unknown, words, note, hover))
    figure = draw_rows(rows, drawn, theme, rest=say("others", language, n=len(rows.rest)), share=0.66)
    target_line(figure, target, target_name, theme)
    return figure
