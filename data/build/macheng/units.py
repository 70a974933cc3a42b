"""Units: departments, supervision teams, the hospital and its branches, party organisations, commando teams."""

import datetime as dt
import itertools
import string
from collections.abc import Iterator

from data.build.macheng import story
from data.build.places import Community, Township
from data.build.tables import Row
from data.build.times import Calendar

ORGANISATION_DEPARTMENT = "D01"
# Kinds of department any county-level city has; which of them lent people was not published, but for the first.
DEPARTMENTS = (
    "市委组织部", "市委办公室", "市政府办公室", "市委宣传部", "市委政法委", "市直机关工委", "市委党校", "市委巡察办",
    "市委编办", "市财政局", "市人力资源和社会保障局", "市民政局", "市农业农村局", "市审计局", "市统计局",
)
HOSPITAL, LEADER, CHAMBER, PARK, OFFICE = "H01", "L01", "CH1", "EN1", "D01"
BRANCHES = ("发热门诊", "隔离病区", "重症救治", "检验影像", "后勤保障")
POLICE = "G01"
DIGITS = string.digits + string.ascii_uppercase


def team_id(number: int) -> str:
    """Return the id of a supervision team, counted from 1."""
    return f"W{number:02d}"


def office_id(number: int) -> str:
    """Return the id of the office of a township, counted from 1."""
    return f"O{number:02d}"


def short_id(letter: str, number: int) -> str:
    """Return a letter and three digits to the base of 36: room for 46,656."""
    digits = "".join(DIGITS[number // 36**place % 36] for place in (2, 1, 0))
    return f"{letter}{digits}"


def party_id(number: int) -> str:
    """Return the id of a party organisation, counted from 1."""
    return short_id("B", number)


def commando_id(number: int) -> str:
    """Return the id of a commando team, counted from 1."""
    return f"T{number:03d}"


def communities_of(townships: list[Township]) -> list[Community]:
    """List all communities in scope."""
    return [community for township in townships for community in township.communities]


def short_name(township: Township) -> str:
    """Return the name of a township without its kind."""
    return township.name.removesuffix("街道").removesuffix("镇").removesuffix("乡")


def party_places(townships: list[Township]) -> list[tuple[str, str]]:
    """Return (name, host area) of every party organisation: one per community, township and unit, then by turns."""
    communities = communities_of(townships)
    places = [(f"{c.short_name}党组织", c.code) for c in communities]
    places += [(f"{short_name(t)}党（工）委", t.code) for t in townships]
    places += [(f"{name}党组织", story.COUNTY) for name in DEPARTMENTS]
    rest = story.PARTY_ORGANISATIONS - len(places)
    turns = itertools.islice(itertools.cycle(communities), rest)
    places += [(f"{c.short_name}第{2 + n // len(communities)}党支部", c.code) for n, c in enumerate(turns)]
    return places


def commando_places(townships: list[Township]) -> list[tuple[str, str]]:
    """Return (name, host area) of every commando team: one per community, the rest by turns."""
    communities = communities_of(townships)
    turns = itertools.islice(itertools.cycle(communities), story.COMMANDO_TEAMS)
    return [
        (f"{c.short_name}{'第二' if n >= len(communities) else ''}党员突击队", c.code) for n, c in enumerate(turns)
    ]


def organisation_rows(townships: list[Township]) -> Iterator[Row]:
    """Yield every unit that any other table names."""
    for number, name in enumerate(DEPARTMENTS, 1):
        yield _unit(f"D{number:02d}", name, "department", story.COUNTY)
    for number, township in enumerate(townships, 1):
        yield _unit(office_id(number), f"{short_name(township)}防控指挥部", "township_office", township.code)
    for number in range(1, story.TEAMS + 1):
        yield _unit(team_id(number), f"督查第{number}专班", "supervision_team", story.COUNTY)
    yield _unit(LEADER, "市委组织部带队领导（包保龙池）", "leader", story.LONGCHI, ORGANISATION_DEPARTMENT)
    yield _unit(HOSPITAL, "市人民医院", "hospital", story.COUNTY)
    for number, name in enumerate(BRANCHES, 1):
        yield _unit(f"HB{number}", f"市医院{name}临时党支部", "temporary_branch", story.COUNTY, HOSPITAL)
    yield _unit(POLICE, "市公安局交警大队", "police", story.COUNTY)
    yield _unit(CHAMBER, "麻城商会", "chamber", story.COUNTY)
    yield _unit(PARK, "工业园区企业", "enterprise", story.COUNTY)
    for number, (name, code) in enumerate(party_places(townships), 1):
        yield _unit(party_id(number), name, "party_organisation", code)
    for number, (name, code) in enumerate(commando_places(townships), 1):
        yield _unit(commando_id(number), name, "commando_team", code)


def _unit(key: str, name: str, kind: str, host: str, parent: str | None = None) -> Row:
    return {
        "organisation_id": key,
        "organisation_name": name,
        "organisation_kind": kind,
        "host_area_code": host,
        "parent_organisation_id": parent,
    }


def reference_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield what the supervision teams do by day and by night, and the kinds of pledged posts, as published."""
    at = calendar.at(calendar.first_on - dt.timedelta(days=2), 1080)
    items = (
        ("S1", "supervision_stream", "督查专班", "inspection task teams"),
        ("S2", "supervision_stream", "带队领导督办", "leader's own rounds"),
        ("B1", "round_rule", "白天逐村逐户督查", "by day: village by village, house by house"),
        ("B2", "round_rule", "晚上会商梳理交办", "by night: meet, sort, feed back, push"),
    )
    for code, list_code, name_zh, name_en in items:
        yield {
            "item_code": code,
            "list_code": list_code,
            "name_zh": name_zh,
            "name_en": name_en,
            "quantity": None,
            "recorded_at": at,
        }
