"""A class of a map's legend holds exactly the places it counts, and narrows answers and maps to them."""

import datetime as dt
from collections.abc import Callable

import pandas as pd
import pytest

from frontline import pictures
from frontline.chosen import among
from frontline.house import ROOT
from frontline.legend_class import Picked, class_code, narrowed_picture, pick
from frontline.page_map import MAPS
from frontline.panel import MapPicture
from frontline.query import questions
from frontline.scope import places_of
from frontline.store import Board

EVENING = {"area_code": None, "checkpoint_id": None, "duty_on": dt.date(2020, 2, 9), "shift_code": "evening"}
QUESTIONS = {one.build: one.questions for one in MAPS.values()}
"""Every map of a page with the questions it is drawn from."""


def posts_of(board: Board) -> dict[str, str]:
    """Return the area of every checkpoint."""
    posts = board.answer("checkpoint_list")
    return dict(zip(posts["checkpoint_id"], posts["area_code"], strict=True))


def drawn(board: Board, build: Callable[..., MapPicture]) -> tuple[MapPicture, list[pd.DataFrame]]:
    """Return a map of the whole sample and the answers it was drawn from."""
    frames = [
        board.answer(name, **{p.name: EVENING.get(p.name) for p in questions()[name].params})
        for name in QUESTIONS[build]
    ]
    return build(board.answer("area_cells"), *frames, language="zh", note=""), frames


def picked_in(board: Board, build: Callable[..., MapPicture], code: str) -> Picked:
    """Pick a class of a map of the whole sample."""
    picked = pick(code, *drawn(board, build), places_of(board), posts_of(board))
    assert picked is not None
    return picked


@pytest.mark.parametrize("build", QUESTIONS, ids=lambda build: build.__name__)
def test_a_class_holds_as_many_places_as_the_legend_counts_and_the_map_keeps_those(
    build: Callable[..., MapPicture], penglai: Board
) -> None:
    picture, frames = drawn(penglai, build)
    codes = [class_code(entry) for entry in picture.legend]
    assert len(codes) == len(set(codes))
    for code, entry in zip(codes, picture.legend, strict=True):
        picked = pick(code, picture, frames, places_of(penglai), posts_of(penglai))
        known = {row for frame in frames for row in frame.iloc[:, 0]}
        assert len(picked.ids & known) == entry.n, code
        left = narrowed_picture(picture, picked)
        shape = {"area": "areas", "dot": "dots", "mark": "marks"}[entry.shape]
        coloured = [one for one in getattr(left, shape) if one.level is not None or one.state != "exempt"]
        assert entry.state == "exempt" or len(coloured) == entry.n, code
        assert [area.area_code for area in left.areas] == [area.area_code for area in picture.areas]
    assert pick("area-9", picture, frames, places_of(penglai), posts_of(penglai)) is None


def test_a_class_of_townships_narrows_every_answer_to_what_lies_in_them(penglai: Board) -> None:
    picked = picked_in(penglai, pictures.gap_picture, "area-2")
    townships = penglai.answer("staffing_by_township", **EVENING)
    assert picked.narrowed(townships)["people_short"].between(3, 5).all()
    assert set(picked.narrowed(townships)["area_code"]) == picked.ids
    assert picked.told(townships, "zh") == "图例筛选：2/11 行"
    posts = penglai.answer("staffing_by_checkpoint", **EVENING)
    places = places_of(penglai)
    assert {places.township(area) for area in picked.narrowed(posts)["area_code"]} == picked.ids
    hours = penglai.answer("presence_by_checkpoint_hour", **{
        p.name: EVENING[p.name] for p in questions()["presence_by_checkpoint_hour"].params
    })
    assert set(picked.narrowed(hours)["checkpoint_id"]) == set(picked.narrowed(posts)["checkpoint_id"])


def test_a_class_of_checkpoints_keeps_the_townships_they_lie_in_and_says_so(penglai: Board) -> None:
    picked = picked_in(penglai, pictures.gap_picture, "mark-act")
    posts = picked.narrowed(penglai.answer("staffing_by_checkpoint", **EVENING))
    assert posts["is_unattended"].tolist() == [True]
    townships = penglai.answer("staffing_by_township", **EVENING)
    assert picked.narrowed(townships)["name"].tolist() == ["大辛店镇"]
    assert picked.told(townships, "zh") == "图例筛选：1/11 行，其中 1 行的地方只有一部分属于这一类，数字指整个地方"


def test_under_a_class_of_points_the_ground_tells_of_the_class_or_of_nothing(penglai: Board) -> None:
    picture, frames = drawn(penglai, pictures.gap_picture)
    marks = next(class_code(one) for one in picture.legend if one.shape == "mark" and one.n > 0)
    picked = pick(marks, picture, frames, places_of(penglai), posts_of(penglai))
    board = among(penglai, picked.chosen)
    asked = [board.answer(name, **{p.name: EVENING.get(p.name) for p in questions()[name].params})
             for name in QUESTIONS[pictures.gap_picture]]
    told = pictures.gap_picture(penglai.answer("area_cells"), *asked, language="zh", note="")
    left = narrowed_picture(picture, picked, told)
    of_class = dict(zip(asked[0]["area_code"], asked[0]["people_short"], strict=True))
    coloured = [area for area in left.areas if area.level is not None]
    assert coloured
    assert {area.area_code for area in coloured} <= of_class.keys()
    assert sum(one.n for one in left.legend if one.shape == "area" and one.level is not None) == len(coloured)
    assert all(f"{of_class[area.area_code]:.0f}" in area.tip for area in coloured)
    plain = narrowed_picture(picture, picked)
    assert {(area.level, area.state, area.value_text, area.tip == area.name) for area in plain.areas} == {
        (None, "exempt", "", True),
    }
    assert [one.shape for one in plain.legend] == ["mark"]


def test_a_class_of_problems_narrows_lists_of_problems_to_them(penglai: Board) -> None:
    picked = picked_in(penglai, pictures.problem_picture, "mark-act")
    found = penglai.answer("problem_list", **{p.name: EVENING[p.name] for p in questions()["problem_list"].params})
    assert picked.narrowed(found)["is_overdue"].tolist() == [True] * picked.n
    assert len(found) > picked.n


def test_an_answer_without_places_is_left_whole_and_says_so(penglai: Board) -> None:
    picked = picked_in(penglai, pictures.gap_picture, "area-2")
    shifts = penglai.answer("staffing_by_shift", **{
        p.name: EVENING[p.name] for p in questions()["staffing_by_shift"].params
    })
    assert picked.narrowed(shifts) is shifts
    assert picked.told(shifts, "zh") == "不受图例筛选，指全部"
    assert picked.told(shifts, "zh", is_among=True) == "图例筛选：只算这一类"
    assert picked.told(shifts, "zh", is_among=True, is_exact=False) == "图例筛选：按它们所在的地方算"


def test_the_map_of_a_class_is_the_one_its_page_draws() -> None:
    texts = {page.stem: page.read_text(encoding="utf-8") for page in (ROOT / "pages").glob("*.py")}
    assert {page for page, text in texts.items() if "show_map(" in text} == set(MAPS)
    for page, (build, asked) in MAPS.items():
        assert build.__name__ in texts[page]
        assert [name for name in asked if name not in texts[page]] == []
