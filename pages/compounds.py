"""Compounds: are all closed and kept, which ledgers are missing where, what passes the gates."""

import streamlit as st

from frontline import charts, pictures_care, sentences_rest
from frontline import sentences_care as titles
from frontline import sentences_front as told
from frontline.chart_rows import limit
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table

language = run().scope.language

show_numbers()
total, ledgers, passed = (first_row(answer(q)) for q in ("compound_total", "ledger_total", "passage_total"))
townships, compounds = answer("compound_by_township"), answer("compound_list")
left, right = st.columns([50, 50], gap="medium")
with left:
    show_map(
        pictures_care.compound_picture, townships, compounds, title=titles.closure(total, language),
        query="compound_by_township",
        columns=["name", "compounds", "closed", "compliant", "compliant_share", "unmanaged", "unguarded", "gates_open"],
        width=920,
    )
places, kinds = answer("ledger_by_place"), answer("ledger_by_kind")
with right:
    show_chart(
        charts.ledger_matrix, places, title=titles.ledgers(places, ledgers, language), query="ledger_by_place",
        height=400, watch=limit(answer("thresholds"), "M37"), act=limit(answer("thresholds"), "M37", "act"),
        columns=["name", "ledger_kind", "ledger_state", "returns", "filed", "overdue", "invalid"],
    )
    show_table(kinds, title=titles.hardest(kinds, language), query="ledger_by_kind", height=230,
               missing="map.unkept", columns=["ledger_kind", "due", "filed", "on_time_share", "overdue", "invalid",
                                              "rows_share"])
left, right = st.columns([58, 42], gap="medium")
with left:
    show_table(
        compounds, title=titles.unkept(compounds, language), query="compound_list", pick="compound_id", height=362,
        missing="map.unkept",
        columns=["name", "community_name", "is_open", "is_rule_missed", "gates_open", "gates", "is_unmanaged",
                 "is_unguarded", "is_key_site", "households", "staff_per_1000", f"zone_{language}", "checked_at"],
    )
with right:
    show_chart(charts.form_bars, answer("passage_by_hour"), title=titles.passages(passed, language),
               query="passage_by_hour", height=330,
               columns=["hour_at", "people", "visitor_forms", "returnee_forms", "qr_reports", "turned_back"])
permits, zones, timed = answer("permit_by_kind"), answer("zone_by_kind"), answer("self_report_by_day")
one, two, three = st.columns(3, gap="medium")
with one:
    show_table(permits, title=titles.permits(permits, language), query="permit_by_kind", height="content",
               columns=["permit_kind", "permits_issued", "permits_active", "active_share", "places", "oldest_on"])
with two:
    show_table(zones, title=told.summed(zones, "zones", "zones", language), query="zone_by_kind", height="content",
               missing="map.unkept", columns=["zone_kind", "zones", "compounds", "key_sites", "households"])
with three:
    show_table(timed, title=sentences_rest.self_reported(timed, language), query="self_report_by_day",
               height="content", columns=["passed_on", "people", "qr_share", "handling_seconds", "hours_saved"])
