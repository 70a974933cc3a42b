"""Methods: what each number means, printed from the query files that every surface uses."""

import streamlit as st

from frontline import methods, prose
from frontline.screen import answer, run, show_table, words

language = run().scope.language
st.markdown(words("methods.intro"))
wanted = st.text_input(words("methods.search"), key="find", bind="query-params", width=360)
whole, listed = methods.matching(wanted.strip(), language)
for method in whole:
    prose.show_definition(method)
metrics = methods.metric_table(wanted, answer("thresholds"), language)
if not metrics.empty:
    prose.show_list(
        metrics, title=words("methods.all_metrics", n=len(metrics)), caption=words("methods.one_definition"),
        query="thresholds",
    )
show_table(
    methods.named(answer("thresholds"), language), title=words("methods.thresholds"), query="thresholds", is_read=True,
    columns=["metric_id", "watch", "act", "worse", f"unit_{language}", f"source_{language}"],
)
prose.show_definitions(listed)
