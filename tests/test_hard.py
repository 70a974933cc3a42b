"""Where nothing came in, came long ago, came in part or cannot be read, every page says so and shows no zero."""

import datetime as dt
import html
import re
import sys
from collections.abc import Iterator

import pytest
from hard import KINDS, make
from plurals import wrong
from streamlit.testing.v1 import AppTest

from frontline.headlines import first_row
from frontline.house import ROOT
from frontline.kept import KEPT_AS, TOLD_BY
from frontline.look import state_label
from frontline.number_row import failed_label
from frontline.panel import Panel
from frontline.query import questions
from frontline.run import store
from frontline.words import catalogue, say

PAGES = sorted(page.stem for page in (ROOT / "pages").glob("*.py") if page.stem != "gallery")
WITHOUT_RECORDS = {"fleet", "forms", "intake", "methods", "playlist", "snapshots"}
"""Pages that tell of no township; they are opened where there is nothing and where much fails."""
COUNTED = {"alarms", "data_quality", "matches", "reporting"}
"""Pages whose numbers count what this product itself has found or received, which may well be none."""
DAYS = {"late": "2020-02-06"}
CALM = [
    catalogue()["title"][key] for key in (
        "posts_none", "strip_none", "roles_none", "carried_none", "both_ways_none", "fair_all_none", "longest_none",
        "ageing_none",
    )
]
"""Sentences that say that all is well, which only somebody who has reported can tell."""
CASES = [
    (kind, page, ("zh", "en")[(at + place) % 2])
    for place, kind in enumerate(KINDS) for at, page in enumerate(PAGES)
    if page not in WITHOUT_RECORDS or kind in {"empty", "failing"}
]
"""Every page meets both languages, and every deployment too."""
HEAD = re.compile(r'<h3>(.*?)<em>(.*?)</em>.*?<p class="fl-value">([^<]*)<', re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def _published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    base = tmp_path_factory.mktemp("hard")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(base / "home"))
        patch.setenv("FRONTLINE_DEPLOYMENTS", str(base / "own"))
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        store.cache_clear()
        make(base / "own", *KINDS)
        yield
    store.cache_clear()


def opened(kind: str, page: str, language: str, **more: str) -> AppTest:
    """Open a page at the day shift, the one that reports are due for."""
    app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
    query = {"dep": kind, "on": DAYS.get(kind, "2020-01-31"), "shift": "day", "lang": language} | more
    for key, value in query.items():
        app.query_params[key] = value
    if page != "overview":
        app.switch_page(f"../pages/{page}.py")
    return app.run()


def written(app: AppTest) -> str:
    """Return what a page writes itself."""
    return html.unescape("".join(part.value for part in app.get("html")))


def shown(app: AppTest) -> list[Panel]:
    """Return the panels of a page."""
    return [draw() for draw in app.session_state["run"].shown]


@pytest.mark.parametrize(("kind", "page", "language"), CASES)
def test_a_page_without_answers_stands_and_says_what_is_missing(kind: str, page: str, language: str) -> None:
    app = opened(kind, page, language)
    assert not app.exception
    assert not app.error
    assert kind == "failing" or not app.warning
    assert all("failed" not in warning.value.lower() or kind == "failing" for warning in app.warning)
    said, numbers = written(app), HEAD.findall(written(app))
    assert language == "zh" or wrong(re.sub(r"<[^>]*>", " ", said)) == []
    if kind == "empty":
        assert [sentence[language] for sentence in CALM if sentence[language] in said] == []
        assert [name for name, _, value in numbers if value.strip() == "0"] == [] or page in COUNTED
    if kind == "failing" and any(name == say("metric.M03", language) for name, _, _ in numbers):
        (state, value), = [(state, value) for name, state, value in numbers if name == say("metric.M03", language)]
        assert (value.strip(), state) == ("–", failed_label(language))
        assert say("coverage.failed", language) in said


@pytest.mark.parametrize("page", ["supervision", "overview", "area", "wall"])
def test_coverage_is_not_zero_where_no_visit_has_come_for_longer_than_its_window(page: str) -> None:
    (line,) = [
        (html.unescape(value), state) for name, state, value in HEAD.findall(written(opened("late", page, "en")))
        if name == say("metric.M27", "en")
    ]
    assert line == ("–", state_label("unknown", "en"))
    assert say("coverage.since", "en", day="30 Jan") in written(opened("late", page, "en"))


