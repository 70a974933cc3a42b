"""Which number a sentence of the brief speaks of, so that its link opens the rows behind it.

A sentence of a change, of another day or of what no headline number tells has none; it leads to its definition.
"""

from collections.abc import Mapping
from types import MappingProxyType

from frontline.brief import Sentence

_REPORTED = ("reported", "data_quality")
OPENS: Mapping[str, tuple[str, str]] = MappingProxyType({
    **dict.fromkeys(("silent", "reported", "source_whole", "source_missing", "chase"), _REPORTED),
    "staffing": ("M04", "staffing"), "must_rest": ("must_rest", "relief"), "sent": ("M15", "staffing"),
    "empty": ("M07", "checkpoints"), "attended": ("M07", "checkpoints"), "unattended": ("M06", "checkpoints"),
    "hours": ("M05", "checkpoints"), "night": ("M11", "checkpoints"), "volunteers": ("M22", "volunteers"),
    "confirmed": ("M24", "volunteers"), "visited": ("M27", "supervision"), "manner": ("M29_night", "supervision"),
    "never": ("M28_never", "supervision"), "problems": ("M31", "problems"), "overdue": ("M34", "problems"),
    "post_empty": ("M06", "checkpoints"), "town_short": ("M03", "staffing"), "promise_late": ("M34", "problems"),
    "promise_soon": ("due_soon", "brief"), "tired": ("M17", "relief"), "tired_few": ("M17", "relief"),
    "asked": ("requests_open", "brief"), "asked_one": ("requests_open", "brief"),
})
"""By template: the headline number and the page that tells it."""


def address(sentence: Sentence) -> dict[str, str]:
    """Return the address parameters that open the number of a sentence, at its place; none where it has no number."""
    if sentence.key not in OPENS:
        return {}
    metric, page = OPENS[sentence.key]
    about = dict(sentence.about)
    post, area = about.get("checkpoint_id"), about.get("area_code")
    place = {"post": post, "area": ""} if post else {"area": area, "post": ""} if area else {}
    source = {"source": about["report_source"]} if metric == "reported" else {}
    return {"metric": metric, "of": page} | place | source
