"""Volunteers: who served how long, where nobody has, and how far reports can be trusted."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences
from frontline.headlines import first_row, sum_of
from frontline.screen import answer, headline, run, show_chart, show_headlines, show_map, show_table

language = run().scope.language
total = first_row(answer("volunteer_total"))
days = answer("volunteer_by_day")
townships = answer("volunteer_by_township")
communities = answer("volunteer_by_community")
units = answer("volunteer_by_organisation")
checked, found = sum_of(units, "people_checked"), sum_of(units, "people_found")

show_headlines(
    headline("M22", total["credited_hours"], "hours", source="volunteer_service",
             part=total["credited_hours"], whole=total["claimed_hours"]),
    headline("M23", total["hours_per_volunteer"], "hours_each", decimals=1, source="volunteer_service",
             part=total["credited_hours"], whole=total["volunteers"]),
    headline("volunteers", total["volunteers"], "people", source="volunteer_service",
             part=total["volunteers"], whole=total["registered"]),
    headline("M24", total["confirmed_share"], "percent", source="volunteer_service",
             part=total["confirmed"], whole=total["registered"]),
    headline("M25", chart_rows.ratio(found, checked), "percent", limits="none", part=found, whole=checked),
)
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures.service_picture, townships, communities, title=sentences.unserved(communities, language),
        query="volunteer_by_township",
        columns=["name", "credited_hours", "volunteers", "communities_served", "communities", "served_share"],
    )
with right:
    show_chart(
        charts.hours_series, days, title=sentences.hours_day(days, language), query="volunteer_by_day", height=300,
        columns=["served_on", "claimed_hours", "credited_hours", "townships_reported"],
    )
    show_table(
        units, title=sentences.unconfirmed(units, language), query="volunteer_by_organisation", height=332,
        missing="map.unchecked",
        columns=["name", "registered", "confirmed", "confirmed_share", "credited_hours", "people_checked",
                 "people_found", "found_low"],
    )
places, spots = st.columns([58, 42], gap="medium")
with places:
    show_chart(
        charts.hours_bars, townships, title=sentences.hours_place(townships, language),
        query="volunteer_by_township", height=420, columns=["name", "credited_hours", "volunteers"],
    )
with spots:
    show_chart(
        charts.interval_dots, chart_rows.as_intervals(units), title=sentences.spot(units, language),
        query="volunteer_by_organisation", height=420,
        columns=["name", "people_checked", "people_found", "found_share", "found_low", "found_high"],
    )
