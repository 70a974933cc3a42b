"""People under pseudonyms: the staff register, and who of it is there for duty."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from data.build.tables import Row
from data.build.times import Calendar

# A pool that gives everyone one day off in seven needs seven people for six slots.
RELIEF = 7 / 6


@dataclass(frozen=True)
class Person:
    """A person as the staff register holds them."""

    person_id: str
    organisation_id: str
    person_class: str
    home_area_code: str


@dataclass
class Worker:
    """A person available for duty in one township and role; `post_id` binds them to one post.

    `days_before_rest` is how long they go on without a day off; None means without end.
    """

    person: Person
    township_code: str
    role: str
    from_on: dt.date
    to_on: dt.date | None = None
    post_id: str | None = None
    days_before_rest: int | None = 6


def person_rows(people: list[Person], workers: list[Worker], calendar: Calendar) -> Iterator[Row]:
    """Yield the register: staff before the first wave, local staff when their posts open."""
    early = calendar.at(calendar.first_on - dt.timedelta(days=2), 1080)
    opened = {w.person.person_id: w.from_on for w in workers}
    for person in people:
        from_on = opened.get(person.person_id)
        yield {
            "person_id": person.person_id,
            "organisation_id": person.organisation_id,
            "person_class": person.person_class,
            "home_area_code": person.home_area_code,
            "recorded_at": calendar.at(from_on - dt.timedelta(days=1), 420) if from_on else early,
        }
