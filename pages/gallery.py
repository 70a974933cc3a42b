"""Gallery: every component in every state, for those who look after the look."""

import streamlit as st

from frontline import charts
from frontline import specimen_frames as frames
from frontline.layers import draw_map
from frontline.legend import legend_html
from frontline.look import STATE_ORDER, THEMES
from frontline.panel import Headline
from frontline.screen import PHONE, run, show_headlines, words
from frontline.specimens import township_picture

language = run().scope.language
theme = THEMES[run().scope.theme]
RISEN = words("change.up", n=3, unit=words("unit.people"), word=words("change.worse"),
              than=words("change.last"))
CHARTS = (
    (charts.gap_bars, frames.ranked(), {}),
    (charts.gap_bars, frames.ranked(1), {}),
    (charts.gap_bars, frames.ranked(40), {}),
    (charts.gap_series, frames.shifts(), {}),
    (charts.presence_strip, frames.presence(), {"narrow": run().size[0] < PHONE}),
    (charts.hours_series, frames.service_days(), {}),
    (charts.hours_bars, frames.service_places(), {}),
    (charts.rate_bars, frames.rates(), {"target": 0.8, "target_name": words("title.plan")}),
    (charts.interval_dots, frames.intervals(), {}),
    (charts.funnel_bars, frames.FUNNEL, {}),
    (charts.ageing_bars, frames.AGEING, {}),
    (charts.cohort_bars, frames.COHORT, {}),
    (charts.closing_curve, frames.CLOSING, {}),
    (charts.report_grid, frames.reports(), {}),
    (charts.gap_bars, frames.ranked().head(0), {}),
)

show_headlines(*(
    Headline(
        words("metric.M03"), None if state == "unknown" else 17, words("unit.people"), state,
        fraction=words("part.M03", part=207, whole=222), change=RISEN,
        coverage=words("coverage.missing", reported=10, expected=11, names="村里集镇", oldest="16:40"),
    )
    for state in STATE_ORDER
))
for column, ramp in zip(st.columns(2, gap="medium"), ("gap", "attention"), strict=True):
    picture = township_picture(ramp, selected="370684107")
    with column:
        st.pydeck_chart(draw_map(picture, theme, size=(900, 460)), height=460, key=f"map_{ramp}")
        st.html(legend_html(picture, theme, language, 900, height=460))
for start in range(0, len(CHARTS), 3):
    for column, (draw, frame, more) in zip(st.columns(3, gap="medium"), CHARTS[start:start + 3], strict=False):
        figure = draw(frame, theme=theme, language=language, **more)
        column.plotly_chart(figure, theme=None, config=charts.CONFIG, key=f"chart_{draw.__name__}_{len(frame)}")
st.warning(words("empty.failed", name="staffing_total"), icon=":material/error:")
st.html(f'<p class="fl-empty">{words("empty.table")}</p>')
st.skeleton(height=120)
