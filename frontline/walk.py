"""How a wall goes from one scene and place to the next: along a playlist, or as the data say; an alarm comes first.

Nothing here knows a screen. `Walk.decide` is asked in every run; the address carries what is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from frontline.playlist import Item, Playlist, step
from frontline.rota import LONGEST, Place, Reason, Round, Turn, next_turn, pace, upcoming, weight

ALARM_SECONDS = 40.0
"""How long an alarm holds the screen of a wall that follows a playlist: the longest turn of a wall that does not."""
BACK = 50
"""Turns that can be gone back to where there is no playlist."""


@dataclass(frozen=True)
class Show:
    """What stands on the screen: a scene about a place (None: everywhere), at a position of a playlist (0: none)."""

    scene: str
    area: str | None
    at: int = 0


@dataclass(frozen=True)
class Alarm:
    """A grave alarm that nobody has noted, the place it takes the screen for and the scene that explains it."""

    code: str
    scene: str
    area: str


@dataclass
class Walk:
    """What a wall remembers between two runs. A reload begins anew from the address.

    `seen` are the alarms that need not take the screen again; None before the first look.
    """

    play: Playlist
    past: Round
    seen: frozenset[str] | None = None
    before: list[Show] = field(default_factory=list)
    reason: Reason = "turn"
    turns: int = 0

    def decide(
        self, shown: Show, by: int, alarms: Sequence[Alarm] | None, places: Sequence[Place], now: float, *,
        is_held: bool = False,
    ) -> Show:
        """Return what shall be on the screen: `shown` unless it is somebody else's turn.

        Parameters
        ----------
        by
            1 to go on, -1 to go back, 0 for neither.
        alarms
            Those that wait now; None when that is not known, which changes nothing.
        places
            Those that share the screen; only where there is no playlist.
        is_held
            Somebody has stopped the wall: alarms wait until it goes on.
        """
        is_first = self.seen is None
        if alarms is not None:
            waiting = frozenset(alarm.code for alarm in alarms)
            self.seen = waiting if is_first else self.seen & waiting
        new = [alarm for alarm in alarms or () if alarm.code not in self.seen] if not is_held else []
        wanted = self._chosen(shown, by, new, places, now, is_first=is_first) if self.play.is_auto else \
            self._listed(shown, by, new, is_first=is_first)
        if wanted is None:
            return shown
        self.seen = (self.seen or frozenset()) | {alarm.code for alarm in new if alarm.area == wanted.area}
        self.turns += 1
        return wanted

    def _listed(self, shown: Show, by: int, new: Sequence[Alarm], *, is_first: bool) -> Show | None:
        at = step(shown.at, 0, len(self.play.items))
        item = self.play.items[at - 1]
        here = Show(item.scene, item.place, at)
        if new:
            self.reason = "alarm"
            return Show(new[0].scene, new[0].area, at)
        if not by and not is_first:
            return None
        self.reason = "turn"
        # An alarm, or whoever else took the screen, hands it back to the item it interrupted.
        if is_first or shown != here:
            return here
        at = step(at, by, len(self.play.items))
        item = self.play.items[at - 1]
        return Show(item.scene, item.place, at)

    def _chosen(
        self, shown: Show, by: int, new: Sequence[Alarm], places: Sequence[Place], now: float, *, is_first: bool
    ) -> Show | None:
        if is_first and any(place.code == shown.area for place in places):
            self.past = Round(now, {shown.area: now}, frozenset({shown.area}), last=shown.area)
            return None
        if by < 0:
            if not self.before:
                return None
            self.reason, back = "turn", self.before.pop()
            self.past = replace(self.past, last=back.area)
            return back
        turn, past = next_turn(ringing(places, new), self.past, now, self.calm, self.interval)
        if not by and not is_first and turn.reason != "alarm":
            return None
        if not is_first:
            self.before = [*self.before, shown][-BACK:]
        self.past, self.reason = past, turn.reason
        return Show(turn.scene, turn.code)

    @property
    def calm(self) -> float:
        """Wished seconds of a calm turn."""
        return float(self.play.items[0].seconds)

    @property
    def interval(self) -> float:
        """Wished seconds within which every place appears."""
        return 60.0 * self.play.every

    def seconds(self, shown: Show, places: Sequence[Place]) -> float:
        """Return how long what is shown stays."""
        items = self.play.items
        if not self.play.is_auto:
            return ALARM_SECONDS if self.reason == "alarm" else float(items[step(shown.at, 0, len(items)) - 1].seconds)
        calm, _ = pace(len(places), self.calm, self.interval)
        return calm * next((weight(place) for place in places if place.code == shown.area), LONGEST)

    def coming(self, places: Sequence[Place], now: float, n: int) -> Iterator[Turn]:
        """Yield the next turns of a wall without a playlist, as they would come if nothing changed."""
        return upcoming(places, self.past, now, self.calm, self.interval, n)

    def listed(self, shown: Show, n: int) -> list[Item]:
        """Return the items that follow what is shown; after an alarm the one it interrupted comes first."""
        items = self.play.items
        at = step(shown.at, 0, len(items))
        first = 0 if shown != Show(items[at - 1].scene, items[at - 1].place, at) else 1
        return [items[step(at, first + more, len(items)) - 1] for more in range(min(n, len(items) - first))]


def ringing(places: Sequence[Place], new: Sequence[Alarm]) -> list[Place]:
    """Mark the places that have a new alarm, with the scene that explains it."""
    scenes = {alarm.area: alarm.scene for alarm in reversed(new)}
    return [
        replace(place, is_new_alarm=True, severity=2, scene=scenes[place.code]) if place.code in scenes else place
        for place in places
    ]
