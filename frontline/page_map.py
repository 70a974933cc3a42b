"""The map of every page: what draws it, and the questions whose answers it is drawn from."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from frontline import (
    pictures,
    pictures_alarm,
    pictures_care,
    pictures_front,
    pictures_places,
    pictures_rest,
    pictures_supervision,
)
from frontline.panel import MapPicture
from frontline.scope import Scope


class PageMap(NamedTuple):
    """A map: `build` makes its picture of the answers to `questions`, in their order."""

    build: Callable[..., MapPicture]
    questions: tuple[str, ...]


_GAP = PageMap(pictures.gap_picture, ("staffing_by_township", "staffing_by_checkpoint"))
_TRUE_GAP = PageMap(pictures.gap_picture, ("rested_by_township", "rested_by_checkpoint"))
_COMPOUNDS = PageMap(pictures_care.compound_picture, ("compound_by_township", "compound_list"))

MAPS: Mapping[str, PageMap] = MappingProxyType({
    "overview": _GAP,
    "staffing": _GAP,
    "checkpoints": PageMap(pictures.post_picture, _GAP.questions),
    "area": PageMap(pictures_places.place_picture, (*_GAP.questions, "supervision_by_community")),
    "volunteers": PageMap(pictures.service_picture, ("volunteer_by_township", "volunteer_by_community")),
    "supervision": PageMap(
        pictures_supervision.inspection_picture, ("supervision_by_township", "supervision_by_community")),
    "problems": PageMap(pictures.problem_picture, ("problem_by_township", "problem_list")),
    "alarms": PageMap(pictures_alarm.alarm_picture, ("alarm_by_township",)),
    "appraisal": PageMap(pictures_places.appraisal_picture, ("appraisal_by_unit",)),
    "care": PageMap(pictures_care.supply_picture, ("supply_by_township",)),
    "compounds": _COMPOUNDS,
    "organisation": PageMap(pictures_front.front_picture, ("front_by_township", "front_by_community")),
    "relief": PageMap(pictures_rest.rest_picture, ("rest_by_township", "rest_by_checkpoint")),
})
RESTED = frozenset({"staffing", "relief"})
"""The pages that show the true gap where everybody who must rest rests."""


def map_of(page: str, scope: Scope) -> PageMap | None:
    """Return the map of a page as it shows it in a scope; None where it has none."""
    if scope.is_rested and page in RESTED:
        return _TRUE_GAP
    if page == "area" and scope.area_code is None:
        return None
    return _COMPOUNDS if page == "area" and scope.compound_id else MAPS.get(page)
