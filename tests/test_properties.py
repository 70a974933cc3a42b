"""Laws that hold for every board: gaps, sums, scopes, and rollups against plain pandas on the raw rows."""

import datetime as dt
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from boards import board_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.store import Board

SAMPLE = Path(__file__).parent.parent / "data" / "sample" / "penglai"
CLOCK = pd.Timestamp("2020-02-09T20:30:00+08:00")
DAYS = [dt.date(2020, 1, 28), dt.date(2020, 2, 3), dt.date(2020, 2, 9)]
HEAD = (
    "duty_shift_id,person_id,checkpoint_id,role,shift_code,duty_on,"
    "planned_start_at,planned_end_at,actual_start_at,actual_end_at\n"
)
CASE = Path(__file__).parent / "cases" / "a surplus at one checkpoint never hides a shortage at another"


def _latest(name: str) -> pd.DataFrame:
    rows = pd.read_csv(SAMPLE / f"{name}.csv", dtype=str)
    key = rows.columns[0]
    return rows.sort_values("recorded_at", kind="stable").groupby(key, sort=False).tail(1)


def _local(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column, utc=True).dt.tz_convert("Asia/Shanghai")


@pytest.mark.parametrize("shift", ["night", "day"])
@pytest.mark.parametrize("day", DAYS)
def test_parts_add_to_the_whole_and_a_scope_equals_its_row(penglai: Board, day: dt.date, shift: str) -> None:
    given = {"checkpoint_id": None, "duty_on": day, "shift_code": shift}
    total = penglai.ask("staffing_total", area_code=None, **given).iloc[0]
    townships = penglai.ask("staffing_by_township", area_code=None, **given)
    posts = penglai.ask("staffing_by_checkpoint", area_code=None, **given)
    roles = penglai.ask("staffing_by_role", area_code=None, **given)
    reported = townships[townships["is_reported"]]
    for column in ("people_required", "people_short", "people_present"):
        assert reported[column].sum() == total[column]
        assert posts[posts["is_reported"]][column].sum() == total[column]
    assert roles["people_short"].sum() == total["people_short"]
    assert (posts["people_short"].dropna() >= 0).all()
    for row in reported.to_dict("records"):
        alone = penglai.ask("staffing_total", area_code=row["area_code"], **given).iloc[0]
        assert alone["people_short"] == row["people_short"]
        assert alone["people_required"] == row["people_required"]


@pytest.mark.parametrize("name", ["volunteer_by_township", "supervision_by_township", "problem_by_township"])
def test_a_township_alone_equals_its_row_in_all(penglai: Board, name: str) -> None:
    everywhere = penglai.ask(name, area_code=None, duty_on=DAYS[-1]).set_index("area_code")
    for code in everywhere.index:
        alone = penglai.ask(name, area_code=code, duty_on=DAYS[-1]).set_index("area_code")
        assert alone.loc[code].astype(str).equals(everywhere.loc[code].astype(str))
        assert list(alone.index) == [code]


def test_presence_rollup_equals_raw_rows(penglai: Board) -> None:
    duty = _latest("duty_shift")
    starts = _local(duty["actual_start_at"])
    ends = _local(duty["actual_end_at"]).fillna(_local(duty["planned_end_at"]))
    rollup = penglai._db.cursor().execute("select * from checkpoint_role_shift").df()
    rollup = rollup[rollup["is_reported"] & rollup["moment_at"].notna()]
    assert len(rollup) > 5000
    for (moment, role), rows in rollup.sample(1500, random_state=1).groupby(["moment_at", "role"]):
        there = duty[(starts <= moment) & (ends > moment) & (duty["role"] == role)]
        counts = there.groupby("checkpoint_id")["person_id"].nunique()
        expected = rows["checkpoint_id"].map(counts).fillna(0).astype(int)
        assert (rows["people_present"].astype(int) == expected).all()
        assert (rows["people_short"] == (rows["people_required"] - expected).clip(lower=0)).all()


def test_unattended_minutes_equal_a_minute_by_minute_count(penglai: Board) -> None:
    duty = _latest("duty_shift")
    duty = duty[duty["actual_start_at"].notna()]
    hours = penglai._db.cursor().execute(
        "select * from checkpoint_hour where duty_on in (date '2020-02-08', date '2020-02-09')"
    ).df()
    worst = hours.groupby("checkpoint_id")["unattended_minutes"].sum().nlargest(6).index
    for post in [*worst, "K001", "K054"]:
        mine = duty[duty["checkpoint_id"] == post]
        starts = _local(mine["actual_start_at"])
        ends = _local(mine["actual_end_at"]).fillna(_local(mine["planned_end_at"]))
        for row in hours[hours["checkpoint_id"] == post].to_dict("records"):
            minutes = pd.date_range(row["hour_at"], periods=60, freq="min")
            minutes = minutes[minutes < CLOCK]
            empty = sum(not ((starts <= m) & (ends > m)).any() for m in minutes)
            assert row["unattended_minutes"] == empty, (post, row["hour_at"])


def test_rollups_add_up_to_each_other(penglai: Board) -> None:
    ask = penglai._db.cursor().execute
    sums = "select sum(people_short), sum(people_required) filter (is_reported) from {}"
    by_post, by_role, by_town = (
        ask(sums.format(name)).fetchone()
        for name in ("checkpoint_shift", "checkpoint_role_shift", "township_shift")
    )
    assert by_post == by_role == by_town
    visits = len(_latest("supervision_visit"))
    assert ask("select sum(visits) from area_day").fetchone()[0] == visits


