"""Sentences on the screen: chapters of a brief, each sentence with its state and a quiet link to what it rests on."""

import html
from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from frontline import brief_why, tables
from frontline.brief import QUESTIONS, SECTIONS, Sentence, brief
from frontline.headlines import failed_question
from frontline.kept import none_words
from frontline.look import STATE_MARKS, state_label
from frontline.methods import Method, ways_html
from frontline.panel import Panel
from frontline.profile import unit_facts
from frontline.query import questions
from frontline.scope import place_words
from frontline.screen import answer, go_to_place, run, show_table, words
from frontline.tell_numbers import once
from frontline.worked import show_title

Sections = dict[str, tuple[str, list[str], str, str]]
SHORT = 9
"""Rows that a section shows without scrolling."""


def written() -> list[Sentence]:
    """Return the brief of the scope."""
    current = run()

    def write() -> list[Sentence]:
        answers = {name: current.answer(name) for name in QUESTIONS}
        return brief(answers, current.answer("thresholds"), current.scope.language)

    return once(current, "brief", QUESTIONS, write)


def show_brief(sentences: Sequence[Sentence], sections: Sequence[str] = SECTIONS) -> None:
    """Draw chapters of a brief; on paper each becomes a table of sentences and what they rest on."""
    for section in sections:
        told = [sentence for sentence in sentences if sentence.section == section]
        if told:
            title = words(f"chapter.{section}")
            lines = "".join(_line(sentence) for sentence in told)
            st.html(f'<section class="fl-brief"><h2>{html.escape(title)}</h2><ol>{lines}</ol></section>')
            _keep(section, title, told)


def _line(sentence: Sentence) -> str:
    language = run().scope.language
    mark = STATE_MARKS[sentence.state]
    state = "" if sentence.state == "normal" else f'<em title="{state_label(sentence.state, language)}">{mark}</em> '
    own = brief_why.address(sentence)
    to, own = ("why", own) if own else ("methods", {"find": sentence.metric_id or sentence.question})
    link = html.escape(f"{to}?{urlencode(run().scope.url(**own))}", quote=True)
    shown = html.escape(sentence.metric_id or "※")
    title = html.escape(_basis(sentence), quote=True)
    return (
        f'<li class="fl-{sentence.state}">{state}{html.escape(sentence.text)}'
        f' <a class="fl-basis" href="{link}" target="_self" title="{title}">{shown}</a></li>'
    )


def _basis(sentence: Sentence) -> str:
    return " ".join(part for part in (sentence.metric_id, sentence.question) if part)


def _keep(section: str, title: str, told: Sequence[Sentence]) -> None:
    """Remember a chapter for the export; how it was written stands at the first, the lines to sign at the last."""
    frame = pd.DataFrame({
        "sentence": [f"{STATE_MARKS[s.state]} {s.text}" for s in told], "basis": [_basis(s) for s in told],
    })
    headings = {"sentence": words("chapter.sentence"), "basis": words("chapter.basis")}
    captions = {SECTIONS[0]: "chapter.caption", SECTIONS[-1]: "chapter.signed"}
    caption = words(captions[section]) if section in captions else ""
    query = told[0].question
    run().shown.append(lambda: Panel("table", title, caption, frame, headings, query))


def show_list(frame: pd.DataFrame, *, title: str, caption: str, query: str) -> None:
    """Draw a plain list under its own headings; on paper it becomes a table. `query` names what it rests on."""
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{html.escape(caption)}</p></div>')
    headings = {name: name for name in frame.columns}
    if frame.empty:
        st.html(f'<p class="fl-empty">{html.escape(words("empty.table"))}</p>')
    else:
        st.html(tables.to_read(frame, headings, title))
    empty = words("empty.table")
    run().shown.append(lambda: Panel("table", title, caption, frame, headings, query, empty=empty))


def show_definition(method: Method) -> None:
    """Draw one definition whole; it is no panel of the page, and exports leave it out."""
    show_title(method.title, method.name)
    st.markdown(method.text)
    st.html(tables.to_read(method.columns, {name: name for name in method.columns}, method.title))
    st.code(method.sql, language="sql", wrap_lines=True)


def show_definitions(listed: Sequence[Method]) -> None:
    """Draw definitions as links that show each whole: all of them whole are 65,000 elements."""
    if listed:
        show_title(words("methods.definitions", n=len(listed)), words("methods.open"))
        st.html(ways_html(listed, urlencode(run().scope.url())))


