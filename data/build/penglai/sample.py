"""Build the sample of Penglai 2020, table by table."""

from pathlib import Path

from data.build import attendance, reports, roster
from data.build import people as registers
from data.build import posts as checkpoints_of
from data.build.penglai import (
    appraisal,
    events,
    people,
    posts,
    problems,
    requests,
    sending,
    story,
    units,
    visits,
    volunteers,
)
from data.build.places import read_townships
from data.build.tables import write_table
from data.build.times import read_calendar


def build(settings: Path, folder: Path) -> None:
    """Write all tables but the register, which must already stand in `folder`.

    Parameters
    ----------
    settings
        The folder of deployment.toml.
    folder
        The folder of area.csv and area.geojson, which receives the other tables.
    """
    calendar = read_calendar(settings)
    townships = read_townships(folder)
    departments = units.build_departments()
    checkpoints = posts.build_posts(townships, calendar)
    crowd = people.gather(departments, townships, checkpoints, calendar)
    places = sending.quotas(townships, checkpoints, crowd, calendar)
    sent = sending.send(departments, places, crowd, calendar)
    duties = roster.plan(checkpoints, crowd.local + sending.workers(sent), calendar, story.SEED)
    attendance.attend(duties, calendar, story.SEED, {story.POST_WITHOUT_RELIEF})
    gone = {s.person.person_id for s in sent if s.ended_at}
    events.tell(duties, checkpoints, gone, calendar)
    codes = [township.code for township in townships]
    told = reports.shift_reports(codes, calendar, story.SEED, story.NEXT_DAY_REPORTS, story.NEVER_REPORTED)
    daily = {
        source: reports.day_reports(codes, calendar, source, story.SEED) for source in reports.DAY_DUE
    }
    registered = volunteers.register(departments, crowd, calendar)
    sessions = volunteers.serve(registered, duties, calendar)
    seen = visits.make_visits(townships, checkpoints, calendar)
    found = problems.find_problems(seen, townships, checkpoints, calendar)

    write_table(
        folder, "organisation", units.organisation_rows(departments, townships, checkpoints, calendar)
    )
    write_table(folder, "reference_item", units.reference_rows(calendar))
    write_table(folder, "person", registers.person_rows(crowd.everyone(), crowd.local, calendar))
    write_table(folder, "checkpoint", checkpoints_of.checkpoint_rows(checkpoints))
    write_table(folder, "requirement", checkpoints_of.requirement_rows(checkpoints, calendar))
    write_table(folder, "dispatch", sending.dispatch_rows(sent, calendar))
    corrections = story.CORRECTED_DAYS, story.CORRECTIONS
    rows = attendance.duty_rows(duties, told, calendar, story.SEED, corrections)
    write_table(folder, "duty_shift", rows)
    write_table(folder, "expected_report", reports.expected_rows(codes, calendar))
    write_table(folder, "report", reports.report_rows(told, daily))
    write_table(folder, "volunteer_registration", volunteers.registration_rows(registered))
    service = volunteers.service_rows(sessions, daily["volunteer_service"], calendar)
    write_table(folder, "volunteer_service", service)
    checks = volunteers.spot_check_rows(registered, departments, calendar)
    write_table(folder, "spot_check", checks)
    write_table(folder, "reinforcement_request", requests.request_rows(calendar))
    write_table(folder, "supervision_visit", visits.visit_rows(seen, calendar))
    write_table(folder, "appraisal_evidence", appraisal.evidence_rows(seen, calendar))
    write_table(folder, "check_item", visits.item_rows(seen, calendar))
    write_table(folder, "problem", problems.problem_rows(found))
    write_table(folder, "problem_event", problems.event_rows(found))
    write_table(folder, "suggestion", problems.suggestion_rows(seen, calendar))
