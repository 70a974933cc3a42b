"""Supervision visits: seventeen rounds of nineteen teams, and a leader who walked every hamlet three times."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.macheng import story, units
from data.build.places import Community, Township
from data.build.tables import Row
from data.build.times import Calendar, minutes
from data.build.visits import Visit

NIGHT, UNANNOUNCED, LEADER_UNANNOUNCED = 0.11, 0.24, 0.6
TOPICS = (
    "mask", "temperature", "registration", "distance", "ledger_order", "publicity", "gate_closed", "staff_on_post",
)
# A place not visited for so many rounds comes first in the next one.
OLDEST_ROUNDS = 5
FORGOTTEN_AFTER = 3


@dataclass(frozen=True)
class Item:
    """What was checked: topic, kind of site, sites checked and failed, what was demanded."""

    topic: str
    site_kind: str
    checked: int
    failed: int
    demand: str | None = None


def make_visits(townships: list[Township], calendar: Calendar) -> list[Visit]:
    """Make up all visits and number them in the order of arrival."""
    visits = [*_rounds(townships, calendar), *_leader(calendar), *_too_often(calendar)]
    visits.sort(key=lambda v: (v.arrived_at, v.organisation_id))
    for number, visit in enumerate(visits, 1):
        visit.visit_id = f"N{number:04d}"
    return visits


def _beats(townships: list[Township]) -> list[list[Community]]:
    """Return the communities each team is sent to in a round: a township, with the zone beside it."""
    beats = {t.code: list(t.communities) for t in townships if t.code not in story.WITH}
    for township in townships:
        if township.code in story.WITH:
            beats[story.WITH[township.code]] += township.communities
    return list(beats.values())


def _rounds(townships: list[Township], calendar: Calendar) -> Iterator[Visit]:
    """Yield the rounds: each team to another beat than last time, places long unseen first, the rest by lot."""
    dice = Dice(story.SEED, "rounds")
    beats = _beats(townships)
    seen: dict[str, int] = {}
    days = [n for n in range(len(calendar.days())) if n not in story.STAYED_IN]
    for turn, number in enumerate(days):
        day = calendar.day(number)
        for team in range(story.TEAMS):
            beat = [
                c for c in beats[(team + 7 * turn) % len(beats)]
                if c.code not in story.FORGOTTEN or turn < FORGOTTEN_AFTER
            ]
            last_day = number == len(calendar.days()) - 1
            night = turn > 1 and not last_day and dice.chance(NIGHT)
            count = 2 if night else min(max(round(len(beat) * 0.27), 4), 9)
            drawn = sorted(beat, key=lambda c: _rank(seen.get(c.code), turn, dice))
            ranked = sorted(drawn, key=lambda c: c.code in seen or c.code not in story.FORGOTTEN)
            minute = 1322 if night else dice.pick((500, 510, 525, 540))
            for place in ranked[:count]:
                seen[place.code] = turn
                stay = dice.between(22, 38)
                start = calendar.at(day, minute)
                minute += stay + dice.between(8, 22)
                yield Visit(
                    units.team_id(team + 1), "dispatch_office", place.code, start, start + minutes(stay),
                    night or dice.chance(UNANNOUNCED), _items(dice),
                )


def _rank(seen: int | None, turn: int, dice: Dice) -> float:
    age = turn + OLDEST_ROUNDS if seen is None else turn - seen
    return -1000 - age - dice.share() if age >= OLDEST_ROUNDS else -dice.share() * age


def _items(dice: Dice) -> list[Item]:
    """Return one or two items of a visit; one in thirty fails."""
    items = []
    for topic in dice.some(TOPICS, 1 + dice.chance(0.25)):
        kind = "post" if topic in ("staff_on_post", "gate_closed") else "household"
        checked = 1 if kind == "post" else dice.between(3, 12)
        items.append(Item(topic, kind, checked, int(dice.chance(0.06))))
    return items


def _leader(calendar: Calendar) -> Iterator[Visit]:
    """Yield the leader's walks: every hamlet of the area three times, a part of it on each day."""
    dice = Dice(story.SEED, "leader")
    codes = [
        f"{code}{number:02d}" for code, (_, count) in story.HAMLETS.items() for number in range(1, count + 1)
    ]
    walk = codes * 3
    share = len(walk) / len(story.LEADER_DAYS)
    for n, number in enumerate(story.LEADER_DAYS):
        minute = 495
        for code in walk[round(n * share) : round((n + 1) * share)]:
            start = calendar.at(calendar.day(number), minute)
            stay = dice.between(14, 26)
            minute += stay + dice.between(6, 14)
            item = Item(dice.pick(("registration", "publicity", "mask")), "hamlet", 1, 0)
            yield Visit(
                units.LEADER, "leader", code, start, start + minutes(stay), dice.chance(LEADER_UNANNOUNCED), [item],
            )


def _too_often(calendar: Calendar) -> Iterator[Visit]:
    """Yield the visits that several teams paid to the same places on the same days, some asking for opposites."""
    for number in story.OVER_VISITED_DAYS:
        asked = {13: "two_gates", 14: "one_gate", 16: "paper_form", 17: "qr_form"}.get(number)
        topic = "gate_closed" if asked in ("one_gate", "two_gates") else "registration"
        for n, minute in enumerate((1080, 1122, 1164)):
            start = calendar.at(calendar.day(number), minute)
            team = units.team_id((number + n) % 3 * 2 + 2)
            item = Item(topic, "post", 1, 0, asked if n == 0 else None)
            yield Visit(team, "dispatch_office", story.OVER_VISITED, start, start + minutes(30), n == 2, [item])
    for number in story.OVER_VISITED_AGAIN_DAYS:
        for n, minute in enumerate((1090, 1135, 1180)):
            start = calendar.at(calendar.day(number), minute)
            item = Item("ledger_order", "household", 4, 0)
            team = units.team_id(9 + 3 * n)
            end = start + minutes(30)
            yield Visit(
                team, "dispatch_office", story.OVER_VISITED_AGAIN, start, end, is_unannounced=False, items=[item]
            )


def item_rows(visits: list[Visit]) -> Iterator[Row]:
    """Yield what was checked."""
    number = 0
    for visit in visits:
        for item in visit.items:
            number += 1
            yield {
                "check_item_id": f"M{number:04d}",
                "visit_id": visit.visit_id,
                "site_kind": item.site_kind,
                "sites_checked": item.checked,
                "sites_failed": item.failed,
                "check_topic": item.topic,
                "demand": item.demand,
                "recorded_at": visit.left_at + minutes(10),
            }
