"""Supervision of the five districts: visits and what was checked."""

from collections.abc import Iterator

from data.build.dice import Dice
from data.build.pingdingshan import story
from data.build.places import Township
from data.build.tables import Row
from data.build.times import Calendar, minutes
from data.build.visits import Visit

TEAMS = [f"DZ{n}" for n in range(story.MERGED_TEAMS + 1)]
STARTS = (465, 510, 560, 610, 660, 840, 890, 940, 990, 1120)
NIGHT_STARTS = (1330, 1375)
TOPICS = (
    "mask",
    "temperature",
    "registration",
    "distance",
    "gate_closed",
    "sampling_order",
    "staff_on_post",
    "publicity",
)
SITES = {"sampling_order": "sampling_site", "gate_closed": "compound"}


def make_visits(townships: list[Township], calendar: Calendar) -> list[Visit]:
    """Send seven teams round: every township and every community at least once, many again, and a leader a day."""
    dice = Dice(story.SEED, "visits")
    communities = [c.code for t in townships for c in t.communities]
    first = dice.shuffled([t.code for t in townships] + communities)
    again = dice.shuffled(communities)
    visits = []
    for day in calendar.days():
        for team in TEAMS:
            starts = [m for m in STARTS if dice.chance(0.86)] + [m for m in NIGHT_STARTS if dice.chance(0.28)]
            for minute in starts:
                start = calendar.at(day, minute + dice.between(0, 12))
                end = start + minutes(dice.between(18, 32))
                if end > calendar.clock_at - minutes(30):
                    continue
                place = (
                    first.pop()
                    if first
                    else again[len(visits) % len(again)]
                    if dice.chance(0.8)
                    else dice.pick(communities)
                )
                visits.append(Visit(team, "wartime", place, start, end, dice.chance(0.52)))
        start = calendar.at(day, dice.pick((600, 905, 1090)))
        visits.append(Visit("LD", "leader", dice.pick(communities), start, start + minutes(40), is_unannounced=True))
    if first:
        message = f"{len(first)} places were never visited"
        raise ValueError(message)
    visits.sort(key=lambda v: (v.arrived_at, v.organisation_id))
    for number, visit in enumerate(visits, 1):
        visit.visit_id = f"N{number:03d}"
    return visits


def item_rows(visits: list[Visit]) -> Iterator[Row]:
    """Yield what was checked: two topics a visit."""
    dice = Dice(story.SEED, "items")
    number = 0
    for visit in visits:
        for topic in dice.some(TOPICS, 2):
            number += 1
            checked = dice.between(1, 5)
            yield {
                "check_item_id": f"M{number:04d}",
                "visit_id": visit.visit_id,
                "site_kind": SITES.get(topic, "post"),
                "sites_checked": checked,
                "sites_failed": sum(dice.chance(0.11) for _ in range(checked)),
                "check_topic": topic,
                "demand": None,
                "recorded_at": visit.left_at + minutes(10),
            }
