"""Rosters: who is planned at which post on which shift, day after day."""

import datetime as dt
from dataclasses import dataclass

from data.build.dice import Dice
from data.build.people import Person, Worker
from data.build.posts import Post
from data.build.times import Calendar

# A thin roster leaves second people out before first ones, and nights before days.
HARDER = {"day": 0.0, "evening": 0.45, "night": 0.75}


@dataclass
class Duty:
    """One person planned on one shift; what really happened is filled in later."""

    person: Person
    post: Post
    role: str
    shift_code: str
    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    came_at: dt.datetime | None = None
    left_at: dt.datetime | None = None


@dataclass(frozen=True)
class Slot:
    """One of the people a post needs on a shift; the lower `order`, the sooner it is filled."""

    post: Post
    shift_code: str
    order: float


@dataclass
class Hand:
    """A worker, and what they did last."""

    worker: Worker
    days_on: int
    last: Slot | None = None
    free_at: dt.datetime | None = None

    def fits(self, slot: Slot) -> bool:
        """Whether the worker may stand at the post of `slot`."""
        return self.worker.post_id in (None, slot.post.checkpoint_id)

    def repeats(self, slot: Slot) -> bool:
        """Whether `slot` is at the same post and shift as last time."""
        return self.last is not None and (self.last.post, self.last.shift_code) == (
            slot.post,
            slot.shift_code,
        )


def plan(posts: list[Post], workers: list[Worker], calendar: Calendar, seed: int) -> list[Duty]:
    """Plan every day to the one after the clock, township by township and role by role."""
    duties: list[Duty] = []
    pools: dict[tuple[str, str], list[Worker]] = {}
    for worker in workers:
        pools.setdefault((worker.township_code, worker.role), []).append(worker)
    for (township_code, role), pool in sorted(pools.items()):
        dice = Dice(seed, f"roster {township_code} {role}")
        hands = [Hand(worker, dice.between(0, 4)) for worker in pool]
        own = [post for post in posts if post.township_code == township_code]
        slots = _slots(own, role, calendar, dice)
        for day in calendar.days(ahead=1):
            duties += _plan_day(day, slots, role, hands, calendar)
    return duties


def _slots(posts: list[Post], role: str, calendar: Calendar, dice: Dice) -> list[tuple[Slot, int]]:
    """Return every slot that may be needed, with its number among the people of its shift."""
    return [
        (Slot(post, shift_code, 0.8 * number + HARDER.get(shift_code, 0.0) + 0.8 * dice.share()), number)
        for post in posts
        for shift_code in calendar.shifts
        for number in range(max((n.people for n in post.needs if n.role == role), default=0))
    ]


def _plan_day(
    day: dt.date,
    slots: list[tuple[Slot, int]],
    role: str,
    hands: list[Hand],
    calendar: Calendar,
) -> list[Duty]:
    open_slots = [slot for slot, n in slots if n < slot.post.needed(day, slot.shift_code).get(role, 0)]
    open_slots.sort(key=lambda slot: slot.order)
    ready = [hand for hand in hands if _ready(hand, day)]
    bound = [hand for hand in ready if hand.worker.post_id]
    free = [hand for hand in ready if not hand.worker.post_id]
    placed = _match(bound, open_slots, day, calendar)
    taken = {id(slot) for _, slot in placed}
    left = [slot for slot in open_slots if id(slot) not in taken]
    placed += _match(free, left[: len(free)], day, calendar)
    duties = []
    for hand, slot in placed:
        starts_at, ends_at = calendar.bounds(day, slot.shift_code)
        hand.last, hand.free_at = slot, ends_at
        hand.days_on += 1
        duties.append(Duty(hand.worker.person, slot.post, role, slot.shift_code, day, starts_at, ends_at))
    busy = {id(hand) for hand, _ in placed}
    for hand in hands:
        if id(hand) not in busy:
            hand.days_on = 0
    return duties


def _ready(hand: Hand, day: dt.date) -> bool:
    worker = hand.worker
    here = worker.from_on <= day and (worker.to_on is None or day <= worker.to_on)
    return here and (worker.days_before_rest is None or hand.days_on < worker.days_before_rest)


def _match(
    hands: list[Hand],
    slots: list[Slot],
    day: dt.date,
    calendar: Calendar,
) -> list[tuple[Hand, Slot]]:
    """Give people slots: the one they had, else one with 11 hours of rest before, else with 8."""
    waiting = list(hands)
    placed: list[tuple[Hand, Slot]] = []
    for rule in ("same", 11, 8):
        for slot in slots:
            if any(slot is taken for _, taken in placed):
                continue
            starts_at = calendar.bounds(day, slot.shift_code)[0]
            for hand in waiting:
                if not hand.fits(slot):
                    continue
                rested = starts_at - (hand.free_at or starts_at - dt.timedelta(days=2))
                if hand.repeats(slot) if rule == "same" else rested >= dt.timedelta(hours=int(rule)):
                    placed.append((hand, slot))
                    waiting.remove(hand)
                    break
    return placed