def profile_sections(language: str) -> tuple[Sections, Sections]:
    """Return the two columns of a profile: section -> question, its columns, what a click chooses, null in words."""
    return (
        {
            "posts": ("staffing_by_checkpoint", ["checkpoint_name", "people_required", "people_rostered",
                      "people_present", "people_short", "unattended_minutes"], "checkpoint_id", "map.silent"),
            "roles": ("staffing_by_role", [f"name_{language}", "people_required", "people_present", "people_short"],
                      "", "map.silent"),
            "rest": ("rest_by_checkpoint", ["checkpoint_name", "people_must_rest", "longest_days",
                     "is_without_rest", "wisn_share"], "checkpoint_id", "profile.small"),
            "requests": ("requests", ["name", "people_min", "people_max", "people_sent", "requested_at",
                         "request_status"], "", "map.unanswered"),
            "late": ("report_late", [f"source_{language}", "name", "duty_on", "shift_code", "hours_late"], "",
                     "map.silent"),
            "supplies": ("supply_by_kind", [f"name_{language}", "stock", "issued", "issued_per_day", "stock_days"],
                         "", "profile.unknown"),
        },
        {
            "problems": ("problem_list", ["name", f"category_{language}", "severity", "due_at", "overdue_hours"],
                         "area_code", "map.not_overdue"),
            "streams": ("supervision_by_stream", [f"name_{language}", "visits", "night_share", "unannounced_share",
                        "problems_found", "problems_fixed"], "", "map.silent"),
            "sites": ("sites_checked_by_kind", [f"name_{language}", "sites_checked", "sites_failed"], "", "map.silent"),
            "communities": ("supervision_by_community", ["name", "days_since_visit", "visits", "visits_7_days",
                            "checkpoints", "problems_found"], "area_code", "table.no_record"),
            "service": ("volunteer_by_community", ["name", "credited_hours", "last_served_on"], "area_code",
                        "table.no_record"),
            "compounds": ("compound_list", ["name", "households", "gates", "gates_open", "is_unmanaged",
                          "is_unguarded", "is_closed", "checked_at", f"zone_{language}"], "compound_id",
                          "profile.unchecked"),
        },
    )


def show_section(
    frame: pd.DataFrame, *, section: str, query: str, columns: Sequence[str], pick: str = "",
    missing: str = "map.silent",
) -> None:
    """Draw a section of a profile: a table, or one quiet line that says why there is none."""
    title, why = words(f"profile.title_{section}"), none_words(run(), query, f"profile.why_{section}")
    if not frame.empty or failed_question(frame):
        height = "content" if len(frame) <= SHORT else 300
        show_table(
            frame, title=title, query=query, columns=columns, pick=pick, height=height, key=section, missing=missing
        )
        return
    question = questions()[query].question.get(run().scope.language)
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2></div><p class="fl-note">{html.escape(why)}</p>')
    shown, headings = frame[list(columns)], run().headings(query, list(columns))
    run().shown.append(lambda: Panel("table", title, question, shown, headings, query, empty=why))


def show_facts(facts: pd.DataFrame, *, title: str, query: str) -> None:
    """Draw facts as a list of names and values; on paper a table."""
    if facts.empty:
        return
    question = questions()[query].question.get(run().scope.language)
    lines = "".join(
        f"<dt>{html.escape(fact)}</dt><dd>{html.escape(value)}</dd>"
        for fact, value in facts.itertuples(index=False)
    )
    st.html(
        f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{html.escape(question)}</p></div>'
        f'<dl class="fl-facts">{lines}</dl>'
    )
    headings = {"fact": words("profile.fact"), "value": words("profile.value")}
    run().shown.append(lambda: Panel("table", title, question, facts, headings, query))


def headings(query: str) -> dict[str, str]:
    """Return the headings of every column of a question."""
    return run().headings(query, [column.name for column in questions()[query].columns])


def place_name() -> str:
    """Name the place of the scope."""
    return place_words(run().scope, run().board).rpartition(" › ")[2]


def choose_compound(names: dict[str, str]) -> None:
    """Let the reader choose a compound of the place, which becomes the scope."""
    if not names:
        return
    st.selectbox(
        words("profile.choose_compound"), list(names), key="choose_compound", format_func=names.get, width=320,
        index=None, label_visibility="collapsed", placeholder=words("profile.choose_compound"),
        on_change=lambda: go_to_place(st.session_state["choose_compound"]),
    )


def show_unit() -> None:
    """Draw what is known of the unit that the address names; nothing where it names none."""
    if unit := st.query_params.get("unit"):
        facts = unit_facts(answer("unit_list"), unit, headings("unit_list"), run().scope.language)
        if facts.empty:
            show_note(words("profile.unknown_unit", code=unit))
        show_facts(facts, title=words("profile.unit"), query="unit_list")


def show_note(text: str) -> None:
    """Draw one quiet line."""
    parts = "　".join(f"<span>{html.escape(part)}</span>" for part in text.split("　"))
    st.html(f'<p class="fl-note{" fl-parts" if "　" in text else ""}">{parts}</p>')
