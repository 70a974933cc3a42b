"""English that says "1 posts": which words are plural, by the catalogues, and where a text has one behind a one."""

import functools
import re

from frontline.chart_words import WORDS
from frontline.plural import FORMS
from frontline.words import catalogue

BETWEEN = r"(?:(?!of|and|to|or|in|the|with|than|are|were|have)[A-Za-z-]+ )?"


def english() -> dict[str, str]:
    """Return every English text of the catalogues by its key."""
    words = {f"{section}.{key}": said["en"] for section, inner in catalogue().items() for key, said in inner.items()}
    return words | {f"chart.{key}": text for key, text in WORDS["en"].items()}


@functools.cache
def pattern() -> re.Pattern[str]:
    """Return what finds a one before a plural; verbs are plural too."""
    pairs = [(found[2], found[3]) for text in english().values() for found in FORMS.finditer(text)]
    pairs += [(one["en"], catalogue()["unit"][key]["en"]) for key, one in catalogue()["unit_one"].items()]
    many = {many.split()[0].strip(",;.") for one, many in pairs if one.split()[0] != many.split()[0]}
    return re.compile(rf"(?<![\d.,:–-])1 (?:/ 1 )?{BETWEEN}(?:{'|'.join(sorted(many))})\b")


def wrong(text: str) -> list[str]:
    """Return the places of a text where a plural stands behind a one."""
    return [found[0] for found in pattern().finditer(text)]
