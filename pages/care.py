"""Care: how long supplies last, what came in and went out, whom care reaches, honours as counts."""

import streamlit as st

from frontline import charts, pictures_care, sentences
from frontline import sentences_care as titles
from frontline import sentences_front as told
from frontline.chart_rows import limit
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table, words

language = run().scope.language

show_numbers()
total, kinds, townships = first_row(answer("care_total")), answer("supply_by_kind"), answer("supply_by_township")
left, right = st.columns([50, 50], gap="medium")
with left:
    show_map(
        pictures_care.supply_picture, townships, title=titles.stock_place(townships, language),
        query="supply_by_township",
        columns=["name", "stock_days", "supply_kind", "stock", "kinds_short", "care_per_100"],
        width=920,
    )
with right:
    show_chart(
        charts.stock_bars, titles.with_supply_names(kinds, answer("thresholds"), language),
        title=titles.stock(kinds, language), query="supply_by_kind", height=280,
        target=limit(answer("thresholds"), "M40"), target_name=words("title.stock_limit"),
        columns=[f"name_{language}", "stock_days", "stock", "issued_per_day"],
    )
    show_table(
        kinds, title=titles.overdrawn(kinds, language), query="supply_by_kind", height=350, missing="map.unkept",
        columns=[f"name_{language}", "received", "donated", "bought_own", "issued", "issued_per_day", "stock",
                 "issued_per_person", "overdrawn"],
    )
left, right = st.columns([58, 42], gap="medium")
with left:
    show_table(
        townships, title=titles.cared(total, language), query="supply_by_township", pick="area_code", height=362,
        missing="map.unkept",
        columns=["name", "stock_days", "supply_kind", "kinds_short", "kinds", "front_people", "care_people",
                 "care_per_100", "is_silent"],
    )
care, funds, sources = answer("care_by_kind"), answer("fund_by_kind"), answer("fund_by_source")
with right:
    show_table(care, title=told.summed(care, "measures", "measures", language), query="care_by_kind", height=362,
               missing="map.too_few", columns=[f"name_{language}", "measures", "people", "per_100_people"])
one, two, three = st.columns(3, gap="medium")
with one:
    show_table(funds, title=titles.funds(total, language), query="fund_by_kind", height="content", missing="map.unkept",
               columns=[f"name_{language}", "in_yuan", "out_yuan", "balance_yuan"])
    show_table(sources, title=sentences.counted(sources, "givers", language), query="fund_by_source", height=250,
               missing="map.unkept", columns=[f"name_{language}", "organisation_name", "gifts", "in_yuan"])
purposes, honours = answer("fund_by_purpose"), answer("honour_by_recipient")
with two:
    show_table(purposes, title=told.summed(purposes, "payments", "payments", language), query="fund_by_purpose",
               height="content", missing="map.unkept", columns=[f"name_{language}", "payments", "out_yuan"])
honoured, given = answer("honour_by_area"), answer("honour_by_kind")
with three:
    show_table(honours, title=titles.honours(total, language), query="honour_by_recipient", height="content",
               columns=[f"name_{language}", "recipients", "commended", "awarded", "promoted", "admitted"])
    show_table(given, title=told.summed(given, "recipients", "honour_kinds", language), query="honour_by_kind",
               height="content", columns=[f"name_{language}", "recipients"])
    show_table(honoured, title=sentences.counted(honoured, "honoured", language), query="honour_by_area", height=250,
               pick="area_code", columns=["name", "recipients", "last_on"])
