"""Functional zones: a list puts places together across the register, and everything obeys them as a scope."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from boards import board_of
from handed import NOW, TINY

from frontline.choices import read_choices
from frontline.deployment import Deployment, DeploymentError, read_deployment
from frontline.guest import fenced
from frontline.headlines import first_row
from frontline.journal import Journal
from frontline.publish import publish
from frontline.query import questions
from frontline.run import Run
from frontline.sample import load_sample
from frontline.scenario import Assumptions
from frontline.scenario_plan import save_plan
from frontline.scope import place_words, places_of, read_scope
from frontline.search import index_of
from frontline.steps import above, alike, around, beside, outlined
from frontline.store import Board, Store
from frontline.wall_list import SCENES, asked_on

TOWN = "370684001"
HALF = "370684100200"
ZONES = (
    "zone_code,zone_name,zone_name_en,list_name,list_name_en,source",
    "Z1,一片,First,督导片区,sector,本单位", "Z2,二片,,督导片区,sector,本单位", "Z3,跨片,,功能片区,zone,本单位",
)
MEMBERS = (
    "zone_code,area_code", f"Z1,{TOWN}", "Z1,370684001001", "Z2,370684100", "Z3,370684001002", f"Z3,{HALF}",
)
ADDED = {
    "staffing_total": ["people_required", "people_present", "people_short", "checkpoints", "checkpoints_unattended"],
    "supervision_total": ["communities", "visits", "night_visits", "problems_found", "never_visited"],
    "problem_total": ["open", "overdue", "found"],
    "volunteer_total": ["credited_hours", "claimed_hours"],
    "unattended_total": ["unattended_minutes"],
}


def tiny_with(folder: Path, zones: tuple[str, ...] = ZONES, members: tuple[str, ...] = MEMBERS) -> Path:
    """Copy the small deployment and give it lists of zones."""
    own = folder / "tiny"
    shutil.copytree(TINY, own)
    (own / "rules").mkdir()
    for name, lines in (("zone", zones), ("zone_member", members)):
        (own / "rules" / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return own


@pytest.fixture(scope="module")
def zoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """Publish the small deployment with nested and overlapping zones once."""
    folder = tmp_path_factory.mktemp("zoned")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(folder / "home"))
        yield board_of(tiny_with(folder))


def told(board: Board, name: str, **address: str) -> dict[str, object]:
    """Return the first row of an answer in the scope of an address."""
    params = read_scope(address, board, "paper").params()
    frame = board.ask(name, **{p.name: params[p.name] for p in questions()[name].params})
    return first_row(frame)


@pytest.mark.parametrize("name", ADDED)
def test_the_members_of_a_zone_add_up_to_it(name: str, penglai: Board) -> None:
    for code, zone in places_of(penglai).zones.items():
        whole, parts = told(penglai, name, area=code), [told(penglai, name, area=part) for part in zone.members]
        for column in ADDED[name]:
            assert sum(part[column] or 0 for part in parts) == pytest.approx(whole[column] or 0), (code, column)


def test_the_zones_of_a_list_that_leaves_nothing_out_add_up_to_the_whole(penglai: Board) -> None:
    sectors = [code for code, zone in places_of(penglai).zones.items() if zone.list_name == "督导片区"]
    for name in ("staffing_total", "unattended_total"):
        whole, parts = told(penglai, name), [told(penglai, name, area=code) for code in sectors]
        for column in ADDED[name]:
            assert sum(part[column] for part in parts) == whole[column]


@pytest.mark.parametrize("name", ADDED)
def test_a_member_inside_another_counts_once_and_other_zones_change_nothing(name: str, zoned: Board) -> None:
    assert told(zoned, name, area="Z1") == told(zoned, name, area=TOWN)
    assert places_of(zoned).zones["Z1"].members == (TOWN,)
    held = zoned.cursor().table("area_within")
    assert held.count("*").fetchone() == held.distinct().count("*").fetchone()


def test_no_total_counts_a_zone_as_a_place(
    zoned: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    plain = board_of(shutil.copytree(TINY, tmp_path / "tiny"))
    about_places = {"place_list", "search_list", "code_words", "board", "batch_list"}
    moved = {"moment_at", "known_at", "received_at"}
    scope = read_scope({}, zoned, "paper").params()
    for name, query in questions().items():
        params = {param.name: scope[param.name] for param in query.params if param.name in scope}
        if name in about_places or len(params) < len(query.params):
            continue
        here, there = (board.ask(name, **params).drop(columns=moved, errors="ignore") for board in (zoned, plain))
        assert here.to_csv() == there.to_csv(), name


def test_a_zone_stands_below_the_whole_beside_the_zones_of_its_list_and_holds_its_members(zoned: Board) -> None:
    scope = read_scope({"area": "Z1"}, zoned, "paper")
    assert place_words(scope, zoned) == "小县 › 一片"
    assert above(scope, zoned) == ["370684"]
    assert beside(scope, zoned) == ["Z1", "Z2"]
    assert alike(scope, zoned) == ["Z2"]
    assert around(scope, zoned) == (None, "Z2")
    offered = read_choices(zoned, scope)
    assert offered.townships[-3:] == ["Z1", "Z2", "Z3"]
    assert offered.places == [TOWN]
    assert offered.names["Z2"] == "二片 · 督导片区"
    assert scope.url()["area"] == "Z1"
    assert read_scope({"pins": "Z1,Z3"}, zoned, "paper").pins == ("Z1", "Z3")
    assert beside(read_scope({"area": TOWN}, zoned, "paper"), zoned) == [TOWN, "370684100"]


def test_a_map_frames_the_townships_of_a_zone_and_those_around_its_members(zoned: Board) -> None:
    scope = read_scope({"area": "Z3"}, zoned, "paper")
    assert scope.townships == {TOWN, "370684100"}
    assert outlined(scope, zoned) == ()
    assert outlined(read_scope({"area": "Z2"}, zoned, "paper"), zoned) == ("370684100",)


@pytest.mark.parametrize("asked", ["一片", "yp", "yipian", "z1", "First", "first"])
def test_a_zone_is_found_by_its_names_its_pinyin_and_its_code(asked: str, zoned: Board) -> None:
    found = index_of(zoned).find(asked)
    assert (found.things[0].code, found.things[0].kind_code) == ("Z1", "督导片区")


def test_the_profile_of_a_zone_names_its_members_and_its_source(zoned: Board) -> None:
    row = told(zoned, "place_profile", area="Z3")
    assert (row["name"], row["level_en"], row["parent_name"]) == ("跨片", "zone", "小县")
    assert (row["members"], row["zone_source"]) == ("甲二社区、乙一村", "本单位")
    assert (row["households"], row["communities"]) == (1000, 2)


@pytest.mark.parametrize(("limit", "address", "area"), [
    ("Z1", {}, "Z1"), ("Z1", {"area": TOWN}, TOWN), ("Z1", {"area": "370684001001"}, "370684001001"),
    ("Z1", {"area": "370684100"}, "Z1"), ("Z1", {"area": "Z3"}, "Z1"), ("Z1", {"area": "370684"}, "Z1"),
    (TOWN, {"area": "Z1"}, "Z1"), (TOWN, {"area": "Z3"}, TOWN), ("370684", {"area": "Z3"}, "Z3"),
])
def test_a_fence_lets_in_what_lies_wholly_inside_it(
    limit: str, address: dict[str, str], area: str, zoned: Board
) -> None:
    scope, fence = fenced(address, zoned, "night", None, limit)
    assert scope.area_code == area
    assert fence.area_code == limit


@pytest.mark.parametrize("scene", SCENES)
def test_a_wall_of_a_zone_shows_no_row_of_another_place(scene: str, zoned: Board) -> None:
    for address in ({}, {"area": "370684100"}, {"area": "370684"}, {"post": "K1"}):
        scope, fence = fenced(address, zoned, "night", None, "Z3")
        run = Run(zoned, scope, "wall", "", scene=scene, fence=fence)
        for name in asked_on(scene):
            frame = run.answer(name)
            if "area_code" in frame.columns:
                assert set(frame["area_code"]) <= {"370684001002", HALF, "Z3"}, name


def test_a_plan_may_be_kept_for_a_zone_and_nothing_else_may_be_handed_in_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    deployment = read_deployment("tiny", tiny_with(tmp_path))
    load_sample(deployment)
    publish(deployment, NOW)
    for name in ("frontline.scenario_plan.read_deployment", "frontline.door.read_deployment"):
        monkeypatch.setattr(name, lambda _id: deployment)
    scope = read_scope({"area": "Z3"}, Store(deployment).board(), "paper")
    assert save_plan(scope, Assumptions(4), "增援", "值班室", "zh").faults.empty
    publish(deployment, NOW + dt.timedelta(minutes=1))
    board = Store(deployment).board()
    assert [
        board.ask("plan_list", area_code=code)["place_name"].tolist() for code in (None, "Z3", "Z1", TOWN)
    ] == [["跨片"], ["跨片"], [], []]


FAULTY = (
    (*ZONES, "Z1,重,,督导片区,sector,本单位", f"{TOWN},同码,,督导片区,sector,本单位", "K1,同点,,督导片区,sector,本单位",
     "片 一,坏码,,督导片区,sector,本单位", "Z9,空,,督导片区,sector,本单位", "Z8,无出处,,督导片区,sector,",
     "Z7,异名,,督导片区,region,本单位"),
    (*MEMBERS, "Z2,999", "Z2,370684100", "Z0,370684100", "Z2", f"{TOWN},{TOWN}", f"K1,{TOWN}", f"片 一,{TOWN}",
     f"Z7,{TOWN}"),
)


def test_everything_wrong_with_the_lists_is_said_at_once_with_its_line_and_the_old_board_stays(
    tiny: Deployment, tmp_path: Path
) -> None:
    before = Store(tiny).board().generation
    broken = read_deployment("tiny", tiny_with(tmp_path, *FAULTY))
    with pytest.raises(DeploymentError) as caught:
        publish(broken, NOW)
    said = str(caught.value).splitlines()
    assert [(line.split(" 第 ")[0].rpartition("/")[2], line.split(" 第 ")[1].split()[0]) for line in said] == [
        *(("zone.csv", str(line)) for line in (5, 6, 7, 8, 9, 10, 11)),
        *(("zone_member.csv", str(line)) for line in (7, 8, 9, 10)),
    ]
    assert all(word in caught.value.args[0] for word in ("重复", "已是区划或卡点", "不在区划表", "没有它的成员"))
    assert Store(tiny).board().generation == before


def test_zones_wait_for_the_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    deployment = read_deployment("tiny", tiny_with(tmp_path))
    with Journal(deployment.live / "journal.sqlite").held():
        publish(deployment, NOW)
    assert places_of(Store(deployment).board()).zones["Z1"].members == ()
