"""What if: the gap of the coming days under other assumptions, from the roster and the rules of rest.

All head counts are by checkpoint, role and hour, and may be parts of a person: with one in ten ill, a roster of four
stands as 3.6. The steps, in this order:

1. Shifts of another length: whoever is on the roster stands for that long, and goes to the new shifts in proportion
   to the overlap with the old one. Nobody stands where nobody is needed, unless planned so.
2. Rules of rest: the people of one role in one township together stand no more hours than planned or than their rest
   allows, whichever is more; if those who must rest do rest, never more than that. People not known to be rested
   stand as planned and no more.
3. The ill share is taken from everybody on the roster alike.
4. The people of a closed checkpoint fill gaps of their role in their township, at the hours they would have stood.
5. Added people fill what is left, shift by shift, most important checkpoint first. After a shift each of them rests.
   They are sent where somebody is missing first, not where most are missing later: with them, a larger gap early can
   leave a slightly smaller one in all.

A gap is need minus people, never below zero and never netted between checkpoints or roles, as in M03.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from frontline.stretches import Array, added_up, overlap

DAY = 24
CLOSE = 1e-9


@dataclass(frozen=True)
class Assumptions:
    """What is assumed. Nothing set is the plan itself; `shift_hours` None keeps the shifts of the roster.

    `role` limits the added people to one role; `is_rested` lets everybody rest who must.
    """

    people_added: int = 0
    role: str | None = None
    closed: tuple[str, ...] = ()
    shift_hours: int | None = None
    ill_share: float = 0.0
    is_rested: bool = False


@dataclass(frozen=True)
class Rules:
    """Norms: hours looked ahead, least rest, most hours a day and a week; up to which priority a post is critical."""

    outlook_hours: float
    rest_between_hours: float
    day_hours_max: float
    week_hours_max: float
    critical_priority: float

    def spacing(self, length: float) -> int:
        """Return from how many shifts of `length` hours in a row one person can stand only one."""
        return math.ceil((length + self.rest_between_hours) / length - CLOSE)

    def shifts_at_most(self, length: float) -> int:
        """Return how many shifts of `length` hours one person may stand in a week."""
        return max(math.floor(self.week_hours_max / length + CLOSE), 1)


@dataclass(frozen=True)
class Facts:
    """The plan by hour: `cells` has one row per checkpoint and role, the rows of `need` and `plan` stand in its order.

    By township and role (in the order of `pools`), `people` may stand the hours `allowed` up to each day's end; of the
    share `unknown` it is not known. `starts`, `ends`, `cell` and `planned` are the shifts of the roster one by one.
    """

    cells: pd.DataFrame
    need: Array
    plan: Array
    pools: list[tuple[str, str]]
    pool: Array
    allowed: Array
    people: Array
    unknown: Array
    starts: Array
    ends: Array
    cell: Array
    planned: Array
    noon: float

    @property
    def hours(self) -> int:
        """The number of hours looked ahead."""
        return self.need.shape[1]

    @property
    def usual_length(self) -> float:
        """The length of shift that most people of the roster stand; 8 hours where nobody is on it."""
        lengths = np.round(self.ends - self.starts, 3)
        counted = pd.Series(self.planned).groupby(lengths).sum()
        return float(counted.idxmax()) if counted.sum() > 0 else 8.0


@dataclass(frozen=True)
class Outlook:
    """What follows by cell and hour: people needed, people standing, people whom the rules of rest refuse."""

    need: Array
    staff: Array
    refused: Array
    length: float

    @property
    def refused_hours(self) -> float:
        """The hours that the rules of rest refuse."""
        return float(self.refused.sum())

    @property
    def gap(self) -> Array:
        """People missing by cell and hour."""
        return np.maximum(self.need - self.staff, 0)


def read_facts(planned: pd.DataFrame, strength: pd.DataFrame, rules: Rules) -> Facts:
    """Lay the answers of planned_by_checkpoint_shift and strength_by_township_role on an axis of hours.

    Checkpoints whose plan is not known are left out.
    """
    rows = planned[planned["people_planned"].notna()]
    keys = ["checkpoint_id", "role"]
    names = [*keys, "checkpoint_name", "priority", "township_code", "township_name"]
    (post, _), (role, roles) = (pd.factorize(rows[key]) for key in keys)
    _, first, found = np.unique(post * len(roles) + role, return_index=True, return_inverse=True)
    cells = rows[names].iloc[first].reset_index(drop=True).sort_values(["priority", *keys])
    cell = cells.index.argsort()[found]
    cells = cells.reset_index(drop=True)
    starts, ends = (rows[name].to_numpy(float) for name in ("starts_hour", "ends_hour"))
    hours = round(rules.outlook_hours)
    share = overlap(starts, ends, np.arange(hours), np.arange(hours) + 1.0)
    days = -(-hours // DAY)
    pools = sorted(set(zip(cells["township_code"], cells["role"], strict=True)))
    allowed, people, unknown = np.zeros((len(pools), days)), np.zeros(len(pools)), np.zeros(len(pools))
    for row in strength.fillna({"hours_allowed": 0.0}).to_dict("records"):
        pool = (row["township_code"], row["role"])
        if pool in pools and row["days_ahead"] <= days:
            allowed[pools.index(pool), row["days_ahead"] - 1] = row["hours_allowed"]
            people[pools.index(pool)] = row["people"] - row["people_unknown"]
            unknown[pools.index(pool)] = row["people_unknown"] / max(row["people"], 1)
    at = {pool: number for number, pool in enumerate(pools)}
    return Facts(
        cells=cells,
        need=added_up(rows["people_required"].to_numpy(float)[:, None] * share, cell, len(cells)),
        plan=added_up(rows["people_planned"].to_numpy(float)[:, None] * share, cell, len(cells)),
        pools=pools,
        pool=np.array([at[pool] for pool in zip(cells["township_code"], cells["role"], strict=True)], int),
        allowed=allowed, people=people, unknown=unknown, starts=starts, ends=ends, cell=cell,
        planned=rows["people_planned"].to_numpy(float), noon=_noon(rows),
    )


def _noon(rows: pd.DataFrame) -> float:
    """Return where a shift that holds noon begins, in hours from the first shift: there the day's shifts are laid."""
    if rows.empty:
        return 0.0
    local = rows["starts_at"].dt.hour + rows["starts_at"].dt.minute / 60
    holds = (local <= DAY / 2) & (local + rows["ends_hour"] - rows["starts_hour"] > DAY / 2)
    return float(rows["starts_hour"][holds].mode().min()) if holds.any() else 0.0


