"""Party members: who reported to which village, who served, who pledged a post, who is in which team."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.macheng import story, units
from data.build.people import Person
from data.build.places import Community, Township
from data.build.tables import Row
from data.build.times import Calendar, minutes

TASKS = ("gate_duty", "household_screening", "delivery", "publicity", "disinfection", "counselling")
TASK_WEIGHTS = (30.0, 26.0, 14.0, 20.0, 8.0, 2.0)
# Share of members whose village had not confirmed them by the clock.
UNCONFIRMED = 0.11
# Share of outings led by a member who pledged a post, where the place has one.
LED_BY_PLEDGED = 0.85
KINDS = ("vanguard", "model", "responsibility")


@dataclass(frozen=True)
class Member:
    """A party member who reported to a village or community, on a day counted from the first."""

    person: Person
    area_code: str
    day: int


def enrol(townships: list[Township]) -> list[Member]:
    """Let all members report: those of a village to their own, those of other branches to any."""
    dice = Dice(story.SEED, "members")
    communities = units.communities_of(townships)
    places = units.party_places(townships)
    weights = _weights(len(places), dice)
    own = {c.code for c in communities}
    days = (-1, 0, 0, 1, 1, 2, 3, 4, 6, 9)
    members = []
    for number, count in enumerate(weights, 1):
        host = places[number - 1][1]
        for _ in range(count):
            home = host if host in own else dice.pick(communities).code
            person = Person(units.short_id("P", len(members) + 1), units.party_id(number), "party_member", home)
            members.append(Member(person, home, dice.pick(days)))
    return members


def _weights(count: int, dice: Dice) -> list[int]:
    """Share all members among the organisations; every one has at least three, the number a branch needs."""
    shares = [0.4 + dice.share() for _ in range(count)]
    spare = story.MEMBERS - 3 * count
    sizes = [3 + int(spare * share / sum(shares)) for share in shares]
    for number in range(story.MEMBERS - sum(sizes)):
        sizes[number] += 1
    return sizes


def registration_rows(members: list[Member], calendar: Calendar) -> Iterator[Row]:
    """Yield each report; a village's book carries the day only, and the village confirms a day or two later."""
    dice = Dice(story.SEED, "confirmation")
    for number, member in enumerate(members, 1):
        on = calendar.day(member.day)
        later = on + dt.timedelta(days=dice.weighted((1, 2, 3), (8, 3, 1)))
        confirmed = not dice.chance(UNCONFIRMED) and later <= calendar.clock_at.date()
        yield {
            "registration_id": units.short_id("Z", number),
            "person_id": member.person.person_id,
            "organisation_id": member.person.organisation_id,
            "area_code": member.area_code,
            "registered_at": calendar.at(on),
            "confirmed_at": calendar.at(later) if confirmed else None,
        }


def pledged(members: list[Member]) -> list[Member]:
    """Return the members who pledged to hold a post."""
    dice = Dice(story.SEED, "pledges")
    return sorted(dice.some(members, story.POSTS), key=lambda member: member.person.person_id)


def service_rows(
    members: list[Member], keen: list[Member], townships: list[Township], calendar: Calendar
) -> Iterator[Row]:
    """Yield one session per outing, signed by the member who led it; some forgot to sign out.

    Most are led by somebody who pledged to, where there is one.
    """
    dice = Dice(story.SEED, "service")
    teams = [code for _, code in units.commando_places(townships)]
    here, willing = _by_place(members), _by_place(keen)
    outings = []
    for _ in range(story.OCCASIONS):
        team = dice.between(1, len(teams))
        day = dice.between(1, len(calendar.days()) - 2)
        start = calendar.at(calendar.day(day), dice.pick((450, 480, 510, 540, 840, 870, 1080)))
        length = minutes(dice.between(3, 8) * 30)
        place = teams[team - 1]
        leader = dice.pick(willing[place] if place in willing and dice.chance(LED_BY_PLEDGED) else here[place])
        task = dice.weighted(TASKS, TASK_WEIGHTS)
        outings.append((start, team, leader, length, task, dice.chance(0.03)))
    outings.sort(key=lambda outing: (outing[0], outing[1], outing[2].person.person_id, outing[3]))
    for number, (start, team, leader, length, task, forgot) in enumerate(outings, 1):
        yield {
            "service_id": f"F{number:04d}",
            "person_id": leader.person.person_id,
            "organisation_id": units.commando_id(team),
            "area_code": leader.area_code,
            "task_kind": task,
            "started_at": start,
            "ended_at": None if forgot else start + length,
        }


def _by_place(members: list[Member]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(member.area_code, []).append(member)
    return found


def strength_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield how many volunteers each commando team has; together as many as were published and a few more."""
    dice = Dice(story.SEED, "strength")
    sizes = [dice.between(9, 19) for _ in range(story.COMMANDO_TEAMS)]
    step = 1 if sum(sizes) < story.VOLUNTEERS else -1
    for number in range(abs(story.VOLUNTEERS - sum(sizes))):
        sizes[number % len(sizes)] += step
    for number, people in enumerate(sizes, 1):
        yield {
            "strength_return_id": f"SR{number:03d}",
            "organisation_id": units.commando_id(number),
            "person_class": "volunteer",
            "people": people,
            "counted_on": calendar.day(10),
        }


def pledge_rows(keen: list[Member], calendar: Calendar) -> Iterator[Row]:
    """Yield the posts members pledged to hold; a few gave theirs back."""
    dice = Dice(story.SEED, "pledged posts")
    for number, member in enumerate(keen, 1):
        pledged_at = calendar.at(calendar.day(member.day + dice.between(1, 3)), dice.between(18, 36) * 30)
        row = {
            "pledged_post_id": f"PP{number:03d}",
            "person_id": member.person.person_id,
            "organisation_id": None,
            "area_code": member.area_code,
            "pledge_kind": dice.weighted(KINDS, (5, 3, 4)),
            "pledged_at": pledged_at,
        }
        yield row
        if dice.chance(0.03):
            yield row | {"ended_at": pledged_at + dt.timedelta(days=6)}


def spot_check_rows(communities: list[Community], calendar: Calendar) -> Iterator[Row]:
    """Yield spot checks of a village's members at their village."""
    dice = Dice(story.SEED, "spot checks")
    for number in range(1, 61):
        place = dice.between(1, len(communities))
        checked_at = calendar.at(calendar.day(dice.between(4, 18)), dice.between(540, 1230))
        people, presence = dice.between(6, 20), 0.82 + 0.18 * dice.share()
        yield {
            "spot_check_id": f"I{number:02d}",
            "organisation_id": units.party_id(place),
            "area_code": communities[place - 1].code,
            "check_channel": dice.weighted(("phone", "site", "community_report"), (5, 4, 3)),
            "checked_at": checked_at,
            "people_checked": people,
            "people_found": sum(dice.chance(presence) for _ in range(people)),
            "recorded_at": checked_at + minutes(dice.between(20, 90)),
        }
