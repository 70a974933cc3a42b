"""Headline numbers on paper: divided among rows, each row as large as its longest number allows."""

import math
from collections.abc import Sequence

from frontline.digits import is_known, short
from frontline.panel import Headline
from frontline.paper_figure import measure

MOST_IN_A_ROW = 6
UNIT, LARGEST_VALUE, BESIDE_VALUE = 8.5, 22.0, 20.0


def rows_of_headlines(headlines: Sequence[Headline], width: float) -> list[list[dict[str, object]]]:
    """Divide the headline numbers evenly among as few rows as hold them."""
    if not headlines:
        return []
    rows = math.ceil(len(headlines) / MOST_IN_A_ROW)
    each = math.ceil(len(headlines) / rows)
    parts = [headlines[start : start + each] for start in range(0, len(headlines), each)]
    return [[_headline(headline, _value_size(part, width)) for headline in part] for part in parts]


def _value_size(row: Sequence[Headline], width: float) -> float:
    """Return the size at which the longest number of a row stands on one line with its unit."""
    room = width / len(row) - BESIDE_VALUE
    widest = max(measure(_value(headline), 1) / (room - measure(headline.unit, UNIT)) for headline in row)
    return min(1 / widest, LARGEST_VALUE)


def _value(headline: Headline) -> str:
    return short(headline.value, headline.decimals, headline.unit)


def _headline(headline: Headline, size: float) -> dict[str, object]:
    known = is_known(headline.value)
    return {
        "label": headline.label,
        "value": _value(headline) if known else None,
        "size": size,
        "unit": headline.unit,
        "state": headline.state if known or headline.state == "exempt" else "unknown",
        "fraction": headline.fraction,
        "change": headline.change,
        "coverage": headline.coverage,
        "trend": [float(value) if is_known(value) else None for value in headline.trend],
    }
