"""Units and organisation lists: departments, township offices, groups, teams, stations."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.penglai import story
from data.build.places import Township
from data.build.posts import Post
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar

# Kinds of department any county-level city has; which of them lent cadres was not published.
DEPARTMENTS = (
    "市委办公室",
    "市人大常委会机关",
    "市政府办公室",
    "市政协机关",
    "市委组织部",
    "市委宣传部",
    "市委统战部",
    "市委政法委",
    "市委编办",
    "市委巡察办",
    "市直机关工委",
    "市委党校",
    "市发展和改革局",
    "市教育和体育局",
    "市科学技术局",
    "市工业和信息化局",
    "市民政局",
    "市司法局",
    "市财政局",
    "市人力资源和社会保障局",
    "市自然资源和规划局",
    "市住房和城乡建设局",
    "市交通运输局",
    "市水务局",
    "市农业农村局",
    "市海洋与渔业局",
    "市商务局",
    "市文化和旅游局",
    "市卫生健康局",
    "市退役军人事务局",
    "市应急管理局",
    "市审计局",
    "市市场监督管理局",
    "市统计局",
    "市医疗保障局",
    "市综合行政执法局",
    "市行政审批服务局",
    "市信访局",
    "市机关事务服务中心",
    "市总工会",
    "团市委",
    "市妇联",
    "市科协",
    "市残联",
    "市工商联",
    "市供销社",
    "市融媒体中心",
    "市人民法院",
    "市人民检察院",
)
LARGE = {
    "市教育和体育局",
    "市自然资源和规划局",
    "市住房和城乡建设局",
    "市交通运输局",
    "市农业农村局",
    "市市场监督管理局",
    "市综合行政执法局",
    "市人民法院",
    "市卫生健康局",
    "市文化和旅游局",
}
POLICE = {
    "城区派出所": (story.DENGZHOU, story.ZIJINGSHAN, story.PENGLAIGE),
    "港区派出所": (story.XINGANG, story.LIUJIAGOU),
    "南部派出所": (story.NANWANG, story.XIAOMENJIA),
    "山区派出所": (story.DAXINDIAN, story.CUNLIJI, story.DALIUHANG),
    "西部派出所": (story.BEIGOU,),
}
HEALTH = {
    "城区社区卫生服务中心": (story.DENGZHOU, story.ZIJINGSHAN, story.PENGLAIGE),
    "港区卫生院": (story.XINGANG, story.LIUJIAGOU),
    "南王卫生院": (story.NANWANG, story.XIAOMENJIA),
    "大辛店中心卫生院": (story.DAXINDIAN, story.DALIUHANG),
    "村里集中心卫生院": (story.CUNLIJI,),
    "北沟中心卫生院": (story.BEIGOU,),
}
VOLUNTEER_TEAMS = (
    "青年志愿服务队",
    "巾帼志愿服务队",
    "教师志愿服务队",
    "退役军人志愿服务队",
    "社区党员志愿服务队",
    "渔家志愿服务队",
)


@dataclass(frozen=True)
class Department:
    """A department with its staff and how many of them it lent."""

    organisation_id: str
    name: str
    headcount: int
    lent: int
    min_stay_share: float


def build_departments() -> list[Department]:
    """Size the 49 departments so that together they lend exactly the published number of cadres."""
    dice = Dice(story.SEED, "departments")
    sizes = [dice.between(60, 95) if name in LARGE else dice.between(18, 48) for name in DEPARTMENTS]
    wishes = [size * (0.30 + 0.16 * dice.share()) for size in sizes]
    lent = apportion(wishes, story.CADRES)
    stay = [0.4 if size > 50 else dice.pick((0.5, 0.55, 0.6, 0.65)) for size in sizes]
    return [
        Department(department_id(name), name, size, count, share)
        for name, size, count, share in zip(DEPARTMENTS, sizes, lent, stay, strict=True)
    ]


def department_id(name: str) -> str:
    """Return the id of a department."""
    return f"D{DEPARTMENTS.index(name) + 1:02d}"


def committee_id(community_code: str) -> str:
    """Return the id of the committee of a community."""
    return f"C{community_code[6:]}"


def organisation_rows(
    departments: list[Department],
    townships: list[Township],
    posts: list[Post],
    calendar: Calendar,
) -> Iterator[Row]:
    """Yield every unit that any other table names."""
    at = calendar.at(calendar.first_on - dt.timedelta(days=2), 1080)

    def unit(key: str, name: str, kind: str, host: str, headcount: int | None = None) -> Row:
        return {
            "organisation_id": key,
            "organisation_name": name,
            "organisation_kind": kind,
            "host_area_code": host,
            "headcount": headcount,
            "min_stay_share": None,
            "parent_organisation_id": None,
            "recorded_at": at,
        }

    for d in departments:
        row = unit(d.organisation_id, d.name, "department", story.COUNTY, d.headcount)
        yield row | {"min_stay_share": d.min_stay_share}
    for key, kind, names, headcount in (
        ("W", "work_group", story.WORK_GROUPS, None),
        ("J", "discipline_team", _numbered("纪律作风专项督导第{}组", story.DISCIPLINE_TEAMS), 3),
        ("A", "appraisal_team", _numbered("专项考察第{}组", story.APPRAISAL_TEAMS), None),
        ("V", "volunteer_team", VOLUNTEER_TEAMS, None),
    ):
        for number, name in enumerate(names, 1):
            yield unit(f"{key}{number}", name, kind, story.COUNTY, headcount)
    for number, township in enumerate(townships, 1):
        office = "街道办事处" if township.name.endswith("街道") else "镇人民政府"
        short = township.name.removesuffix("街道").removesuffix("镇")
        yield unit(f"O{number:02d}", f"{short}{office}", "township_office", township.code)
        yield unit(f"U{number:02d}", f"{township.name}工作督导组", "township_team", township.code, 3)
    for key, kind, stations in (("G", "police", POLICE), ("H", "health", HEALTH)):
        for number, (name, codes) in enumerate(stations.items(), 1):
            yield unit(f"{key}{number}", name, kind, codes[0])
    committees = {c.code: c.name for township in townships for c in township.communities}
    for code in sorted({p.area_code for p in posts if p.area_code in committees}):
        yield unit(committee_id(code), committees[code], "committee", code)


def _numbered(pattern: str, count: int) -> list[str]:
    return [pattern.format(number) for number in range(1, count + 1)]


def reference_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield the published lists; the wording of the three questions was not published."""
    at = calendar.at(calendar.first_on - dt.timedelta(days=2), 1080)
    items: list[tuple[str, str, str, str, float | None]] = [
        ("Q1", "appraisal_question", "是否（第一项）", "whether, item 1", None),
        ("Q2", "appraisal_question", "是否（第二项）", "whether, item 2", None),
        ("Q3", "appraisal_question", "是否（第三项）", "whether, item 3", None),
        ("E1", "appraisal_role", "深入排查", "deep screening", None),
        ("E2", "appraisal_role", "医疗救治", "treatment", None),
        ("E3", "appraisal_role", "重点岗位", "key posts", None),
        ("E4", "appraisal_role", "维护稳定和承担任务", "stability and assigned tasks", None),
        ("E5", "appraisal_role", "宣传引导", "publicity", None),
        ("L1", "supervision_stream", "纪律作风专项督导", "discipline supervision", None),
        ("L2", "supervision_stream", "镇街工作督导", "township supervision", None),
        ("B1", "round_rule", "纪律作风督导每日巡回", "discipline rounds per day", 1.0),
    ]
    for code, list_code, name_zh, name_en, quantity in items:
        yield {
            "item_code": code,
            "list_code": list_code,
            "name_zh": name_zh,
            "name_en": name_en,
            "quantity": quantity,
            "recorded_at": at,
        }
