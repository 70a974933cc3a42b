"""Who reported which shift, and who did not."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import LONGEST
from frontline.chart_frame import empty_sheet, key_line
from frontline.chart_grids import Cell, draw_grid
from frontline.chart_words import day_words, say
from frontline.look import STATE_MARKS, Language, Theme, plain

SHIFT_LETTERS: Mapping[Language, Mapping[str, str]] = {
    "zh": {"night": "夜", "day": "白", "evening": "晚"},
    "en": {"night": "N", "day": "D", "evening": "E"},
}


def report_grid(frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None) -> go.Figure:
    """Draw who reported which shift: places with most missing reports first, days left to right.

    Parameters
    ----------
    frame
        One row per place and shift: `area_code`, `name`, `duty_on` (date), `shift_code`,
        `report_status` ("on_time", "late", "missing" or "not_due").
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    status = frame["report_status"]
    weights = status.map({"missing": 1000, "late": 1}).fillna(0).groupby(frame["area_code"]).sum()
    order = frame["area_code"].drop_duplicates().tolist()
    order.sort(key=lambda code: -weights[code])
    names = frame.drop_duplicates("area_code").set_index("area_code")["name"]
    days = sorted(pd.to_datetime(frame["duty_on"]).unique())
    present = set(frame["shift_code"])
    known = [code for code in SHIFT_LETTERS["zh"] if code in present]
    shifts = [*known, *sorted(present - set(known))]
    glyphs = {"on_time": "●", "late": "▲", "missing": STATE_MARKS["unknown"], "not_due": "–"}
    cells = []
    for code, on, shift, state in zip(
        frame["area_code"], pd.to_datetime(frame["duty_on"]), frame["shift_code"], status, strict=True
    ):
        x = days.index(on) * len(shifts) + shifts.index(shift)
        letter = SHIFT_LETTERS[language].get(shift, shift)
        hover = f"<b>{plain(str(names[code]))}</b><br>{day_words(on, language)} {plain(letter)}　{say(state, language)}"
        cells.append(Cell(code, float(x), state, glyphs[state], hover, code))
    fills = report_fills(theme)
    room = len(order) if height is None else max(3, int((height - 64) // 17))
    kept = order if len(order) <= room else order[: room - 1]
    labels = [plain(str(names[code]), LONGEST) for code in kept]
    figure = draw_grid(
        [cell for cell in cells if cell.row in set(kept)],
        kept, labels, fills, theme, height, len(order) - len(kept), language,
    )  # fmt: skip
    n = len(shifts)
    figure.update_xaxes(
        range=[-0.5, len(days) * n - 0.5],
        tickvals=list(range(len(days) * n)),
        ticktext=[
            plain(SHIFT_LETTERS[language].get(shift, shift), 2)
            + (f"<br>{day_words(pd.Timestamp(on), language)}" if k == n // 2 else "")
            for on in days
            for k, shift in enumerate(shifts)
        ],
        tickangle=0,
    )
    for i in range(1, len(days)):
        figure.add_shape(
            type="line",
            x0=i * n - 0.5,
            x1=i * n - 0.5,
            y0=0,
            y1=1,
            yref="paper",
            line={"color": theme.area_line, "width": 1},
        )
    inks = {"on_time": theme.neutral, "late": fills["late"], "missing": fills["missing"], "not_due": theme.muted}
    key_line(figure, [(glyphs[kind], inks[kind], say(kind, language)) for kind in glyphs], theme)
    return figure


def report_fills(theme: Theme) -> dict[str, str]:
    """Return a fill per report status."""
    return {
        "on_time": theme.panel,
        "late": theme.states["watch"],
        "missing": theme.states["act"],
        "not_due": theme.background,
    }
