"""Assumptions of a what-if as they stand in an address, and as a plan that is kept."""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Mapping

import pandas as pd

from frontline.catalogue import tables
from frontline.deployment import read_deployment
from frontline.derived import derived
from frontline.door import Outcome, hand_in
from frontline.scenario import Assumptions
from frontline.scope import Scope
from frontline.words import Language

TABLE = "plan"
MOST_ADDED, LENGTHS = 1000, (8, 12)


@derived
def posts_of(planned: pd.DataFrame) -> dict[str, str]:
    """Return the names of the checkpoints whose plan is known, by code."""
    known = planned.dropna(subset=["people_planned"])
    return dict(zip(known["checkpoint_id"], known["checkpoint_name"], strict=True))


@derived
def roles_of(planned: pd.DataFrame) -> list[str]:
    """Return the roles of which a plan is known."""
    return sorted(set(planned.dropna(subset=["people_planned"])["role"]))


def read_assumptions(
    address: Mapping[str, str], checkpoints: Iterable[str], roles: Iterable[str], *, is_rested: bool
) -> Assumptions:
    """Read assumptions from address parameters; what is no number, out of range or not known here is not assumed."""
    known, ids = set(checkpoints), address.get("close", "").split(" ")
    hours, role = _whole(address.get("hours"), 24), address.get("role")
    return Assumptions(
        people_added=_whole(address.get("add"), MOST_ADDED),
        role=role if role in set(roles) else None,
        closed=tuple(dict.fromkeys(post for post in ids if post in known)),
        shift_hours=hours if hours in LENGTHS else None,
        ill_share=_whole(address.get("ill"), 100) / 100,
        is_rested=is_rested,
    )


def _whole(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() else 0


def address_of(assumed: Assumptions) -> dict[str, str | None]:
    """Return the address parameters of assumptions; None where nothing is assumed."""
    return {
        "add": str(assumed.people_added) if assumed.people_added else None,
        "role": assumed.role,
        "close": " ".join(assumed.closed) or None,
        "hours": str(assumed.shift_hours) if assumed.shift_hours else None,
        "ill": str(round(assumed.ill_share * 100)) if assumed.ill_share else None,
        "rest": "1" if assumed.is_rested else None,
    }


def address_of_plan(row: Mapping[str, object]) -> dict[str, str | None]:
    """Return the address parameters at which a saved plan (a row of plan_list) is open again, with place and shift."""
    given = {name: None if pd.isna(value) else value for name, value in row.items()}
    assumed = Assumptions(
        int(given["people_added"]), given["role"], tuple((given["closed_checkpoints"] or "").split()),
        int(given["shift_hours"]) if given["shift_hours"] else None, float(given["ill_share"]),
        bool(given["is_rested"]),
    )
    return address_of(assumed) | {
        "area": None if given["checkpoint_id"] else given["area_code"], "post": given["checkpoint_id"],
        "on": given["duty_on"].date().isoformat(), "shift": given["shift_code"],
    }


def save_plan(scope: Scope, assumed: Assumptions, name: str, duty_post: str, language: Language) -> Outcome:
    """Write a plan to the journal by the same door as every file, and publish; faults come back as of any file.

    A demonstration stands still: its plans are dated by its own clock.
    """
    deployment = read_deployment(scope.deployment_id)
    at = (deployment.clock_at or dt.datetime.now(deployment.zone)).replace(microsecond=0)
    values = (
        name, scope.area_code if scope.checkpoint_id is None else None, scope.checkpoint_id, scope.duty_on.isoformat(),
        scope.shift_code, assumed.people_added, assumed.role, " ".join(assumed.closed), assumed.shift_hours,
        assumed.ill_share, "true" if assumed.is_rested else "false", at.isoformat(), duty_post,
    )
    key = hashlib.sha256(repr(values).encode()).hexdigest()[:12]
    table = tables()[TABLE]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([
        [column.heading for column in table.columns],
        [f"T{key}", *("" if value is None else value for value in values)],
    ])
    return hand_in(scope.deployment_id, [(f"{table.title}.csv", text.getvalue().encode())], duty_post, language)
