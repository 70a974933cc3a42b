"""Problems: how far each has come, who saw the fix, what came back, and what was said about it."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences, sentences_problems, sentences_supervision
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table, words

language = run().scope.language

show_numbers()
total, life_answer = first_row(answer("problem_total")), answer("problem_life_total")
life, escalated = first_row(life_answer), first_row(answer("escalation_total"))
curve, fair, common = answer("problem_closing_curve"), answer("fair_by_township"), answer("problem_common_by_category")
townships, waiting, ageing = answer("problem_by_township"), answer("problem_list"), answer("problem_ageing")
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures.problem_picture, townships, waiting, query="problem_by_township",
        title=sentences_problems.problem_places(townships, total, language),
        columns=["name", "found", "fixed", "open", "overdue"],
    )
with right:
    show_chart(
        charts.life_bars, life_answer, title=sentences_problems.life(life, language), query="problem_life_total",
        height=300, columns=["found", "assigned", "fixed", "verified_by_other", "closed_ever", "relapsed"],
    )
    show_table(
        waiting, title=sentences_problems.ageing(total, language), query="problem_list", pick="area_code", height=372,
        missing="map.not_overdue",
        columns=["name", "township_name", f"category_{language}", "severity", "due_at", "overdue_hours", "is_reopened"],
    )
age, cohort, closing = st.columns(3, gap="medium")
with age:
    show_chart(charts.ageing_bars, chart_rows.as_ages(ageing, language), height=260,
               title=sentences_problems.ageing(total, language), query="problem_ageing",
               columns=[f"age_{language}", "open_items", "overdue_items"])
with cohort:
    show_chart(charts.cohort_bars, answer("problem_by_cohort"), title=words("title.cohort"), height=260,
               query="problem_by_cohort", columns=["found_on", "found", "fixed", "verified", "closed"])
with closing:
    show_chart(charts.closing_curve, chart_rows.as_curve(curve, language), title=sentences.curve(curve, language),
               query="problem_closing_curve", height=260, columns=["hours", "at_risk", "closed", "share_open"])
chart, load = st.columns([42, 58], gap="medium")
with chart:
    show_chart(charts.limit_dots, fair, title=sentences_supervision.fair_closure(fair, language), height=440,
               query="fair_by_township", measure="verified", bad="below",
               columns=["name", "ripe", "ripe_verified", "verified_share", "verified_low", "verified_high"])
with load:
    show_table(fair, title=words("title.fair_load"), query="fair_by_township", pick="area_code", height=440,
               columns=["name", "verified_share", "verified_verdict", "visits_per_place", "households_per_worker",
                        "people_short_rested", "people_must_rest"], missing="table.no_record")
returns, issued, measures = answer("problem_relapse_list"), answer("bulletin_list"), answer("accountability_by_measure")
advice = answer("suggestion_by_stream")
for slot, (frame, title, query, columns) in zip(st.columns(2, gap="medium") * 4, (
    (returns, sentences_problems.relapses(returns, language), "problem_relapse_list",
     ["name", "problem_category", "return_kind", "closed_at", "returned_at", "days_between", "is_open"]),
    (answer("problem_relapse_by_category"), words("title.relapse_kinds"), "problem_relapse_by_category",
     ["problem_category", "found", "closed_ever", "reopened", "found_again", "relapsed", "relapsed_share"]),
    (common, sentences_problems.common(common, language), "problem_common_by_category",
     ["problem_category", "found", "common", "individual", "townships", "is_widespread", "notices", "noticed_share"]),
    (issued, sentences_problems.bulletins(issued, language), "bulletin_list",
     ["issued_at", "bulletin_kind", "name", "unit_name", "problem_category", "hours_after", "is_fixed"]),
    (answer("escalation_list"), sentences_problems.escalations(escalated, language), "escalation_list",
     ["name", "problem_category", "severity", "escalated_at", "leader_saw_at", "delay_minutes", "waiting_minutes"]),
    (measures, sentences_problems.accountability(measures, language), "accountability_by_measure",
     ["measure", "proposed", "pending", "upheld", "lightened", "dropped", "closed_before", "pending_days"]),
    (advice, sentences_problems.suggestions(advice, language), "suggestion_by_stream",
     ["stream", "made", "adopted", "adopted_share", "median_hours", "longest_waiting_days"]),
), strict=False):
    with slot:
        show_table(frame, title=title, query=query, columns=columns, missing="table.no_record")
