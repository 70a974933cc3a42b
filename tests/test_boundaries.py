"""Boundaries and points that staff hand in: matched to places, checked feature by feature, nothing lost or guessed."""

import io
import json
import struct
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import prcoords
import pytest
import shapely
from broken_shapes import broken
from handed import NOW, TINY
from shapely.geometry import LineString, Point, Polygon, box
from shapes_handed import Features, frame, geojson, gpkg, kml, parquet, shapefile

from frontline.boundaries import Checked, check_boundaries
from frontline.boundary_datum import DATUMS, Datum, from_wgs, metres_between, point_to_wgs
from frontline.boundary_file import FILES, FOUND, SHAPES, Declared
from frontline.boundary_held import Held
from frontline.boundary_reader import answer
from frontline.boundary_shapefile import encoding_of
from frontline.deployment import Deployment, read_deployment
from frontline.faults import fault_catalogue, sentence
from frontline.journal import Journal
from frontline.mapping import Confirmed
from frontline.naming import Directory
from frontline.preview import accept
from frontline.publish import publish
from frontline.sentences_places import map_note
from frontline.sheet_outside import Refused
from frontline.store import Board, Store

BOUNDS = (73, 3, 136, 54)
FIRST, SECOND = box(120.70, 37.78, 120.80, 37.86), box(120.80, 37.66, 120.90, 37.78)
BOTH: Features = [({"名称": "甲街道", "代码": "370684001"}, FIRST), ({"名称": "乙镇", "代码": "370684100"}, SECOND)]
BOARD_NOTE = "示意图，非行政区划界线"


@pytest.fixture(scope="module")
def held(tiny_home: Path) -> Held:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(tiny_home))
        return Held(Store(read_deployment("tiny", TINY)).board().cursor(), is_demonstration=True)


@pytest.fixture
def blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Deployment:
    """Return the small deployment with an empty journal: what is checked against the board writes nothing."""
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path))
    return read_deployment("tiny", TINY)


def check(
    deployment: Deployment, held: Held, content: bytes, name: str = "镇街.geojson",
    declared: Declared = Declared("cgcs2000"), confirmed: Confirmed = Confirmed(),  # noqa: B008 - both are frozen
) -> Checked:
    return check_boundaries(deployment, held, [(name, content)], "测绘科", NOW, declared, confirmed)


def said(checked: Checked) -> list[str]:
    return [sentence(one.fault("zh"), "zh") for one in checked.preview.faults]


def read(content: bytes, datum: Datum = "wgs84", *, is_swapped: bool = False) -> dict:
    return answer(content, datum, BOUNDS, is_swapped=is_swapped)


def shapes(content: bytes, datum: Datum = "wgs84") -> list[shapely.Geometry]:
    return [shapely.from_wkb(one["wkb"]) for layer in read(content, datum)["layers"] for one in layer["features"]]


def board_of(tiny: Deployment) -> Board:
    publish(tiny, NOW)
    return Store(tiny).board()


def sources(board: Board) -> dict[str, str]:
    cells = board.answer("area_cells")
    return dict(zip(cells["name"], cells["geometry_source"], strict=True))


def test_every_kind_of_file_says_the_same(tmp_path: Path) -> None:
    files = {
        "GeoJSON": geojson(BOTH), "GeoPackage": gpkg(BOTH, tmp_path), "GeoParquet": parquet(BOTH), "KML": kml(BOTH),
        "Shapefile": shapefile(BOTH, tmp_path),
        "GBK without .cpg": shapefile(BOTH, tmp_path, "GBK", without=(".cpg",)),
        "Gauss-Krüger, zone 40": shapefile(BOTH, tmp_path, crs=4528),
    }
    for kind, content in files.items():
        features = [one for layer in read(content)["layers"] for one in layer["features"]]
        assert [(one["cells"]["名称"], one["cells"]["代码"]) for one in features] == [
            ("甲街道", "370684001"), ("乙镇", "370684100")
        ], kind
        for one, (_, shape) in zip(features, BOTH, strict=True):
            assert shapely.from_wkb(one["wkb"]).symmetric_difference(shape).area < 1e-9, kind


