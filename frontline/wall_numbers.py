"""The headline numbers of each scene of a wall: those of pages as pages read them, and two that only walls show."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from frontline.chart_rows import ratio
from frontline.headlines import failed_question
from frontline.page_numbers import NUMBERS, Number


def _of_page(page: str, *names: str, source: str = "") -> tuple[Number, ...]:
    """Return numbers of a page by name, told with how many have reported to `source` where one is named."""
    known = {number.name: number for number in NUMBERS[page]}
    return tuple(replace(known[name], source=source or known[name].source) for name in names)


def _served(townships: pd.DataFrame, column: str = "communities_served") -> float | None:
    """Add up what is told; of a township that never reported nobody knows who was served."""
    if failed_question(townships):
        return None
    told = townships.dropna(subset=["served_share"])
    return told[column].sum() if len(told) else None


def _communities(townships: pd.DataFrame) -> float | None:
    return _served(townships, "communities")


def _served_share(townships: pd.DataFrame) -> float | None:
    return ratio(_served(townships), _communities(townships))


_TIRED = _of_page("relief", "must_rest", "M17", source="duty_shift")
_BLIND = Number(
    "blind", "supervision_total", "blind", "places", "blind", "communities", source="supervision_visit", limits="M07",
    last_on="last_told_on")
_REACHED = Number(
    "served", "volunteer_by_township", _served_share, "percent", _served, _communities, source="volunteer_service")

ON_WALL: Mapping[str, tuple[Number, ...]] = MappingProxyType({
    "situation": (
        *_of_page("overview", "M03", "M07"), *_of_page("staffing", "M11"), *_of_page("overview", "M06", "M27", "M34"),
    ),
    "checkpoints": _of_page("checkpoints", "M07", "M06", "M05", "M11"),
    "supervision": (
        *_of_page("supervision", "M27", "M28_never"), _BLIND, *_of_page("supervision", "over_inspected"),
    ),
    "problems": _of_page("problems", "M34", "open", "M33", "M31"),
    "volunteers": (*_of_page("volunteers", "M22", "volunteers", "M24"), _REACHED),
    "care": (*_TIRED, *_of_page("care", "M40", "care_per_100")),
    "rest": (*_TIRED, *_of_page("relief", "M18", "M21")),
})
"""By scene; `rest` takes the place of `care` where no supplies and no care are on record.

The scene of staffing has a number for each shift of the next day, and makes them itself.
"""
