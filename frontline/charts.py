"""The charts of the pages: a frame goes in, a figure comes out; no Streamlit, no question asked here.

Every chart takes `theme`, `language` and, if it must, `height` in pixels by name. An empty frame gives
one calm sentence. Show a figure with `theme=None` and `config=CONFIG`.
"""

from frontline.chart_arrivals import arrival_curve
from frontline.chart_flows import ageing_bars, funnel_bars, interval_dots
from frontline.chart_frame import CONFIG
from frontline.chart_hours import presence_strip
from frontline.chart_ledgers import form_bars, ledger_matrix, stock_bars
from frontline.chart_matrix import evidence_matrix
from frontline.chart_problems import closing_curve, cohort_bars
from frontline.chart_ranks import gap_bars, hours_bars, rate_bars
from frontline.chart_reports import report_grid
from frontline.chart_rest import burden_series, passage_series, streak_bars
from frontline.chart_scenario import outlook_lines
from frontline.chart_supervision import life_bars, limit_dots, round_bars
from frontline.chart_times import gap_series, hours_series

NARROWER = frozenset({evidence_matrix, ledger_matrix, presence_strip})
"""Charts that write less where a screen is narrow, told by `narrow`."""

__all__ = [
    "CONFIG",
    "NARROWER",
    "ageing_bars",
    "arrival_curve",
    "burden_series",
    "closing_curve",
    "cohort_bars",
    "evidence_matrix",
    "form_bars",
    "funnel_bars",
    "gap_bars",
    "gap_series",
    "hours_bars",
    "hours_series",
    "interval_dots",
    "ledger_matrix",
    "life_bars",
    "limit_dots",
    "outlook_lines",
    "passage_series",
    "presence_strip",
    "rate_bars",
    "report_grid",
    "round_bars",
    "stock_bars",
    "streak_bars",
]
