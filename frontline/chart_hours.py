"""Who stood at the post, hour by hour."""

import pandas as pd
import plotly.graph_objects as go

from frontline.chart_axes import LONGEST
from frontline.chart_frame import empty_sheet, key_line, listed
from frontline.chart_grids import Cell, draw_grid
from frontline.chart_words import say
from frontline.digits import number
from frontline.look import Language, Theme, mixed, plain


def presence_strip(
    frame: pd.DataFrame,
    most: int = 24,
    *,
    theme: Theme,
    language: Language,
    height: float | None = None,
    narrow: bool = False,
) -> go.Figure:
    """Draw each post's day hour by hour, posts with most unattended time first.

    Full hours are plain, short ones carry ▲, unattended ones their minutes, hours without a
    requirement –, hours of a silent shift ◇; hours still to come stay empty.

    Parameters
    ----------
    frame
        One row per post and hour: `checkpoint_id`, `checkpoint_name`, `hour_of_day` (0 to 23),
        `people_required`, `people_present_min` (null where silent), `unattended_minutes`, `is_reported`.
    most
        Posts drawn; the others are counted in the last row.
    narrow
        True where a cell has no room for its minutes: an unattended hour is then solid and bare.
    """
    if frame.empty:
        return empty_sheet(theme, language, height)
    worst = frame.groupby("checkpoint_id", sort=False)["unattended_minutes"].sum()
    ranked = worst.sort_values(ascending=False, kind="stable").index.tolist()
    kept = ranked[:most] if len(ranked) <= most else ranked[: most - 1]
    names = frame.drop_duplicates("checkpoint_id").set_index("checkpoint_id")["checkpoint_name"]
    drawn = frame[frame["checkpoint_id"].isin(kept)]
    columns = ["checkpoint_id", "hour_of_day", "people_required", "people_present_min"]
    columns += ["unattended_minutes", "is_reported"]
    cells = []
    for values in zip(*(listed(drawn, column) for column in columns), strict=True):
        post, hour, required, present, minutes, is_reported = values
        kind = hour_kind(required, present, minutes, is_reported=bool(is_reported))
        words = {"short": "▲", "empty": "" if narrow else number(minutes), "exempt": "–", "unknown": "◇"}.get(kind, "")
        told = {
            "unknown": say("unknown", language),
            "empty": say("minutes", language, n=number(minutes)),
            "exempt": say("exempt", language),
        }.get(kind, f"{say('present', language)} {number(present)}/{number(required)}")
        hover = f"<b>{plain(str(names[post]))}</b><br>{int(hour):02d}:00–{int(hour) + 1:02d}:00　{told}"
        cells.append(Cell(post, float(hour), kind, words, hover, post))
    fills = presence_fills(theme)
    labels = [plain(str(names[post]), LONGEST) for post in kept]
    figure = draw_grid(cells, kept, labels, fills, theme, height, len(ranked) - len(kept), language)
    figure.update_xaxes(
        range=[-0.5, 23.5],
        tickvals=[-0.5, 7.5, 15.5, 23.5],
        ticktext=["00:00", "08:00", "16:00", "24:00"],
    )
    figure.update_layout(margin={"r": 20})
    vacant = "vacant_hour" if narrow else "vacant"
    glyphs = (("■", "full"), ("▲", "some"), ("■", vacant), ("–", "exempt"), ("◇", "unknown"))
    kinds = ("full", "short", "empty", "exempt", "unknown")
    inks = {**fills, "short": theme.inks["watch"], "exempt": theme.muted, "unknown": theme.muted}
    key_line(
        figure,
        [(mark, inks[kind], say(word, language)) for (mark, word), kind in zip(glyphs, kinds, strict=True)],
        theme,
        narrow=narrow,
    )
    return figure


def hour_kind(required: float | None, present: float | None, minutes: float | None, *, is_reported: bool) -> str:
    """Tell what an hour of a post was: unknown, exempt, empty, short or full."""
    if not is_reported or (present is None and required):
        return "unknown"
    if not required:
        return "exempt"
    if (minutes or 0) > 0:
        return "empty"
    return "short" if (present or 0) < required else "full"


def presence_fills(theme: Theme) -> dict[str, str]:
    """Return a fill per kind of hour."""
    return {
        "full": theme.quiet,
        "short": mixed(theme.states["watch"], theme.background, 0.45),
        "empty": theme.states["act"],
        "exempt": theme.background,
        "unknown": theme.panel,
    }