def test_a_boundary_replaces_the_schematic_cell_of_its_place_and_no_other(tiny: Deployment) -> None:
    store = Store(tiny)
    held = Held(store.board().cursor(), is_demonstration=True)
    declared = Declared("cgcs2000", "鲁SG(2020)001号")
    checked = check(tiny, held, geojson(BOTH[:1]), declared=declared)
    assert (checked.taken, checked.preview.changes, said(checked)) == (("370684001",), 1, [])
    assert sources(store.board()) == {"甲街道": "schematic", "乙镇": "schematic"}
    assert accept(tiny, checked.preview)
    board = board_of(tiny)
    assert sources(board) == {"甲街道": "imported", "乙镇": "schematic"}
    cells = board.answer("area_cells")
    assert shapely.from_wkb(bytes(cells["wkb"][0])).equals(FIRST)
    assert map_note(cells, BOARD_NOTE, "zh") == f"审图号：鲁SG(2020)001号；乙镇：{BOARD_NOTE}"
    again = check(tiny, Held(board.cursor(), is_demonstration=True), geojson(BOTH[:1]), "改了名.json", declared)
    assert (again.preview.batches, again.preview.faults) == ((), ())
    newer = check(
        tiny, Held(board.cursor(), is_demonstration=True), geojson([*BOTH[1:], (BOTH[0][0], FIRST.buffer(0.01))]),
        declared=declared,
    )
    assert [(one.added, one.corrected) for one in newer.preview.counts] == [(1, 1)]
    assert accept(tiny, newer.preview)
    cells = board_of(tiny).answer("area_cells")
    assert set(cells["geometry_source"]) == {"imported"}
    assert map_note(cells, BOARD_NOTE, "zh") == "审图号：鲁SG(2020)001号"
    assert shapely.from_wkb(bytes(cells["wkb"][0])).area == pytest.approx(FIRST.buffer(0.01).area)
    assert Journal(tiny.live / "journal.sqlite").verify() == []


def test_a_boundary_without_an_approval_number_leaves_the_map_schematic_in_words(
    tiny: Deployment, held: Held
) -> None:
    assert accept(tiny, check(tiny, held, geojson(BOTH)).preview)
    assert map_note(board_of(tiny).answer("area_cells"), BOARD_NOTE, "zh") == BOARD_NOTE


def test_points_give_posts_their_position_and_leave_the_rest_of_their_row(tiny: Deployment, held: Held) -> None:
    checked = check(tiny, held, geojson([
        ({"卡点": "甲高速口"}, Point(120.7512345, 37.81)), ({"卡点": "K2"}, Point(120.86, 37.70)),
    ]))
    assert [(one.table_name, one.corrected, one.unchanged) for one in checked.preview.counts] == [("checkpoint", 1, 1)]
    assert accept(tiny, checked.preview)
    board = board_of(tiny)
    rows = board._db.execute(
        "select checkpoint_id, checkpoint_name, checkpoint_kind, area_code, lon, lat, priority, opened_at::varchar "
        "from current_checkpoint"
    ).fetchall()
    assert rows == [
        ("K1", "甲高速口", "expressway", "370684001", 120.7512345, 37.81, 1, "2020-01-29 00:00:00+08"),
        ("K2", "乙一村口", "village_gate", "370684100200", 120.86, 37.7, 2, "2020-01-29 00:00:00+08"),
    ]


