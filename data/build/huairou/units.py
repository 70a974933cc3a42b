"""Units: the four sources of the cadres, the 17 work groups and their branches, committees, teams; the lists."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.huairou import story
from data.build.places import Township
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar

# Kinds of unit any district has; which of them sent cadres was not published.
NAMES = {
    "department": (
        "区委办公室", "区人大常委会机关", "区政府办公室", "区政协机关", "区委组织部", "区委宣传部", "区委统战部",
        "区委政法委", "区委编办", "区委巡察办", "区直机关工委", "区委党校", "区发展和改革委", "区教委", "区科委",
        "区经济和信息化局", "区民政局", "区司法局", "区财政局", "区人力资源和社会保障局", "区规划和自然资源分局",
        "区生态环境局", "区住房和城乡建设委", "区城市管理委", "区交通局", "区水务局", "区农业农村局", "区商务局",
        "区文化和旅游局", "区卫生健康委", "区退役军人事务局", "区应急管理局", "区审计局", "区市场监督管理局",
        "区国资委", "区园林绿化局", "区统计局", "区医疗保障局", "区城管执法局", "区信访办", "区总工会", "团区委",
        "区妇联", "区融媒体中心",
    ),
    "school": tuple(f"怀柔第{n}学校教师队" for n in "一二三四五六七八"),
    "judicial": ("区人民法院", "区人民检察院"),
    "enterprise": tuple(f"区属国企{n}公司" for n in "甲乙丙丁戊"),
}
KEY = {"department": "D", "school": "S", "judicial": "F", "enterprise": "E"}
PERSON_CLASS = {"department": "cadre", "school": "teacher", "judicial": "judicial", "enterprise": "enterprise"}


@dataclass(frozen=True)
class Unit:
    """A unit that sent cadres, its staff and how many it sent."""

    organisation_id: str
    name: str
    kind: str
    headcount: int
    sent: int


def build_units() -> list[Unit]:
    """Size the units so that together they send the published number."""
    dice = Dice(story.SEED, "units")
    rows = [(kind, number, name) for kind, names in NAMES.items() for number, name in enumerate(names, 1)]
    totals = dict(zip(story.SOURCES, apportion(list(story.SOURCES.values()), story.CADRES), strict=True))
    made: list[Unit] = []
    for kind, total in totals.items():
        own = [(number, name) for of, number, name in rows if of == kind]
        sizes = [dice.between(22, 60) if kind == "department" else dice.between(60, 120) for _ in own]
        sent = apportion([size * (0.6 + 0.8 * dice.share()) for size in sizes], total)
        made += [
            Unit(f"{KEY[kind]}{number:02d}", name, kind, max(size, round(count * 1.4)), count)
            for (number, name), size, count in zip(own, sizes, sent, strict=True)
        ]
    return made


def groups(townships: list[Township]) -> list[tuple[str, Township, str]]:
    """Return the 17 work groups as (id, township, name): one for each township, two for the largest."""
    largest = max(townships, key=lambda t: len(t.communities))
    hosts = sorted([*townships, largest], key=lambda t: t.code)
    seen: dict[str, int] = {}
    made = []
    for number, township in enumerate(hosts, 1):
        seen[township.code] = seen.get(township.code, 0) + 1
        ending = f"第{'一二'[seen[township.code] - 1]}下沉工作组" if township is largest else "下沉工作组"
        made.append((f"W{number:02d}", township, f"{township.name}{ending}"))
    return made


def branch_id(group_id: str) -> str:
    """Return the id of the temporary branch of a work group."""
    return f"B{group_id[1:]}"


def office_id(number: int) -> str:
    """Return the id of the office of the township with this number, counted from 1."""
    return f"O{number:02d}"


def committee_id(community_code: str) -> str:
    """Return the id of the committee of a community."""
    return f"C{community_code[6:]}"


def organisation_rows(units: list[Unit], townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield every unit that any other table names."""
    at = calendar.at(dt.date(2020, 1, 27), 1080)

    def unit(key: str, name: str, kind: str, host: str, headcount: int | None = None, parent: str | None = None) -> Row:
        return {
            "organisation_id": key,
            "organisation_name": name,
            "organisation_kind": kind,
            "host_area_code": host,
            "headcount": headcount,
            "min_stay_share": 0.5 if headcount else None,
            "parent_organisation_id": parent,
            "recorded_at": at,
        }

    for u in units:
        yield unit(u.organisation_id, u.name, u.kind, story.DISTRICT, u.headcount)
    for group_id, township, name in groups(townships):
        yield unit(group_id, name, "cadre_group", township.code)
        yield unit(branch_id(group_id), f"{name}临时党支部", "temporary_branch", township.code, parent=group_id)
    for number, township in enumerate(townships, 1):
        office = "街道办事处" if township.name.endswith("街道") else "人民政府"
        short = township.name.removesuffix("街道") if office == "街道办事处" else township.name
        yield unit(office_id(number), f"{short}{office}", "township_office", township.code)
        yield unit(f"V{number:02d}", f"{township.name}志愿服务队", "volunteer_team", township.code)
        yield unit(f"N{number:02d}", f"{township.name}夜查组", "township_team", township.code)
        for c in township.communities:
            if c.is_urban or c.code == story.MADAOYU:
                yield unit(committee_id(c.code), c.name, "committee", c.code)
    for key, name, kind in (
        ("J1", "区纪委监委督查一组", "discipline_team"), ("J2", "区纪委监委督查二组", "discipline_team"),
        ("J3", "区纪委监委督查三组", "discipline_team"), ("Z1", "区委组织部巡查一组", "supervision_team"),
        ("Z2", "区委组织部巡查二组", "supervision_team"), ("G1", "公路检查站", "police"),
        ("G2", "区疾控中心", "health"),
    ):
        yield unit(key, name, kind, story.DISTRICT)
    yield unit("M1", "龙山街道餐饮商户", "enterprise", story.LONGSHAN)


