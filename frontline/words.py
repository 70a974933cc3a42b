"""The words of the screens, in both languages, and how dates and numbers are said."""

import datetime as dt
import functools
import tomllib
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]


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
    return catalogue()[section][name][language].format(**values)


def day(moment: dt.date, language: Language) -> str:
    """Say a date: 2月9日, or 9 Feb."""
    return f"{moment.month}月{moment.day}日" if language == "zh" else f"{moment.day} {moment:%b}"


def clock(moment: dt.datetime) -> str:
    """Say a time of day."""
    return f"{moment:%H:%M}"


def moment(at: dt.datetime, language: Language) -> str:
    """Say a date and time: 2月9日 20:30."""
    return f"{day(at, language)} {clock(at)}"


def number(value: float | None, decimals: int = 0) -> str:
    """Say a number with thousands separated; a dash where nothing is known."""
    return "–" if value is None or value != value else f"{value:,.{decimals}f}"  # noqa: PLR0124 - NaN


def percent(share: float | None) -> str:
    """Say a share as a percentage with at most one decimal."""
    if share is None or share != share:  # noqa: PLR0124 - NaN
        return "–"
    return f"{share * 100:.1f}".removesuffix(".0") + "%"
