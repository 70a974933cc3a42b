"""The map of the next shift before it is drawn: where its roster leaves people short."""

from dataclasses import replace

import pandas as pd

from frontline.panel import MapPicture
from frontline.pictures import gap_picture
from frontline.words import Language, clock, say


def ahead_picture(
    cells: pd.DataFrame, ahead: pd.DataFrame, *, language: Language, note: str, selected: str | None = None
) -> MapPicture:
    """Draw the gap of the shift that begins next, by its roster; of the one that runs where none is to come.

    Parameters
    ----------
    ahead
        Answer of staffing_ahead_by_township; a township without a roster is hatched.
    """
    later = ahead[ahead["shift_state"] == "future"]
    shown = ahead if later.empty else later
    first = shown[shown["starts_at"] == shown["starts_at"].min()]
    picture = gap_picture(cells, first, pd.DataFrame(), language=language, note=note, selected=selected)
    if later.empty:
        return picture
    unknown = say("scene.no_roster", language)
    return replace(
        picture,
        legend_title=say("scene.ahead_map", language, at=clock(first["starts_at"].iloc[0])),
        legend=tuple(replace(one, label=unknown) if one.state == "unknown" else one for one in picture.legend),
    )
