"""Functional zones: lists of places that a deployment puts together across the register, in its `rules/` folder."""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from frontline.deployment import Deployment, DeploymentError
from frontline.rulebook import csv_rows

ZONE = ("zone_code", "zone_name", "zone_name_en", "list_name", "list_name_en", "source")
MEMBER = ("zone_code", "area_code")
CODE = re.compile(r"[0-9A-Za-z_-]{1,32}")
"""What an address and a wall may carry."""

Fault = tuple[str, int, str]
"""File, line, and what is wrong with it."""


def append_zones(db: duckdb.DuckDBPyConnection, deployment: Deployment, *, is_past: bool = False) -> None:
    """Fill in the zones of `rules/zone.csv` and their members of `rules/zone_member.csv`, where a deployment has them.

    In a board of the past, members that were learned of later are left out, and zones that are left without any.

    Raises
    ------
    DeploymentError
        Names every row that is wrong.
    """
    folder = deployment.folder / "rules"
    zones, members = _rows(folder / "zone.csv"), _rows(folder / "zone_member.csv")
    register = {code for (code,) in db.table("area").project("area_code").fetchall()}
    if is_past:
        members = [row for row in members if row["area_code"] in register]
        zones = [row for row in zones if row["zone_code"] in {member["zone_code"] for member in members}]
    posts = {code for (code,) in db.table("checkpoint").project("checkpoint_id").fetchall()}
    filled, known = ({row.get("zone_code") for row in rows} for rows in (members, zones))
    faults = [*_zone_faults(zones, filled, register | posts), *_member_faults(members, known, register)]
    if faults:
        lines = [f"{folder / file} 第 {line} 行 (line): {said}" for file, line, said in faults]
        raise DeploymentError("\n".join(lines))
    for table, columns, rows in (("zone", ZONE, zones), ("zone_member", MEMBER, members)):
        if rows:
            filled_in = {column: [row[column] or None for row in rows] for column in columns}
            db.from_arrow(pa.table(filled_in)).insert_into(table)


def _rows(file: Path) -> list[dict[str, str]]:
    return csv_rows(file) if file.exists() else []


def _zone_faults(
    zones: Sequence[dict[str, str]], filled: Collection[str | None], taken: Collection[str]
) -> Iterator[Fault]:
    """Yield what is wrong with the list of zones; `filled` have members, `taken` are the codes of other places."""
    english: dict[str, str] = {}
    seen: set[str] = set()
    for line, row in enumerate(zones, start=2):
        if tuple(row) != ZONE or not all(row[column] for column in ZONE if column != "zone_name_en"):
            said = f"列应为 (columns): {', '.join(ZONE)}；只有英文名可空 (only zone_name_en may be empty)"
            yield "zone.csv", line, said
            continue
        code, name = row["zone_code"], row["list_name"]
        if not CODE.fullmatch(code):
            yield "zone.csv", line, f"{code}: 代码应为 1 至 32 位字母、数字、- 或 _ (1 to 32 letters, digits, - or _)"
        if code in seen:
            yield "zone.csv", line, f"{code}: 代码重复 (the code is doubled)"
        if code in taken:
            yield "zone.csv", line, f"{code}: 已是区划或卡点的代码 (the code of an area or a checkpoint)"
        if code not in filled:
            yield "zone.csv", line, f"{code}: zone_member.csv 中没有它的成员 (no members in zone_member.csv)"
        if english.setdefault(name, row["list_name_en"]) != row["list_name_en"]:
            yield "zone.csv", line, f"{name}: 同一清单的英文名应相同 (one list, one English name)"
        seen.add(code)


def _member_faults(
    members: Sequence[dict[str, str]], known: Collection[str | None], register: Collection[str]
) -> Iterator[Fault]:
    """Yield what is wrong with the list of members."""
    seen: set[tuple[str, ...]] = set()
    for line, row in enumerate(members, start=2):
        if tuple(row) != MEMBER or not all(row.values()):
            yield "zone_member.csv", line, f"列应为 (columns): {', '.join(MEMBER)}，均不得为空 (none empty)"
            continue
        zone, area = row["zone_code"], row["area_code"]
        if zone not in known:
            yield "zone_member.csv", line, f"{zone}: zone.csv 中没有这个片区 (no such zone in zone.csv)"
        # Before any register has come there is nothing to hold the members against.
        if register and area not in register:
            yield "zone_member.csv", line, f"{area}: 不在区划表中 (not in the register)"
        if (zone, area) in seen:
            yield "zone_member.csv", line, f"{zone} {area}: 成员重复 (the member is doubled)"
        seen.add((zone, area))
