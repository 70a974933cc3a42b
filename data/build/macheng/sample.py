"""Build the sample of Macheng 2020, table by table."""

from collections.abc import Iterable
from pathlib import Path

from data.build import attendance, reports, roster
from data.build import posts as checkpoints_of
from data.build.macheng import care, members, posts, problems, story, teams, units, visits
from data.build.places import read_townships
from data.build.problems import event_rows, problem_rows
from data.build.tables import Row, write_lean_table
from data.build.times import read_calendar
from data.build.visits import visit_rows

DAY_DUE = reports.DAY_DUE


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

    def write(table_name: str, rows: Iterable[Row]) -> None:
        write_lean_table(folder, table_name, rows, calendar)

    checkpoints = posts.build_posts(townships, calendar)
    workers = posts.gather(checkpoints, townships, calendar)
    duties = roster.plan(checkpoints, workers, calendar, story.SEED)
    attendance.attend(duties, calendar, story.SEED, {story.POST_WITHOUT_RELIEF})
    posts.empty_now(duties, calendar)
    codes = [township.code for township in townships]
    staffed = list(dict.fromkeys(post.township_code for post in checkpoints))
    told = reports.shift_reports(staffed, calendar, story.SEED, story.NEXT_DAY_REPORTS, story.NEVER_REPORTED)
    daily = {source: reports.day_reports(codes, calendar, source, story.SEED) for source in DAY_DUE}
    enrolled = members.enrol(townships)
    keen = members.pledged(enrolled)
    seen = visits.make_visits(townships, calendar)
    found = problems.find_problems(seen, townships, calendar)
    people = [m.person for m in enrolled] + [w.person for w in workers] + teams.supervisors() + teams.medics()

    write("organisation", units.organisation_rows(townships))
    write("reference_item", units.reference_rows(calendar))
    write("person", posts.person_rows(people))
    write("membership", teams.membership_rows(calendar))
    write("strength_return", members.strength_rows(calendar))
    write("checkpoint", checkpoints_of.checkpoint_rows(checkpoints))
    write("requirement", checkpoints_of.requirement_rows(checkpoints, calendar))
    write("duty_shift", attendance.duty_rows(duties, told, calendar, story.SEED))
    expected = reports.expected_rows(codes, calendar)
    write("expected_report", (r for r in expected if not r["shift_code"] or r["area_code"] in staffed))
    write("report", reports.report_rows(told, daily))
    write("volunteer_registration", members.registration_rows(enrolled, calendar))
    write("volunteer_service", members.service_rows(enrolled, keen, townships, calendar))
    write("pledged_post", members.pledge_rows(keen, calendar))
    write("spot_check", members.spot_check_rows(units.communities_of(townships), calendar))
    write("supervision_visit", visit_rows(seen))
    write("check_item", visits.item_rows(seen))
    write("problem", problem_rows(found, 20))
    write("problem_event", event_rows(found, 20))
    write("bulletin", problems.bulletin_rows(found, calendar))
    write("accountability", problems.accountability_rows(found, calendar))
    write("suggestion", problems.suggestion_rows(seen, calendar))
    write("fund_movement", care.fund_rows(townships, calendar))
    write("supply_movement", care.supply_rows(townships, calendar))
    write("care_measure", care.care_rows(townships, calendar))
    write("commendation", care.honour_rows(calendar))
