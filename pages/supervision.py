"""Supervision: which places nobody has inspected lately, and which are inspected too often."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences
from frontline.headlines import first_row
from frontline.screen import answer, headline, run, show_chart, show_headlines, show_map, show_table, words

language = run().scope.language
total = first_row(answer("supervision_total"))
townships = answer("supervision_by_township")
communities = answer("supervision_by_community")

show_headlines(
    headline("M27", total["visited_share"], "percent", source="supervision_visit",
             part=total["visited_in_window"], whole=total["communities"]),
    headline("M28_never", total["never_visited"], "places", source="supervision_visit", limits="M07",
             part=total["never_visited"], whole=total["communities"]),
    headline("M28", total["median_days"], "days", source="supervision_visit", limits="M28"),
    headline("M29_night", total["night_share"], "percent", limits="M29",
             part=total["night_visits"], whole=total["visits"]),
    headline("M29_unannounced", total["unannounced_share"], "percent", limits="M29",
             part=total["unannounced_visits"], whole=total["visits"]),
    headline("M30", total["problems_per_100"], "each", decimals=1,
             part=total["problems_found"], whole=total["visits"]),
)
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures.recency_picture, townships, communities, title=sentences.coverage(total, language),
        query="supervision_by_township",
        columns=["name", "communities", "visited_in_window", "visited_share", "never_visited", "longest_days"],
    )
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
        communities, title=sentences.longest(communities, language), query="supervision_by_community",
        pick="area_code", height=312, missing="map.never",
        columns=["name", "township_name", "days_since_visit", "visits", "visits_7_days", "checkpoints"],
    )
streams, over = st.columns([58, 42], gap="medium")
with streams:
    show_table(
        answer("supervision_by_stream"), title=words("title.streams"), query="supervision_by_stream",
        height="content",
        columns=[f"name_{language}", "teams", "visits", "night_share", "unannounced_share", "problems_found",
                 "problems_fixed", "suggestions"],
    )
with over:
    most = chart_rows.most_visited(communities)
    show_table(
        most, title=sentences.overvisited(most, language), query="supervision_by_community", pick="area_code",
        height="content", key="most_visited", missing="map.never",
        columns=["name", "township_name", "visits_7_days", "visits", "problems_found"],
    )
