"""What titles say of places to which a number does not apply, or of which all are alike."""

import pandas as pd

from frontline import pictures, sentences, sentences_front
from frontline.store import Board

TOWNSHIPS = pd.DataFrame({
    "area_code": ["370684001", "370684102"], "name": ["甲街道", "乙镇"], "communities": [0, 4],
    "credited_hours": [0.0, 12.0], "served_share": [None, 0.5], "communities_served": [0, 2],
})


def test_a_township_with_nobody_to_serve_is_not_named_as_the_least_served() -> None:
    assert "乙镇" in sentences.hours_place(TOWNSHIPS, "zh")
    assert "甲街道" not in sentences.hours_place(TOWNSHIPS, "zh")


def test_the_fewest_hours_are_those_of_townships_that_have_told_where_others_never_have() -> None:
    told = pd.DataFrame({"name": ["甲", "乙", "丙"], "communities": [1, 1, 1], "credited_hours": [2.0, 3.0, None]})
    assert sentences.hours_place(told, "zh") == "报过的 2 个镇街中甲志愿时长最少，2 小时"
    assert sentences.hours_place(told.dropna(), "zh") == "甲志愿时长最少，2 小时"


def test_communities_of_a_township_that_never_told_of_service_are_not_said_to_have_had_none() -> None:
    communities = pd.DataFrame({"credited_hours": [0.0, 3.0, None]})
    assert sentences.unserved(communities, "zh") == "1/2 个村居还没有志愿服务，另有 1 个所在镇街从未报过"
    assert sentences.unserved(communities.dropna(), "zh") == "1/2 个村居还没有志愿服务"


def test_a_township_with_nobody_to_serve_is_left_plain_and_not_unreported(penglai: Board) -> None:
    areas = pictures._areas(
        penglai.answer("area_cells"), TOWNSHIPS, "served_share", pictures.SHARE_BREAKS, lambda row: row["name"]
    )
    states = {area.area_code: area.state for area in areas}
    assert (states["370684001"], states["370684102"]) == ("exempt", "normal")


def test_no_township_is_named_least_complete_where_all_are_complete() -> None:
    whole = pd.DataFrame({
        "name": ["甲镇", "乙镇"], "complete_share": [1.0, 1.0], "communities_complete": [3, 4], "communities": [3, 4],
    })
    assert sentences_front.thinnest(whole, "zh") == "有登记的社区组织均健全"
    part = whole.assign(complete_share=[0.5, 1.0], communities_complete=[1, 4], communities=[2, 4])
    assert sentences_front.thinnest(part, "zh") == "甲镇组织健全率最低，1/2 个社区"


def test_seats_that_are_not_on_record_are_not_spoken_of() -> None:
    total = {"communities_complete": 318, "communities": 318, "communities_without_branch": 0, "seats": None}
    assert sentences_front.complete(total, "zh") == "318/318 个社区组织健全；0 个没有临时党组织"
    seated = total | {"seats": 10, "seats_filled": 7}
    assert sentences_front.complete(seated, "zh") == "318/318 个社区组织健全；0 个没有临时党组织，3 个席位空缺"


def test_a_title_is_that_of_its_own_answer_however_many_answers_have_come_and_gone() -> None:
    for shares in range(400):
        townships = pd.DataFrame({"name": ["甲镇"], "people_short": [shares]})
        said = sentences.gap(townships, "zh")
        assert said == sentences.gap.__wrapped__(townships, "zh")
        assert sentences.gap(townships, "zh") is said
        del townships
    assert sentences.gap(pd.DataFrame({"name": ["甲镇"], "people_short": [7]}), "en") != said
