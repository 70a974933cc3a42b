"""The watermark: who took or looks at something, of which unit, for what, and when."""

import datetime as dt
import string
from dataclasses import dataclass

from frontline.words import Language, say

GAPS = {"viewer", "unit", "purpose", "time"}
PATTERN = "{viewer} · {unit} · {purpose} · {time}"
BETWEEN = " · "


@dataclass(frozen=True)
class Viewer:
    """What a reader said about themself, once for a session; nothing of it is proven as long as there is no login."""

    name: str = ""
    unit: str = ""
    purpose: str = ""

    @property
    def post(self) -> str:
        """Who takes a snapshot, as the library names it."""
        return BETWEEN.join(filter(None, (self.name, self.unit)))


def watermark(pattern: str, viewer: Viewer, at: dt.datetime, language: Language) -> str:
    """Return the words of a watermark; empty where the deployment wants none.

    Parameters
    ----------
    pattern
        Words with the gaps viewer, unit, purpose and time. A gap that nobody filled leaves with what parts it from the
        next one; a viewer without a name is called that.
    """
    said = {
        "viewer": viewer.name or say("mark.unsigned", language), "unit": viewer.unit, "purpose": viewer.purpose,
        "time": f"{at:%Y-%m-%d %H:%M}",
    }
    parts = (part.format(**said).strip() for part in pattern.split(BETWEEN))
    return BETWEEN.join(filter(None, parts))


def is_pattern(text: str) -> bool:
    """Tell whether a text may be the pattern of a watermark."""
    try:
        return {name for _, name, *_ in string.Formatter().parse(text) if name is not None} <= GAPS
    except ValueError:
        return False
