"""Specimens for the drawing rooms: every chart and the map in every state, always the same."""

import csv
import json

from frontline.house import SAMPLE
from frontline.look import level_of, state_of
from frontline.panel import Area, LegendEntry, MapPicture, Mark, State

PLACES = SAMPLE / "penglai"
SHORT = (12, 7, 0, 3, None, 5, None, 1, 0, 9, 2, 0)
REQUIRED = (86, 64, 40, 38, 52, 48, 30, 36, 44, 60, 42, 38)
NAMES = (
    "登州街道",
    "紫荆山街道",
    "新港街道",
    "蓬莱阁街道",
    "南王街道",
    "刘家沟镇",
    "潮水镇",
    "大柳行镇",
    "小门家镇",
    "大辛店镇",
    "村里集镇",
    "北沟镇",
)
CODES = (
    *("370684001", "370684002", "370684003", "370684004", "370684005", "370684102"),
    *("370684103", "370684105", "370684106", "370684107", "370684108", "370684109"),
)
LONG_NAME = "平顶山市新城区湖滨路街道办事处东太平社区卫生服务中心北侧联合值守点"
PLANTED = "<script>alert(1)</script>$x$&\"'"
SHIFTS = (("night", "夜班"), ("day", "白班"), ("evening", "晚班"))


def gap_state(short: float | None) -> State:
    """Judge a gap as the sample's thresholds do."""
    return state_of(short, 1, 3, "high")


def _places() -> tuple[dict[str, dict[str, str]], dict[str, list[list[list[list[float]]]]]]:
    with (PLACES / "area.csv").open(encoding="utf-8-sig", newline="") as file:
        places = {row["area_code"]: row for row in csv.DictReader(file)}
    cells = json.loads((PLACES / "area.geojson").read_text("utf-8"))["features"]
    return places, {
        cell["properties"]["area_code"]: (
            [cell["geometry"]["coordinates"]]
            if cell["geometry"]["type"] == "Polygon"
            else cell["geometry"]["coordinates"]
        )
        for cell in cells
    }


def township_picture(
    ramp: str = "gap", *, selected: str | None = None, marks: bool = True, dots: bool = True
) -> MapPicture:
    """Draw the sample's townships with gaps, its communities as dots and its posts as marks."""
    places, cells = _places()
    areas, entries = [], []
    for i, (code, parts) in enumerate(cells.items()):
        place, short = places[code], SHORT[i % len(SHORT)]
        exempt = place["area_name"] == "潮水镇"
        state: State = "exempt" if exempt else gap_state(short)
        value = "不在范围" if exempt else "未报" if short is None else f"缺 {short} 人" if short else "齐"
        areas.append(
            Area(
                area_code=code,
                name=place["area_name"],
                rings=tuple(tuple((x, y) for x, y in part[0]) for part in parts),
                lon=float(place["lon"]),
                lat=float(place["lat"]),
                level=None if exempt else level_of(short, (1, 3, 6, 10)),
                state=state,
                tip=f"{place['area_name']}\n{value}\n应到 {REQUIRED[i % 12]} 人 · 09:10 报",
                value_text="" if exempt else value,
            )
        )
    classes = ("无缺口", "1–2 人", "3–5 人", "6–9 人", "10 人及以上")
    for level, label in enumerate(classes):
        entries.append(LegendEntry(label, "normal", sum(area.level == level for area in areas), level))
    unknown = sum(area.state == "unknown" for area in areas)
    entries.append(LegendEntry("未报", "unknown", unknown))
    posts = tuple(_marks()) if marks else ()
    for state, label in (("act", "缺 3 人及以上"), ("watch", "缺 1–2 人"), ("unknown", "未报")):
        n = sum(post.state == state for post in posts)
        entries.append(LegendEntry(label, state, n, shape="mark"))
    return MapPicture(
        areas=tuple(areas),
        dots=tuple(_dots(places)) if dots else (),
        marks=posts,
        legend=tuple(entries),
        legend_title="岗位缺口（人）" if ramp == "gap" else "未到访社区（个）",
        ramp="gap" if ramp == "gap" else "attention",
        note="示意图，非行政区划界线",
        selected=selected,
    )


def _dots(places: dict[str, dict[str, str]]) -> list[Mark]:
    rows = [row for row in places.values() if row["area_level"] == "community" and row["lon"]]
    return [
        Mark(
            mark_id=row["area_code"],
            kind="community",
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            size=1,
            state="act" if i % 23 == 0 else "unknown" if i % 11 == 0 else "normal",
            tip=f"{row['area_name']}\n上次到访 2月{1 + i % 9}日",
        )
        for i, row in enumerate(rows)
    ]


def _marks() -> list[Mark]:
    with (PLACES / "checkpoint.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = []
    for i, row in enumerate(rows):
        short = (0, 0, 1, 0, 4, 0, 0, 2, None, 0, 0, 9)[i % 12]
        found.append(
            Mark(
                mark_id=row["checkpoint_id"],
                kind=row["checkpoint_kind"],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                size=short or 0,
                state=gap_state(short),
                tip=f"{row['checkpoint_name']}\n{'未报' if short is None else f'缺 {short} 人'}",
            )
        )
    return found


EMPTY_PICTURE = MapPicture(areas=(), note="示意图，非行政区划界线", legend_title="岗位缺口（人）")