def test_credited_hours_equal_the_union_of_intervals(penglai: Board) -> None:
    rows = _latest("volunteer_service")
    duty = _latest("duty_shift")
    duty = duty[duty["actual_start_at"].notna() & duty["person_id"].isin(rows["person_id"])]
    minutes: set[tuple[str, int]] = set()
    for person, start, end in zip(rows["person_id"], _local(rows["started_at"]), _local(rows["ended_at"]), strict=True):
        minutes.update((person, m) for m in range(int(start.timestamp()) // 60, int(end.timestamp()) // 60))
    ends = _local(duty["actual_end_at"]).fillna(_local(duty["planned_end_at"]))
    for person, start, end in zip(duty["person_id"], _local(duty["actual_start_at"]), ends, strict=True):
        minutes.difference_update((person, m) for m in range(int(start.timestamp()) // 60, int(end.timestamp()) // 60))
    total = penglai.ask("volunteer_total", area_code=None, duty_on=DAYS[-1]).iloc[0]
    assert total["credited_hours"] + total["doubtful_hours"] == pytest.approx(len(minutes) / 60)


def test_coverage_equals_a_plain_count(penglai: Board) -> None:
    area = _latest("area")
    scope = area[(area["area_level"] == "community") & (area["is_in_scope"] == "true")]["area_code"]
    visits = _latest("supervision_visit")
    on = _local(visits["arrived_at"]).dt.date
    lately = visits[(on > dt.date(2020, 2, 6)) & (on <= dt.date(2020, 2, 9))]["area_code"]
    total = penglai.ask("supervision_total", area_code=None, duty_on=DAYS[-1]).iloc[0]
    assert total["visited_in_window"] == scope.isin(lately).sum()
    assert total["never_visited"] == (~scope.isin(visits["area_code"])).sum()
    assert total["communities"] == len(scope) == 534


def test_checkpoints_lie_in_the_township_the_register_gives_them(penglai: Board) -> None:
    cells = penglai.ask("area_cells")
    shapes = [shapely.from_wkb(bytes(wkb)) for wkb in cells["wkb"]]
    areas = gpd.GeoDataFrame(cells[["area_code"]], geometry=shapes, crs=4326)
    posts = penglai._db.cursor().execute("select checkpoint_id, township_code, lon, lat from current_checkpoint").df()
    points = gpd.GeoDataFrame(posts, geometry=gpd.points_from_xy(posts["lon"], posts["lat"]), crs=4326)
    joined = points.sjoin(areas, predicate="within")
    assert len(joined) == len(posts)
    assert (joined["township_code"] == joined["area_code"]).all()


def test_what_was_known_then_leaves_out_what_came_later(penglai: Board) -> None:
    count = "select count(*) from duty_shift_as_of(timestamptz '{}') where actual_start_at is not null"
    ask = penglai._db.cursor().execute
    raw = pd.read_csv(SAMPLE / "duty_shift.csv", dtype=str)
    for known in ("2020-02-01T12:00:00+08:00", "2020-02-08T09:00:00+08:00"):
        seen = raw[_local(raw["recorded_at"]) <= pd.Timestamp(known)]
        last = seen.sort_values("recorded_at", kind="stable").groupby("duty_shift_id").tail(1)
        assert ask(count.format(known)).fetchone()[0] == last["actual_start_at"].notna().sum()


STAY = st.tuples(
    st.sampled_from(["P1", "P2", "P3", "P4"]), st.sampled_from(["A", "B"]),
    st.integers(0, 470), st.integers(5, 480),
)


def _total(stays: list[tuple[str, str, int, int]], folder: Path) -> pd.Series:
    start = pd.Timestamp("2020-02-01T08:00:00+08:00")
    lines = []
    for number, (person, post, begin, length) in enumerate(stays):
        times = [start + pd.Timedelta(minutes=m) for m in (begin, min(begin + length, 480))]
        planned = f"{start.isoformat()},{(start + pd.Timedelta(hours=8)).isoformat()}"
        lines.append(f"T{number},{person},{post},cadre,day,2020-02-01,{planned},"
                     f"{times[0].isoformat()},{times[1].isoformat()}\n")
    folder.mkdir()
    for file in CASE.iterdir():
        if not file.name.endswith("expect.csv"):
            (folder / file.name).write_bytes(file.read_bytes())
    (folder / "duty_shift.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    board = board_of(folder)
    given = {"area_code": None, "checkpoint_id": None, "duty_on": dt.date(2020, 2, 1)}
    total = board.ask("staffing_total", shift_code="day", **given).iloc[0]
    day = board.ask("unattended_total", **given).iloc[0]
    return pd.concat([total, day])


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STAY, max_size=6), STAY)
def test_adding_a_person_never_raises_a_gap_and_order_changes_nothing(
    stays: list[tuple[str, str, int, int]], extra: tuple[str, str, int, int]
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", f"{folder}/home")
        before = _total(stays, Path(folder) / "one")
        after = _total([*stays, extra], Path(folder) / "two")
        turned = _total([extra, *reversed(stays)], Path(folder) / "three")
    assert before["people_short"] >= after["people_short"] >= 0
    assert before["unattended_minutes"] >= after["unattended_minutes"] >= 0
    assert before["person_hours_covered"] <= after["person_hours_covered"] <= after["person_hours_required"]
    assert after.drop("moment_at").equals(turned.drop("moment_at"))
