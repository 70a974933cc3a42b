"""What if: more people, a checkpoint less, longer shifts, some ill; the gap of the next days beside the plan."""

import streamlit as st

from frontline import scenario_desk, scenario_numbers
from frontline.screen import answer, show_headlines

planned, strength = answer("planned_by_checkpoint_shift"), answer("strength_by_township_role")
rules, limits, saved = answer("duty_rules"), answer("thresholds"), answer("plan_list")

assumed = scenario_desk.choose_assumptions(planned)
what = scenario_desk.worked_out(planned, strength, rules, limits, assumed)
show_headlines(*scenario_numbers.headlines(what))
left, right = st.columns([58, 42], gap="medium")
with left:
    scenario_desk.show_hours(what, assumed, planned, strength, rules)
with right:
    scenario_desk.show_places(what, planned, strength, rules)
left, right = st.columns([58, 42], gap="medium")
with left:
    scenario_desk.show_plans(saved, assumed)
with right:
    scenario_desk.show_basis(rules)
