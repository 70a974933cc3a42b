"""Charts say what the frame says: in order, whole, and nothing where nothing is known."""

import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from frontline import charts
from frontline.chart_hours import hour_kind
from frontline.chart_problems import spread
from frontline.chart_words import WORDS
from frontline.contrast import contrast
from frontline.look import NIGHT, PAPER, Theme
from frontline.specimen_frames import (
    AGEING,
    CLOSING,
    COHORT,
    FUNNEL,
    intervals,
    presence,
    ranked,
    rates,
    reports,
    service_days,
    service_places,
    shifts,
)
from frontline.specimens import LONG_NAME, PLANTED

SPECIMENS: dict[str, tuple[Callable[..., go.Figure], pd.DataFrame, dict[str, Any]]] = {
    "gap_bars": (charts.gap_bars, ranked(), {}),
    "gap_bars_40": (charts.gap_bars, ranked(40), {"height": 360}),
    "rate_bars": (charts.rate_bars, rates(), {"target": 0.95, "target_name": "目标 95%"}),
    "hours_bars": (charts.hours_bars, service_places(), {}),
    "gap_series": (charts.gap_series, shifts(), {}),
    "hours_series": (charts.hours_series, service_days(), {}),
    "cohort_bars": (charts.cohort_bars, COHORT, {}),
    "closing_curve": (charts.closing_curve, CLOSING, {}),
    "funnel_bars": (charts.funnel_bars, FUNNEL, {}),
    "ageing_bars": (charts.ageing_bars, AGEING, {}),
    "interval_dots": (charts.interval_dots, intervals(), {}),
    "presence_strip": (charts.presence_strip, presence(), {}),
    "report_grid": (charts.report_grid, reports(), {}),
}
ALL = pytest.mark.parametrize(("draw", "frame", "more"), SPECIMENS.values(), ids=SPECIMENS)
LARGEST = 40_000
TAG = re.compile(r"<[^>]+>")


def draw(chart: Callable[..., go.Figure], frame: pd.DataFrame, **more: Any) -> go.Figure:
    """Draw on paper in Chinese, unless asked otherwise."""
    return chart(frame, **{"theme": PAPER, "language": "zh", **more})


def words(figure: go.Figure) -> str:
    """Return everything that a figure writes."""
    return TAG.sub("", json.dumps(figure.to_plotly_json(), ensure_ascii=False, default=list))


