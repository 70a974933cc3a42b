"""Organisation: branches, seats, teams and pledged posts in place and at work; who came how fast, which link broke."""

import streamlit as st

from frontline import chart_rows, charts, pictures_front, prose, sentences
from frontline import sentences_front as titles
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table

language = run().scope.language

prose.show_unit()
show_numbers()
total = first_row(answer("front_total"))
groups, classes, hours = answer("work_group_on_duty"), answer("member_by_class"), answer("arrival_by_hour")
townships, communities = answer("front_by_township"), answer("front_by_community")
left, right = st.columns([56, 44], gap="medium")
with left:
    show_map(
        pictures_front.front_picture, townships, communities, title=titles.complete(total, language),
        query="front_by_township",
        columns=["name", "communities", "communities_complete", "complete_share", "seats_empty", "teams_idle"],
    )
with right:
    show_chart(charts.arrival_curve, hours, title=titles.arrivals(hours, language), query="arrival_by_hour",
               height=250, columns=["hours", "arrived", "sent", "arrived_share"])
    show_table(townships, title=titles.thinnest(townships, language), height=330,
               query="front_by_township", pick="area_code", missing="map.unkept",
               columns=["name", "communities_complete", "communities", "seats_empty", "teams_idle", "teams",
                        "active_share"])
seats, idle, branches = answer("grid_seat_by_kind"), answer("team_idle_list"), answer("branch_coverage_by_department")
links, units, sources = answer("dispatch_links"), answer("dispatch_by_organisation"), answer("dispatch_by_source")
ends, levels = answer("dispatch_end_by_reason"), answer("area_by_level")
one, two, three = st.columns(3, gap="medium")
with one:
    show_table(groups, title=titles.summed(groups, "on_duty", "groups", language), query="work_group_on_duty",
               height=330, missing="map.unkept", columns=["name", "members", "on_duty", "visits"])
    show_table(classes, title=titles.summed(classes, "people", "classes", language), query="member_by_class",
               height="content", columns=["person_class", "teams", "people", "people_share"])
    show_table(branches, title=titles.summed(branches, "branches_covered", "covered", language), height="content",
               query="branch_coverage_by_department",
               columns=["name", "branches_covered", "branches", "reported", "people", "hours_per_person",
                        "problems_solved"])
    show_table(sources, title=titles.summed(sources, "units", "sources", language), query="dispatch_by_source",
               height="content", columns=["organisation_kind", "units", "sent", "sent_share", "median_arrival_hours"])
    show_table(ends, title=sentences.counted(ends, "ends", language), query="dispatch_end_by_reason",
               height="content", missing="map.too_few", columns=["end_reason", "people"])
bare, rules, zones = answer("place_without_dispatch"), answer("training_by_rule"), answer("zone_by_kind")
with two:
    show_table(chart_rows.incomplete(communities), query="front_by_community", height=330,
               title=titles.summed(seats, "seats_empty", "seats", language), pick="area_code", missing="map.complete",
               columns=["name", "township_name", "branches", f"empty_{language}"])
    show_table(seats, title=titles.summed(seats, "seats", "seat_kinds", language), query="grid_seat_by_kind",
               height="content", columns=["seat_kind", "seats_filled", "seats_empty", "filled_share"])
    show_table(rules, title=titles.trained(rules, language), query="training_by_rule", height="content",
               columns=["rule_code", "people_trained", "people_expected", "trained_share", "units_untrained"])
    show_table(bare, title=sentences.counted(bare, "unsent", language), query="place_without_dispatch", height=330,
               pick="area_code", columns=["name", "township_name", "area_level", "checkpoints"])
with three:
    show_table(idle, title=sentences.counted(idle, "teams_idle", language), query="team_idle_list", height=330,
               missing="map.never", columns=["name", "township_name", "sessions", "last_served_on"])
    show_table(links, title=titles.links(links, language), query="dispatch_links", height=200, missing="map.unkept",
               columns=["name", "sent", "links_whole", "without_receiver", "without_branch", "without_liaison"])
    show_table(units, title=sentences.overdrawn(units, language), query="dispatch_by_organisation", height=250,
               columns=["name", "cadres", "headcount", "draw_share", "min_stay_share", "is_overdrawn"])
    show_table(zones, title=titles.summed(zones, "zones", "zones", language), query="zone_by_kind", height="content",
               missing="map.unkept", columns=["zone_kind", "zones", "compounds", "key_sites", "households"])
    show_table(levels, title=titles.summed(levels, "areas", "levels", language), query="area_by_level",
               height="content", missing="map.unkept", columns=["area_level", "areas", "population", "latest_at"])
