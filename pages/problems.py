"""Problems: how far each has come, which are overdue, how long fixing takes."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences
from frontline.headlines import first_row
from frontline.screen import answer, headline, run, show_chart, show_headlines, show_map, show_table, words

language = run().scope.language
total = first_row(answer("problem_total"))
townships = answer("problem_by_township")
waiting = answer("problem_list")
ageing = answer("problem_ageing")
curve = answer("problem_closing_curve")

show_headlines(
    headline("M34", total["overdue"], "items", part=total["overdue"], whole=total["open"], source="supervision_visit"),
    headline("open", total["open"], "items", part=total["open"], whole=total["found"], source="supervision_visit"),
    headline("fixed", total["fixed_share"], "percent", part=total["fixed"], whole=total["found"]),
    headline("M31", total["fixed_on_site_share"], "percent", part=total["fixed_on_site"], whole=total["found"]),
    headline("M32", total["verified_share"], "percent", part=total["ripe_verified"], whole=total["ripe"]),
    headline("M33", chart_rows.median_hours(curve), "hours", decimals=1, part=total["closed"], whole=total["found"]),
)
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures.problem_picture, townships, waiting, title=sentences.problem_places(townships, language),
        query="problem_by_township", columns=["name", "found", "fixed", "open", "overdue"],
    )
with right:
    show_chart(
        charts.funnel_bars, chart_rows.as_stages(total, language), title=sentences.funnel(total, language),
        query="problem_total", height=300,
        columns=["found", "assigned", "fixed", "verified", "closed", "overdue"],
    )
    show_table(
        waiting, title=sentences.ageing(total, language), query="problem_list", pick="area_code", height=372,
        columns=["name", "township_name", f"category_{language}", "severity", "due_at", "overdue_hours", "is_reopened"],
    )
age, cohort, closing = st.columns(3, gap="medium")
with age:
    show_chart(
        charts.ageing_bars, ageing, title=sentences.ageing(total, language), query="problem_ageing", height=260,
        columns=["age_class", "open_items", "overdue_items"],
    )
with cohort:
    show_chart(
        charts.cohort_bars, answer("problem_by_cohort"), title=words("title.cohort"), query="problem_by_cohort",
        height=260, columns=["found_on", "found", "fixed", "verified", "closed"],
    )
with closing:
    show_chart(
        charts.closing_curve, chart_rows.as_curve(curve, language), title=sentences.curve(curve, language),
        query="problem_closing_curve", height=260, columns=["hours", "at_risk", "closed", "share_open"],
    )