@pytest.mark.parametrize(("kind", "metric", "of"), [
    ("late", "M27", "supervision"), ("late", "must_rest", "relief"), ("late", "M09", "relief"),
    ("failing", "M03", "overview"),
])
def test_rows_do_not_contradict_a_number_that_is_not_known_or_could_not_be_read(
    kind: str, metric: str, of: str
) -> None:
    app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
    query = {"dep": kind, "on": DAYS.get(kind, "2020-01-31"), "shift": "day", "metric": metric, "of": of}
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page("../pages/why.py")
    app.run()
    assert say(f"metric.{metric}", "zh") in written(app)
    assert "≠" not in written(app)
    assert bool(app.warning) is (kind == "failing")
    assert kind != "failing" or say("why.records", "zh", n="0") not in written(app)


@pytest.mark.parametrize("kind", ["empty", "late"])
def test_a_what_if_of_what_nobody_has_reported_is_unknown_and_not_without_meaning(kind: str) -> None:
    numbers = HEAD.findall(written(opened(kind, "whatif", "zh")))
    assert {(state, value.strip()) for _, state, value in numbers} == {(state_label("unknown", "zh"), "–")}


@pytest.mark.parametrize("kind", ["empty", "late", "partial"])
def test_what_has_not_come_is_hatched_on_the_map_and_named_in_the_legend(kind: str) -> None:
    (picture,) = [panel.picture for panel in shown(opened(kind, "overview", "zh")) if panel.picture]
    silent = [area.name for area in picture.areas if area.state == "unknown"]
    assert silent == (["乙镇"] if kind == "partial" else ["甲街道", "乙镇"])
    assert [entry.n for entry in picture.legend if entry.state == "unknown" and entry.shape == "area"] == [len(silent)]


def test_a_silent_township_without_an_alarm_is_hatched_and_not_called_calm() -> None:
    (picture,) = [panel.picture for panel in shown(opened("partial", "alarms", "zh")) if panel.picture]
    assert {area.name: area.state for area in picture.areas} == {"甲街道": "normal", "乙镇": "unknown"}
    assert [entry.n for entry in picture.legend if entry.state == "unknown"] == [1]


@pytest.mark.parametrize("page", ["volunteers", "problems", "relief"])
def test_a_map_of_what_nobody_has_ever_reported_is_hatched(page: str) -> None:
    (picture,) = [panel.picture for panel in shown(opened("empty", page, "zh")) if panel.picture]
    assert {area.state for area in picture.areas} == {"unknown"}
    assert [entry.n for entry in picture.legend if entry.state == "unknown"] == [2]


@pytest.mark.parametrize(("page", "query"), [("relief", "rest_by_streak"), ("problems", "problem_ageing")])
def test_a_chart_of_what_nobody_has_ever_reported_has_no_bars_of_zero(page: str, query: str) -> None:
    (panel,) = [panel for panel in shown(opened("empty", page, "zh")) if panel.query == query]
    assert panel.frame.empty


@pytest.mark.parametrize("kind", ["empty", "late"])
def test_a_wall_never_calls_silence_unchanged_or_calm(kind: str) -> None:
    said = written(opened(kind, "wall", "zh"))
    assert say("wall.unchanged", "zh") not in said
    assert say("wall.incomparable", "zh") in said
    assert say("alarm.quiet_silent", "zh", said=say("alarm.quiet", "zh"), n=2) in said


def test_a_shift_without_posts_says_that_none_are_to_be_kept() -> None:
    app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
    for key, value in {"dep": "partial", "on": "2020-01-31", "shift": "evening"}.items():
        app.query_params[key] = value
    app.switch_page("../pages/wall.py")
    said = written(app.run())
    assert say("coverage.no_posts", "zh") in said
    assert say("part.M07", "zh", part="0", whole="0") not in said
    assert state_label("unknown", "zh") not in said.partition("fl-wallnote")[0]


def test_a_brief_names_all_that_failed_in_one_sentence() -> None:
    said = written(opened("failing", "brief", "zh"))
    assert said.count("不是零") == 1
    assert "staffing_total" in said
    assert "supervision_total" in said


