"""Charts and maps of compounds, ledgers and supplies: a state has a shape, a silence is no zero."""

import pandas as pd
import pytest
import shapely

from frontline import charts, pictures_care
from frontline import sentences_care as titles
from frontline.look import THEMES
from frontline.words import say

PAPER = THEMES["paper"]


def ledger(name: str, state: str, **counts: int) -> dict:
    row = {"area_code": name, "name": name, "ledger_kind": "tenant", "ledger_zh": "租户", "ledger_en": "tenants"}
    row |= {"returns": 10, "due": 10, "filed": 10, "overdue": 0, "invalid": 0} | counts
    return row | {"ledger_state": state, "filed_share": row["filed"] / row["due"] if row["due"] else None}


def test_a_ledger_cell_says_its_state_in_a_shape_and_a_number_and_is_filled_by_the_share_filed() -> None:
    frame = pd.DataFrame([
        ledger("甲", "overdue", filed=7, overdue=3), ledger("乙", "overdue", filed=9, overdue=1),
        ledger("丙", "invalid", invalid=2), ledger("丁", "not_due", due=0, filed=0), ledger("戊", "filed"),
    ])
    figure = charts.ledger_matrix(frame, 0.95, 0.8, theme=PAPER, language="zh")
    assert figure.data[1].text == ("× 3/10", "× 1/10", "◆ 2/10", "–", "●")
    kinds = [row[0] for row in figure.data[0].z]
    assert len(set(kinds)) == 5, "strong, weak, and three that ask for nothing are told apart"


@pytest.mark.parametrize("draw", [charts.ledger_matrix, charts.form_bars])
def test_an_empty_answer_is_one_calm_sentence(draw: object) -> None:
    figure = draw(pd.DataFrame(), theme=PAPER, language="en")
    assert len(figure.layout.annotations) == 1
    assert figure.data == ()


def test_what_is_served_fresh_and_what_nobody_issued_have_no_stock_days() -> None:
    frame = pd.DataFrame({
        "name": ["口罩", "爱心餐", "对讲机"], "stock_days": [2.5, None, None], "stock": [50, 0, 8],
        "issued_per_day": [20.0, 80.0, 0.0], "is_fresh": [False, True, False], "state": ["act", "unknown", "unknown"],
    })
    drawn = charts.stock_bars(frame, 7, "7 天", theme=PAPER, language="zh").to_json()
    for words in ("2.5", "当日供应", "近期无发放"):
        assert words.encode("unicode_escape").decode() in drawn or words in drawn


def cells() -> pd.DataFrame:
    squares = [shapely.to_wkb(shapely.box(x, 40, x + 1, 41)) for x in (116, 117, 118)]
    return pd.DataFrame({"area_code": ["1", "2", "3"], "name": ["甲", "乙", "丙"], "lon": [116.5, 117.5, 118.5],
                         "lat": [40.5] * 3, "wkb": squares})


def test_a_township_without_compounds_is_plain_and_one_never_checked_is_hatched() -> None:
    townships = pd.DataFrame({
        "area_code": ["1", "2", "3"], "name": ["甲", "乙", "丙"], "compounds": [20, 4, 0], "checked": [20, 0, 0],
        "compliant": [19, None, None], "compliant_share": [0.95, None, None],
    })
    compounds = pd.DataFrame({
        "compound_id": list("WXYZ"), "area_code": ["1"] * 4,
        "name": list("abcd"), "lon": [116.5] * 4, "lat": [40.5] * 4,
        "is_closed": [True, True, False, None], "is_gate_rule_met": [True, False, True, None],
    })
    picture = pictures_care.compound_picture(cells(), townships, compounds, language="zh", note="")
    assert [area.state for area in picture.areas] == ["normal", "unknown", "exempt"]
    assert [(dot.state, dot.level) for dot in picture.dots] == [
        ("normal", 0), ("normal", 2), ("normal", 4), ("unknown", None)
    ]
    nobody = townships.assign(checked=None, compliant=None, compliant_share=None)
    plain = pictures_care.compound_picture(cells(), nobody, compounds.assign(is_closed=None), language="zh", note="")
    assert {item.state for item in (*plain.areas, *plain.dots)} == {"exempt"}
    assert {entry.label for entry in plain.legend if entry.n} == {say("map.no_check", "zh")}


def test_where_no_township_keeps_a_stock_the_map_shows_care_instead() -> None:
    townships = pd.DataFrame({
        "area_code": ["1", "2", "3"], "name": ["甲", "乙", "丙"], "stock_days": [None] * 3, "supply_zh": [None] * 3,
        "care_people": [30, 5, None], "front_people": [10, 20, 4], "care_per_100": [300.0, 25.0, None],
    })
    picture = pictures_care.supply_picture(cells(), townships, language="zh", note="")
    assert [area.level for area in picture.areas] == [0, 3, None]
    assert titles.stock_place(townships, "zh") == say("title.care_place", "zh", place="乙", n="25")
    stocked = townships.assign(stock_days=[2.0, 15.0, None], supply_zh=["口罩"] * 3)
    picture = pictures_care.supply_picture(cells(), stocked, language="zh", note="")
    assert [area.level for area in picture.areas] == [3, 0, None]
