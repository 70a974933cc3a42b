"""Area profile: everything about one township, community, compound or checkpoint on one page."""

import streamlit as st

from frontline import chart_rows, charts, pictures_care, pictures_places, profile, prose, sentences, sentences_care
from frontline.headlines import first_row
from frontline.screen import answer, run, show_chart, show_map, show_numbers, show_table, words

language, scope = run().scope.language, run().scope

show_numbers()
townships, posts = answer("staffing_by_township"), answer("staffing_by_checkpoint")
communities = answer("supervision_by_community")
if scope.area_code is None:
    prose.show_note(words("profile.choose"))
    show_table(townships, title=sentences.gap(townships, language), query="staffing_by_township", pick="area_code",
               height="content", columns=["name", "people_short", "people_required", "people_present",
                                          "coverage_share", "checkpoints_unattended", "reported_at"])
elif scope.compound_id:
    compounds, closed = answer("compound_list"), first_row(answer("compound_total"))
    facts = profile.compound_facts(compounds, scope.compound_id, prose.headings("compound_list"), language)
    left, right = st.columns([40, 60], gap="medium")
    with left:
        prose.show_facts(facts, title=words("profile.compound_facts"), query="compound_list")
        served = answer("volunteer_by_compound")
        show_table(served, title=sentences.counted(served, "thin_compounds", language), height="content",
                   query="volunteer_by_compound",
                   columns=["name", "households", "confirmed", "volunteers_per_1000_households"])
    with right:
        show_map(pictures_care.compound_picture, answer("compound_by_township"), compounds, width=1080, height=480,
                 title=sentences_care.closure(closed, language), query="compound_list",
                 columns=["name", "community_name", "is_open", "is_rule_missed", "gates_open", "checked_at"])
else:
    place, compounds = answer("place_profile"), answer("compound_list")
    left, middle, right = st.columns([36, 26, 38], gap="medium")
    with left:
        show_map(pictures_places.place_picture, townships, posts, communities, width=660, height=430,
                 title=sentences.posts(posts, language), query="staffing_by_checkpoint",
                 columns=["checkpoint_name", "township_name", "people_required", "people_present", "people_short"])
    with middle:
        prose.show_facts(profile.place_facts(place, prose.headings("place_profile"), language),
                         title=words("profile.facts", name=prose.place_name()), query="place_profile")
        prose.choose_compound(profile.names_of(compounds))
    with right:
        hours = answer("presence_by_checkpoint_hour")
        show_chart(charts.presence_strip, hours, title=sentences.strip(hours, language), most=14,
                   query="presence_by_checkpoint_hour", height=chart_rows.strip_height(hours, 470, 14),
                   columns=["checkpoint_name", "hour_of_day", "people_required", "people_present_min"])
    left, right = st.columns(2, gap="medium")
    for column, sections in zip((left, right), prose.profile_sections(language), strict=True):
        with column:
            for section, (query, columns, pick, missing) in sections.items():
                prose.show_section(answer(query), section=section, query=query, columns=columns, pick=pick,
                                   missing=missing)
