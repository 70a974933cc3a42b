"""Situation: is any post empty now, which townships are worst, what has changed."""

from streamlit.delta_generator import DeltaGenerator

from frontline import pictures, walls
from frontline.chart_rows import before
from frontline.headlines import first_row
from frontline.run import Run
from frontline.screen import answer, headline


def show(run: Run, place: DeltaGenerator, numbers: DeltaGenerator) -> None:
    """Draw the scene: the map in `place`, everything else in `numbers`."""
    language = run.scope.language
    staffing = first_row(answer("staffing_total"))
    day = first_row(answer("unattended_total"))
    supervision = first_row(answer("supervision_total"))
    problems = first_row(answer("problem_total"))
    townships = answer("staffing_by_township")
    gap_before = before(answer("staffing_by_shift"), "people_short")
    with place:
        walls.show_map(
            run, pictures.gap_picture, townships, answer("staffing_by_checkpoint"), query="staffing_by_township"
        )
    with numbers:
        walls.show_numbers(
            headline("M03", staffing["people_short"], "people", source="duty_shift", before=gap_before,
                     part=staffing["people_present"], whole=staffing["people_required"]),
            headline("M07", staffing["checkpoints_unattended"], "posts", source="duty_shift",
                     part=staffing["checkpoints_unattended"], whole=staffing["checkpoints"]),
            headline("M11", day["night_share"], "percent", source="duty_shift",
                     part=day["night_covered"], whole=day["night_required"]),
            headline("M06", day["unattended_minutes"], "minutes", source="duty_shift",
                     part=day["checkpoints_unattended"], whole=staffing["checkpoints"]),
            headline("M27", supervision["visited_share"], "percent", source="supervision_visit",
                     part=supervision["visited_in_window"], whole=supervision["communities"]),
            headline("M34", problems["overdue"], "items", source="supervision_visit",
                     part=problems["overdue"], whole=problems["open"]),
        )
        walls.show_lists(
            walls.worst(townships, answer("thresholds"), language), walls.changed(answer("staffing_change"), language)
        )
