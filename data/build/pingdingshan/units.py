"""Units of the city: 79 organs, the task force, branches and teams at the front; organisation lists; training."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.pingdingshan import story
from data.build.pingdingshan.names import (
    GOVERNMENT,
    INSTITUTIONS,
    LARGE,
    LEVELS,
    MECHANISMS,
    MIDDLE,
    PARTY,
    THREE,
    TWO,
)
from data.build.places import Community, Township
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar

RULES = ("compound_guide", "eight_rules", "eight_stricts")
TASK_FORCE, ACTIVITY_OFFICE, WARTIME = "ZB", "HD", "DZ0"


@dataclass(frozen=True)
class Department:
    """One of the 79 organs: who reported, who is excused and who keeps silent make up its staff."""

    organisation_id: str
    name: str
    reported: int
    excused: int
    silent: int

    @property
    def headcount(self) -> int:
        """Everybody on its staff."""
        return self.reported + self.excused + self.silent


@dataclass(frozen=True)
class Team:
    """A temporary branch or a service team at a community."""

    organisation_id: str
    name: str
    kind: str
    area_code: str
    headcount: int | None


def build_departments() -> list[Department]:
    """Size the organs so that together exactly the published number of people report."""
    dice = Dice(story.SEED, "departments")
    names = PARTY + GOVERNMENT + INSTITUTIONS
    others = [name for name in names if name != story.ORGANISATION_DEPARTMENT]
    wishes = [
        230 + 90 * dice.share()
        if name in LARGE
        else 120 + 60 * dice.share()
        if name in MIDDLE
        else 40 + 70 * dice.share()
        for name in others
    ]
    reported = dict(zip(others, apportion(wishes, story.REPORTED_STAFF - story.CADRES), strict=True))
    excused = dict(zip(others, apportion(wishes, story.EXEMPT_STAFF), strict=True))
    silent = dict.fromkeys(others, 0)
    for number in range(story.SILENT_STAFF):
        silent[others[story.UNITS_IN_ARREARS[number % len(story.UNITS_IN_ARREARS)]]] += 1
    # The three leaders of the task force stay on duty in their own house.
    leaders = 1 + story.DEPUTIES
    return [
        Department(f"D{n:02d}", name, story.CADRES, leaders, 0)
        if name == story.ORGANISATION_DEPARTMENT
        else Department(f"D{n:02d}", name, reported[name], excused[name], silent[name])
        for n, name in enumerate(names, 1)
    ]


def build_teams(communities: list[Community]) -> list[Team]:
    """Spread temporary branches and service teams over the communities; a few have none of one kind."""
    dice = Dice(story.SEED, "teams")
    shuffled = dice.shuffled(communities)
    teams: list[Team] = []
    for kind, key, word, total, without in (
        ("temporary_branch", "T", "临时党支部", story.TEMPORARY_BRANCHES, shuffled[: story.WITHOUT_BRANCH]),
        ("service_team", "S", "党员服务队", story.SERVICE_TEAMS, shuffled[-story.WITHOUT_TEAM :]),
    ):
        here = [c for c in communities if c not in without]
        counts = apportion([0.5 + dice.share() for _ in here], total)
        number = 0
        for community, count in zip(here, counts, strict=True):
            for n in range(1, count + 1):
                number += 1
                size = dice.between(3, 26) if kind == "temporary_branch" else None
                name = f"{community.short_name}{word}{n}"
                teams.append(Team(f"{key}{number:04d}", name, kind, community.code, size))
    return teams


def organisation_rows(
    departments: list[Department],
    townships: list[Township],
    teams: list[Team],
    calendar: Calendar,
) -> Iterator[Row]:
    """Yield every unit that any other table names."""
    early = calendar.at(calendar.first_on - dt.timedelta(days=2))

    def unit(key: str, name: str, kind: str, host: str, headcount: int | None = None, parent: str | None = None) -> Row:
        return {
            "organisation_id": key,
            "organisation_name": name,
            "organisation_kind": kind,
            "host_area_code": host,
            "headcount": headcount,
            "min_stay_share": None,
            "parent_organisation_id": parent,
            "recorded_at": early,
        }

    for d in departments:
        yield unit(d.organisation_id, d.name, "department", story.CITY, d.headcount) | {"min_stay_share": 0.3}
    own = department_id(departments)
    yield unit(TASK_FORCE, "社会防控组织工作专班", "task_force", story.CITY, parent=own)
    for n, name in enumerate(story.TASK_GROUPS, 1):
        yield unit(f"{TASK_FORCE}{n}", name, "task_group", story.CITY, parent=TASK_FORCE)
    yield unit(WARTIME, "市内五区战时督导组", "supervision_team", story.CITY, story.WARTIME_MEMBERS, TASK_FORCE)
    yield unit(ACTIVITY_OFFICE, "能力作风建设年活动办公室", "work_group", story.CITY)
    for n in range(1, story.MERGED_TEAMS + 1):
        yield unit(f"DZ{n}", f"活动办第{n}督导组", "supervision_team", story.CITY, parent=ACTIVITY_OFFICE)
    yield unit("LD", "市委组织部带队领导", "leader", story.CITY, parent=own)
    for n in range(1, story.PARTY_BRANCHES + 1):
        yield unit(f"PB{n}", f"市委组织部机关第{n}党支部", "party_branch", story.CITY, parent=own)
    for n, township in enumerate(townships, 1):
        word = (
            "街道办事处" if township.name.endswith("街道") else "" if township.name.endswith("管委会") else "人民政府"
        )
        yield unit(f"O{n:02d}", township.name.removesuffix("街道") + word, "township_office", township.code)
    for n, code in enumerate(story.DISTRICTS, 1):
        yield unit(f"H{n}", f"{story.DISTRICTS[code][0]}采样医疗队", "health", code)
    dice = Dice(story.SEED, "founded")
    for team in teams:
        founded = calendar.at(calendar.day(dice.between(0, 2)))
        yield unit(team.organisation_id, team.name, team.kind, team.area_code, team.headcount) | {
            "recorded_at": founded
        }


def department_id(departments: list[Department]) -> str:
    """Return the id of the organisation department."""
    return next(d.organisation_id for d in departments if d.name == story.ORGANISATION_DEPARTMENT)


def strength_rows(teams: list[Team], calendar: Calendar) -> Iterator[Row]:
    """Yield how many people of each class a service team counts; most have party members or volunteers only."""
    dice = Dice(story.SEED, "strength")
    own = [team for team in teams if team.kind == "service_team"]
    members = dice.shuffled(own)
    split = len(own) * 11 // 20
    shares = {
        "party_member_no_post": members[:split],
        "probationary": members[: split // 2],
        "volunteer": members[split - 260 :],
    }
    counted_on = calendar.day(5)
    number = 0
    for person_class, having in shares.items():
        counts = apportion([0.4 + dice.share() for _ in having], story.MEMBERS[person_class])
        for team, people in sorted(zip(having, counts, strict=True), key=lambda pair: pair[0].organisation_id):
            number += 1
            yield {
                "strength_return_id": f"E{number:04d}",
                "organisation_id": team.organisation_id,
                "person_class": person_class,
                "people": people,
                "counted_on": counted_on,
                "recorded_at": calendar.at(counted_on),
            }


def reference_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield the published lists."""
    lists = (
        ("mechanism", "M", MECHANISMS),
        ("command_level", "L", LEVELS),
        ("seat_three", "A", THREE),
        ("seat_two", "B", TWO),
    )
    for list_code, key, items in lists:
        for n, (name_zh, name_en) in enumerate(items, 1):
            yield {
                "item_code": f"{key}{n}",
                "list_code": list_code,
                "name_zh": name_zh,
                "name_en": name_en,
                "quantity": None,
                "recorded_at": calendar.at(calendar.first_on - dt.timedelta(days=2)),
            }


def training_rows(townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield the video training on each rule, township by township; the newest rule is taught last."""
    dice = Dice(story.SEED, "training")
    number = 0
    for n, township in enumerate(townships, 1):
        expected = 12 + 9 * len(township.communities) + dice.between(0, 8)
        for order, rule in enumerate(RULES):
            number += 1
            missed = dice.share() * (0.04, 0.09, 0.24)[order]
            day = calendar.day(min(order + dice.between(0, 1), 4))
            if rule == "eight_stricts" and dice.chance(0.08):
                missed = 1.0
            yield {
                "training_id": f"K{number:03d}",
                "organisation_id": f"O{n:02d}",
                "rule_code": rule,
                "trained_on": day,
                "people_expected": expected,
                "people_trained": round(expected * (1 - missed)),
                "recorded_at": calendar.at(day, 1260 if day < calendar.clock_at.date() else 1200),
            }
