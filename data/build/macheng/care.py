"""Care: donations, funds in and out, masks given out, phone calls, commendations. Totals are published."""

from collections.abc import Iterator

from data.build.dice import Dice
from data.build.macheng import story, units
from data.build.places import Township
from data.build.tables import Row
from data.build.times import Calendar

# Kind of fund, who gave it, the published total, in how many gifts.
FUNDS = (
    ("donation", units.CHAMBER, story.CHAMBER_YUAN, 24),
    ("donation", units.PARK, story.PARK_YUAN, 16),
    ("party_dues", units.ORGANISATION_DEPARTMENT, story.DUES_YUAN, 8),
)
PROTECTIVE_SUITS = 4200
# Shares of the masks and of the dues that had been passed on by the clock.
MASKS_ISSUED, DUES_SPENT = 0.78, 0.64


def _shared(total: int, count: int, dice: Dice, unit: int) -> list[int]:
    """Share `total` into `count` uneven parts, multiples of `unit` but for the last."""
    shares = [0.3 + dice.share() for _ in range(count)]
    parts = [int(total * share / sum(shares) / unit) * unit for share in shares[:-1]]
    return [*parts, total - sum(parts)]


def fund_rows(townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield what was given, and what of the party dues went on to the townships."""
    dice = Dice(story.SEED, "funds")
    moves = [
        (kind, "in", story.COUNTY, giver, yuan, dice.between(0, 17))
        for kind, giver, total, count in FUNDS
        for yuan in _shared(total, count, dice, 1000)
    ]
    spent = _shared(int(story.DUES_YUAN * DUES_SPENT), len(townships), dice, 1000)
    moves += [
        ("party_dues", "out", t.code, units.office_id(n), yuan, 10 + n % 9)
        for n, (t, yuan) in enumerate(zip(townships, spent, strict=True), 1)
    ]
    for number, (kind, flow, code, unit, yuan, day) in enumerate(sorted(moves, key=lambda m: m[5]), 1):
        yield {
            "fund_movement_id": f"FM{number:03d}",
            "fund_kind": kind,
            "fund_flow": flow,
            "area_code": code,
            "organisation_id": unit,
            "yuan": yuan,
            "moved_on": calendar.day(day),
            "fund_purpose": "visit" if flow == "out" else None,
        }


def supply_rows(townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield the gifts in kind, and what went on to the townships day by day."""
    dice = Dice(story.SEED, "supplies")
    moves = []
    for kind, total in (("mask", story.CHAMBER_MASKS), ("protective_suit", PROTECTIVE_SUITS)):
        gifts = _shared(total, 20, dice, 100)
        moves += [(kind, "donated", story.COUNTY, units.CHAMBER, gift, dice.between(0, 16)) for gift in gifts]
        out = _shared(int(total * MASKS_ISSUED), len(townships) * 6, dice, 10)
        moves += [
            (kind, "issued", townships[n % len(townships)].code, None, quantity, 1 + n % 19)
            for n, quantity in enumerate(out)
        ]
    for number, (kind, flow, code, unit, quantity, day) in enumerate(sorted(moves, key=lambda m: m[5]), 1):
        yield {
            "supply_movement_id": f"SM{number:03d}",
            "supply_kind": kind,
            "supply_flow": flow,
            "area_code": code,
            "organisation_id": unit,
            "quantity": quantity,
            "moved_at": calendar.at(calendar.day(day), dice.between(32, 70) * 15),
        }


def care_rows(townships: list[Township], calendar: Calendar) -> Iterator[Row]:
    """Yield one call to the secretary of every village and community, township by township, and visits to families."""
    dice = Dice(story.SEED, "care")
    number = 0
    for n, township in enumerate(townships):
        done = [("phone", len(township.communities), 12 + n % 4)]
        done += [("family_visit", dice.between(5, 9), 14)] if n % 5 == 0 else []
        for kind, people, day in done:
            number += 1
            yield {
                "care_measure_id": f"CM{number:03d}",
                "care_kind": kind,
                "area_code": township.code,
                "organisation_id": units.ORGANISATION_DEPARTMENT,
                "people": people,
                "done_at": calendar.at(calendar.day(day), dice.between(33, 72) * 15),
            }


def honour_rows(calendar: Calendar) -> Iterator[Row]:
    """Yield the first commendation, as published."""
    for number, (recipient, count) in enumerate(story.COMMENDED, 1):
        yield {
            "commendation_id": f"CD{number}",
            "honour_kind": "commendation",
            "recipient_kind": recipient,
            "area_code": story.COUNTY,
            "recipients": count,
            "awarded_on": calendar.day(17),
        }
