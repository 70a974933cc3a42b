"""What a what-if says: hour by hour, place by place, who fails first, and how few people keep the critical posts."""

import math
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from frontline.headlines import failed_question, rule_of
from frontline.scenario import (
    CLOSE,
    Assumptions,
    Facts,
    Outlook,
    Rules,
    outlook,
    read_facts,
    shift_edges,
)
from frontline.stretches import added_up, overlap


@dataclass(frozen=True)
class Unknown:
    """What a what-if does not know: `places` left out because nothing of them is known, and the `people` there.

    `within` are people of the places that are in it of whom nobody knows how tired they are.
    """

    places: tuple[str, ...] = ()
    people: int = 0
    within: int = 0


@dataclass(frozen=True, eq=False)
class WhatIf:
    """A what-if worked out, beside the plan as it stands. `people` keep, or could keep, the critical checkpoints.

    `minimum` is the coverage below which a place fails, `watch` that below which it is watched.
    `critical` has a row per township with critical checkpoints, `handovers` one per checkpoint. `least` is
    (people, critical checkpoints).
    """

    assumed: Assumptions
    rules: Rules
    minimum: float
    watch: float
    facts: Facts
    hours: pd.DataFrame
    places: pd.DataFrame
    before: Outlook
    after: Outlook
    critical: pd.DataFrame
    handovers: pd.DataFrame
    unknown: Unknown

    @property
    def least(self) -> tuple[int, int]:
        """How few people keep the critical checkpoints, and how many such there are."""
        return int(self.critical["people_least"].sum()), int(self.critical["posts"].sum())

    @property
    def people(self) -> float:
        """How many there are for them, the added ones included."""
        return float(self.critical["people"].sum()) + self.assumed.people_added


def read_rules(rules: pd.DataFrame) -> Rules:
    """Read the answer of duty_rules."""
    values = dict(zip(rules["norm_code"], rules["rule_value"], strict=True))
    return Rules(**{field.name: float(values[field.name]) for field in fields(Rules)})


def work_out(
    planned: pd.DataFrame, strength: pd.DataFrame, rules: pd.DataFrame, thresholds: pd.DataFrame,
    assumed: Assumptions, of: str,
) -> WhatIf | None:
    """Work a what-if out for townships or checkpoints; None where a question has failed or no plan is known."""
    if failed_question(planned, strength, rules, thresholds):
        return None
    norms, limits = read_rules(rules), rule_of(thresholds, "M04")
    minimum, watch = float(limits["act"]), float(limits["watch"])
    facts = read_facts(planned, strength, norms)
    if not facts.need.any():
        return None
    plan = Assumptions()
    before, changes = outlook(facts, plan, norms), handovers(planned, facts, plan)
    is_plan = assumed == plan
    after = before if is_plan else outlook(facts, assumed, norms)
    changed = changes if is_plan else handovers(planned, facts, assumed)
    return WhatIf(
        assumed, norms, minimum, watch, facts,
        by_hour(planned, facts, before, after),
        by_place(planned, facts, before, after, of=of, minimum=minimum),
        before, after,
        least_people(planned, facts, assumed, norms),
        changes.to_frame("handovers_planned").join(changed.rename("handovers")).fillna(0),
        unknown_of(planned, strength, facts),
    )


def unknown_of(planned: pd.DataFrame, strength: pd.DataFrame, facts: Facts) -> Unknown:
    """Say which townships are left out, how many people are there, and of how many others the rest is not known."""
    names = planned.drop_duplicates("township_code").set_index("township_code")["township_name"].sort_index()
    out = names[~names.index.isin(facts.cells["township_code"])]
    there = strength[strength["days_ahead"] == 1]
    is_within = there["township_code"].isin(facts.cells["township_code"])
    return Unknown(
        tuple(out), int(there["people"][there["township_code"].isin(out.index)].sum()),
        int(there["people_unknown"][is_within].sum()),
    )


def begins_at(planned: pd.DataFrame) -> pd.Timestamp:
    """Return when the first hour begins."""
    return (planned["starts_at"] - pd.to_timedelta(planned["starts_hour"], "h")).min()


def by_hour(planned: pd.DataFrame, facts: Facts, before: Outlook, after: Outlook) -> pd.DataFrame:
    """Return one row per hour: people missing as planned and as assumed, and whether any roster is only carried on."""
    hours = np.arange(facts.hours)
    carried = planned[planned["is_carried"].fillna(value=False).astype(bool) & planned["people_planned"].notna()]
    touched = overlap(
        carried["starts_hour"].to_numpy(float), carried["ends_hour"].to_numpy(float), hours, hours + 1.0
    )
    return pd.DataFrame({
        "hour": hours,
        "at": begins_at(planned) + pd.to_timedelta(hours, "h"),
        "people_required": after.need.sum(axis=0),
        "people_short_planned": before.gap.sum(axis=0),
        "people_short": after.gap.sum(axis=0),
        "is_carried": touched.sum(axis=0) > 0,
    })