def reference_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield the published lists; where the wording of an item was not published it has its number only."""
    at = calendar.at(dt.date(2020, 1, 27), 1080)
    named = {
        "responsibility_level": (("区", "district"), ("镇街", "township"), ("社区（村）", "community or village")),
        "ledger": (
            ("离返京人员", "left or returned"), ("持证人员", "pass holders"), ("七小门店", "small trades"),
            ("出租房屋租户", "tenants"), ("防疫人员", "epidemic staff"), ("返岗人员行业", "returnees by industry"),
        ),
        "form": (("外来人员登记表", "visitor form"), ("返回人员登记表", "returnee form")),
        "permit": (("人员出入证", "person permit"), ("车辆通行证", "vehicle permit")),
        "joint_party": (
            ("区委组织部", "organisation department"), ("派出单位", "sending unit"), ("接收单位", "receiving unit"),
            ("临时党支部", "temporary branch"),
        ),
        "duty_measure": tuple(
            (f"值守防控措施（第{n}条）", f"duty measure {i}") for i, n in enumerate("一二三四五六七八", 1)
        ),
        "care_measure": tuple(
            (f"暖心事（第{n}件）", f"warm measure {i}") for i, n in enumerate("一二三四五六七八九十", 1)
        ),
    }
    items = [
        (f"{list_code}{number}", list_code, zh, en, None)
        for list_code, names in named.items()
        for number, (zh, en) in enumerate(names, 1)
    ]
    ride = "一名值守干部每天往返路程（里，1 里为 500 米）"
    items.append(("ride", "fact", ride, "Round trip of one cadre a day (li of 500 m)", float(story.ROUND_TRIP_LI)))
    for code, list_code, name_zh, name_en, quantity in items:
        yield {
            "item_code": code,
            "list_code": list_code,
            "name_zh": name_zh,
            "name_en": name_en,
            "quantity": quantity,
            "recorded_at": at,
        }


def training_rows(townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield what each township office trained: the eight duty rules, and the eight stricts a little later."""
    dice = Dice(story.SEED, "training")
    for number, _ in enumerate(townships, 1):
        for turn, rule in enumerate(("eight_rules", "eight_stricts")):
            expected = dice.between(40, 90)
            day = calendar.day(turn * 4 + dice.between(0, 2))
            yield {
                "training_id": f"TR{number:02d}{turn + 1}",
                "organisation_id": office_id(number),
                "rule_code": rule,
                "trained_on": day,
                "people_expected": expected,
                "people_trained": expected - dice.between(0, 9),
                "recorded_at": calendar.at(day, 1260),
            }