def test_what_is_not_certain_stays_out_and_is_told(blank: Deployment, held: Held) -> None:
    features: Features = [
        ({"名称": "甲街"}, FIRST), ({"名称": "乙镇"}, SECOND), ({"名称": "乙镇"}, SECOND),
        ({"名称": "甲一社区", "代码": "370684001002"}, box(120.71, 37.79, 120.72, 37.8)),
        ({"名称": "甲街道", "代码": "370684001"}, LineString([(120.7, 37.7), (120.8, 37.8)])),
        ({"名称": "甲二社区"}, Polygon([(120.7, 37.7), (120.8, 37.8), (120.8, 37.7), (120.7, 37.8)])),
    ]
    checked = check(blank, held, geojson(features))
    assert checked.preview.changes == 0
    assert said(checked) == [
        "镇街.geojson 第 1 行「甲街」为「甲街」：须写明已知地方的代码或全名。",
        "镇街.geojson 第 2 行「乙镇」为「370684100」：一个地方在文件里只能有一个要素。",
        "镇街.geojson 第 3 行「乙镇」为「370684100」：一个地方在文件里只能有一个要素。",
        "镇街.geojson 第 4 行「甲一社区」为「甲二社区 / 甲一社区」：代码与名称须指同一个地方。",
        "镇街.geojson 第 5 行「甲街道」为「图形为 LineString」：须为面（边界）或点（点位）。",
        f"镇街.geojson 第 6 行「甲二社区」为「120.75000, 37.75000 处自相交」：{fault_catalogue()['GEO-20']['zh']}。",
    ]
    chosen = Confirmed(names={"area": {"甲街": "370684001"}})
    assert check(blank, held, geojson(features[:1]), confirmed=chosen).taken == ("370684001",)


def test_the_examples_of_the_catalogue_are_what_is_said(blank: Deployment) -> None:
    x, y = 120.75, 37.82
    ring, inner = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y]], [[x, y], [x, y], [x, y]]
    square, part = box(120.7, 37.7, 120.8, 37.8), box(120.72, 37.72, 120.74, 37.74)
    features = {
        "GEO-12": None, "GEO-13": LineString([(120.7, 37.7), (120.8, 37.8)]),
        "GEO-14": {"type": "Polygon", "coordinates": [[["NaN", 1], *ring]]},
        "GEO-15": {"type": "Polygon", "coordinates": "POLYGON"},
        "GEO-16": Polygon([(b, a) for a, b in ring]), "GEO-17": box(40477900, 4187390, 40478900, 4188390),
        "GEO-18": {"type": "Polygon", "coordinates": [inner]},
        "GEO-19": box(x, y, x + 1e-6, y + 1e-6),
        "GEO-20": Polygon([(120.7, 37.7), (120.8, 37.8), (120.8, 37.7), (120.7, 37.8)]),
        "GEO-21": Polygon(square.exterior, [box(120.82, 37.72, 120.84, 37.74).exterior]),
        "GEO-22": {"type": "MultiPolygon", "coordinates": [
            [[list(at) for at in one.exterior.coords]] for one in (square, part)
        ]},
    }
    names = Held(None, is_demonstration=True)
    places = ("甲街道", "中心社区", "中心社区", "甲一社区", "甲二社区", "乙镇")
    names.directory = Directory([("area", str(code), name, "name", "") for code, name in enumerate(places)])
    rows = [({"名称": "甲街道"}, shape) for shape in features.values()]
    rows += [({"名称": name}, square) for name in ("甲街", "中心社区", "乙镇", "乙镇")]
    other = [({"名称": "甲一社区", "代码": "4"}, square)]
    found = [one.fault("zh") for part in (rows, other) for one in check(blank, names, geojson(part)).preview.faults]
    codes = [*features, "GEO-23", "GEO-24", "GEO-26", "GEO-26", "GEO-25"]
    shown = fault_catalogue()
    assert [(one.code, one.column_name, one.found) for one in found] == [
        (code, shown[code]["column"], shown[code]["found"]) for code in codes
    ]
    noted = [
        ({"名称": "甲街道"}, {"type": "Polygon", "coordinates": [ring[:3]]}), ({"名称": "乙镇"}, square.buffer(0.03)),
    ]
    assert {one.code for one in check(blank, names, geojson(noted)).preview.supposed} == {"NOTE-03", "NOTE-04"}


def test_a_column_that_says_where_places_lie_is_not_taken_for_the_places(blank: Deployment, held: Held) -> None:
    features: Features = [({"县代码": "370684", "县": "小县", "镇": cells["名称"]}, shape) for cells, shape in BOTH]
    assert check(blank, held, geojson(features)).taken == ("370684001", "370684100")
    assert check(blank, held, geojson(features[:1])).taken == ("370684001",)


