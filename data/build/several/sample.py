"""Build the sample of several places 2020, table by table."""

from pathlib import Path

from data.build import attendance, reports, roster
from data.build.people import person_rows
from data.build.posts import checkpoint_rows, requirement_rows
from data.build.several import checks, duty, facts, flow, story
from data.build.tables import read_table, write_table
from data.build.times import read_calendar

ALWAYS_COME = {*duty.MOUNTAIN, duty.GATE, duty.STATION, *(name for name, *_ in duty.GATES[3:])}


def build(settings: Path, folder: Path) -> None:
    """Write all tables but the register, which must already stand in `folder`.

    Parameters
    ----------
    settings
        The folder of deployment.toml.
    folder
        The folder of area.csv, which receives the other tables.
    """
    calendar = read_calendar(settings)
    places = {row["area_code"]: (float(row["lon"]), float(row["lat"])) for row in read_table(folder, "area")}
    posts = duty.build_posts(places, calendar)
    crowd = duty.gather(posts, calendar)
    duties = roster.plan(posts, crowd.workers, calendar, story.SEED)
    duties += duty.fixed_duties(crowd, posts, calendar)
    attendance.attend(duties, calendar, story.SEED, ALWAYS_COME)
    duty.tell(duties, calendar)
    codes = sorted(story.TOWNSHIPS)
    told = reports.shift_reports(codes, calendar, story.SEED, story.NEXT_DAY_REPORTS, story.NEVER_REPORTED)
    daily = {source: reports.day_reports(codes, calendar, source, story.SEED) for source in reports.DAY_DUE}
    visits = checks.make_visits(places, calendar)

    write_table(folder, "organisation", facts.unit_rows(calendar))
    write_table(folder, "reference_item", facts.reference_rows(calendar))
    write_table(folder, "person", person_rows(crowd.people, crowd.workers, calendar))
    write_table(folder, "checkpoint", checkpoint_rows(posts))
    write_table(folder, "requirement", requirement_rows(posts, calendar))
    write_table(folder, "duty_shift", attendance.duty_rows(duties, told, calendar, story.SEED))
    write_table(folder, "rest_order", duty.rest_rows(crowd, calendar))
    write_table(folder, "expected_report", reports.expected_rows(codes, calendar))
    write_table(folder, "report", reports.report_rows(told, daily))
    write_table(folder, "volunteer_registration", checks.registration_rows(crowd, calendar))
    write_table(folder, "volunteer_service", checks.service_rows(crowd, daily["volunteer_service"], calendar))
    write_table(folder, "spot_check", checks.spot_check_rows(calendar))
    write_table(folder, "supervision_visit", checks.visit_rows(visits))
    write_table(folder, "check_item", checks.item_rows(visits))
    write_table(folder, "problem", checks.problem_rows(visits))
    write_table(folder, "problem_event", checks.event_rows(visits, calendar))
    write_table(folder, "accountability", checks.accountability_rows(visits, calendar))
    write_table(folder, "compound", facts.compound_rows(places, calendar))
    write_table(folder, "passage_hour", flow.passage_rows(posts, calendar))
    write_table(folder, "data_request", flow.request_rows(calendar))
    write_table(folder, "data_request_field", flow.field_rows(calendar))
    write_table(folder, "commendation", facts.honour_rows(calendar))
    write_table(folder, "fund_movement", facts.fund_rows(calendar))
    write_table(folder, "care_measure", facts.care_rows(calendar))
