"""A passage that somebody wrote anew: which of its numbers still are those of the data, and which were typed by hand.

A number typed by hand is not refused, for an order names hours and targets that no data hold; it is marked, so that
nobody takes it for one of the data.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from frontline.words import Language

MARK = "※"
CHINESE = "〇零一二两三四五六七八九十百千万亿半"
MEASURES = "人个名件次处条份天日时小分户辆台张批项月点号成%"
NUMBER = re.compile(rf"\d[\d,]*(?:\.\d+)?%?|[{CHINESE}]+(?=[余多]?[{MEASURES}])")
WORD = re.compile(r"\W*(\w+)")
LABEL = 2
"""Characters before a number that tell what it counts, in Chinese."""


@dataclass(frozen=True)
class Figure:
    """A number in a text: where it ends, its value as written, what it counts and in which unit, as far as told."""

    end: int
    value: str
    label: str
    unit: str


def figures(text: str, language: Language) -> list[Figure]:
    """Return the numbers of a text; digits and their full-width forms, and Chinese numerals before a measure word."""
    plain = _plain(text)
    return [
        Figure(found.end(), found[0].replace(",", ""), _label(plain, found, language), _unit(plain, found, language))
        for found in NUMBER.finditer(plain)
    ]


def _plain(text: str) -> str:
    """Return a text of the same length with figures of every width as the plain ones."""
    narrow = (unicodedata.normalize("NFKC", letter) for letter in text)
    return "".join(one if len(one) == 1 else letter for one, letter in zip(narrow, text, strict=True))


def _label(text: str, found: re.Match[str], language: Language) -> str:
    """Return the words beside a number that say what it is: those before it in Chinese, the one after it in English."""
    if language == "zh":
        before = re.findall(r"\w", text[: found.start()])[-LABEL:]
        return "" if any(letter.isdigit() for letter in before) else "".join(before)
    after = WORD.match(text, found.end())
    return after[1].casefold().removesuffix("s") if after else ""


def _unit(text: str, found: re.Match[str], language: Language) -> str:
    after = text[found.end() :].lstrip()[:1]
    return after if language == "zh" and after and after in MEASURES else ""


def by_hand(text: str, generated: str, language: Language) -> list[Figure]:
    """Return the numbers of a text that are not those of the generated one.

    A number is bound to the data where the generated text has the same value in the same unit, and says no other
    value of what it is said of.
    """
    values, of = defaultdict(set), defaultdict(set)
    for figure in figures(generated, language):
        values[figure.value].add(figure.unit)
        of[figure.label].add(figure.value)
    return [
        figure for figure in figures(text, language)
        if figure.value not in values
        or (figure.unit and figure.unit not in values[figure.value])
        or (figure.label in of and figure.value not in of[figure.label])
    ]


def marked(text: str, found: list[Figure]) -> str:
    """Return a text with a mark behind each of the numbers found in it."""
    for figure in reversed(found):
        text = f"{text[: figure.end]}{MARK}{text[figure.end :]}"
    return text
