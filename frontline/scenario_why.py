"""What the numbers of a what-if are made of: rows of the plan as worked out, and what is assumed, marked as such.

Each row is worked out from the roster and the requirements under what is assumed; the assumptions are no records.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from frontline.scenario_rows import WhatIf


def _cells(what: WhatIf) -> pd.DataFrame:
    """Return one row per checkpoint and role: person-hours over all hours looked ahead."""
    known = what.facts.cells
    return pd.DataFrame({
        "checkpoint_id": known["checkpoint_id"], "name": known["checkpoint_name"], "township": known["township_name"],
        "role": known["role"], "hours_required": what.after.need.sum(axis=1),
        "hours_short_planned": what.before.gap.sum(axis=1), "hours_short": what.after.gap.sum(axis=1),
        "hours_refused": what.after.refused.sum(axis=1),
    })


def _places(what: WhatIf) -> pd.DataFrame:
    """Return one row per place: whether its plan is known, and whether it fails; null where it is not known."""
    known, code = what.places["hours_short"].notna(), {True: "checkpoint_id", False: "area_code"}
    fails = {name: what.places[f"fails_hour{when}"].notna().where(known).astype("Float64")
             for name, when in (("fails", ""), ("fails_planned", "_planned"))}
    posts = set(what.facts.cells["checkpoint_id"])
    is_posts = what.places["code"].isin(posts).any()
    return what.places.assign(known=known.astype(float), **fails).rename(columns={"code": code[bool(is_posts)]})


def _critical(what: WhatIf) -> pd.DataFrame:
    """Return one row per township with critical checkpoints, and one for the people who are assumed to come."""
    names = what.facts.cells.drop_duplicates("township_code").set_index("township_code")["township_name"]
    rows = what.critical.assign(name=what.critical["township_code"].map(names), is_assumed=False)
    if what.assumed.people_added:
        added = {"name": "", "posts": 0, "people_least": 0, "people": what.assumed.people_added, "is_assumed": True}
        rows = pd.concat([rows, pd.DataFrame([added])], ignore_index=True)
    return rows.rename(columns={"township_code": "area_code"})


def _handovers(what: WhatIf) -> pd.DataFrame:
    """Return one row per checkpoint."""
    names = what.facts.cells.drop_duplicates("checkpoint_id").set_index("checkpoint_id")
    rows = what.handovers.rename_axis("checkpoint_id").reset_index()
    return rows.assign(name=rows["checkpoint_id"].map(names["checkpoint_name"]))


ROWS: Mapping[str, tuple[Callable[[WhatIf], pd.DataFrame], tuple[str, ...]]] = MappingProxyType({
    "whatif_gap": (_cells, ("name", "township", "role", "hours_required", "hours_short_planned", "hours_short")),
    "whatif_peak": (lambda what: what.hours, (
        "at", "people_required", "people_short_planned", "people_short", "is_carried")),
    "whatif_failing": (_places, ("name", "known", "fails_planned", "fails", "fails_at", "lowest_share")),
    "whatif_least": (_critical, ("name", "mark", "posts", "people_least", "people")),
    "whatif_handovers": (_handovers, ("name", "handovers_planned", "handovers")),
    "whatif_refused": (_cells, ("name", "township", "role", "hours_required", "hours_refused")),
})
"""By number: its rows, and their columns in the order they are shown, `col_…` in the catalogue."""


def rows_of(name: str, what: WhatIf | None) -> pd.DataFrame:
    """Return the rows of a number; none where nothing is known."""
    make, columns = ROWS[name]
    return pd.DataFrame(columns=list(columns)) if what is None else make(what)
