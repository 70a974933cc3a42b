"""The register as a tree of any depth."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.places import Places, read_places

ROWS = [
    ("4104", "平顶山市", "city", None),
    ("410402", "新华区", "district", "4104"),
    ("410402001", "曙光街街道", "township", "410402"),
    ("410402001001", "曙北社区", "community", "410402001"),
    ("41040200100101", "一组", "hamlet", "410402001001"),
    ("410403", "卫东区", "district", "4104"),
    ("410403001", "东安路街道", "township", "410403"),
    ("410499", "机场", "township", "4104"),
    ("410404", "湛河区", "district", "9999"),
    ("410404001001", "直管社区", "community", "410404"),
]
COLUMNS = ["area_code", "area_name", "area_level", "parent_code"]


@pytest.fixture(scope="module")
def places() -> Places:
    return read_places(pd.DataFrame(ROWS, columns=COLUMNS), "4104")


def test_a_place_stands_below_all_that_hold_it(places: Places) -> None:
    assert places.trail("41040200100101") == ["410402", "410402001", "410402001001", "41040200100101"]
    assert places.trail("410402") == ["410402"]
    assert places.trail("4104") == []
    assert places.trail("nowhere") == []


@pytest.mark.parametrize(("code", "upper", "township", "townships"), [
    ("4104", None, None, {"410402001", "410403001", "410499"}),
    ("410402", "410402", None, {"410402001"}),
    ("410402001", "410402001", "410402001", {"410402001"}),
    ("41040200100101", "410402001", "410402001", {"410402001"}),
    ("410499", "410499", "410499", {"410499"}),
    ("410404001001", "410404", None, set()),
])
def test_a_scope_knows_its_township_and_those_it_holds(
    code: str, upper: str | None, township: str | None, townships: set[str], places: Places
) -> None:
    assert (places.upper(code), places.township(code), places.townships(code)) == (upper, township, townships)


def test_every_place_is_offered_once_below_its_parent(places: Places) -> None:
    walked = list(places.walk("4104"))
    assert [code for code, _ in walked][:4] == ["4104", "410402", "410402001", "410402001001"]
    assert sorted(code for code, _ in walked) == sorted(code for code, *_ in ROWS)
    assert dict(walked)["41040200100101"] == 4
    assert places.trail("410404") == ["410404"], "a parent that is not there leaves the place below the root"


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_no_register_loses_a_place(parents: list[int]) -> None:
    rows = [(str(i), f"p{i}", "township", str(parent)) for i, parent in enumerate(parents, start=1) if parent < i]
    places = read_places(pd.DataFrame([("0", "root", "city", None), *rows], columns=COLUMNS), "0")
    assert sorted(code for code, _ in places.walk("0")) == sorted({"0", *(row[0] for row in rows)})