def test_a_brief_counts_no_visits_of_days_from_which_none_has_come() -> None:
    said = written(opened("late", "brief", "zh"))
    assert "走访 0" not in said


@pytest.mark.parametrize(("kind", "page", "query", "why"), [
    ("empty", "care", "fund_by_kind", "unkept"), ("empty", "supervision", "supervision_contradiction_list", "unkept"),
    ("empty", "volunteers", "service_by_task", "silent"), ("empty", "problems", "problem_list", "unkept"),
    ("empty", "staffing", "gap_reason_by_township", "shift"), ("late", "staffing", "gap_reason_by_township", "shift"),
    ("empty", "relief", "rest_by_checkpoint", "shift"), ("empty", "data_quality", "fault_list", "table"),
    ("late", "relief", "rest_by_checkpoint", "31 Jan"), ("late", "relief", "rest_by_organisation", "31 Jan"),
    ("late", "supervision", "supervision_repeat_list", "30 Jan"),
    ("late", "supervision", "supervision_by_community", "30 Jan"), ("late", "problems", "problem_list", "duty_on"),
])
def test_an_empty_list_advises_only_what_may_show_more(kind: str, page: str, query: str, why: str) -> None:
    app = opened(kind, page, "en")
    said = {panel.query: panel.empty for panel in shown(app) if panel.frame.empty}
    advised = {
        "duty_on": say("empty.widen", "en", said=say("empty.table", "en"), what="date"),
        "30 Jan": say("empty.late", "en", day="30 Jan"), "31 Jan": say("empty.late", "en", day="31 Jan"),
    }
    assert said[query] == advised.get(why) or said[query] == say(f"empty.{why}", "en")
    assert {total for total, _ in TOLD_BY.values()} <= set(questions())
    assert all(any(query.startswith(begins) for query in questions()) for begins in (*KEPT_AS, *TOLD_BY))
    kinds = set(app.session_state["run"].answer("record_kinds")["record_kind"])
    assert {kind for kinds_ in KEPT_AS.values() for kind in kinds_} <= kinds


def test_the_brief_says_since_when_coverage_is_not_known() -> None:
    said = written(opened("late", "brief", "en"))
    assert say("brief.visited_since", "en", last_told_on="30 Jan") in said
    assert say("brief.visited_since", "en", last_told_on="30 Jan") not in written(opened("partial", "brief", "en"))


def test_problems_known_of_days_from_which_no_visit_has_come_say_of_when_they_are() -> None:
    said = {one.name: one.coverage for one in opened("late", "problems", "en").session_state["run"].headlines}
    assert said["open"] == said["M34"] == say("coverage.until", "en", day="30 Jan")
    titles = {panel.query: panel.title for panel in shown(opened("late", "problems", "en"))}
    assert titles["problem_by_township"] == say("title.ageing_none_until", "en", day="30 Jan")
    told = {one.name: one.coverage for one in opened("partial", "problems", "en").session_state["run"].headlines}
    assert "come since" not in told["open"] + told["M34"]


def test_a_chart_without_records_is_a_line_that_says_why_and_no_empty_frame() -> None:
    app = opened("empty", "problems", "en")
    for query in ("problem_ageing", "problem_life_total"):
        (panel,) = [panel for panel in shown(app) if panel.query == query]
        assert panel.figure is not None
        assert not [chart for chart in app.get("plotly_chart") if query in chart.proto.id]
    assert say("empty.unkept", "en") in written(app)


def test_what_is_not_known_is_not_said_to_be_what_its_rows_add_up_to() -> None:
    app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
    query = {"dep": "empty", "on": "2020-01-31", "shift": "day", "lang": "en", "metric": "M03", "of": "overview"}
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page("../pages/why.py")
    app.run()
    assert say("why.no_value", "en", what="Σ Short") in written(app)
    assert " = number –" not in written(app)


def test_a_shift_that_was_reported_days_ago_is_not_called_the_last_one() -> None:
    (panel,) = [panel for panel in shown(opened("late", "overview", "en")) if panel.query == "staffing_by_shift"]
    assert panel.title == say("title.gap_series_before", "en", people=1, n=2, peak=1)


