"""Volunteers: who served how long, where nobody has, and how far reports can be trusted."""

import streamlit as st

from frontline import chart_rows, charts, pictures, sentences
from frontline import sentences_front as titles
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table

language = run().scope.language

show_numbers()
units = answer("volunteer_by_organisation")
townships, communities = answer("volunteer_by_township"), answer("volunteer_by_community")
left, right = st.columns([58, 42], gap="medium")
with left:
    show_map(
        pictures.service_picture, townships, communities, title=sentences.unserved(communities, language),
        query="volunteer_by_township",
        columns=["name", "credited_hours", "volunteers", "communities_served", "communities", "served_share"],
    )
days, bulletins = answer("volunteer_by_day"), answer("presence_bulletin_by_day")
with right:
    show_chart(
        charts.hours_series, days, title=sentences.hours_day(days, language), query="volunteer_by_day", height=300,
        columns=["served_on", "claimed_hours", "credited_hours", "townships_reported"],
    )
    show_table(
        units, title=sentences.unconfirmed(units, language), query="volunteer_by_organisation", height=332,
        missing="map.unchecked",
        columns=["name", "eligible", "exempted", "confirmed", "reported_share", "credited_hours", "people_checked",
                 "found_low"],
    )
places, spots = st.columns([58, 42], gap="medium")
with places:
    show_chart(charts.hours_bars, townships, title=sentences.hours_place(townships, language),
               query="volunteer_by_township", height=420, columns=["name", "credited_hours", "volunteers"])
with spots:
    show_chart(
        charts.interval_dots, chart_rows.as_intervals(units), title=sentences.spot(units, language),
        query="volunteer_by_organisation", height=420,
        columns=["name", "people_checked", "people_found", "found_share", "found_low", "found_high"],
    )
parts, told = first_row(answer("volunteer_integrity_total")), answer("volunteer_told_by_organisation")
one, two, three = st.columns(3, gap="medium")
with one:
    show_chart(charts.funnel_bars, chart_rows.as_hours(parts, language), title=titles.claimed(parts, language),
               query="volunteer_integrity_total", height=220,
               columns=["claimed_hours", "credited_hours", "doubtful_hours", "twice_hours", "open_sessions"])
    show_table(told, title=titles.told(told, language), query="volunteer_told_by_organisation", height=300,
               columns=["name", "unit_hours", "twice_hours", "unit_only_hours", "community_hours"])
doubts, channels = answer("volunteer_doubts"), answer("spot_check_by_channel")
tasks, compounds = answer("service_by_task"), answer("volunteer_by_compound")
with two:
    show_table(doubts, title=sentences.counted(doubts, "doubts", language), query="volunteer_doubts", height=350,
               columns=["doubt_kind", "name", "township_name", "started_at", "claimed_hours", "credited_hours"])
    show_table(tasks, title=sentences.counted(tasks, "tasks", language), query="service_by_task", height="content",
               columns=["task_kind", "sessions", "volunteers", "credited_hours"])
with three:
    show_table(channels, title=titles.channels(channels, language), query="spot_check_by_channel", height="content",
               columns=["check_channel", "people_checked", "people_found", "people_missed", "found_low", "found_high"])
    show_table(bulletins, title=titles.notified(bulletins, language), query="presence_bulletin_by_day", height=230,
               missing="map.unissued",
               columns=["checked_on", "people_checked", "people_missed", "activity_office_at", "control_office_at"])
    show_table(compounds, title=sentences.counted(compounds, "thin_compounds", language), height=250,
               pick="compound_id", query="volunteer_by_compound",
               columns=["name", "community_name", "households", "confirmed", "volunteers_per_1000_households"])
