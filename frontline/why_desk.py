"""Why a number, on the screen: its definition, how its rows add up, the rows, and where each was handed in."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from frontline import scenario_desk, scenario_numbers, scenario_why
from frontline.headlines import failed_question
from frontline.legend_class import KEY
from frontline.methods import METRIC, metrics, showing
from frontline.panel import Headline, Panel
from frontline.query import questions
from frontline.scope import OWN
from frontline.screen import answer, headlines_html, run, show_table, spoken_rows, words
from frontline.tell_numbers import tell_of
from frontline.why import BESIDE, PAGES, ROWS, WHYS, Added, Why, added, counting, is_told
from frontline.words import number

SHOWN = 1000
"""Rows on the screen; an export holds all of them."""
CODES = ("area_code", "checkpoint_id", "batch_id", "file_sha256")


@dataclass(frozen=True)
class Opened:
    """A headline number with the rows that make it, and the question that holds them."""

    number: Headline
    why: Why
    question: str
    rows: pd.DataFrame

    @property
    def is_assumed(self) -> bool:
        """Whether it is the number of a what-if."""
        return self.number.name in scenario_why.ROWS


def opened() -> Opened | None:
    """Return the number that the address names, as its own page tells it; None where there is none of that name."""
    current = run()
    name, page = current.own.get("metric", "M03"), current.own.get("of", PAGES[0])
    if name not in WHYS or page not in PAGES:
        return None
    source, what = current.own.get("source", ""), None
    if name in scenario_why.ROWS:
        what = scenario_desk.worked_out_here()
        told = scenario_numbers.headlines(what)
    else:
        told = tell_of(current, page, frozenset({name}))
    found = next((one for one in told if one.name == name and (not source or one.source == source)), None)
    if found is None:
        return None
    why = WHYS[name]
    question = why.question(is_rested=current.scope.is_rested)
    rows = answer(question)
    if not failed_question(rows):
        rows = scenario_why.rows_of(name, what) if name in scenario_why.ROWS else rows
        rows = counting(why, rows, found.source)
    return Opened(found, why, question, rows)


def show_number(one: Opened | None) -> None:
    """Draw the number as its own page does, what it means, and whether its rows add up to it."""
    if one is None:
        name = run().own.get("metric", "")
        said = html.escape(words("why.unknown", name=name))
        st.html(f'<p class="fl-empty">{said}</p><p class="fl-ways">{_ways_to(name)}</p>')
        return
    run().headlines.append(one.number)
    left, right = st.columns([42, 58], gap="medium")
    with left:
        st.html(headlines_html((one.number,)))
        _show_sums(one)
    with right:
        _show_definition(one)


def _label(one: Opened, column: str) -> str:
    language = run().scope.language
    if column == ROWS:
        return words("why.rows_counted")
    return words(f"whatif.col_{column}") if one.is_assumed else questions()[one.question].label(column, language)


def _formula(one: Opened) -> str:
    why = one.why
    if why.how == "share":
        times = "" if why.scale == 1 or one.number.unit == words("unit.percent") else f" × {why.scale:g}"
        return f"Σ {_label(one, why.value or why.part)} ÷ Σ {_label(one, why.over or why.whole)}{times}"
    if why.how in {"median", "least"}:
        return words(f"why.{why.how}", column=_label(one, why.value))
    return words("why.estimate") if why.how == "estimate" else f"Σ {_label(one, why.value)}"


def _shown(value: float | None) -> str:
    return "–" if value is None else number(value, 0 if float(value).is_integer() else 1)


def _line(one: Opened, sum_: Added) -> str:
    """Say what the rows add up to beside the number, and loudly so where they do not."""
    name = _formula(one) if sum_.what == "value" else f"Σ {_label(one, sum_.column)}"
    if sum_.is_same is None or (sum_.number is None and sum_.added is None):
        return words("why.not_added" if sum_.is_same is None else "why.no_value", what=name)
    how = words("why.making" if sum_.what == "value" and _is_no_sum(one) else "why.adding")
    key = "why.same" if sum_.is_same else "why.differs"
    return words(key, what=name, how=how, added=_shown(sum_.added), number=_shown(sum_.number))


def _is_no_sum(one: Opened) -> bool:
    return one.why.how not in {"sum", "share"}


def _sums(one: Opened) -> Sequence[tuple[Added, str]]:
    said = {_line(one, sum_): sum_ for sum_ in added(one.why, one.number, one.rows)}
    return [(sum_, line) for line, sum_ in said.items()]


def _show_sums(one: Opened) -> None:
    """Draw one line for the number, its part and its whole."""
    # A number that could not be read is not one that its rows contradict.
    unread = next(iter(run().failures), "") if one.number.value is None else ""
    if failed := failed_question(one.rows) or unread:
        st.warning(words("empty.failed", name=failed), icon=":material/error:")
        return
    if not is_told(one.number):
        st.html(f'<p class="fl-empty">{html.escape(words("why.not_told"))}</p>')
        return
    lines = "".join(
        f'<li class="fl-{"act" if sum_.is_same is False else "normal"}">{html.escape(said)}</li>'
        for sum_, said in _sums(one)
    )
    st.html(f'<ul class="fl-sums">{lines}</ul>')
    frame = pd.DataFrame({"said": [said for _, said in _sums(one)]})
    title, caption = words("why.sums"), words("why.sums_caption")
    run().shown.append(lambda: Panel("table", title, caption, frame, {"said": title}, one.question))


def _definition(one: Opened) -> dict[str, str]:
    language, question = run().scope.language, questions()[one.question]
    metric = next((m for m in metrics() if m.metric_id == one.number.metric), None)
    facts = {"why.adds": _formula(one)}
    if metric:
        facts = {
            "methods.metric": f"{metric.metric_id} {metric.get('name', language)}",
            "methods.formula": metric.get("formula", language), "methods.source": metric.get("source", language),
        } | facts
    facts["methods.notes"] = " · ".join(note.get(language) for note in question.notes)
    return {words(key): said for key, said in facts.items() if said}


def _ways(one: Opened) -> str:
    """Return links to the definition among all others, and back to the page of the number."""
    page, metric = run().own.get("of", PAGES[0]), one.number.metric
    ways = {"methods": ({"find": metric}, words("page.methods"))} if METRIC.fullmatch(metric) else {}
    # The first page has no address of its own.
    kept = {key: value for key, value in run().own.items() if key in (KEY, *OWN.get(page, ()))}
    ways["./" if page == PAGES[0] else page] = (kept, words("why.back", page=words(f"page.{page}")))
    return "".join(_way(f"{to}?{urlencode(run().scope.url() | own)}", said) for to, (own, said) in ways.items())


def _ways_to(name: str) -> str:
    """Return links to the definition of a number that cannot be opened, and to the pages that show it."""
    scope = run().scope.url()
    metric = next((m for m in metrics() if m.metric_id == name.partition("_")[0]), None)
    ways = [(f"methods?{urlencode(scope | {'find': metric.metric_id})}", words("page.methods"))] if metric else []
    ways += [(f"{'./' if page == PAGES[0] else page}?{urlencode(scope)}", words("why.back", page=words(f"page.{page}")))
             for page in showing(name)]
    return "".join(_way(link, said) for link, said in ways)


def _way(link: str, said: str) -> str:
    return f'<a class="fl-basis" target="_self" href="{html.escape(link, quote=True)}">{html.escape(said)}</a>'


def _show_definition(one: Opened) -> None:
    facts = _definition(one)
    title, caption = words("why.definition"), questions()[one.question].question.get(run().scope.language)
    lines = "".join(f"<dt>{html.escape(key)}</dt><dd>{html.escape(said)}</dd>" for key, said in facts.items())
    st.html(
        f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{html.escape(caption)}</p></div>'
        f'<dl class="fl-facts">{lines}</dl><p class="fl-ways">{_ways(one)}</p>'
    )
    frame = pd.DataFrame({"fact": list(facts), "said": list(facts.values())})
    headings = {"fact": words("why.definition"), "said": words("why.meaning")}
    run().shown.append(lambda: Panel("table", title, caption, frame, headings, one.question))


def show_rows(one: Opened | None) -> None:
    """Draw the rows with what each adds; a click on a place makes it the scope."""
    if one is None or not is_told(one.number):
        return
    if one.is_assumed:
        scenario_desk.show_rows_of(one.number.name, one.rows)
        return
    wanted = {*one.why.columns, *BESIDE}
    known = questions()[one.question].columns
    # Where a code has its words beside it, it is the first column.
    codes = (*CODES, known[0].name) if "name_zh" in one.rows else CODES
    columns = [
        column.name for column in known
        if column.name not in codes and (column.type not in {"bigint", "double"} or column.name in wanted)
    ]
    silent = "map.silent" if "duty_records" in one.why.records else "why.blank"
    _show(one.rows, one.question, columns, "basis" if _is_no_sum(one) else "rows", silent)


def show_rules(one: Opened | None) -> None:
    """Draw the limits and norms that the number is judged or counted by; nothing where there are none."""
    if one is None:
        return
    rules = answer("rule_list")
    kept = rules if failed_question(rules) else rules[rules["rule_code"].isin((one.number.metric, *one.why.rules))]
    if failed_question(kept) or not kept.empty:
        language = run().scope.language
        columns = [f"name_{language}", "value", "act", f"unit_{language}", f"source_{language}", "file_name"]
        show_table(kept, title=words("why.rules"), query="rule_list", columns=columns, is_read=True,
                   missing="why.blank")


def show_records(one: Opened | None) -> None:
    """Draw the rows of files behind rows that are worked out from several; nothing where each names its own."""
    if one is None or not is_told(one.number):
        return
    for name in one.why.records:
        given = {"shift_code": None} if one.why.is_day and name == "duty_records" else {}
        columns = [column.name for column in questions()[name].columns if column.name not in CODES]
        _show(answer(name, **given), name, columns, "records")


def _show(frame: pd.DataFrame, query: str, columns: list[str], title: str, missing: str = "why.blank") -> None:
    """Draw the first rows of a question, and keep all of them for the export."""
    current, language = run(), run().scope.language
    columns = [name for name in columns if not name.endswith({"zh": "_en", "en": "_zh"}[language])]
    key = f"why.{title}" if len(frame) <= SHOWN else f"why.{title}_some"
    failed = failed_question(frame)
    said = words("title.failed") if failed else words(key, n=number(len(frame)), shown=number(SHOWN))
    pick = next((code for code in ("checkpoint_id", "area_code") if code in frame.columns), "")
    show_table(frame.head(SHOWN), title=said, query=query, columns=columns, pick=pick, height=480, missing=missing)
    if failed_question(frame) or frame.empty:
        return
    caption, headings = questions()[query].question.get(language), current.headings(query, columns)
    blank = words(missing)
    current.shown[-1] = lambda: Panel(
        "table", said, caption, spoken_rows(current, frame, columns), headings, query, missing=blank,
    )