def test_who_must_rest_is_not_known_where_no_duty_has_come_for_days() -> None:
    app = opened("late", "relief", "en")
    numbers = {name: (html.unescape(value), state) for name, state, value in HEAD.findall(written(app))}
    for metric in ("must_rest", "M17", "M18", "M19", "M20", "M21", "M09"):
        assert numbers[say(f"metric.{metric}", "en")] == ("–", state_label("unknown", "en")), metric
    assert say("coverage.since", "en", day="31 Jan") in written(app)
    (picture,) = [panel.picture for panel in shown(app) if panel.picture]
    assert {(area.state, area.tip.partition(": ")[2]) for area in picture.areas} == {
        ("unknown", say("coverage.since", "en", day=on)) for on in ("30 Jan", "31 Jan")
    }
    assert [entry.label for entry in picture.legend if entry.state == "unknown"] == [say("map.silent", "en")]
    assert all(panel.frame.empty for panel in shown(app) if panel.query in {
        "rest_by_streak", "rest_by_checkpoint", "rest_by_organisation",
    })
    assert say("title.rest_since", "en", day="31 Jan") in {panel.title for panel in shown(app)}


@pytest.mark.parametrize(("kind", "page", "query", "said"), [
    ("late", "volunteers", "volunteer_by_township", "甲街道：6 小时"),
    ("partial", "overview", "staffing_by_township", "甲街道缺 1 人"),
])
def test_a_title_ranks_no_place_among_silent_ones(kind: str, page: str, query: str, said: str) -> None:
    titles = [panel.title for panel in shown(opened(kind, page, "zh")) if panel.query == query]
    assert say("title.alone", "zh", said=said) in titles


@pytest.mark.parametrize(("page", "query", "said"), [
    ("supervision", "supervision_by_township", "coverage_silent"),
    ("supervision", "supervision_by_community", "visits_silent"),
])
def test_a_title_counts_nothing_where_no_visit_has_come_for_days(page: str, query: str, said: str) -> None:
    panels = [panel for panel in shown(opened("late", page, "zh")) if panel.query == query]
    assert panels[0].title == say(f"title.{said}", "zh")
    for column in {"visits_7_days", "most_in_a_day", "teams_7_days"} & {*panels[0].frame.columns}:
        assert not panels[0].frame[column].eq(0).any(), column


def test_service_that_nobody_has_ever_told_of_is_unknown_and_not_without_meaning() -> None:
    app = opened("partial", "volunteers", "zh")
    numbers = {name: (state, html.unescape(value)) for name, state, value in HEAD.findall(written(app))}
    for metric in ("M22", "M23", "volunteers"):
        assert numbers[say(f"metric.{metric}", "zh")] == (state_label("unknown", "zh"), "–")
    assert say("title.tasks_none", "zh") in {
        panel.title for panel in shown(app) if panel.query == "volunteer_by_township"
    }
    assert f'{say("part.volunteers", "zh", part="–", whole="0")}' not in written(app)


def test_who_must_rest_is_said_to_be_told_of_those_who_have_reported() -> None:
    told = opened("partial", "relief", "zh").session_state["run"].headlines
    numbers = {number.name: number.coverage for number in told}
    assert "1/2 镇街已报" in numbers["must_rest"]
    assert "1/2 镇街已报" in numbers["M09"]


def test_posts_of_silent_townships_are_not_among_those_found_attended() -> None:
    said = written(opened("partial", "overview", "zh"))
    assert say("part.M07", "zh", part="0", whole="1") in said


@pytest.mark.parametrize(("page", "query", "columns"), [
    ("relief", "rest_plan_by_day", []),
    ("problems", "accountability_by_measure", []),
    ("problems", "fair_by_township", ["visits_per_place", "ripe", "ripe_verified"]),
    ("supervision", "fair_by_township", ["visits_per_place", "visits", "problems_found"]),
    ("care", "supply_by_township", ["front_people"]),
    ("problems", "problem_life_total", ["found", "fixed", "relapsed"]),
    ("volunteers", "volunteer_integrity_total", ["claimed_hours", "credited_hours", "open_sessions"]),
    ("organisation", "front_by_township", ["teams", "teams_idle", "active_share"]),
])
def test_no_zero_stands_beside_records_that_nobody_keeps(page: str, query: str, columns: list[str]) -> None:
    panels = [panel for panel in shown(opened("empty", page, "en")) if panel.query == query]
    assert panels
    if not columns:
        assert {(panel.frame.empty, panel.empty) for panel in panels} == {(True, say("empty.unkept", "en"))}
    told = [column for column in columns for panel in panels if column in panel.frame]
    assert set(told) == set(columns)
    assert all(panel.frame[column].isna().all() for panel in panels for column in columns if column in panel.frame)


