"""A city nobody has heard of: a settings file and a list of names make every page, map and export work."""

import csv
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from shapely.geometry import box, mapping
from streamlit.testing.v1 import AppTest

from frontline.__main__ import main
from frontline.deployment import read_deployment
from frontline.house import ROOT
from frontline.run import store
from frontline.snapshot import snapshot
from frontline.words import say

PLACES = 452
PAGES = sorted(page.stem for page in (ROOT / "pages").glob("*.py") if page.stem != "gallery")
SETTINGS = """\
id = "sixth"
name_zh = "第六城 2024"
name_en = "Sixth city 2024"
root_area_code = "990100"
timezone = "Asia/Shanghai"
first_on = {first_on}

[[shift]]
shift_code = "day"
starts_minute = 480
ends_minute = 1200

[[shift]]
shift_code = "night"
starts_minute = 1200
ends_minute = 1920
"""
HEAD = ["区划代码", "区划名称", "层级", "上级代码", "代码版本", "纳入统计"]
"""Names, codes and parents; the edition of the codes and whether a place is counted are the register's own."""

Rows = list[list[str]]


def names() -> Rows:
    """Return a city, 4 districts, 24 townships and communities: 452 places below the city."""
    rows = [["990100", "第六城", "地级市", "", "2024", "是"]]
    rows += [[f"99010{d}", f"第{d}区", "区", "990100", "2024", "是"] for d in range(2, 6)]
    rows += [
        [f"99010{2 + t % 4}{t:03}", f"第{t}街道", "镇街", f"99010{2 + t % 4}", "2024", "是"] for t in range(1, 25)
    ]
    townships = [row[0] for row in rows if row[2] == "镇街"]
    for number in range(PLACES - len(rows) + 1):
        parent = townships[number % len(townships)]
        rows.append([f"{parent}{number:03}", f"第{number}社区", "社区（村）", parent, "2024", "是"])
    return rows


