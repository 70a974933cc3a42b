"""A map goes to the browser small, complete and harmless."""

import dataclasses
import json
import math
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import shapely

from frontline.camera import extent, fit
from frontline.hatch import hatch_lines
from frontline.labels import overlap, place_labels, text_width
from frontline.layers import draw_map
from frontline.legend import legend_html, legend_svg, only_kind, parts
from frontline.look import NIGHT, PAPER, SIZES, Theme, rgb
from frontline.panel import Area, LegendEntry, MapPicture, Mark
from frontline.shapes import SHAPES, mark_radius, mark_svg
from frontline.specimens import EMPTY_PICTURE, LONG_NAME, PLANTED, township_picture

DESK, PHONE = (1060.0, 640.0), (374.0, 400.0)
BUDGET = 120_000
THEMES = [NIGHT, PAPER]


def layers_of(picture: MapPicture, theme: Theme = NIGHT, **how: Any) -> dict[str, dict[str, Any]]:
    """Return the layers that reach the browser, by id."""
    spec = json.loads(draw_map(picture, theme, **how).to_json())
    return {layer["id"]: layer for layer in spec["layers"][0]}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_county_fits_into_the_budget(theme: Theme) -> None:
    picture = township_picture()
    written = draw_map(picture, theme, size=DESK).to_json()
    assert len(written.encode()) < BUDGET
    assert "NaN" not in written
    assert "http" not in json.dumps({**json.loads(written), "layers": []})


def test_no_basemap_is_asked_for() -> None:
    deck = draw_map(township_picture(), NIGHT)
    spec = json.loads(deck.to_json())
    assert spec["mapStyle"] == "__MAP_STYLE__"
    assert "mapProvider" not in spec
    assert [view["@@type"] for view in spec["views"]] == ["MapView"]


def test_every_place_can_be_picked_by_its_own_id() -> None:
    picture = township_picture()
    layers = layers_of(picture)
    assert {row["id"] for row in layers["areas"]["data"]} == {a.area_code for a in picture.areas}
    assert {row["id"] for row in layers["dots"]["data"]} == {d.mark_id for d in picture.dots}
    assert {row["id"] for row in layers["marks"]["data"]} == {m.mark_id for m in picture.marks}
    assert {layer for layer, rows in layers.items() if rows.get("pickable")} == {"areas", "dots", "marks"}
    assert all({"id", "head", "tip"} <= set(row) for row in layers["marks"]["data"])


def test_coordinates_keep_five_decimals() -> None:
    picture = township_picture(marks=False, dots=False)
    area = dataclasses.replace(picture.areas[0], rings=(((120.123456789, 37.1), (120.2, 37.1), (120.2, 37.2)),))
    layers = layers_of(dataclasses.replace(picture, areas=(area,)))
    assert layers["areas"]["data"][0]["p"][0] == [120.12346, 37.1]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ramp", ["gap", "attention"])
def test_a_fill_is_the_step_of_its_ramp(theme: Theme, ramp: str) -> None:
    picture = township_picture(ramp)
    fills = {row["id"]: row["c"] for row in layers_of(picture, theme)["areas"]["data"]}
    steps = theme.ramp(picture.ramp)
    for area in picture.areas:
        if area.state == "unknown":
            assert fills[area.area_code] == rgb(theme.area_fill)
        elif area.level is not None:
            assert fills[area.area_code] == rgb(steps[area.level])


def test_only_what_has_not_reported_is_hatched() -> None:
    picture = township_picture()
    silent = [shapely.Polygon(r) for a in picture.areas if a.state == "unknown" for r in a.rings]
    lines = layers_of(picture)["hatch"]["data"]
    assert lines
    known = dataclasses.replace(picture, areas=tuple(a for a in picture.areas if a.state != "unknown"))
    assert layers_of(known)["hatch"]["data"] == []
    hull = shapely.union_all(silent).buffer(1e-4)
    assert all(hull.contains(shapely.LineString(line)) for line in lines)


def test_hatching_survives_odd_rings() -> None:
    bow = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
    assert hatch_lines(bow, 0.1)
    assert hatch_lines(((0.0, 0.0), (1.0, 1.0)), 0.1) == ()
    assert hatch_lines(bow, 0) == ()
    square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    total = sum(math.dist(*line) for line in hatch_lines(square, 0.02))
    assert total == pytest.approx(1 / 0.02, rel=0.06)


