"""Which place a wall shows next, which scene tells why, and for how long: the worst first, nobody forgotten."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

LONGEST = 2.0
"""The longest turn, in calm turns."""
SLACK = 2.0
"""A round of longest turns takes at most this part of the promised interval; the rest is room for alarms."""
SHORTEST = 5.0
"""Seconds below which nobody can read a screen."""

Reason = Literal["alarm", "waiting", "worst", "changed", "turn"]


@dataclass(frozen=True)
class Place:
    """A place of the rota. `severity`: 0 quiet, 1 watch or unknown, 2 act; `change`: how much differs, 0 to 1.

    `scene` is the one that explains why it is the place's turn.
    """

    code: str
    severity: int = 0
    change: float = 0.0
    is_new_alarm: bool = False
    scene: str = "situation"


@dataclass(frozen=True)
class Turn:
    """One place on the screen: how many seconds, why it is its turn, and the scene that explains it."""

    code: str
    seconds: float
    reason: Reason
    scene: str = "situation"


@dataclass(frozen=True)
class Round:
    """What a wall remembers: when it began, when each place was last shown, who had a turn in this round.

    `last` has the screen; `interrupted` is whom an alarm took it from.
    """

    began_at: float
    shown: Mapping[str, float] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    interrupted: str | None = None
    last: str | None = None


def pace(n_places: int, calm: float, interval: float) -> tuple[float, float]:
    """Return (seconds of a calm turn, seconds within which every place appears) that can be kept.

    Parameters
    ----------
    n_places
        How many places share the screen.
    calm
        Wished seconds of a calm turn; shortened where too many places share the interval.
    interval
        Wished seconds within which every place appears; lengthened where even the shortest turns do not fit.
    """
    round_of_longest = max(n_places, 1) * LONGEST * SLACK
    kept = max(min(calm, interval / round_of_longest), SHORTEST)
    return kept, max(interval, kept * round_of_longest)


def next_turn(places: Sequence[Place], past: Round, now: float, calm: float, interval: float) -> tuple[Turn, Round]:
    """Choose who comes next; the same places and past give the same turn.

    A new alarm takes the screen and hands it back to whom it interrupted. Otherwise a round goes from the
    worst to the quietest; whoever would be seen later than promised comes first. Deadlines stay feasible:
    in the order of their deadlines, the k-th place can always still be shown in time after k longest turns.

    Raises
    ------
    ValueError
        There are no places.
    """
    if not places:
        raise ValueError("a rota needs at least one place")
    calm, interval = pace(len(places), calm, interval)
    shown = {place.code: past.shown.get(place.code, past.began_at) for place in places}
    due = sorted(places, key=lambda place: (shown[place.code], place.code))
    done = past.done if any(place.code not in past.done for place in places) else frozenset()
    waiting = [place for place in places if place.code not in done]
    ranked = sorted(waiting, key=lambda place: (-place.severity, -place.change, place.code))
    alarms = sorted((place for place in places if place.is_new_alarm), key=lambda place: place.code)
    back = [place for place in places if place.code == past.interrupted]
    chosen, reason = ranked[0], _why(ranked[0])
    if alarms:
        chosen, reason = alarms[0], "alarm"
    elif back:
        chosen, reason = back[0], "turn"
    if not _leaves_time(chosen, due, shown, now, calm, interval):
        chosen, reason = due[0], "waiting"
    interrupted = (past.interrupted or past.last) if reason == "alarm" else None
    turn = Turn(chosen.code, calm * weight(chosen), reason, chosen.scene)
    return turn, Round(past.began_at, shown | {chosen.code: now}, done | {chosen.code}, interrupted, chosen.code)


def upcoming(
    places: Sequence[Place], past: Round, now: float, calm: float, interval: float, n: int
) -> Iterator[Turn]:
    """Yield the next `n` turns as they would come if nothing changed."""
    for _ in range(n):
        turn, past = next_turn(places, past, now, calm, interval)
        places = [replace(place, is_new_alarm=False) if place.code == turn.code else place for place in places]
        now += turn.seconds
        yield turn


def weight(place: Place) -> float:
    """Return how long a place stays, in calm turns: half for its severity, half for its change."""
    return 1 + (LONGEST - 1) * (min(place.severity, 2) / 2 + min(max(place.change, 0.0), 1.0)) / 2


def _why(place: Place) -> Reason:
    if place.severity >= 1:
        return "worst"
    return "changed" if place.change > 0 else "turn"


def _leaves_time(
    chosen: Place, due: Sequence[Place], shown: Mapping[str, float], now: float, calm: float, interval: float
) -> bool:
    others = [place for place in due if place.code != chosen.code]
    longest = calm * LONGEST
    return all(
        shown[place.code] + interval >= now + (number + 1) * longest for number, place in enumerate(others)
    )