@pytest.fixture(scope="module")
def sixth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make the city's folder, hand its names in through the door, and return the folder."""
    base = tmp_path_factory.mktemp("sixth")
    own = base / "own" / "sixth"
    own.mkdir(parents=True)
    first_on = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)
    (own / "deployment.toml").write_text(SETTINGS.format(first_on=first_on), encoding="utf-8")
    with (base / "区划.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *names()])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(base / "home"))
        patch.setenv("FRONTLINE_DEPLOYMENTS", str(base / "own"))
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        store.cache_clear()
        assert main(["--deployment", "sixth", "ingest", str(base / "区划.csv")]) == 0
        yield own
    store.cache_clear()


def open_page(name: str, **query: str) -> AppTest:
    app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
    for key, value in ({"dep": "sixth"} | query).items():
        app.query_params[key] = value
    if name != "overview":
        app.switch_page(f"../pages/{name}.py")
    return app.run()


@pytest.mark.usefixtures("sixth")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("area", ["", "990102"])
def test_every_page_of_a_city_of_names_alone_runs(name: str, area: str) -> None:
    app = open_page(name, **({"area": area} if area else {}))
    assert not app.exception
    assert not app.error
    assert not app.warning
    scope = app.session_state["run"].scope
    assert (scope.deployment_id, scope.area_code) == ("sixth", area or None)


@pytest.mark.usefixtures("sixth")
def test_a_city_that_keeps_no_visits_calls_no_community_unvisited() -> None:
    app = open_page("supervision")
    said = "".join(part.value for part in app.get("html"))
    assert say("title.rounds_none", "zh") in said
    assert say("title.longest_none", "zh") not in said
    picture = next(panel.picture for panel in (draw() for draw in app.session_state["run"].shown) if panel.picture)
    assert picture.dots == picture.marks == ()
    assert {area.level for area in picture.areas} == {None}


@pytest.mark.usefixtures("sixth")
def test_the_map_shows_every_township_as_a_tile_and_says_that_it_is_schematic() -> None:
    app = open_page("overview")
    run = app.session_state["run"]
    drawn = run.answer("area_cells")
    assert Counter(drawn["geometry_source"]) == {"tile": 24}
    assert drawn[["lon", "lat"]].notna().all().all()
    assert run.note() == read_deployment("sixth").map_note_zh
    assert any(run.note() in part.value for part in app.get("html"))
    pictures = [panel.picture for panel in (draw() for draw in run.shown) if panel.picture]
    assert pictures
    assert not any(picture.is_to_scale for picture in pictures)
    spec = app.get("deck_gl_json_chart")[0].proto.json
    assert all(name in spec for name in drawn["name"])


@pytest.mark.usefixtures("sixth")
@pytest.mark.parametrize(("area", "townships", "communities"), [
    (None, 24, PLACES - 28), ("990102", 6, None), ("990103001", 1, None), ("990103001000", None, 1),
])
def test_a_scope_of_any_level_filters_what_is_shown(
    area: str | None, townships: int | None, communities: int | None
) -> None:
    app = open_page("supervision", **({"area": area} if area else {}))
    run = app.session_state["run"]
    inside = [row[0] for row in names() if row[2] == "社区（村）" and (area is None or row[0].startswith(area))]
    parents = {row[0]: row[3] for row in names()}
    if area == "990102":
        inside = [code for code, parent in parents.items() if parents.get(parent) == area]
    found = run.answer("supervision_by_community")
    assert sorted(found["area_code"]) == sorted(inside)
    assert found[["lon", "lat"]].notna().all().all()
    assert communities is None or len(found) == communities
    assert townships is None or len(run.answer("supervision_by_township")) == townships


@pytest.mark.usefixtures("sixth")
def test_a_district_is_picked_in_the_bar_and_stands_in_the_line_of_places() -> None:
    app = open_page("overview")
    box_of_places = app.selectbox(key="pick_township")
    assert box_of_places.options[:2] == ["第2区", "\u3000第4街道"]
    box_of_places.select("990102").run()
    assert app.query_params == {"dep": "sixth", "area": "990102"}
    assert [button.label for button in app.button if button.key.startswith("above_")] == ["第六城 ›"]
    assert any("<b>第2区</b>" in part.value for part in app.get("html"))


@pytest.mark.usefixtures("sixth")
def test_a_page_of_a_city_of_names_alone_becomes_a_pdf() -> None:
    sheet = open_page("supervision", area="990102").session_state["run"].sheet()
    assert sheet.failures == ()
    assert snapshot(sheet, "pdf", dt.datetime.now(read_deployment("sixth").zone)).startswith(b"%PDF")


@pytest.mark.parametrize("level", ["镇街", "社区（村）"])
def test_boundaries_replace_the_places_they_name_and_none_is_lost(level: str, sixth: Path) -> None:
    codes = [row[0] for row in names() if row[2] == level]
    given = codes[: len(codes) * 300 // PLACES]
    features = [
        {"type": "Feature", "properties": {"area_code": code, "approval_note": "审图号 示例"},
         "geometry": mapping(box(100 + i % 20 * 0.1, 30 + i // 20 * 0.1, 100.1 + i % 20 * 0.1, 30.1 + i // 20 * 0.1))}
        for i, code in enumerate(given)
    ]
    file = sixth / "area.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert main(["--deployment", "sixth", "publish"]) == 0
    run = open_page("supervision").session_state["run"]
    drawn = run.answer("area_cells")
    assert len(drawn) == 24
    assert drawn[["lon", "lat", "wkb"]].notna().all().all()
    is_given = drawn["area_code"].isin(given)
    assert set(drawn[is_given]["geometry_source"]) <= {"imported"}
    assert set(drawn[~is_given]["geometry_source"]) <= {"schematic", "tile"}
    if is_given.any():
        assert run.note().startswith("审图号 示例；第")
        assert run.note().endswith(f"等 9 个镇街：{read_deployment('sixth').map_note_zh}")
    dots = run.answer("supervision_by_community").set_index("area_code")[["lon", "lat"]]
    assert dots.notna().all().all()
    placed = [code for code in given if code in dots.index and dots.loc[code, "lon"] > 99]
    assert len(placed) == (len(given) if level != "镇街" else 0)


def test_with_300_boundaries_of_452_places_152_stay_schematic(sixth: Path, tmp_path: Path) -> None:
    called = [row[1] for row in names()][1:]
    assert len(called) == PLACES
    features = [
        {"type": "Feature", "properties": {"名称": name},
         "geometry": mapping(box(100 + i % 20 * 0.1, 30 + i // 20 * 0.1, 100.1 + i % 20 * 0.1, 30.1 + i // 20 * 0.1))}
        for i, name in enumerate(reversed(called)) if i < 300
    ]
    (sixth / "area.geojson").unlink(missing_ok=True)
    file = tmp_path / "边界.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert main(["--deployment", "sixth", "ingest", "--datum", "cgcs2000", str(file)]) == 0
    board = store("sixth").board()
    kinds = Counter(source for _, source, *_ in board.cursor().table("area_geometry").fetchall())
    assert kinds["imported"] == 300
    drawn = board.answer("area_cells")
    assert set(drawn["geometry_source"]) <= {"schematic", "tile"}
    assert len(drawn) == 24
    places = board.answer("place_list").set_index("area_code").drop("990100")
    assert len(places) == PLACES
    located = places[places["area_level"].isin(["township", "community"])]
    assert located[["lon", "lat"]].notna().all().all()
    assert (located["lon"] > 99).sum() >= 300


def test_a_boundary_of_a_place_that_is_not_on_the_list_is_named(sixth: Path, capsys: pytest.CaptureFixture) -> None:
    shape = mapping(box(100, 30, 101, 31))
    feature = {"type": "Feature", "properties": {"area_code": "NOWHERE"}, "geometry": shape}
    (sixth / "area.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    before = store("sixth").generation
    assert main(["--deployment", "sixth", "publish"]) == 1
    said = capsys.readouterr().out
    assert "area.geojson" in said
    assert "NOWHERE" in said
    assert store("sixth").generation == before
