"""Numbers as people write them: 十二, 一百零五, 两, 1.2万, 3人, 2.5小时."""

import csv
import functools
import re
from collections.abc import Mapping
from fractions import Fraction

from frontline.house import DATA

DIGITS = "零一二三四五六七八九"
SAME = str.maketrans("〇壹贰叁肆伍陆柒捌玖拾佰仟萬兩", "零一二三四五六七八九十百千万两")
PLAIN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
LARGE = {"百": 100, "千": 1_000, "万": 10_000}
LIMIT = 10_000
LONGEST = 60
"""What is longer is no number that somebody wrote."""


def chinese(text: str) -> int | None:
    """Return the whole number below 100 million that `text` writes in full; None where it is no such numeral."""
    text = text.translate(SAME)
    high, sign, low = text.rpartition("万")
    if not sign:
        return _numerals().get(text)
    above, below = _numerals().get(high), _numerals().get(low.removeprefix("零")) if low else 0
    # 一万二 is spoken for 12,000: after 万 either thousands follow, or 零.
    if not above or below is None or (low and (below < LIMIT // 10) != low.startswith("零")):
        return None
    return above * LIMIT + below


def number(text: str, unit: str = "") -> str:
    """Return a number with its unit, thousands or numerals as plain digits in `unit`; `text` where it is none."""
    if PLAIN.fullmatch(text) or len(text) > LONGEST:
        return text
    value = _value(text.replace(" ", ""), unit)
    if value is None:
        return text
    return str(value) if value.denominator == 1 else format(float(value), ".15g")


def _value(text: str, unit: str) -> Fraction | None:
    if PLAIN.fullmatch(text):
        return Fraction(text.replace(",", ""))
    if (found := chinese(text)) is not None:
        return Fraction(found)
    if text[-1:] in LARGE and PLAIN.fullmatch(text[:-1]):
        return Fraction(text[:-1].replace(",", "")) * LARGE[text[-1]]
    for written, factor in _units().get(unit, {}).items():
        if text.lower().endswith(written):
            before = _value(text[: -len(written)], "")
            if before is not None:
                return before * factor
    return None


@functools.cache
def _units() -> Mapping[str, dict[str, Fraction]]:
    """Return by unit what it may be written as and how much of it that is."""
    found: dict[str, dict[str, Fraction]] = {}
    with (DATA / "intake" / "unit_word.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["unit"], {})[row["written"]] = Fraction(row["factor"])
    return found


@functools.cache
def _numerals() -> Mapping[str, int]:
    """Return every numeral below 10,000: what can be written is looked up, so nothing else can be read."""
    found = {"零": 0}
    for value in range(1, LIMIT):
        written = _written(value)
        for form in (written, f"一{written}" if written.startswith("十") else written, _short(written)):
            found[form] = found[re.sub("二(?=[百千])", "两", form)] = value
    return found | {"两": 2}


def _written(value: int) -> str:
    text = ""
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, place)
        if digit:
            text += DIGITS[digit] + sign
        elif text and value and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _short(written: str) -> str:
    """Return 二十三 as 廿三, 三十 as 卅."""
    return re.sub("^二十", "廿", re.sub("^三十", "卅", written))