@pytest.mark.parametrize("size", [DESK, PHONE, (1110.0, 930.0)])
@pytest.mark.parametrize("kind", ["gap", "attention"])
def test_names_never_overlap_nor_leave_the_map(size: tuple[float, float], kind: str) -> None:
    picture = township_picture(kind, selected="370684108")
    camera = fit(extent(picture), size)
    placed = place_labels(
        picture.areas, camera, name_size=12, value_size=16, selected=picture.selected, marks=picture.marks
    )
    assert placed[0].area_code == "370684108"
    for i, label in enumerate(placed):
        assert all(not overlap(label.box, other.box) for other in placed[i + 1 :])
        assert min(label.box) >= 0
        assert label.box[2] <= size[0]
        assert label.box[3] <= size[1]


def test_crowded_names_give_way_to_the_worst_place() -> None:
    def area(i: int, state: str, level: int | None) -> Area:
        ring = ((120.0, 37.0), (120.1, 37.0), (120.1, 37.1), (120.0, 37.0))
        return Area(f"{i:02d}", f"第{i}街道办事处", (ring,), 120.05, 37.05, level, state, "", "缺 3 人")  # type: ignore[arg-type]

    crowd = [area(i, "normal", 0) for i in range(30)] + [area(99, "act", 4)]
    picture = MapPicture(areas=tuple(crowd))
    placed = place_labels(crowd, fit(extent(picture), (320, 240)), name_size=12, value_size=16)
    assert placed[0].area_code == "99"
    assert len(placed) < len(crowd)
    assert place_labels(crowd, fit(None, (320, 240)), name_size=12, value_size=16, labels="none") == ()


def test_the_view_fits_the_scope_with_a_margin() -> None:
    picture = township_picture()
    bounds = extent(picture)
    assert bounds is not None
    camera = fit(bounds, DESK)
    corners = [camera.pixel(bounds[0], bounds[1]), camera.pixel(bounds[2], bounds[3])]
    spare = [
        min(x for x, _ in corners) / DESK[0],
        1 - max(x for x, _ in corners) / DESK[0],
        min(y for _, y in corners) / DESK[1],
        1 - max(y for _, y in corners) / DESK[1],
    ]
    assert min(spare) == pytest.approx(0.05, abs=0.002)
    assert spare[0] == pytest.approx(spare[1], abs=0.002)
    assert spare[2] == pytest.approx(spare[3], abs=0.002)


def test_the_scale_bar_is_a_round_length() -> None:
    camera = fit((120.0, 37.5, 121.0, 38.0), DESK)
    metres, pixels = camera.round_length(110)
    assert metres in {10_000, 5_000}
    assert pixels <= 110
    assert pixels * camera.metres_per_pixel == pytest.approx(metres)


def test_tiles_have_no_scale_bar_and_keep_their_note() -> None:
    picture = township_picture()
    said = [part.words for part in parts(picture, PAPER, "zh", DESK)]
    tiled = [part.words for part in parts(dataclasses.replace(picture, is_to_scale=False), PAPER, "zh", DESK)]
    assert [words for words in said if words not in tiled] == [words for words in said if words.endswith("公里")] != []
    assert picture.note in tiled


def test_shapes_have_one_area_and_sizes_grow_by_area() -> None:
    for points in SHAPES.values():
        assert shapely.Polygon(points).area == pytest.approx(math.pi, rel=0.01)
    assert mark_radius(16, 16) == pytest.approx(2 * mark_radius(4, 16))
    assert 0 < mark_radius(0, 16) <= mark_radius(1, 16)
    assert mark_radius(0, 0) > 0


def test_large_marks_lie_under_small_ones() -> None:
    sizes = [row["s"] for row in layers_of(township_picture())["marks"]["data"]]
    assert sizes == sorted(sizes, reverse=True)


def test_a_level_of_a_dot_colours_it_by_the_ramp() -> None:
    dot = Mark("1", "community", 120.5, 37.5, 1.0, "normal", "甲社区", level=4)
    picture = MapPicture(areas=(), dots=(dot,), ramp="attention")
    assert layers_of(picture, PAPER)["dots"]["data"][0]["c"] == rgb(PAPER.ramp_attention[4])


def test_areas_under_dots_of_the_same_ramp_are_pale() -> None:
    picture = township_picture("attention", marks=False)
    dots = tuple(dataclasses.replace(dot, level=3) for dot in picture.dots)
    under = layers_of(dataclasses.replace(picture, dots=dots), PAPER)["areas"]["data"]
    alone = layers_of(picture, PAPER)["areas"]["data"]
    worst = next(i for i, area in enumerate(picture.areas) if area.level == 4)
    assert sum(under[worst]["c"]) > sum(alone[worst]["c"])


def test_the_chosen_place_is_outlined() -> None:
    layers = layers_of(township_picture(selected="370684107"), PAPER)
    assert layers["chosen"]["data"][-1]["c"] == rgb(PAPER.accent)
    assert layers_of(township_picture(), PAPER)["chosen"]["data"] == []


