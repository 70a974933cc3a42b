"""Build the sample of Huairou 2020, table by table."""

from collections.abc import Iterable
from pathlib import Path

from data.build import attendance, reports, roster
from data.build import people as staff
from data.build import posts as checkpoints_of
from data.build.huairou import care, compounds, ledgers, posts, sending, story, units, visits, volunteers
from data.build.places import read_townships
from data.build.problems import event_rows, problem_rows
from data.build.tables import Row, write_lean_table
from data.build.times import read_calendar
from data.build.visits import visit_rows

DAY_DUE = reports.DAY_DUE | {"ledger_return": 1320, "supply_movement": 1170}


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
    codes = [township.code for township in townships]

    made = units.build_units()
    listed = compounds.build_compounds(townships)
    checkpoints = posts.build_posts(townships, calendar)
    crowd = sending.Crowd()
    sent = sending.send(made, townships, crowd, calendar)
    crowd.local = posts.local_workers(townships, checkpoints, calendar, crowd)
    volunteers.register(townships, crowd)
    workers = crowd.local + sending.workers(sent, calendar)
    duties = roster.plan(checkpoints, workers, calendar, story.SEED)
    attendance.attend(duties, calendar, story.SEED)
    posts.empty_now(duties, calendar)
    told = reports.shift_reports(codes, calendar, story.SEED, story.NEXT_DAY_REPORTS, story.NEVER_REPORTED)
    daily = {source: reports.day_reports(codes, calendar, source, story.SEED, DAY_DUE) for source in DAY_DUE}
    sessions = volunteers.serve(crowd, calendar)
    seen = visits.make_visits(townships, calendar)
    found = visits.find_problems(seen, townships, calendar)

    tables: dict[str, Iterable[Row]] = {
        "organisation": units.organisation_rows(made, townships, calendar),
        "reference_item": units.reference_rows(calendar),
        "training": units.training_rows(townships, calendar),
        "person": staff.person_rows(crowd.people, crowd.local, calendar),
        "membership": sending.membership_rows(crowd, sent),
        "dispatch": sending.dispatch_rows(sent, calendar),
        "rest_order": sending.rest_rows(sent, calendar),
        "checkpoint": checkpoints_of.checkpoint_rows(checkpoints),
        "requirement": checkpoints_of.requirement_rows(checkpoints, calendar),
        "duty_shift": attendance.duty_rows(duties, told, calendar, story.SEED),
        "expected_report": reports.expected_rows(codes, calendar, DAY_DUE),
        "report": reports.report_rows(told, daily),
        "compound": compounds.compound_rows(listed, calendar),
        "compound_check": compounds.check_rows(listed, calendar),
        "zone_status": compounds.zone_rows(listed, calendar),
        "ledger_return": ledgers.return_rows(townships, calendar),
        "passage_hour": ledgers.passage_rows(checkpoints, calendar),
        "permit_count": ledgers.permit_rows(townships, listed, calendar),
        "supply_movement": care.supply_rows(townships, sent, calendar),
        "fund_movement": care.fund_rows(townships, calendar),
        "care_measure": care.care_rows(townships, sent, calendar),
        "commendation": care.honour_rows(calendar),
        "volunteer_registration": volunteers.registration_rows(crowd, calendar),
        "volunteer_service": volunteers.service_rows(sessions, daily["volunteer_service"], calendar),
        "spot_check": volunteers.spot_check_rows(made, townships, calendar),
        "supervision_visit": visit_rows(seen, 15),
        "check_item": visits.item_rows(seen),
        "problem": problem_rows(found, 20),
        "problem_event": event_rows(found, 20),
        "bulletin": visits.bulletin_rows(found, calendar),
        "accountability": visits.accountability_rows(found, calendar),
        "suggestion": visits.suggestion_rows(seen, calendar),
    }
    for name, rows in tables.items():
        write_lean_table(folder, name, rows, calendar)
