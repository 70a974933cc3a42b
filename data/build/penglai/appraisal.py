"""Appraisal evidence: for each visit of an appraisal team, which of the five roles it found evidence of."""

from collections.abc import Iterator

from data.build.dice import Dice
from data.build.penglai import story
from data.build.penglai.visits import Visit
from data.build.tables import Row
from data.build.times import Calendar, minutes

ROLES = ("R1", "R2", "R3", "R4", "R5")
# A team writes up its notes in the evening of the visit.
NOTES_AFTER = minutes(240)
# Invented: shares of roles with evidence, and of roles that a first visit leaves open.
PRESENT, LEFT_OPEN = 0.88, 0.05


def evidence_rows(visits: list[Visit], calendar: Calendar) -> Iterator[Row]:
    """Yield what each appraisal visit noted by the clock; a role left open has no row."""
    dice = Dice(story.SEED, "appraisal evidence")
    number = 0
    for visit in visits:
        if visit.stream != "appraisal":
            continue
        recorded_at = visit.left_at + NOTES_AFTER
        for role_code in ROLES:
            is_open, is_present = dice.chance(LEFT_OPEN), dice.chance(PRESENT)
            if is_open or recorded_at > calendar.clock_at:
                continue
            number += 1
            yield {
                "evidence_id": f"AE{number:03d}",
                "visit_id": visit.visit_id,
                "role_code": role_code,
                "is_present": is_present,
                "recorded_at": recorded_at,
            }