def test_an_empty_picture_is_an_empty_map() -> None:
    layers = layers_of(EMPTY_PICTURE)
    assert all(not layers[name]["data"] for name in ("areas", "dots", "marks", "names", "hatch"))
    assert ET.fromstring(legend_svg(EMPTY_PICTURE, NIGHT, "zh", 400)) is not None  # noqa: S314  our own SVG
    assert "示意图" in legend_html(EMPTY_PICTURE, NIGHT, "zh", 400)


def test_one_point_alone_is_not_magnified_without_end() -> None:
    dot = Mark("1", "station", 120.5, 37.5, 0, "unknown", "站")
    spec = json.loads(draw_map(MapPicture(areas=(), marks=(dot,)), NIGHT).to_json())
    assert spec["initialViewState"]["zoom"] <= 16


@pytest.mark.parametrize("still", [True, False])
def test_nobody_tilts_the_map(*, still: bool) -> None:
    view = json.loads(draw_map(EMPTY_PICTURE, NIGHT, still=still).to_json())["views"][0]
    assert view["controller"] is False if still else view["controller"]["dragRotate"] is False


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_legend_counts_every_mark_and_names_every_class(language: str) -> None:
    picture = township_picture()
    said = parts(picture, PAPER, language, DESK)  # type: ignore[arg-type]
    kinds = [part for part in said if part.row == 2 and part.count]
    assert sum(int(part.count.replace(",", "")) for part in kinds) == len(picture.marks)
    areas = sum(entry.n for entry in picture.legend if entry.shape == "area")
    assert areas == sum(area.state != "exempt" for area in picture.areas)
    svg = legend_svg(picture, PAPER, language, 900)  # type: ignore[arg-type]
    for entry in picture.legend:
        assert entry.label in svg
    assert picture.note in svg
    assert "url(#hatch)" in svg


def test_a_class_of_marks_shows_their_shape_where_all_have_one_kind() -> None:
    entry = LegendEntry("空岗", "act", 2, shape="mark")
    gate, road = (Mark(kind, kind, 120.5, 37.5, 1, "act", "") for kind in ("compound_gate", "county_road"))
    assert only_kind(entry, MapPicture((), marks=(gate, gate))) == "compound_gate"
    assert only_kind(entry, MapPicture((), marks=(gate, road))) == ""


def test_dots_stand_in_the_legend_apart_from_areas_under_a_title_of_their_own() -> None:
    entries = (LegendEntry("从未", "normal", 1, 4, "dot"), LegendEntry("0–20%", "normal", 3, 4))
    picture = MapPicture((), legend=entries, legend_title="督导覆盖率", dot_title="距上次到访（天）")
    said = [(part.row, part.words) for part in parts(picture, PAPER, "zh", DESK)]
    assert said == [(0, "督导覆盖率"), (0, "0–20%"), (1, "距上次到访（天）"), (1, "从未")]


def test_the_legend_keeps_within_its_width() -> None:
    for width in (360.0, 900.0):
        root = ET.fromstring(legend_svg(township_picture(), PAPER, "en", width))  # noqa: S314  our own SVG
        space = "{http://www.w3.org/2000/svg}"
        for group in root.iter(f"{space}g"):
            x = float(group.attrib["transform"].split("(")[1].split(",")[0])
            words = "".join("".join(text.itertext()) for text in group.iter(f"{space}text"))
            assert x == 0 or x + text_width(words, SIZES["note"]) <= width


def test_planted_markup_stays_text() -> None:
    entry = LegendEntry(PLANTED, "act", 1, shape="mark")
    mark = Mark("1", PLANTED, 120.5, 37.5, 1, "act", PLANTED)
    picture = MapPicture((), marks=(mark,), legend=(entry,), legend_title=PLANTED, note=PLANTED)
    for written in (legend_svg(picture, PAPER, "zh", 800), legend_html(picture, PAPER, "zh", 800)):
        assert "<script" not in written
        assert "&lt;script&gt;" in written
    ET.fromstring(legend_svg(picture, PAPER, "zh", 800))  # noqa: S314  our own SVG
    assert draw_map(picture, PAPER)._tooltip["html"].count("{") == 2


def test_long_names_find_a_place_or_are_left_out() -> None:
    picture = township_picture(marks=False, dots=False)
    areas = tuple(dataclasses.replace(area, name=LONG_NAME) for area in picture.areas)
    names = layers_of(dataclasses.replace(picture, areas=areas), size=PHONE)["names"]["data"]
    assert len(names) < len(areas)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_mark_to_act_on_is_told_from_one_to_watch_without_colour(theme: Theme) -> None:
    act, watch = (re.sub(r'fill="#\w+"', "", mark_svg("problem", state, theme, 8, 8, 5)) for state in ("act", "watch"))
    assert theme.text in act
    assert theme.text not in watch