@pytest.mark.parametrize(("page", "query", "said"), [
    ("problems", "problem_life_total", "50% fixed on site, 0% seen by another team, none closed yet"),
    ("supervision", "supervision_next_list", "Go next to 乙一村、甲一社区、甲二社区"),
])
def test_a_title_says_no_dash_and_counts_no_others_that_it_names(page: str, query: str, said: str) -> None:
    assert said in [panel.title for panel in shown(opened("late", page, "en")) if panel.query == query]


COUNTED_HERE = {"alarm_total", "batch_total", "match_total", "report_owed_total", "staffing_total", "task_force_total"}
"""Totals of what the product itself found, received or is told by its register, of which there may well be none."""
OF_THE_REGISTER = {"volunteer_reporting_total": {"staff", "exempted", "sent", "eligible"}}


def test_no_total_is_zero_where_nothing_of_its_kind_was_ever_told() -> None:
    board = store("empty").board()
    given = {"duty_on": dt.date(2020, 1, 31), "shift_code": "day"}
    zeros = {}
    for name in (name for name in questions() if name.endswith("_total") and name not in COUNTED_HERE):
        asked = {param.name: given.get(param.name) for param in questions()[name].params}
        row = first_row(board.answer(name, **asked))
        found = {column for column, value in row.items() if value == 0 and not isinstance(value, bool)}
        zeros |= {name: found} if found - OF_THE_REGISTER.get(name, set()) else {}
    assert zeros == {}


@pytest.mark.parametrize(("query", "columns"), [
    ("staffing_by_township", {"people_rostered", "people_present", "people_short"}),
    ("staffing_by_checkpoint", {"people_rostered", "people_present", "people_short"}),
    ("place_profile", {"compounds", "seats", "branches", "cadres", "ledgers_due"}),
    ("compound_by_township", {"compounds", "checked", "unmanaged", "unguarded"}),
    ("dispatch_by_place_kind", {"places_sent", "cadres", "cadres_per_place"}),
    ("front_by_township", {"temporary_branches", "branch_members", "teams", "teams_idle", "pledges"}),
])
def test_nothing_is_counted_as_none_of_a_place_that_has_told_of_nothing(query: str, columns: set[str]) -> None:
    given = {"duty_on": dt.date(2020, 1, 31), "shift_code": "day", "area_code": "370684100"}
    asked = {param.name: given.get(param.name) for param in questions()[query].params}
    rows = store("empty").board().answer(query, **asked)
    assert len(rows) > 0
    assert rows[sorted(columns)].isna().all(axis=None)


@pytest.mark.parametrize(("kind", "scene", "calm", "said"), [
    ("late", "care", "scene.nobody_carries", "title.rest_silent"),
    ("empty", "care", "scene.nobody_carries", "title.rest_silent"),
    ("empty", "supervision", "scene.none_waits", "coverage.unkept"),
    ("empty", "problems", "scene.no_problems", "coverage.unkept"),
])
def test_a_scene_calls_nothing_calm_of_which_nothing_is_known(kind: str, scene: str, calm: str, said: str) -> None:
    app = opened(kind, "wall", "zh", scene=scene)
    assert not app.exception
    assert say(calm, "zh") not in written(app)
    assert say(said, "zh") in written(app)


@pytest.mark.parametrize(("kind", "scene", "label", "state"), [
    ("late", "supervision", say("metric.blind", "zh"), "unknown"),
    ("empty", "supervision", say("metric.blind", "zh"), "exempt"),
    ("partial", "volunteers", say("metric.served", "zh"), "unknown"),
    ("late", "staffing", "白班 08:00", "unknown"), ("partial", "staffing", "夜班 00:00", "unknown"),
])
def test_a_number_of_a_scene_is_unknown_where_nothing_has_come(kind: str, scene: str, label: str, state: str) -> None:
    said = HEAD.findall(written(opened(kind, "wall", "zh", scene=scene)))
    assert [(html.unescape(value), which) for name, which, value in said if name == label][:1] == [
        ("–", state_label(state, "zh"))
    ]
