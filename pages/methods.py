"""Methods: what each number means, printed from the query files that every surface uses."""

import streamlit as st

from frontline import methods, prose
from frontline.screen import answer, run, show_table, words

language = run().scope.language
st.markdown(words("methods.intro"))
wanted = st.text_input(words("methods.search"), key="find", bind="query-params", width=360)
metrics = methods.metric_table(wanted, answer("thresholds"), language)
prose.show_list(
    metrics, title=words("methods.all_metrics", n=len(metrics)), caption=words("methods.one_definition"),
    query="thresholds",
)
show_table(
    answer("thresholds"), title=words("methods.thresholds"), query="thresholds", height=320,
    columns=["metric_id", "watch", "act", "worse", "unit", "source"],
)
for method in methods.matching(wanted, language):
    with st.expander(method.title):
        st.markdown(method.text)
        st.dataframe(method.columns, hide_index=True, width="stretch")
        st.code(method.sql, language="sql")
