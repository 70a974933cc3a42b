"""The words of the screens, in both languages, and how dates and numbers are said."""

import datetime as dt
import functools
import re
import tomllib
from pathlib import Path
from typing import Literal

from frontline.digits import number, percent
from frontline.plural import filled, is_one

Language = Literal["zh", "en"]

__all__ = ["Language", "catalogue", "clock", "day", "fitting", "moment", "number", "percent", "plain_label", "say"]
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>])")


@functools.cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """Return section -> key -> language -> words."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def say(key: str, language: Language, **values: object) -> str:
    """Return the words of `section.key`, with {braces} filled in.

    Raises
    ------
    KeyError
        The catalogue has no such words.
    """
    section, _, name = key.partition(".")
    return filled(catalogue()[section][name][language], **values)


@functools.cache
def _inflected(language: Language) -> tuple[dict[str, str], dict[str, str]]:
    """Return the singular of each unit that has one, by its plural, and the other way round."""
    units, ones = catalogue()["unit"], catalogue()["unit_one"]
    singular = {units[key][language]: one[language] for key, one in ones.items()}
    return singular, {one: many for many, one in singular.items()}


def fitting(unit: str, shown: str, language: Language) -> str:
    """Return a unit, in either form, in the form that fits a number as it is shown: "1 post", "2 posts"."""
    singular, plural = _inflected(language)
    return singular.get(unit, unit) if is_one(shown) else plural.get(unit, unit)


def day(moment: dt.date, language: Language) -> str:
    """Say a date: 2月9日, or 9 Feb."""
    return f"{moment.month}月{moment.day}日" if language == "zh" else f"{moment.day} {moment:%b}"


def clock(moment: dt.datetime) -> str:
    """Say a time of day."""
    return f"{moment:%H:%M}"


def moment(at: dt.datetime, language: Language) -> str:
    """Say a date and time: 2月9日 20:30."""
    return f"{day(at, language)} {clock(at)}"


def plain_label(text: str) -> str:
    """Return a text that a label of the screen, which reads Markdown, shows as it stands."""
    return MARKDOWN.sub(r"\\\1", text)
