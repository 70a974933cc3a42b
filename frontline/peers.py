"""Peers: a headline number beside the median and range of the places of its kind beside it, at the same moment.

A place that has not reported in full is left out, and a position is never said without what it is counted from:
where twice as many are required, twice as many are missing. For that reason nothing is judged here.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from frontline.compare import reason
from frontline.digits import is_known, rounded, short
from frontline.panel import Headline
from frontline.words import Language, fitting, number, say

FEWEST = 3
"""Other places from which a median and a range say something; of two, each could read off the other."""


def with_peers(item: Headline, beside: Sequence[Headline | None], language: Language) -> Headline:
    """Set a number beside those of other places; None for a place that has no such number."""
    if item.value is None:
        return reason(item, "no_number", language)
    if not _is_whole(item):
        return reason(item, "peers_part", language)
    told = [other for other in beside if other and other.label == item.label and _is_told(other)]
    if len(told) < FEWEST:
        return reason(item, "peers_few", language, n=len(told), of=len(beside), fewest=FEWEST)
    values = [float(other.value) for other in told if other.value is not None]
    middle = median(values)
    decimals = max(item.decimals, 0 if middle.is_integer() else 1)
    shown = short(middle, decimals, item.unit)
    parts = [
        say("compare.peers_middle", language, median=shown, low=short(min(values), item.decimals, item.unit),
            high=short(max(values), item.decimals, item.unit), unit=fitting(item.unit, shown, language), n=len(told),
            of=len(beside)).strip(),
        _apart(item, middle, decimals, language), _position(item, told, language),
    ]
    said = " · ".join(part for part in parts if part)
    return replace(item, change=said, trend=(), spread=(min(values), middle, max(values)))


def _is_told(item: Headline) -> bool:
    return item.value is not None and is_known(item.value) and _is_whole(item)


def _is_whole(item: Headline) -> bool:
    return item.told is None or item.told[0] == item.told[1]


def _apart(item: Headline, middle: float, decimals: int, language: Language) -> str:
    gap = rounded(float(item.value or 0) - middle, decimals)
    unit = say("unit.points", language) if item.unit == say("unit.percent", language) else item.unit
    key = "peers_above" if gap > 0 else "peers_below" if gap < 0 else "peers_same"
    shown = short(abs(gap), decimals)
    return say(f"compare.{key}", language, n=shown, unit=fitting(unit, shown, language)).strip()


def _position(item: Headline, told: Sequence[Headline], language: Language) -> str:
    """Say the position among those that reported, with the load; nothing without a load or where all are equal."""
    loads = [other.whole for other in told if other.whole is not None]
    if not item.whole or len(loads) < len(told):
        return ""
    places = [rounded(float(other.value or 0), item.decimals) for other in told]
    here = rounded(float(item.value or 0), item.decimals)
    if set(places) == {here}:
        return ""
    return say(
        "compare.peers_tied" if here in places else "compare.peers_rank", language,
        rank=1 + sum(value > here for value in places), n=len(told) + 1,
        load=number(item.whole), usual=short(median(loads), 0 if median(loads).is_integer() else 1),
    )
