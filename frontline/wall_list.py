"""What a wall may ask: its scenes and, for each, its questions. Nothing else is answered on a wall.

`tests/test_private.py` holds that no question named here has a column about a person.
"""

from collections.abc import Mapping
from types import MappingProxyType

FIRST = "situation"
AROUND = (
    "board", "code_words", "place_list", "checkpoint_list", "shift_moments", "reporting_by_source", "record_kinds",
    "thresholds", "area_cells", "alarm_list", "rota_by_township",
    "report_age_by_source", "wall_rules",
)
"""What is asked around every scene."""
SCENES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "situation": (
        "staffing_total", "unattended_total", "supervision_total", "problem_total", "staffing_by_township",
        "staffing_by_shift", "staffing_by_checkpoint", "staffing_change",
    ),
    "staffing": ("staffing_ahead_by_shift", "staffing_ahead_by_township"),
    "checkpoints": (
        "staffing_total", "unattended_total", "staffing_by_township", "staffing_by_checkpoint",
        "presence_by_checkpoint_hour",
    ),
    "supervision": (
        "supervision_total", "supervision_by_township", "supervision_by_community", "supervision_next_list",
    ),
    "problems": (
        "problem_total", "problem_by_township", "problem_list", "problem_ageing", "problem_closing_curve",
    ),
    "volunteers": (
        "volunteer_total", "volunteer_reporting_total", "volunteer_by_township", "volunteer_by_community",
        "volunteer_by_day",
    ),
    "care": (
        "care_total", "rest_total", "supply_by_kind", "supply_by_township", "rest_by_township", "rest_by_checkpoint",
    ),
})
"""The questions of each scene, in the order in which a wall shows them."""


class WallError(Exception):
    """A wall asked what it may not know."""


def chosen_scene(query: Mapping[str, str]) -> str:
    """Return the scene that an address names; the first one where it names none or one unknown."""
    named = query.get("scene", FIRST)
    return named if named in SCENES else FIRST


def asked_on(scene: str) -> tuple[str, ...]:
    """Return the questions that a wall may ask while it shows a scene."""
    return (*AROUND, *SCENES[scene])
