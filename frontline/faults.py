"""Faults in both languages, and nobody's numbers in any of them."""

import re
from dataclasses import dataclass

from frontline.catalogue import normal
from frontline.journal import Fault
from frontline.query import Text

LONGEST = 60
NOTHING = Text("（空）", "(empty)")
# A resident identity number (GB 11643-1999: region, date of birth, sequence, check) or a mobile number,
# also with spaces or hyphens between its parts.
PRIVATE = re.compile(
    r"(?<!\d)[1-9]\d{5}[ -]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?!\d)"
    r"|(?<!\d)(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
)


@dataclass(frozen=True)
class Wrong:
    """A fault not yet put into a language. `row_no` is None where it concerns no single row."""

    file_name: str
    sheet_name: str
    row_no: int | None
    column_name: str
    found: Text
    expected: Text

    def fault(self, language: str) -> Fault:
        """Return it in `language` ('zh' or 'en'), without private numbers."""
        return Fault(
            mask(self.file_name), mask(self.sheet_name), self.row_no, mask(self.column_name),
            _short(mask(self.found.get(language))), self.expected.get(language),
        )


def same(words: str) -> Text:
    """Return words that read alike in both languages: what somebody wrote in a file."""
    return Text(words, words) if words else NOTHING


def is_private(text: str) -> bool:
    """Tell whether a text holds an identity number or a mobile number."""
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
