"""Facts of one place in words: what is registered, what is filled, and why a line is empty."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from frontline.headlines import failed_question
from frontline.words import Language, moment, number, say

PARTS = {
    "compounds": ("compounds_closed", "compounds"),
    "seats": ("seats_filled", "seats"),
    "ledgers": ("ledgers_filed", "ledgers_due"),
}
"""Lines that say how many of how many; a whole of 0 is said in words."""
OF_ZONE = ("members", "zone_source")
COUNTS = ("households", "population", "communities", "checkpoints", "cadres", "branches", "branch_members")
ABOUT_COMPOUND = ("community_name", "households", "staff_per_1000", "gates", "gates_open")
ABOUT_UNIT = (
    "parent_name", "host_name", "units_below", "headcount", "cadres", "problems_open", "problems_overdue",
)
YES_OR_NO = ("is_unmanaged", "is_unguarded", "is_key_site", "is_closed", "is_gate_rule_met", "is_compliant")

Row = Mapping[str, Any]


def place_facts(profile: pd.DataFrame, headings: Mapping[str, str], language: Language) -> pd.DataFrame:
    """Return the facts of the place of place_profile as rows of (fact, value)."""
    if failed_question(profile) or profile.empty:
        return _facts([])
    row = profile.to_dict("records")[0]
    lines = [
        (headings["name"], row["name"]), (say("profile.level", language), row[f"level_{language}"]),
        (headings["area_code"], row["area_code"]), (headings["parent_name"], row["parent_name"]),
    ]
    lines += [(headings[name], row[name]) for name in OF_ZONE if isinstance(row[name], str)]
    if isinstance(row["checkpoint_name"], str):
        lines += [
            (headings["checkpoint_name"], row["checkpoint_name"]), (headings["priority"], number(row["priority"])),
            (headings["opened_at"], _when(row["opened_at"], language)),
            (headings["closed_at"], _when(row["closed_at"], language)),
        ]
    lines += [(headings[name], _count(row, name, language)) for name in COUNTS]
    lines += [(say(f"profile.{name}", language), _part(row, name, language)) for name in PARTS]
    return _facts(lines)


def compound_facts(
    compounds: pd.DataFrame, compound_id: str | None, headings: Mapping[str, str], language: Language
) -> pd.DataFrame:
    """Return the facts of one compound of compound_list; none where none is chosen."""
    found = compounds[compounds["compound_id"] == compound_id].to_dict("records")
    if not found:
        return _facts([])
    row = found[0]
    zone = row[f"zone_{language}"]
    lines = [(headings["name"], row["name"])]
    lines += [(headings[name], _count(row, name, language)) for name in ABOUT_COMPOUND]
    lines += [(headings[name], _yes(row[name], language)) for name in YES_OR_NO]
    lines += [
        (headings["checked_at"], _when(row["checked_at"], language)),
        (headings["zone_zh"] if language == "zh" else headings["zone_en"],
         zone if isinstance(zone, str) else say("profile.no_zone", language)),
    ]
    return _facts(lines)


def unit_facts(
    units: pd.DataFrame, unit_id: str, headings: Mapping[str, str], language: Language
) -> pd.DataFrame:
    """Return the facts of one unit of unit_list; none where there is no such unit."""
    found = units[units["organisation_id"] == unit_id].to_dict("records")
    if not found:
        return _facts([])
    names = ("organisation_id", "name", f"kind_{language}", *ABOUT_UNIT)
    return _facts([(headings[name], _count(found[0], name, language)) for name in names])


def names_of(compounds: pd.DataFrame) -> dict[str, str]:
    """Return the compounds that can be chosen, by id."""
    return dict(zip(compounds["compound_id"], compounds["name"], strict=True))


def _facts(lines: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["fact", "value"])


def _count(row: Row, name: str, language: Language) -> str:
    """Say a count or a name; what is not registered is said so and never as 0."""
    value = row[name]
    if isinstance(value, str):
        return value
    return say("profile.unregistered", language) if pd.isna(value) else number(value, int(value % 1 > 0))


def _part(row: Row, name: str, language: Language) -> str:
    part, whole = (row[column] for column in PARTS[name])
    if pd.isna(whole) or not whole:
        return say(f"profile.no_{name}", language)
    return f"{number(part)} / {number(whole)}"


def _when(value: Any, language: Language) -> str:
    return "–" if pd.isna(value) else moment(value, language)


def _yes(value: Any, language: Language) -> str:
    if pd.isna(value):
        return say("profile.unchecked", language)
    return say("snapshot.yes" if value else "snapshot.no", language)
