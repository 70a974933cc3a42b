"""Search finds what is meant, however it is written, offers what is similar, and stays small."""

import itertools
import shutil
from pathlib import Path

import pandas as pd
import pytest
from boards import board_of
from handed import TINY

from frontline.deployment import DeploymentError
from frontline.places import read_places
from frontline.search import MOST, Index, Thing, index_of
from frontline.spelling import plain
from frontline.store import Board

PLACES = [
    ("4104", "平顶山市", "city", None, None),
    ("410402", "新华区", "district", "4104", None),
    ("410403", "卫东区", "district", "4104", None),
    ("410402001", "曙光街街道", "township", "410402", None),
    ("410402001001", "长安社区", "community", "410402001", "长安村"),
    ("410402001002", "东村", "community", "410402001", None),
    ("410403001", "东安路街道", "township", "410403", None),
    ("410403001001", "东村", "community", "410403001", None),
    ("410403001002", "乐家村", "community", "410403001", None),
]
ALIASES = {"410403": "东郊\n410499"}
OTHERS = [
    Thing("checkpoint", "K01", "长安小区大门", None, None, "checkpoint_kind", "compound_gate", "410402001001", "K01"),
    Thing("compound", "X001", "长安花园", None, None, None, None, "410402001001", None),
    Thing("organisation", "D02", "市委办公室", None, None, "organisation_kind", "department", "4104", None),
    Thing("problem", "Q001", "长安社区", None, None, "problem_category", "closure", "410402001001", None),
]


def index() -> Index:
    frame = pd.DataFrame(PLACES, columns=["area_code", "area_name", "area_level", "parent_code", "other_names"])
    areas = [
        Thing(
            "area", row.area_code, row.area_name, row.other_names, ALIASES.get(row.area_code), "area_level",
            row.area_level, row.area_code, None,
        )
        for row in frame.itertuples()
    ]
    return Index(pd.DataFrame([*areas, *OTHERS]), read_places(frame, "4104"))


def codes(asked: str) -> list[str]:
    return [thing.code for thing in index().find(asked).things]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("新华区", "410402"), ("新华", "410402"), ("新華區", "410402"), (" 新 华 ", "410402"), ("xinhuaqu", "410402"),
        ("XHQ", "410402"), ("410402", "410402"), ("４１０４０２", "410402"), ("410402001002", "410402001002"),
        ("长安村", "410402001001"), ("cac", "410402001001"), ("k01", "K01"), ("Ｋ０１", "K01"),
        ("casq", "410402001001"), ("长安花园", "X001"), ("swbgs", "D02"), ("d02", "D02"), ("q001", "Q001"),
        ("卫东", "410403"), ("东郊", "410403"), ("dj", "410403"), ("410499", "410403"),
    ],
)
def test_one_name_is_found_by_itself_a_former_name_pinyin_initials_or_code(asked: str, code: str) -> None:
    found = index().find(asked)
    assert found.things[0].code == code
    assert not found.is_near


@pytest.mark.parametrize("asked", ["lejia", "yuejia", "ljc", "yjc"])
def test_a_character_of_two_readings_is_found_by_either(asked: str) -> None:
    assert codes(asked) == ["410403001002"]


def test_an_ambiguous_name_lists_every_place_of_it_and_the_place_above_tells_them_apart() -> None:
    assert codes("东村") == ["410402001002", "410403001001"]
    assert codes("卫东 东村") == ["410403001001"]
    assert codes("东村 xhq") == ["410402001002"]


def test_the_whole_name_comes_before_a_longer_one_and_the_wider_place_before_the_smaller() -> None:
    assert codes("长安社区")[:2] == ["410402001001", "Q001"]
    assert codes("长安") == ["410402001001", "K01", "X001", "Q001"]


@pytest.mark.parametrize(
    ("asked", "code"), [("心华区", "410402"), ("曙光街到", "410402001"), ("shuguanjie", "410402001")]
)
def test_a_slip_of_the_pen_gets_the_nearest_names_and_is_told_so(asked: str, code: str) -> None:
    found = index().find(asked)
    assert found.is_near
    assert code in {thing.code for thing in found.things}


@pytest.mark.parametrize("asked", ["", "   ", "\n", "火星基地", "%%%", ".*", "\\", "'; drop table"])
def test_what_is_nowhere_finds_nothing_and_breaks_nothing(asked: str) -> None:
    assert index().find(asked).things == []


def test_plain_forgives_width_case_spaces_and_traditional_forms() -> None:
    assert plain(" Ｋ１２　龍門 鎮\t") == "k12龙门镇"


def test_forty_thousand_names_are_one_short_list() -> None:
    letters = "东西南北大小上下新老张王李赵陈杨黄周吴徐孙马"
    names = ["".join(name) + "村" for name in itertools.product(letters, repeat=4)][:40000]
    frame = pd.DataFrame({"code": [f"{row:06}" for row in range(len(names))], "name": names})
    things = frame.assign(
        thing_kind="area", other_names=None, aliases=None, kind_column="area_level", kind_code="community",
        area_code=frame["code"], checkpoint_id=None,
    )
    register = frame.rename(columns={"code": "area_code", "name": "area_name"})
    register = register.assign(area_level="community", parent_code="0")
    many = Index(things, read_places(register, "0"))
    found = [many.find(asked) for asked in ("南张王李", "nzwl", "dongxi", "0399", "村", "d", "东王李赵村")]
    assert all(0 < len(one.things) <= MOST and not one.is_near for one in found)
    assert found[0].is_more is False
    assert found[4].is_more is True


def test_everything_of_a_board_is_found_by_its_code_and_by_its_name(penglai: Board) -> None:
    whole = index_of(penglai)
    kinds = {thing.thing_kind for thing in whole.things}
    assert kinds == {"area", "checkpoint", "organisation", "problem"}
    for thing in whole.things:
        assert thing.code in {one.code for one in whole.find(thing.code).things}
        found = whole.find(thing.name)
        assert not found.is_near
        assert found.is_more or thing.code in {one.code for one in found.things}


@pytest.mark.parametrize("asked", ["蓬莱区", "plq", "370614"])
def test_the_district_that_the_city_became_leads_to_the_city(asked: str, penglai: Board) -> None:
    first = index_of(penglai).find(asked).things[0]
    assert (first.code, first.name, first.aliases) == ("370684", "蓬莱市", "蓬莱区\n370614")


def named(folder: Path, *rows: str) -> Path:
    """Copy the small deployment with a list of other names."""
    own = folder / "tiny"
    shutil.copytree(TINY, own)
    (own / "rules").mkdir()
    lines = "\n".join(["area_code,alias_name,alias_code,source", *rows])
    (own / "rules" / "place_name.csv").write_text(lines, encoding="utf-8")
    return own


def test_a_deployment_names_its_places_otherwise_and_two_places_may_share_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    rows = ["370684001,老城,,地方志", "370684001,城关,370614001,地方志", "370684,老城,,地方志"]
    whole = index_of(board_of(named(tmp_path, *rows)))
    assert [thing.code for thing in whole.find("老城").things] == ["370684", "370684001"]
    assert whole.find("370614001").things[0].aliases == "老城\n城关\n370614001"


@pytest.mark.parametrize("row", ["999,老城,,地方志", "370684001,,,地方志", "370684001,老城,,", "370684001,老城"])
def test_a_name_without_a_place_a_name_or_a_source_is_refused_with_its_line(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    with pytest.raises(DeploymentError, match=r"place_name\.csv 第 2 行"):
        board_of(named(tmp_path, row))