def test_neighbours_that_overlap_are_taken_and_named(blank: Deployment, held: Held) -> None:
    checked = check(blank, held, geojson([BOTH[0], (BOTH[1][0], box(120.79, 37.66, 120.90, 37.80))]))
    assert checked.preview.changes == 2
    [noted] = [sentence(one.fault("zh"), "zh") for one in checked.preview.supposed]
    assert noted == "镇街.geojson 第 1 行「甲街道」为「乙镇：1.96 平方公里」：与邻地重叠，照收；请核对界线。"


@pytest.mark.parametrize("datum", DATUMS)
def test_a_datum_there_and_back_is_exact_to_millimetres(datum: Datum) -> None:
    for lon, lat in ((120.758, 37.81), (75.9, 39.5), (110.35, 20.02), (126.6, 45.8), (91.1, 29.65)):
        there = from_wgs(lon, lat, datum)
        assert metres_between(point_to_wgs(*there, datum), (lon, lat)) < 0.01
        moved = metres_between(there, (lon, lat))
        assert (100 < moved < 1_700) if datum in {"gcj02", "bd09"} else moved == 0
        [shape] = shapes(geojson([({}, Point(there))]), datum)
        assert metres_between((shape.x, shape.y), (lon, lat)) < 0.01


def test_another_datum_or_exchanged_axes_that_fit_better_are_offered_with_metres(
    blank: Deployment, held: Held
) -> None:
    known = [("甲街道", 120.75, 37.82), ("乙镇", 120.85, 37.72), ("小县", 120.76, 37.81)]
    moved = [(name, prcoords.wgs_gcj((lat, lon))) for name, lon, lat in known]
    content = geojson([({"名称": name}, Point(at.lon, at.lat)) for name, at in moved])
    first, *others = check(blank, held, content).fit
    better = [one.datum for one in others if one.is_far_better(first)]
    assert (better, first.places, 400 < first.metres < 600) == (["gcj02"], 3, True)
    right = check(blank, held, content, declared=Declared("gcj02")).fit
    assert right[0].metres < 0.01
    assert not [one for one in right[1:] if one.is_far_better(right[0])]
    content = geojson([({"名称": name}, Point(lat, lon)) for name, lon, lat in known])
    swapped = check(blank, held, content)
    assert len(swapped.preview.faults) == 3
    [offer] = [one for one in swapped.fit[1:] if one.is_far_better(swapped.fit[0])]
    assert (offer.is_swapped, offer.metres < 0.01) == (True, True)
    assert check(blank, held, content, declared=Declared("wgs84", is_swapped=True)).preview.faults == ()


def test_two_hundred_broken_geometries_each_get_the_verdict_they_deserve() -> None:
    cases = list(broken())
    assert len(cases) > 200
    [layer] = read(geojson([({"family": family}, shape) for family, shape, _ in cases]))["layers"]
    wrong = []
    for (family, _, wanted), one in zip(cases, layer["features"], strict=True):
        got = one["reason"] or ("taken" if one["change"] is None else "mended")
        if got != wanted:
            wrong.append((family, wanted, got))
        if got in {"taken", "mended"}:
            assert shapely.from_wkb(one["wkb"]).is_valid, family
            assert (one["change"] or 0) <= 0.001, family
    assert wrong == []
    reasons = Counter(wanted for _, _, wanted in cases)
    assert set(SHAPES) == set(FOUND) == set(reasons) - {"taken", "mended"}


def packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in parts.items():
            pack.writestr(name.replace("__", "."), content)
    return target.getvalue()


