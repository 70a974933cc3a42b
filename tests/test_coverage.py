"""Nothing the field does is left out: every mechanism has its page, question, table and rows."""

import pytest

from frontline.catalogue import tables
from frontline.coverage import Mechanism, mechanisms, rows_of, sample_rows
from frontline.deployment import deployments
from frontline.house import ROOT
from frontline.page_numbers import numbers_of
from frontline.query import questions

ALL = pytest.mark.parametrize("mechanism", mechanisms(), ids=lambda mechanism: str(mechanism.number))
MECHANISMS = 58
OF_THE_DESK = {"alarm_acknowledgement", "batch_review", "plan"}
"""What the duty desk itself writes down; no practice of the field."""
OF_OTHERS = {"site"}
"""Lists that others publish; no practice of ours."""


def code_of(page: str) -> str:
    """Return the code of a page, with the modules that ask for it, and the questions of its headline numbers."""
    more = {"brief": ["brief.py"], "area": ["prose.py"]}.get(page, [])
    files = [ROOT / "pages" / f"{page}.py", *(ROOT / "frontline" / name for name in more)]
    numbers = [f'"{question}"' for number in numbers_of(page) for question in number.questions]
    return "".join([*numbers, *(file.read_text(encoding="utf-8") for file in files if file.exists())])


def test_every_mechanism_is_there_once_and_in_order() -> None:
    assert [mechanism.number for mechanism in mechanisms()] == list(range(1, MECHANISMS + 1))


@ALL
def test_a_mechanism_names_pages_questions_and_tables_that_exist(mechanism: Mechanism) -> None:
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")}
    lacking = {
        "pages": set(mechanism.pages) - pages,
        "questions": set(mechanism.questions) - set(questions()),
        "tables": set(mechanism.tables) - set(tables()),
    }
    assert {kind: names for kind, names in lacking.items() if names} == {}
    assert mechanism.pages
    assert mechanism.questions
    assert mechanism.tables
    assert mechanism.name_zh != mechanism.name_en


@ALL
def test_a_page_of_a_mechanism_asks_one_of_its_questions(mechanism: Mechanism) -> None:
    asked = "".join(code_of(page) for page in mechanism.pages)
    assert [name for name in mechanism.questions if f'"{name}"' in asked] != []


@ALL
def test_every_table_of_a_mechanism_has_rows_in_some_sample(mechanism: Mechanism) -> None:
    assert any(rows_of(mechanism).values())
    empty = [name for name in mechanism.tables if not any(sample_rows(sample, name) for sample in deployments())]
    assert empty == []


def test_every_table_that_is_handed_in_serves_a_mechanism() -> None:
    used = {name for mechanism in mechanisms() for name in mechanism.tables}
    assert set(tables()) - used - OF_THE_DESK - OF_OTHERS == set()