def shift_edges(facts: Facts, length: float) -> Array:
    """Return the beginnings of shifts of `length` hours from before the first hour to the last one."""
    first = facts.noon - length * math.ceil((facts.noon + CLOSE) / length)
    return np.arange(first, facts.hours - CLOSE, length)


def outlook(facts: Facts, assumed: Assumptions, rules: Rules) -> Outlook:
    """Work out who is needed and who stands, hour by hour, under these assumptions."""
    length = float(assumed.shift_hours or facts.usual_length)
    staff, refused = facts.plan, np.zeros_like(facts.plan)
    if assumed.shift_hours or assumed.is_rested:
        wanted = _restretched(facts, length) if assumed.shift_hours else facts.plan
        wanted = np.minimum(wanted, np.maximum(facts.need, facts.plan))
        staff = wanted * _fit_share(facts, wanted, length, assumed, rules)
        refused = wanted - staff
    staff = staff * (1 - assumed.ill_share)
    is_closed = facts.cells["checkpoint_id"].isin(assumed.closed).to_numpy()
    need = np.where(is_closed[:, None], 0.0, facts.need)
    freed = added_up(np.where(is_closed[:, None], staff, 0.0), facts.pool, len(facts.pools))
    staff = np.where(is_closed[:, None], 0.0, staff)
    for pool in np.unique(facts.pool[is_closed]):
        of_pool = facts.pool == pool
        staff[of_pool] += _filled(np.maximum(need - staff, 0)[of_pool], freed[pool])
    helped = (facts.cells["role"] == (assumed.role or facts.cells["role"])).to_numpy()
    gap = np.maximum(need - staff, 0)[helped]
    staff = staff.copy()
    staff[helped] += _filled(gap, _added(facts, gap.sum(axis=0), length, assumed, rules))
    return Outlook(need, staff, refused, length)


def _restretched(facts: Facts, length: float) -> Array:
    """Return who stands by hour if everybody on the roster stood shifts of `length` hours."""
    edges = shift_edges(facts, length)
    share = overlap(facts.starts, facts.ends, edges, edges + length) / (facts.ends - facts.starts)[:, None]
    people = added_up(facts.planned[:, None] * share, facts.cell, len(facts.cells))
    hours = np.arange(facts.hours)
    return people @ overlap(edges, edges + length, hours, hours + 1.0)


def _fit_share(facts: Facts, wanted: Array, length: float, assumed: Assumptions, rules: Rules) -> Array:
    """Return by cell and hour which part of the wanted people the rules of rest leave."""
    day = np.arange(facts.hours) // DAY
    days = facts.allowed.shape[1]
    asked = added_up(added_up(wanted, facts.pool, len(facts.pools)).T, day, days).T
    planned = added_up(added_up(facts.plan, facts.pool, len(facts.pools)).T, day, days).T.cumsum(axis=1)
    rested = facts.people[:, None] * DAY / rules.spacing(length) * np.arange(1, days + 1)
    room = np.minimum(facts.allowed, rested) + facts.unknown[:, None] * planned
    room = room if assumed.is_rested else np.maximum(room, planned)
    share, used = np.ones_like(asked), np.zeros(len(facts.pools))
    for number in range(days):
        left = np.maximum(room[:, number] - used, 0)
        is_over = asked[:, number] > left + CLOSE
        share[is_over, number] = left[is_over] / asked[is_over, number]
        used += asked[:, number] * share[:, number]
    return share[facts.pool][:, day]


def _added(facts: Facts, gap: Array, length: float, assumed: Assumptions, rules: Rules) -> Array:
    """Return how many added people stand by hour: as many as are missing, as far as they are not resting."""
    spacing, edges = rules.spacing(length), shift_edges(facts, length)
    shifts = math.ceil(facts.hours / (spacing * length) - CLOSE)
    fit = min(1.0, rules.week_hours_max / (shifts * length), rules.day_hours_max / length)
    hours = np.arange(facts.hours)
    inside = overlap(edges, edges + length, hours, hours + 1.0)
    standing: list[float] = []
    for shift in inside:
        free = assumed.people_added * fit - sum(standing[len(standing) - spacing + 1:] if spacing > 1 else [])
        standing.append(min(free, float(gap[shift > 0].max(initial=0))))
    return np.array(standing) @ inside


def _filled(gap: Array, people: Array) -> Array:
    """Share `people` of each hour out over the gaps, first row first."""
    before = gap.cumsum(axis=0) - gap
    return np.clip(people - before, 0, gap)
