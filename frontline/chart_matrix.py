"""A matrix of words: what is there, what is not, and what nobody has looked at, one line per unit."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import LONGEST
from frontline.chart_frame import empty_sheet
from frontline.chart_grids import Cell, draw_grid
from frontline.look import SIZES, Language, Theme, plain
from frontline.panel import records

HEADING = 11
"""Letters of a column's heading; longer ones are cut."""
NARROW_HEADING = 9
"""Latin letters of a line on a phone; Chinese ones are twice as wide, and broken in the middle."""


def evidence_matrix(
    frame: pd.DataFrame, *, theme: Theme, language: Language, height: float | None = None, narrow: bool = False
) -> go.Figure:
    """Draw evidence of units and roles as shapes and words, in the order of the frame; nothing is added up.

    Parameters
    ----------
    frame
        One row per unit and role: `unit_id`, `name`, `role_code`, `role_zh`, `role_en`, `evidence_state`
        ("present", "absent" or "unseen") and `evidence_state_words`, what is written in the cell.
    narrow
        For a phone: the headings are broken at every word.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    units = frame.drop_duplicates("unit_id")
    roles = frame.drop_duplicates("role_code")
    place = {code: float(i) for i, code in enumerate(roles["role_code"])}
    cells = [
        Cell(
            row["unit_id"], place[row["role_code"]], row["evidence_state"], row["evidence_state_words"],
            f"<b>{plain(row['name'])}</b><br>{plain(row[f'role_{language}'])}　{row['evidence_state_words']}",
            row["unit_id"],
        )
        for row in records(frame)
    ]  # fmt: skip
    labels = [plain(name, LONGEST) for name in units["name"]]
    figure = draw_grid(cells, units["unit_id"].tolist(), labels, evidence_fills(theme), theme, height, 0, language)
    figure.update_xaxes(
        range=[-0.5, len(roles) - 0.5],
        tickvals=list(place.values()),
        ticktext=[(_every_word if narrow else _two_lines)(name) for name in roles[f"role_{language}"]],
        side="top",
        tickangle=0,
    )
    if narrow:
        figure.update_xaxes(tickfont_size=SIZES["note"] - 2)
    return figure


def evidence_fills(theme: Theme) -> Mapping[str, str]:
    """Return a fill per state of evidence; none of them is an alarm."""
    return {"present": theme.panel, "absent": theme.line, "unseen": theme.background}


def _two_lines(name: str) -> str:
    """Break a long heading once, at a space or in the middle."""
    if len(name) <= HEADING // 2:
        return plain(name)
    middle = len(name) // 2
    spaces = [i for i, letter in enumerate(name) if letter == " "]
    at = min(spaces, key=lambda i: abs(i - middle), default=(len(name) + 1) // 2)
    return f"{plain(name[:at].strip())}<br>{plain(name[at:].strip())}"


def _every_word(name: str) -> str:
    """Break a heading into lines of one word, short words together, so that columns of 50 pixels keep apart."""
    lines = [""]
    for word in name.split():
        if len(f"{lines[-1]} {word}".strip()) <= NARROW_HEADING:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    whole = len(lines) > 1 or (name.isascii() and len(name) <= NARROW_HEADING)
    return "<br>".join(plain(line) for line in lines if line) if whole else _two_lines(name)
