"""Build the sample of Pingdingshan 2022, table by table."""

from collections.abc import Iterable
from pathlib import Path

from data.build import attendance, reports, roster
from data.build import posts as checkpoints_of
from data.build.dice import Dice
from data.build.pingdingshan import people, posts, problems, sending, service, story, units, visits, volunteers
from data.build.places import read_townships
from data.build.problems import event_rows, problem_rows
from data.build.tables import Row, write_lean_table
from data.build.times import read_calendar
from data.build.visits import visit_rows


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
    communities = [c for township in townships for c in township.communities]
    departments = units.build_departments()
    teams = units.build_teams(communities)
    checkpoints = posts.build_posts(townships, calendar)
    crowd = people.gather(departments, townships, communities, teams, checkpoints, calendar)
    duties = roster.plan(checkpoints, crowd.workers, calendar, story.SEED)
    attendance.attend(duties, calendar, story.SEED)
    codes = [township.code for township in townships]
    told = reports.shift_reports(codes, calendar, story.SEED, story.NEXT_DAY_REPORTS, story.NEVER_REPORTED)
    daily = {source: reports.day_reports(codes, calendar, source, story.SEED) for source in reports.DAY_DUE}
    compounds = volunteers.build_compounds(communities)
    reported = volunteers.register(crowd, departments, compounds, calendar)
    secretariat = crowd.reported[units.department_id(departments)]
    sent_to = Dice(story.SEED, "communities of the cadres").some([c.code for c in communities], story.CADRES)
    cadres = dict(zip(secretariat, sent_to, strict=True))
    pledges = volunteers.pledge(crowd, reported, teams, calendar)
    sessions = service.serve(pledges, cadres, duties, calendar)
    seen = visits.make_visits(townships, calendar)
    found = problems.find_problems(seen, townships, calendar)

    def write(name: str, rows: Iterable[Row]) -> None:
        write_lean_table(folder, name, rows, calendar)

    write("organisation", units.organisation_rows(departments, townships, teams, calendar))
    write("strength_return", units.strength_rows(teams, calendar))
    write("reference_item", units.reference_rows(calendar))
    write("training", units.training_rows(townships, calendar))
    write("person", people.person_rows(crowd))
    write("membership", people.membership_rows(crowd, departments, calendar))
    write("grid_seat", people.seat_rows(crowd, calendar))
    write("checkpoint", checkpoints_of.checkpoint_rows(checkpoints))
    write("requirement", checkpoints_of.requirement_rows(checkpoints, calendar))
    write("dispatch", sending.dispatch_rows(cadres, teams, calendar))
    write("duty_shift", attendance.duty_rows(duties, told, calendar, story.SEED))
    write("expected_report", reports.expected_rows(codes, calendar))
    write("report", reports.report_rows(told, daily))
    write("compound", volunteers.compound_rows(compounds))
    write("zone_status", volunteers.zone_rows(compounds, calendar))
    write("volunteer_registration", volunteers.registration_rows(reported))
    write("volunteer_exemption", volunteers.exemption_rows(crowd, calendar))
    write("pledged_post", volunteers.pledge_rows(pledges))
    write("volunteer_service", service.service_rows(sessions, calendar))
    write("spot_check", service.spot_check_rows(reported, departments, calendar))
    write("care_measure", service.solved_rows(cadres, calendar))
    write("supervision_visit", visit_rows(seen, 10))
    write("check_item", visits.item_rows(seen))
    write("problem", problem_rows(found, 10))
    write("problem_event", event_rows(found, 10, calendar.clock_at))
    write("bulletin", problems.bulletin_rows(found, calendar))
