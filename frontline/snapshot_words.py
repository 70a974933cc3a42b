"""The words of an export that do not come from the sheet itself."""

import functools
from typing import Literal

WORDS = {
    "normal": ("正常", "normal"),
    "watch": ("关注", "watch"),
    "act": ("告急", "act"),
    "unknown": ("未报", "not reported"),
    "exempt": ("不适用", "not applicable"),
    "not_reported": ("未报", "not reported"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "scope": ("范围", "Scope"),
    "as_of": ("数据时点", "True at"),
    "known_at": ("已知时点", "Known at"),
    "coverage": ("数据覆盖", "Coverage"),
    "definitions": ("口径版本", "Definitions"),
    "generation": ("数据版本", "Data version"),
    "snapshot": ("快照编号", "Snapshot"),
    "taken_at": ("导出时间", "Taken at"),
    "taken_by": ("导出人", "Taken by"),
    "deployment": ("部署", "Deployment"),
    "demonstration": ("数据性质", "Nature of the data"),
    "source": ("说明", "Note"),
    "question": ("问题", "Question"),
    "query": ("查询", "Query"),
    "page": ("第 {page} 页 / 共 {pages} 页", "Page {page} of {pages}"),
    "more": (
        "续表略去 {n} 行，完整明细见电子表格",
        "continued: {n} more rows, in the spreadsheet",
    ),
    "nothing": ("没有可显示的数据", "Nothing to show"),
    "north": ("上为北", "North is up"),
    "kilometre": ("公里", "km"),
    "metre": ("米", "m"),
    "numbers": ("指标", "Numbers"),
    "notes": ("说明", "Notes"),
    "label": ("指标", "Measure"),
    "value": ("数值", "Value"),
    "unit": ("单位", "Unit"),
    "state": ("状态", "State"),
    "fraction": ("分子/分母", "Numerator/denominator"),
    "change": ("变化", "Change"),
    "metric": ("指标编号", "Metric"),
    "refused": ("未导出：{why}", "Not exported: {why}"),
    "failed_panel": ("「{panel}」无法绘制（{why}）", "'{panel}' cannot be drawn ({why})"),
    "failed_query": ("「{panel}」取数失败", "no answer for '{panel}'"),
    "between": ("；", "; "),
}


@functools.cache
def words(language: Literal["zh", "en"]) -> dict[str, str]:
    """Return the words in `language`, by their key."""
    return {key: pair[language == "en"] for key, pair in WORDS.items()}