def by_place(
    planned: pd.DataFrame, facts: Facts, before: Outlook, after: Outlook, *, of: str, minimum: float
) -> pd.DataFrame:
    """Return one row per township or checkpoint, first to fail first; places that are silent last, with nulls.

    Parameters
    ----------
    of
        'township' or 'checkpoint'.
    minimum
        The coverage below which a place fails: from 0 to 1.
    """
    code, name = {
        "township": ("township_code", "township_name"), "checkpoint": ("checkpoint_id", "checkpoint_name"),
    }[of]
    places = planned[[code, name]].drop_duplicates(code)
    known = facts.cells[code].tolist()
    codes = [place for place in places[code] if place in set(known)]
    at = np.array([codes.index(place) for place in known], int)
    start = begins_at(planned)
    rows = pd.DataFrame({"code": codes, "name": places.set_index(code)[name].reindex(codes).tolist()})
    for when, then in (("_planned", before), ("", after)):
        need = added_up(then.need, at, len(codes))
        covered = need - added_up(then.gap, at, len(codes))
        share = np.divide(covered, need, out=np.full_like(need, np.nan), where=need > 0)
        fails = share < minimum - CLOSE
        first = [int(row.argmax()) if row.any() else None for row in fails]
        rows[f"fails_hour{when}"] = pd.array(first, "Int64")
        rows[f"fails_at{when}"] = pd.DatetimeIndex(
            [pd.NaT if hour is None else start + pd.Timedelta(hours=hour) for hour in first], tz=start.tz
        )
        rows[f"lowest_share{when}"] = [np.nanmin(row) if (~np.isnan(row)).any() else None for row in share]
        rows[f"hours_short{when}"] = (need - covered).sum(axis=1)
    silent = places[~places[code].isin(known)].rename(columns={code: "code", name: "name"})
    order = ["fails_hour", "lowest_share", "hours_short", "code"]
    ranked = rows.sort_values(order, ascending=[True, True, False, True], ignore_index=True)
    return pd.concat([ranked, silent.sort_values("code")], ignore_index=True) if len(silent) else ranked


def handovers(planned: pd.DataFrame, facts: Facts, assumed: Assumptions) -> pd.Series:
    """Count by checkpoint the moments at which it goes from one shift to the next within the hours looked ahead."""
    rows = planned[planned["people_planned"].notna() & ~planned["checkpoint_id"].isin(assumed.closed)]
    posts, starts, ends = rows["checkpoint_id"], *(rows[name].to_numpy(float) for name in ("starts_hour", "ends_hour"))
    if assumed.shift_hours is None:
        post, names = pd.factorize(posts, sort=True)
        # A complex number holds the checkpoint and the moment, so that pairs are compared at once.
        left, begun = (post + 1j * ends)[(ends > 0) & (ends < facts.hours)], post + 1j * starts
        changed = np.intersect1d(left, begun).real.astype(int)
        return pd.Series(np.bincount(changed, minlength=len(names)), index=names)
    edges = shift_edges(facts, float(assumed.shift_hours))
    edges = edges[edges > 0]
    before = (starts[:, None] < edges) & (ends[:, None] >= edges)
    after = (starts[:, None] <= edges) & (ends[:, None] > edges)
    changes = (_any(before, posts) & _any(after, posts)).sum(axis=1)
    return pd.Series(changes, index=sorted(set(posts)))


def _any(told: np.ndarray, of: pd.Series) -> np.ndarray:
    """Return for each group, in the order of its name, whether any of its rows says so."""
    group, names = pd.factorize(of, sort=True)
    found = np.zeros((len(names), told.shape[1]), bool)
    np.logical_or.at(found, group, told)
    return found


def least_people(planned: pd.DataFrame, facts: Facts, assumed: Assumptions, rules: Rules) -> pd.DataFrame:
    """Return by township how few people keep one person at every critical checkpoint through all hours.

    One row per township that has such `posts`: `people_least`, and the `people` there, less the ill share. Within a
    township they may go from post to post, not between townships. Shifts are of equal length, so that as many people
    are needed as the most shifts that fall within one shift and its rest (an interval graph is coloured with as many
    colours as overlap at its fullest point), or as the hours of a week allow, whichever is more.
    """
    rows = planned[
        planned["people_planned"].notna() & (planned["priority"] <= rules.critical_priority)
        & ~planned["checkpoint_id"].isin(assumed.closed)
        & (planned["ends_hour"] > 0) & (planned["starts_hour"] < facts.hours)
    ]
    length = min(float(assumed.shift_hours or facts.usual_length), rules.day_hours_max)
    edges = shift_edges(facts, length)
    starts, ends = rows["starts_hour"].clip(lower=0), rows["ends_hour"].clip(upper=facts.hours)
    held = _any(overlap(starts.to_numpy(float), ends.to_numpy(float), edges, edges + length) > 0, rows["checkpoint_id"])
    towns = rows.groupby("checkpoint_id")["township_code"].first()
    at, codes = pd.factorize(towns)
    shifts = added_up(held.astype(int), at, len(codes)).astype(int)
    spacing, most = rules.spacing(length), rules.shifts_at_most(length)
    there = [sum(n for (town, _), n in zip(facts.pools, facts.people, strict=True) if town == code) for code in codes]
    return pd.DataFrame({
        "township_code": codes, "posts": np.bincount(at, minlength=len(codes)),
        "people_least": [fewest(of_town.tolist(), spacing, most) for of_town in shifts],
        "people": np.array(there, float) * (1 - assumed.ill_share),
    })


def fewest(shifts: list[int], spacing: int, most: int) -> int:
    """Return the fewest people for so many posts shift by shift, one shift in `spacing` and at most `most` each."""
    together = max((sum(shifts[at:at + spacing]) for at in range(len(shifts))), default=0)
    return max(together, math.ceil(sum(shifts) / most))