@ALL
@pytest.mark.parametrize("theme", [NIGHT, PAPER], ids=["night", "paper"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chart_is_small_valid_and_of_our_template(
    draw: Callable[..., go.Figure], frame: pd.DataFrame, more: dict[str, Any], theme: Theme, language: str
) -> None:
    figure = draw(frame, theme=theme, language=language, **more)
    written = figure.to_json()
    assert len(written) < LARGEST
    json.loads(written, parse_constant=pytest.fail)
    # Charts skip this check of Plotly's while they are drawn.
    go.Figure(figure.to_dict())
    assert figure.layout.template.layout.font.family.startswith("Noto Sans SC")
    assert figure.layout.template.layout.showlegend is False
    assert figure.layout.height > 0
    assert "http" not in written


@ALL
def test_an_empty_frame_gives_one_calm_sentence(
    draw: Callable[..., go.Figure], frame: pd.DataFrame, more: dict[str, Any]
) -> None:
    figure = draw(frame.iloc[:0], theme=PAPER, language="zh", **more)
    assert len(figure.data) == 0
    assert [note.text for note in figure.layout.annotations] == ["此范围内暂无记录"]


@ALL
def test_a_single_row_is_drawn(draw: Callable[..., go.Figure], frame: pd.DataFrame, more: dict[str, Any]) -> None:
    assert draw(frame.iloc[:1], theme=PAPER, language="en", **more).data


@ALL
def test_the_order_of_the_rows_of_a_day_changes_nothing(
    draw: Callable[..., go.Figure], frame: pd.DataFrame, more: dict[str, Any]
) -> None:
    if draw in (charts.gap_bars, charts.rate_bars, charts.gap_series, charts.hours_series, charts.cohort_bars):
        turned = draw(frame.iloc[::-1], theme=PAPER, language="zh", **more)
        assert turned.to_json() == draw(frame, theme=PAPER, language="zh", **more).to_json()


@ALL
def test_a_frame_is_not_changed_by_drawing_it(
    draw: Callable[..., go.Figure], frame: pd.DataFrame, more: dict[str, Any]
) -> None:
    before = frame.copy()
    draw(frame, theme=NIGHT, language="zh", **more)
    pd.testing.assert_frame_equal(frame, before)


@ALL
def test_names_carry_neither_markup_nor_formulas(
    draw: Callable[..., go.Figure], frame: pd.DataFrame, more: dict[str, Any]
) -> None:
    planted = frame.copy()
    for column in ("name", "checkpoint_name", "shift_name", "stage", "age_class", "severity_name", "note"):
        if column in planted:
            planted[column] = PLANTED
    written = draw(planted, theme=PAPER, language="zh", **more).to_json()
    assert "<script" not in written
    assert "\\u003cscript" not in written
    assert "$" not in written


@ALL
def test_both_themes_draw_the_same_figure_in_other_colours(
    draw: Callable[..., go.Figure], frame: pd.DataFrame, more: dict[str, Any]
) -> None:
    one, other = (draw(frame, theme=theme, language="zh", **more) for theme in (NIGHT, PAPER))
    assert words(one).count("未报") == words(other).count("未报")
    assert [trace.type for trace in one.data] == [trace.type for trace in other.data]


def test_the_worst_place_stands_first_and_the_silent_last() -> None:
    figure = draw(charts.gap_bars, ranked())
    names = [TAG.sub("", name) for name in figure.layout.yaxis.ticktext]
    known, silent = figure.data
    assert names[0] == "登州街道"
    assert list(known.x) == sorted(known.x, reverse=True)
    assert set(names[-2:]) == {"南王街道", "潮水镇"}
    assert [TAG.sub("", text) for text in silent.text] == ["◇ 未报", "◇ 未报"]
    assert silent.marker.pattern.shape == "/"
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_every_bar_carries_its_place() -> None:
    frame = ranked()
    figure = draw(charts.gap_bars, frame, selected="370684107")
    codes = [code for trace in figure.data for (code,) in trace.customdata]
    assert sorted(codes) == sorted(frame["area_code"])
    assert PAPER.accent in next(name for name in figure.layout.yaxis.ticktext if "大辛店镇" in name)


def test_no_person_is_lost_in_the_others() -> None:
    frame = ranked(40)
    figure = draw(charts.gap_bars, frame, height=360)
    rest = re.search(r"其他 (\d+) 个，共 (\d+)", TAG.sub("", figure.layout.yaxis.ticktext[-1]))
    assert rest is not None
    drawn = sum(len(trace.x) for trace in figure.data)
    assert drawn + int(rest[1]) == len(frame)
    assert sum(figure.data[0].x) + int(rest[2]) == frame["people_short"].sum()
    assert len(figure.layout.yaxis.ticktext) * 17 <= 360


def test_zero_is_drawn_and_unknown_is_not_zero() -> None:
    figure = draw(charts.gap_bars, ranked())
    known, silent = figure.data
    assert list(known.x).count(0) == 3
    assert all(x > 0 for x in silent.x)


def test_a_rate_stands_with_its_numerator_and_denominator() -> None:
    figure = draw(charts.rate_bars, rates(), target=0.95, target_name="目标 95%")
    written = [TAG.sub("", note.text) for note in figure.layout.annotations]
    assert "18/52　■ 34.6%" in written
    assert "14/14　100%" in written
    assert "目标 95%" in written
    assert {TAG.sub("", text) for text in figure.data[1].text} == {"◇ 未报", "– 无应查"}
    assert list(figure.data[0].x) == sorted(figure.data[0].x)
    assert figure.layout.shapes[0].x0 == figure.layout.shapes[0].x1 == 0.95


def test_a_silent_shift_is_a_gap_and_a_partly_reported_one_is_hatched() -> None:
    frame = shifts()
    figure = draw(charts.gap_series, frame)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert sum(len(trace.x) for trace in bars) == frame["people_short"].notna().sum()
    assert bars[1].marker.pattern.shape == "/"
    assert len(bars[1].x) == 3
    assert "◇" in "".join(str(trace.text) for trace in figure.data if trace.type == "scatter")
    assert len(figure.layout.shapes) == 10


def test_a_shift_stands_at_its_local_time() -> None:
    utc = shifts().assign(starts_at=lambda frame: frame["starts_at"].dt.tz_convert("Asia/Shanghai"))
    figure = draw(charts.gap_series, utc)
    night, day = figure.data[0].x[0], figure.data[0].x[1]
    assert 0 < night < 1 / 3 < day < 2 / 3
    assert figure.layout.shapes[0].x1 == pytest.approx(1 / 3)


def test_claimed_hours_are_credited_and_uncredited_ones() -> None:
    frame = service_days()
    solid, hatched = draw(charts.hours_series, frame).data[:2]
    total = [None if a is None else a + b for a, b in zip(solid.y, hatched.y, strict=True)]
    assert [t for t in total if t is not None] == pytest.approx(frame["claimed_hours"].dropna().tolist())
    assert solid.y[6] is None


def test_a_cohort_adds_up_to_what_was_found() -> None:
    figure = draw(charts.cohort_bars, COHORT)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [sum(parts) for parts in zip(*(trace.y for trace in bars), strict=True)] == COHORT["found"].tolist()
    assert "88" in figure.data[-1].text


def test_overdue_ones_are_a_part_of_the_open_ones() -> None:
    overdue, within = draw(charts.ageing_bars, AGEING).data
    assert [a + b for a, b in zip(overdue.x, within.x, strict=True)] == AGEING["open_items"].tolist()


def test_a_curve_starts_whole_and_never_rises() -> None:
    for trace in draw(charts.closing_curve, CLOSING).data:
        assert trace.y[0] == 1
        assert list(trace.y) == sorted(trace.y, reverse=True)
        assert trace.line.shape == "hv"
    one = draw(charts.closing_curve, CLOSING[CLOSING["severity_name"] == "一般"])
    assert "半数 26 小时内销号" in words(one)


def test_names_of_curves_keep_apart() -> None:
    assert spread([0.1, 0.1, 0.12, 0.9], 0.08) == pytest.approx([0.1, 0.18, 0.26, 0.9])


def test_an_interval_holds_its_share() -> None:
    frame = intervals()
    dots = draw(charts.interval_dots, frame).data[0]
    assert len(dots.x) == 4
    for share, up, down in zip(dots.x, dots.error_x.array, dots.error_x.arrayminus, strict=True):
        assert 0 <= share - down <= share <= share + up <= 1
    whole = frame.assign(share=1.0, low=0.9, high=np.nextafter(1, 0))
    dots = draw(charts.interval_dots, whole).data[0]
    assert min(*dots.error_x.array, *dots.error_x.arrayminus) == 0


@pytest.mark.parametrize(
    ("required", "present", "minutes", "is_reported", "kind"),
    [
        (3, 3, 0, True, "full"),
        (3, 2, 0, True, "short"),
        (3, 0, 35, True, "empty"),
        (3, None, None, False, "unknown"),
        (0, 0, 0, True, "exempt"),
        (0, None, None, False, "unknown"),
    ],
)
def test_an_hour_is_one_of_five_kinds(
    required: int, present: int | None, minutes: int | None, is_reported: bool, kind: str
) -> None:
    assert hour_kind(required, present, minutes, is_reported=is_reported) == kind


def test_the_strip_prints_the_unattended_minutes() -> None:
    figure = draw(charts.presence_strip, presence())
    heat, glyphs = figure.data
    assert list(glyphs.text).count("35") == 3
    assert TAG.sub("", figure.layout.yaxis.ticktext[0]) == "长途汽车站"
    kinds = {value for row in heat.z for value in row}
    assert kinds == {0, 1, 2, 3, 4}
    assert {"▲", "◇", "–"} <= set(glyphs.text)


def test_a_narrow_strip_draws_the_same_hours_without_their_minutes() -> None:
    wide, narrow = (draw(charts.presence_strip, presence(), narrow=narrow) for narrow in (False, True))
    assert wide.data[0].z == narrow.data[0].z
    assert [cell for cell in narrow.data[1].text if cell.isdigit()] == []
    assert "空岗分钟" not in words(narrow)


def test_a_last_shift_over_midnight_is_drawn_whole() -> None:
    frame = shifts().assign(starts_at=[
        pd.Timestamp("2020-02-23 08:00", tz="Asia/Shanghai") + pd.Timedelta(hours=12 * n) for n in range(len(shifts()))
    ])
    figure = draw(charts.gap_series, frame)
    ends = [x + bar.width / 2 for bar in figure.data if bar.type == "bar" for x in bar.x]
    assert max(ends) < figure.layout.xaxis.range[1]


def test_a_peak_beside_the_last_shift_leaves_its_number_to_it() -> None:
    frame = shifts().assign(people_short=[*range(28), 40, 39])
    assert draw(charts.gap_series, frame).data[-1].text == ("<b>39</b>",)
    frame = frame.assign(people_short=[*range(28), 60, 39])
    assert draw(charts.gap_series, frame).data[-1].text == ("<b>60</b>", "<b>39</b>")


def test_the_share_of_a_cohort_is_whole_and_left_out_where_days_stand_too_close() -> None:
    text = draw(charts.cohort_bars, COHORT).data[-1].text
    assert all(share == "" or 0 <= int(share) <= 100 for share in text)
    days = pd.date_range("2020-01-01", periods=40)
    many = pd.DataFrame({"found_on": days, "found": 4, "fixed": 3, "verified": 2, "closed": 1})
    assert set(draw(charts.cohort_bars, many).data[-1].text) == {""}


def test_a_long_strip_counts_the_posts_it_leaves_out() -> None:
    figure = draw(charts.presence_strip, presence(30), most=24)
    assert len(figure.layout.yaxis.ticktext) == 24
    assert TAG.sub("", figure.layout.yaxis.ticktext[-1]) == "其他 7 个"


def test_hours_to_come_stay_empty() -> None:
    frame = presence()
    heat = draw(charts.presence_strip, frame[frame["hour_of_day"] < 20]).data[0]
    assert max(heat.x) == 19


def test_the_grid_of_reports_keeps_every_status_and_puts_the_silent_first() -> None:
    frame = reports()
    figure = draw(charts.report_grid, frame)
    heat, glyphs = figure.data
    missing = frame[frame["report_status"] == "missing"].groupby("area_code").size()
    assert missing[heat.y[0]] == missing.max()
    assert len(glyphs.text) == len(frame)
    for glyph, status in (("●", "on_time"), ("▲", "late"), ("◇", "missing"), ("–", "not_due")):
        assert list(glyphs.text).count(glyph) == (frame["report_status"] == status).sum()


def test_glyphs_can_be_read_on_their_cells() -> None:
    for theme in (NIGHT, PAPER):
        figure = draw(charts.presence_strip, presence(), theme=theme)
        heat, glyphs = figure.data
        fills = [fill for _, fill in heat.colorscale][::2]
        rows = {key: i for i, key in enumerate(heat.y)}
        for x, y, ink in zip(glyphs.x, glyphs.y, glyphs.textfont.color, strict=True):
            kind = heat.z[rows[y]][list(heat.x).index(x)]
            assert contrast(ink, fills[kind]) >= 3


def test_long_names_are_shortened_on_the_axis_and_whole_in_the_tooltip() -> None:
    figure = draw(charts.gap_bars, ranked().assign(name=LONG_NAME))
    assert all(len(TAG.sub("", name)) <= 11 for name in figure.layout.yaxis.ticktext)
    assert LONG_NAME in figure.data[0].hovertext[0]


def test_equal_names_stay_two_rows() -> None:
    figure = draw(charts.gap_bars, ranked().assign(name="城关镇"))
    assert len(figure.layout.yaxis.ticktext) == len(ranked())


def test_the_words_of_charts_exist_in_both_languages() -> None:
    assert set(WORDS["zh"]) == set(WORDS["en"])


@pytest.mark.parametrize("top", [0, 1, 3, 5, 40])
def test_an_axis_of_whole_numbers_names_none_twice(top: int) -> None:
    axis = draw(charts.gap_series, shifts().assign(people_short=[0] * 29 + [top])).layout.yaxis
    assert (axis.dtick or axis.range[1] / axis.nticks) >= 1


@pytest.mark.parametrize("chart", [charts.gap_bars, charts.rate_bars, charts.hours_bars, charts.report_grid])
def test_few_rows_stand_close_in_a_lower_chart(chart: Callable[..., go.Figure]) -> None:
    frame, _ = next((frame, more) for draw_, frame, more in SPECIMENS.values() if draw_ is chart)
    places = frame["area_code"].drop_duplicates()
    two = draw(chart, frame[frame["area_code"].isin(places.head(2))], height=440)
    many = draw(chart, frame, height=300)
    assert two.layout.height < 180
    assert many.layout.height == 300


def test_a_lone_upright_bar_is_no_slab() -> None:
    lone = draw(charts.cohort_bars, COHORT.head(1))
    start, end = lone.layout.xaxis.range
    assert lone.data[0].width <= 0.1 * (end - start)
    assert draw(charts.cohort_bars, COHORT).data[0].width == 0.64
