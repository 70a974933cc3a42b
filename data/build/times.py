"""The days, shifts and clock of a deployment, as its deployment.toml gives them."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Calendar:
    """From the first day on duty to the moment at which the sample stands still."""

    first_on: dt.date
    clock_at: dt.datetime
    shifts: dict[str, tuple[int, int]]
    said_in_settings: frozenset[str] = frozenset()
    """Tables for which the settings say when their rows were recorded."""

    def at(self, day: dt.date, minute: int = 0) -> dt.datetime:
        """Return the moment `minute` minutes after 00:00 of `day`."""
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=self.clock_at.tzinfo)
        return midnight + dt.timedelta(minutes=minute)

    def day(self, number: int) -> dt.date:
        """Return the day `number` days after the first."""
        return self.first_on + dt.timedelta(days=number)

    def days(self, ahead: int = 0) -> list[dt.date]:
        """List the days to the clock, and `ahead` more."""
        count = (self.clock_at.date() - self.first_on).days + 1 + ahead
        return [self.day(number) for number in range(count)]

    def bounds(self, day: dt.date, shift_code: str) -> tuple[dt.datetime, dt.datetime]:
        """Return when a shift of `day` begins and ends."""
        starts, ends = self.shifts[shift_code]
        return self.at(day, starts), self.at(day, ends)


def read_calendar(folder: Path) -> Calendar:
    """Read the calendar of the deployment in `folder`."""
    with (folder / "deployment.toml").open("rb") as file:
        settings = tomllib.load(file)
    shifts = {s["shift_code"]: (s["starts_minute"], s["ends_minute"]) for s in settings["shift"]}
    return Calendar(settings["first_on"], settings["clock_at"], shifts, frozenset(settings.get("recorded_at", ())))


def minutes(count: float) -> dt.timedelta:
    """Return a span of `count` minutes, to the whole second."""
    return dt.timedelta(seconds=round(count * 60))
