"""Units, lists, honours and money: what the reports name as facts."""

import datetime as dt
from collections.abc import Iterator

from data.build.several import story
from data.build.tables import Row
from data.build.times import Calendar

# Id, name, kind, area, headcount.
UNITS = (
    ("GHZ", "大海派出所", "police", story.DAHAI, story.POLICE + story.AUXILIARIES),
    ("CDX", "东新园社区居民委员会", "committee", story.DONGXINYUAN, story.COMMUNITY_STAFF),
    ("VDX", "东新街道志愿服务队", "volunteer_team", story.DONGXIN, 40),
    ("HHK", "河口乡卫生院", "health", story.SHUNPING, 7),
    ("OHK", "河口乡人民政府", "township_office", story.SHUNPING, 12),
    (f"C{story.FENGTAI}", "丰台街道值守队", "committee", story.FENGTAI, 16),
    (f"C{story.GUDONG}", "鼓东街道值守队", "committee", story.GUDONG, 7),
    (f"C{story.WENQUAN}", "温泉街道值守队", "committee", story.WENQUAN, 7),
    (f"C{story.SHANGHAI_STREET}", "上海街道值守队", "committee", story.SHANGHAI_STREET, 2),
    ("SXC", "下城区纪委监委暗访组", "discipline_team", "330103", 3),
    ("SSP", "顺平县督导组", "supervision_team", "130636", 3),
    ("SFT", "丰台区督导组", "supervision_team", story.FENGTAI_DISTRICT, 4),
    ("DHQ", "福州市防控指挥部", "work_group", story.FUZHOU, None),
    ("DWJ", "福州市卫生健康委", "department", story.FUZHOU, None),
    ("DMZ", "福州市民政局", "department", story.FUZHOU, None),
    ("DGA", "福州市公安局", "department", story.FUZHOU, None),
    ("DZF", "福州市委政法委", "department", story.FUZHOU, None),
    ("DSW", "福州市商务局", "department", story.FUZHOU, None),
    ("DZZ", "福州市委组织部", "department", story.FUZHOU, None),
)


def unit_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield the units."""
    for organisation_id, name, kind, area, headcount in UNITS:
        yield {
            "organisation_id": organisation_id,
            "organisation_name": name,
            "organisation_kind": kind,
            "host_area_code": area,
            "headcount": headcount,
            "min_stay_share": None,
            "parent_organisation_id": None,
            "recorded_at": calendar.at(calendar.first_on - dt.timedelta(days=2), 540),
        }


def reference_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield the lists of measures by their published number; their items were not published one by one."""
    for code, list_code, name_zh, name_en, quantity in story.MEASURES:
        yield {
            "item_code": code,
            "list_code": list_code,
            "name_zh": name_zh,
            "name_en": name_en,
            "quantity": float(quantity),
            "recorded_at": calendar.at(calendar.day(30), 600),
        }


def honour_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield promotions: four in Shunping are among those of section level and below in Hebei."""
    rest = story.PROMOTED_SECTION - story.PROMOTED_SHUNPING
    given = (
        (story.SHUNPING[:6], "section_level", story.PROMOTED_SHUNPING, 26),
        (story.HEBEI, "division_level", story.PROMOTED_DIVISION, 28),
        (story.HEBEI, "section_level", 31, 22),
        (story.HEBEI, "section_level", rest - 31, 29),
    )
    for number, (area, recipient, count, day) in enumerate(given, 1):
        yield {
            "commendation_id": f"HN{number}",
            "honour_kind": "promotion",
            "recipient_kind": recipient,
            "area_code": area,
            "recipients": count,
            "awarded_on": calendar.day(day),
            "recorded_at": calendar.at(calendar.day(day), 1080),
        }


def fund_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield the rewards paid to police in Yunnan."""
    for number, (yuan, day) in enumerate(story.REWARDS_YUAN, 1):
        for flow in ("in", "out"):
            yield {
                "fund_movement_id": f"FM{number}{flow[0]}",
                "fund_kind": "award",
                "fund_flow": flow,
                "area_code": story.YUNNAN,
                "organisation_id": None,
                "yuan": float(yuan),
                "moved_on": calendar.day(day),
                "fund_purpose": "reward" if flow == "out" else None,
                "recorded_at": calendar.at(calendar.day(day), 1080),
            }


def care_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield care of Fengtai and Fuzhou; kinds from the reports, numbers invented."""
    done = (
        (story.FENGTAI, "rest", 16, 24),
        (story.FENGTAI, "counselling", 5, 26),
        (story.FENGTAI, "family_visit", 6, 28),
        (story.FENGTAI, "warm_place", 16, 20),
        (story.WENQUAN, "talk", 7, 27),
        (story.SHANGHAI_STREET, "message", 2, 27),
        (story.DAHAI, "phone", 8, 30),
    )
    for number, (area, kind, people, day) in enumerate(done, 1):
        done_at = calendar.at(calendar.day(day), 900)
        yield {
            "care_measure_id": f"CM{number}",
            "care_kind": kind,
            "area_code": area,
            "organisation_id": None,
            "people": people,
            "done_at": done_at,
            "recorded_at": done_at + dt.timedelta(hours=2),
        }


def compound_rows(places: dict[str, tuple[float, float]], calendar: Calendar) -> Iterator[Row]:
    """Yield the one compound the reports describe."""
    lon, lat = places[story.DONGXINYUAN]
    yield {
        "compound_id": "X01",
        "compound_name": "东新园小区",
        "area_code": story.DONGXINYUAN,
        "households": story.DONGXINYUAN_HOUSEHOLDS,
        "population": story.DONGXINYUAN_PEOPLE,
        "gates": 1,
        "has_manager": True,
        "has_guards": True,
        "is_key_site": False,
        "lon": lon,
        "lat": lat,
        "recorded_at": calendar.at(calendar.first_on, 480),
    }