def test_a_broken_file_is_refused_for_a_named_reason(tmp_path: Path) -> None:
    whole = shapefile(BOTH, tmp_path)
    xian = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as pack, zipfile.ZipFile(xian, "w") as target:
        for name in pack.namelist():
            content = pack.read(name)
            target.writestr(name, content.replace(b"China_Geodetic_Coordinate_System_2000", b"Xian_1980").replace(
                b"D_China_2000", b"D_Xian_1980") if name.endswith(".prj") else content)
    package = gpkg(BOTH, tmp_path)
    bare = io.BytesIO()
    frame(BOTH).drop(columns="geometry").to_parquet(bare)
    many = [[120 + i % 9, 37 + i % 7] for i in range(500_002)]
    files = {
        "GEO-01": [b"\x00\x01garbage", packed(readme__txt=b"x"), b"<html></html>", b"[1, 2]"],
        "GEO-02": [b'{"type": "FeatureColl', b"[" * 200_000, b"PK\x03\x04xxxx", package[:3000], b"PAR1xxxxPAR1",
                    whole[: len(whole) // 2], b"<kml><Document>"],
        "GEO-03": [packed(a__shp=b"\0" * 30_000_000)],
        "GEO-04": [shapefile(BOTH, tmp_path, without=(".dbf",)), shapefile(BOTH, tmp_path, without=(".shx",))],
        "GEO-05": [shapefile(BOTH, tmp_path, "GBK", says="UTF-8")],
        "GEO-06": [b'{"type": "Topology"}', b'{"type": "FeatureCollection", "features": 7}'],
        "GEO-07": [bare.getvalue()],
        "GEO-08": [xian.getvalue(), geojson(BOTH, crs={"type": "name", "properties": {"name": "EPSG:4214"}})],
        "GEO-09": [b'<!DOCTYPE kml [<!ENTITY a "a">]><kml/>'],
        "GEO-10": [geojson([({}, None)] * 20_001)],
        "GEO-11": [geojson([({}, {"type": "Polygon", "coordinates": [many]})])],
    }
    for code, several in files.items():
        refused = [read(one)["refused"] for one in several]
        assert [FILES[reason] for reason, *_ in refused] == [code] * len(several), refused
        example = fault_catalogue()[code]["found"]
        assert example == refused[0][1] or (not refused[0][1] and example.startswith("a.")), code


def table(cells: Sequence[bytes]) -> bytes:
    """Return a .dbf of one column of text, 10 bytes wide."""
    head = struct.pack("<4BIHH20x", 3, 20, 1, 31, len(cells), 32 + 32 + 1, 11)
    field = b"NAME".ljust(11, b"\0") + b"C" + bytes(4) + bytes([10, 0]) + bytes(14)
    return head + field + b"\r" + b"".join(b" " + cell.ljust(10) for cell in cells)


def test_text_of_a_shapefile_is_read_as_its_cpg_says_or_as_what_fits_every_cell() -> None:
    utf, gbk = table(["甲街道".encode(), "乙镇".encode()]), table(["甲街道".encode("gbk"), "乙镇".encode("gbk")])
    assert [encoding_of(utf, ""), encoding_of(gbk, ""), encoding_of(utf, "UTF-8"), encoding_of(gbk, "CP936")] == [
        "utf-8", "gb18030", "utf-8", "gb18030"
    ]
    # The fourth character is cut off by the width of the field.
    assert encoding_of(table(["蓬莱阁街道".encode()[:10]]), "") == "utf-8"
    for content, said_ in ((gbk, "UTF-8"), (table([b"\xff\xfe\xff"]), "")):
        with pytest.raises(Refused):
            encoding_of(content, said_)


def test_metres_without_a_system_are_told(tmp_path: Path, blank: Deployment, held: Held) -> None:
    bare = shapefile(BOTH, tmp_path, crs=4528, without=(".prj",))
    assert [one["reason"] for one in read(bare)["layers"][0]["features"]] == ["metres", "metres"]
    checked = check(blank, held, bare, "镇街.zip")
    assert said(checked)[0].startswith("镇街.zip「镇街」 第 1 行「甲街道」为「坐标 4.0")
    assert said(checked)[0].endswith("像是米」：须为经纬度；以米为单位的坐标须在文件里带坐标系（.prj 或 CRS）。")
    assert check(blank, held, json.dumps({"type": "FeatureCollection", "features": []}).encode()).preview.faults
