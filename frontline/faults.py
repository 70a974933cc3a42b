"""Faults in both languages, each with its code, and nobody's numbers in any of them."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frontline.catalogue import normal
from frontline.journal import Fault
from frontline.query import Text

LONGEST = 60
SHORTEST = 11
"""Letters of the shortest private number; what is shorter, and not of wide letters, holds none."""
NOTHING = Text("（空）", "(empty)")
# A resident identity number (GB 11643-1999: region, date of birth, sequence, check) or a mobile number,
# also with spaces or hyphens between its parts.
PRIVATE = re.compile(
    r"(?<!\d)[1-9]\d{5}[ -]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?!\d)"
    r"|(?<!\d)(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
)


@functools.cache
def fault_catalogue() -> dict[str, dict[str, str]]:
    """Return by code the sentence in both languages (`zh`, `en`) and an example (`column`, `found`, `expected`)."""
    return tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))


def expected_of(code: str, given: Mapping[str, object]) -> Text:
    """Say what should stand instead, with {braces} filled in.

    Raises
    ------
    KeyError
        There is no such code, or its sentence leaves open what is not given.
    """
    said = fault_catalogue()[code]
    return Text(said["zh"].format(**given), said["en"].format(**given))


@dataclass(frozen=True)
class Wrong:
    """A fault not yet put into a language. `row_no` is None where it concerns no single row.

    `given` is what the sentence of its code leaves open, as (name, words).
    """

    file_name: str
    sheet_name: str
    row_no: int | None
    column_name: str
    found: Text
    code: str
    given: tuple[tuple[str, str], ...] = ()

    @property
    def expected(self) -> Text:
        """What should stand instead."""
        return expected_of(self.code, dict(self.given))

    def fault(self, language: str) -> Fault:
        """Return it in `language` ('zh' or 'en'), without private numbers."""
        return Fault(
            mask(self.file_name), mask(self.sheet_name), self.row_no, mask(self.column_name),
            _short(mask(self.found.get(language))), self.expected.get(language), self.code,
        )


def same(words: str) -> Text:
    """Return words that read alike in both languages: what somebody wrote in a file."""
    return Text(words, words) if words else NOTHING


def is_private(text: str) -> bool:
    """Tell whether a text holds an identity number or a mobile number."""
    if len(text) < SHORTEST and text.isascii():
        return False
    return PRIVATE.search(normal(text)) is not None


def mask(text: str) -> str:
    """Return `text` with its private numbers made unreadable."""
    if not is_private(text):
        return text
    return PRIVATE.sub(lambda number: number[0][:2] + "*" * (len(number[0]) - 2), normal(text))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def sentence(fault: Fault, language: str) -> str:
    """Say a fault as one sentence: file, sheet, row, column, what stands there, what should."""
    if language == "en":
        sheet = fault.sheet_name and f"sheet {fault.sheet_name}"
        row = fault.row_no and f"row {fault.row_no}"
        where = (fault.file_name, sheet, row, fault.column_name)
        return f"{', '.join(str(part) for part in where if part)}: '{fault.found}'; expected: {fault.expected}."
    sheet = f"「{fault.sheet_name}」" if fault.sheet_name else ""
    row = f"第 {fault.row_no} 行" if fault.row_no else ""
    column = f"「{fault.column_name}」" if fault.column_name else ""
    return f"{fault.file_name}{sheet} {row}{column}为「{fault.found}」：{fault.expected}。"
