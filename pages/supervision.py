"""Supervision both ways: where nobody has been for long, where too many were, and what differs by more than chance."""

import streamlit as st

from frontline import chart_rows, charts, pictures_supervision, sentences, sentences_supervision
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table, words

language = run().scope.language

show_numbers()
total = first_row(answer("supervision_total"))
townships, communities = answer("supervision_by_township"), answer("supervision_by_community")
most = chart_rows.most_visited(communities)
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures_supervision.inspection_picture, townships, communities, query="supervision_by_township",
        title=sentences_supervision.both_ways(total, language),
        columns=["name", "communities", "visited_in_window", "visited_share", "never_visited", "longest_days"],
    )
fair, rounds, urgent = answer("fair_by_township"), answer("supervision_by_round"), answer("supervision_next_list")
with right:
    show_chart(
        charts.rate_bars, chart_rows.as_rates(
            townships, "visited_in_window", "communities", "visited_share", answer("thresholds"), "M27"
        ),
        title=sentences.coverage_place(townships, language), query="supervision_by_township", height=340,
        columns=["name", "visited_in_window", "communities", "visited_share"],
        target=chart_rows.limit(answer("thresholds"), "M27"), target_name=words("title.plan"),
    )
    show_table(
        urgent, title=sentences_supervision.next_visits(urgent, language), query="supervision_next_list",
        pick="area_code", height=312, missing="table.no_record",
        columns=["name", "township_name", "visit_reason", "days_since_visit", "visits_7_days", "open_problems"],
    )
chart, load = st.columns([42, 58], gap="medium")
with chart:
    show_chart(charts.limit_dots, fair, title=sentences_supervision.fair_rate(fair, language), height=440,
               query="fair_by_township", columns=["name", "problems_found", "visits", "rate_low", "rate_high"])
with load:
    show_table(fair, title=words("title.fair_load"), query="fair_by_township", pick="area_code", height=440,
               columns=["name", "problems_per_100", "rate_verdict", "visits_per_place", "households_per_worker",
                        "people_short_rested", "people_must_rest"], missing="table.no_record")
walked, over = st.columns([42, 58], gap="medium")
with walked:
    show_chart(charts.round_bars, rounds, title=sentences_supervision.rounds(rounds, language), height=320,
               query="supervision_by_round", columns=["stream", "round_no", "visited_on", "teams", "places_so_far"])
with over:
    show_table(most, title=sentences.overvisited(most, language), query="supervision_by_community", pick="area_code",
               columns=["name", "visit_state", "visits_7_days", "most_in_a_day", "days_over", "teams_7_days",
                        "repeated_items", "contradictions"], height=320, key="most_visited", missing="map.never")
repeats, opposites = answer("supervision_repeat_list"), answer("supervision_contradiction_list")
for slot, (frame, title, query, columns) in zip(st.columns(2, gap="medium") * 3, (
    (opposites, sentences_supervision.contradictions(opposites, language), "supervision_contradiction_list",
     ["name", "check_topic", "first_team", "first_on", "demand", "second_team", "second_on", f"second_{language}"]),
    (repeats, sentences_supervision.repeats(repeats, language), "supervision_repeat_list",
     ["name", "township_name", "check_topic", "teams", "team_names", "first_on", "last_on"]),
    (answer("supervision_by_stream"), words("title.streams"), "supervision_by_stream",
     [f"name_{language}", "teams", "rounds", "night_share", "unannounced_share", "problems_found", "problems_fixed"]),
    (answer("visited_by_level"), words("title.levels_reached"), "visited_by_level",
     ["area_level", "places", "visited", "visited_share"]),
    (answer("supervision_by_team"), words("title.teams"), "supervision_by_team",
     ["name", "days_out", "longest_run_days", "visits", "night_share", "unannounced_share", "problems_per_100"]),
), strict=False):
    with slot:
        show_table(frame, title=title, query=query, columns=columns, missing="table.no_record")
