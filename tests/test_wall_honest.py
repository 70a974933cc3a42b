"""The wall keeps itself honest: ages of reports, day and night, midnight, which alarms sound."""

import dataclasses
import datetime as dt
import re
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from handed import NOW

from frontline.acknowledge import acknowledge
from frontline.deployment import Deployment, read_deployment
from frontline.headlines import first_row
from frontline.house import SAMPLE
from frontline.publish import publish
from frontline.rulebook import rules
from frontline.scope import as_of_words, read_scope
from frontline.sentences_wall import ages, chimes, span
from frontline.store import Board, Store
from frontline.wall_hours import theme_turns_at, wall_theme

ZONE = ZoneInfo("Asia/Shanghai")
DAY = {"paper_from_hour": 7.0, "paper_to_hour": 19.0}
EMPTY = "empty_checkpoint:"
"""How the number of an alarm of an unattended checkpoint begins."""


def at(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, 22, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(("now", "theme"), [
    (at(6, 59), "night"), (at(7), "paper"), (at(18, 59), "paper"), (at(19), "night"), (at(0), "night"),
])
def test_a_wall_is_white_by_day_and_dark_by_night(now: dt.datetime, theme: str) -> None:
    assert wall_theme(None, now, DAY) == theme
    assert wall_theme("auto", now, DAY) == theme
    assert {wall_theme(asked, now, DAY) for asked in ("night", "paper")} == {"night", "paper"}


def test_hours_over_midnight_are_hours_too() -> None:
    shifted = {"paper_from_hour": 22.0, "paper_to_hour": 6.5}
    assert [wall_theme(None, at(hour), shifted) for hour in (21, 22, 3, 7)] == ["night", "paper", "paper", "night"]
    assert theme_turns_at(None, at(3), shifted) == at(6, 30)


def test_the_theme_turns_at_the_next_of_its_hours_and_never_where_the_address_fixes_it() -> None:
    assert theme_turns_at(None, at(6, 59), DAY) == at(7)
    assert theme_turns_at("auto", at(7), DAY) == at(19)
    assert theme_turns_at(None, at(19), DAY) == at(7) + dt.timedelta(days=1)
    assert theme_turns_at("night", at(7), DAY) is None


def test_the_hours_of_a_wall_are_rows_that_a_deployment_may_replace(penglai: Board) -> None:
    shared = {row["norm_code"]: float(row["value"]) for row in rules("norm", read_deployment())}
    asked = first_row(penglai.answer("wall_rules"))
    assert asked == {name: shared[f"wall_{name}"] for name in asked}


def test_a_kind_of_report_that_is_late_says_so_and_by_whom(penglai: Board) -> None:
    said = ages(penglai.answer("report_age_by_source", area_code=None), "zh")
    assert ("值守 3 小时前，超时 1/11：村里集镇", True) in said
    assert ("志愿服务 5 分钟前", False) in said


@pytest.mark.parametrize(("minutes", "words"), [
    (0, "0 分钟"), (59, "59 分钟"), (60, "1 小时"), (2879, "47 小时"), (2880, "2 天")
])
def test_an_age_is_said_in_the_unit_it_is_read_in(minutes: int, words: str) -> None:
    assert span(minutes, "zh") == words


def test_the_wall_goes_on_to_the_new_day_by_itself(tiny: Deployment) -> None:
    live = dataclasses.replace(tiny, clock_at=None)
    midnight = NOW.replace(hour=0, minute=0) + dt.timedelta(days=1)
    said = []
    for minutes in (-1, 1):
        publish(live, midnight + dt.timedelta(minutes=minutes))
        board = Store(live).board()
        said.append(as_of_words(read_scope({}, board, "night"), board))
    assert said == ["截至 1月31日 23:59（晚班进行中）", "截至 2月1日 00:01（夜班进行中）"]


@pytest.fixture
def own(penglai_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of settings of the whole sample, which a test may change, beside a live folder of its own."""
    shutil.copytree(penglai_home, tmp_path / "home")
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "penglai"
    (folder / "rules").mkdir(parents=True)
    for name in ("deployment.toml", "area.geojson"):
        shutil.copy(SAMPLE / "penglai" / name, folder)
    return folder


def marks(folder: Path, clock: str = "20:30") -> dict[str, str]:
    """Publish as it is at a time of the day and return the marks of the alarms of unattended checkpoints."""
    settings = folder / "deployment.toml"
    told = re.sub(r"T\d\d:\d\d:00", f"T{clock}:00", settings.read_text(encoding="utf-8"))
    settings.write_text(told, encoding="utf-8")
    deployment = read_deployment("penglai", folder)
    publish(deployment, deployment.clock_at)
    found = chimes(Store(deployment).board().answer("alarm_list", area_code=None))
    return {alarm: mark for alarm, mark in found.items() if alarm.startswith(EMPTY)}


def test_an_alarm_is_open_then_noted_with_a_reason_and_comes_back_when_it_is_not_solved(own: Path) -> None:
    (alarm,) = marks(own)
    assert marks(own) == {alarm: "open"}
    assert acknowledge("penglai", alarm, "值班长", "已派人", "zh").faults.empty
    assert marks(own, "20:59") == {alarm: "noted"}
    back = f"back {dt.datetime(2020, 2, 9, 21, tzinfo=ZONE).timestamp():.0f}"
    assert marks(own, "21:00") == {alarm: back}
    assert marks(own, "21:20") == {alarm: back}


def test_an_alarm_is_silent_in_its_muted_hours(own: Path) -> None:
    (row,) = [row for row in rules("alarm", read_deployment()) if row["alarm_code"] == "empty_checkpoint"]
    row |= {"muted_from_minute": "1200", "muted_to_minute": "1260"}
    (own / "rules" / "alarm.csv").write_text(
        ",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n", encoding="utf-8"
    )
    assert set(marks(own).values()) == {"hush"}
    assert set(marks(own, "21:01").values()) == {"open"}


def test_alarms_nobody_can_read_change_no_memory_of_what_has_sounded(penglai: Board) -> None:
    broken = penglai.answer("alarm_list", area_code=None).head(0)
    broken.attrs["failed"] = "alarm_list"
    assert chimes(broken) is None
