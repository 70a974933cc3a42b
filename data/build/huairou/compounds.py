"""Compounds: how many in each community, their households, managers and guards, and the checks of their closure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.huairou import story
from data.build.places import Community, Township
from data.build.shares import apportion
from data.build.tables import Row
from data.build.times import Calendar, minutes

# Compounds stand in the residents' communities and in villages of the plain.
PLAIN = (
    story.QUANHE, story.LONGSHAN, story.HUAIROU, story.YANQI, story.MIAOCHENG, story.BEIFANG, story.YANGSONG,
    story.QIAOZI,
)
ENDINGS = ("东里", "西里", "南里", "北里", "一区", "二区", "三区", "家园", "花园", "小区")
PEOPLE_PER_HOUSEHOLD = 2.6
# Days after the first on which every compound is checked; the last time all were closed.
CHECK_DAYS = (1, 6, 11, 13)


@dataclass(frozen=True)
class Compound:
    """A compound under closed management."""

    compound_id: str
    name: str
    area_code: str
    households: int
    gates: int
    has_manager: bool
    has_guards: bool
    is_key_site: bool
    lon: float
    lat: float


def counts(codes: list[str]) -> dict[str, int]:
    """Return how many compounds each community has; together the published number."""
    dice = Dice(story.SEED, "compounds per community")
    with_some = [
        code for code in sorted(codes)
        if not code.startswith(story.OUT_OF_SCOPE) and (code[9] == "0" or (code.startswith(PLAIN) and dice.chance(0.6)))
    ]
    weights = [(5.0 if code[9] == "0" else 0.9) * (0.6 + 0.8 * dice.share()) for code in with_some]
    shares = apportion(weights, story.COMPOUNDS - len(with_some))
    return {code: 1 + share for code, share in zip(with_some, shares, strict=True)}


def _sizes(code: str, count: int) -> list[int]:
    dice = Dice(story.SEED, f"households {code}")
    return [dice.between(120, 780) if code[9] == "0" else dice.between(40, 260) for _ in range(count)]


def households(codes: list[str]) -> dict[str, tuple[int | None, int | None]]:
    """Return households of the residents' communities: those of their compounds, which are invented."""
    return {
        code: (sum(_sizes(code, count)), round(sum(_sizes(code, count)) * PEOPLE_PER_HOUSEHOLD))
        for code, count in counts(codes).items()
        if code[9] == "0"
    }


def build_compounds(townships: list[Township]) -> list[Compound]:
    """Make up the compounds; those without guards hold those without a manager."""
    dice = Dice(story.SEED, "compounds")
    communities = {c.code: c for t in townships for c in t.communities}
    made = [
        (communities[code], size, number)
        for code, count in sorted(counts(list(communities)).items())
        for number, size in enumerate(_sizes(code, count))
    ]
    # The smallest rarely have guards; a manager is lacking most often in villages.
    order = sorted(range(len(made)), key=lambda i: made[i][1] * (0.5 + dice.share()))
    unguarded = set(order[: story.WITHOUT_GUARDS])
    rural = sorted(unguarded, key=lambda i: (made[i][0].is_urban + dice.share(), i))
    unmanaged = set(rural[: story.WITHOUT_MANAGER])
    return [
        Compound(
            f"H{i + 1:03d}",
            _name(community, number),
            community.code,
            size,
            1 + (size > 250) + (size > 600),
            i not in unmanaged,
            i not in unguarded,
            i in unmanaged and dice.chance(0.4),
            round(community.lon + 0.0011 * _turn(number)[0], 5),
            round(community.lat + 0.0009 * _turn(number)[1], 5),
        )
        for i, (community, size, number) in enumerate(made)
    ]


def _turn(number: int) -> tuple[int, int]:
    return ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))[number % 8]


def _name(community: Community, number: int) -> str:
    short = community.short_name.removesuffix("社区").removesuffix("村")
    round_no, place = divmod(number, len(ENDINGS))
    return f"{short}{ENDINGS[place]}{round_no + 1 if round_no else ''}"


def compound_rows(compounds: list[Compound], calendar: Calendar) -> Iterator[Row]:
    """Yield the compounds as they were listed before the first day."""
    for c in compounds:
        yield {
            "compound_id": c.compound_id,
            "compound_name": c.name,
            "area_code": c.area_code,
            "households": c.households,
            "population": round(c.households * PEOPLE_PER_HOUSEHOLD),
            "gates": c.gates,
            "has_manager": c.has_manager,
            "has_guards": c.has_guards,
            "is_key_site": c.is_key_site,
            "lon": c.lon,
            "lat": c.lat,
            "recorded_at": calendar.at(calendar.first_on - dt.timedelta(days=2), 1080),
        }


def check_rows(compounds: list[Compound], calendar: Calendar) -> Iterator[Row]:
    """Yield the checks: more closed each time, all in the end, though not everywhere with the three questions asked."""
    dice = Dice(story.SEED, "compound checks")
    opened = {c.compound_id for c in dice.some([c for c in compounds if not c.has_guards], story.OPENED_AGAIN)}
    failing = [c for c in compounds if not c.has_guards and c.area_code.startswith((story.YANQI, story.MIAOCHENG))]
    failed = {c.compound_id for c in dice.some(failing, story.GATE_RULE_FAILED)}
    number = 0
    for turn, day in enumerate(CHECK_DAYS):
        for c in compounds:
            last = turn == len(CHECK_DAYS) - 1
            # On the last day those that were in order are not visited again.
            if last and c.compound_id not in opened and not dice.chance(0.3):
                continue
            closed = last or not (dice.chance((0.16, 0.05, 0.0)[turn]) or (turn == 2 and c.compound_id in opened))
            met = c.compound_id not in failed if turn > 1 else dice.chance(0.72 + 0.12 * turn)
            checked_at = calendar.at(calendar.day(day), dice.between(96, 228) * 5)
            number += 1
            yield {
                "compound_check_id": f"CC{number:04d}",
                "compound_id": c.compound_id,
                "checked_at": checked_at,
                "is_closed": closed,
                "gates_open": 1 if closed else min(c.gates, 2),
                "is_gate_rule_met": met,
                "recorded_at": checked_at + minutes(15),
            }


def zone_rows(compounds: list[Compound], calendar: Calendar) -> Iterator[Row]:
    """Yield one compound under control and one village under static management, and one that was released."""
    compound = next(c for c in compounds if c.area_code == story.CONTROLLED_COMPOUND_IN)
    for number, (code, compound_id, kind, first, last) in enumerate(
        (
            (compound.area_code, compound.compound_id, "controlled", 5, None),
            (story.STATIC_VILLAGE, None, "static", 9, None),
            (story.MADAOYU, None, "static", 1, 8),
        ),
        1,
    ):
        starts_at = calendar.at(calendar.day(first), 600)
        yield {
            "zone_status_id": f"ZS{number}",
            "area_code": code,
            "compound_id": compound_id,
            "zone_kind": kind,
            "starts_at": starts_at,
            "ends_at": None if last is None else calendar.at(calendar.day(last), 600),
            "recorded_at": (calendar.at(calendar.day(last), 600) if last else starts_at) + minutes(20),
        }
