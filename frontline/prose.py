"""Sentences on the screen: chapters of a brief, each sentence with its state and a quiet link to what it rests on."""

import html
from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from frontline.brief import SECTIONS, Sentence
from frontline.look import STATE_MARKS, state_label
from frontline.panel import Panel
from frontline.screen import run, words


def show_brief(sentences: Sequence[Sentence], sections: Sequence[str] = SECTIONS) -> None:
    """Draw chapters of a brief; on paper each becomes a table of sentences and what they rest on."""
    for section in sections:
        told = [sentence for sentence in sentences if sentence.section == section]
        if told:
            title = words(f"chapter.{section}")
            lines = "".join(_line(sentence) for sentence in told)
            st.html(f'<section class="fl-brief"><h2>{html.escape(title)}</h2><ol>{lines}</ol></section>')
            _keep(title, told)


def _line(sentence: Sentence) -> str:
    language = run().scope.language
    mark = STATE_MARKS[sentence.state]
    state = "" if sentence.state == "normal" else f'<em title="{state_label(sentence.state, language)}">{mark}</em> '
    basis = sentence.metric_id or sentence.question
    link = html.escape(f"methods?{urlencode(run().scope.url() | {'find': basis})}", quote=True)
    shown = html.escape(sentence.metric_id or "※")
    title = html.escape(_basis(sentence), quote=True)
    return (
        f'<li class="fl-{sentence.state}">{state}{html.escape(sentence.text)}'
        f' <a class="fl-basis" href="{link}" target="_self" title="{title}">{shown}</a></li>'
    )


def _basis(sentence: Sentence) -> str:
    return " ".join(part for part in (sentence.metric_id, sentence.question) if part)


def _keep(title: str, told: Sequence[Sentence]) -> None:
    """Remember a chapter for the export."""
    frame = pd.DataFrame({
        "sentence": [f"{STATE_MARKS[s.state]} {s.text}" for s in told], "basis": [_basis(s) for s in told],
    })
    headings = {"sentence": words("chapter.sentence"), "basis": words("chapter.basis")}
    caption = words("chapter.caption")
    query = told[0].question
    run().shown.append(lambda: Panel("table", title, caption, frame, headings, query))


def show_list(
    frame: pd.DataFrame, *, title: str, caption: str, query: str, height: int | str = "content"
) -> None:
    """Draw a plain list under its own headings; on paper it becomes a table. `query` names what it rests on."""
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{html.escape(caption)}</p></div>')
    if frame.empty:
        st.html(f'<p class="fl-empty">{html.escape(words("empty.table"))}</p>')
    else:
        st.dataframe(frame, hide_index=True, width="stretch", height=height, row_height=30)
    headings = {name: name for name in frame.columns}
    empty = words("empty.table")
    run().shown.append(lambda: Panel("table", title, caption, frame, headings, query, empty=empty))


def show_note(text: str) -> None:
    """Draw one quiet line."""
    st.html(f'<p class="fl-note">{html.escape(text)}</p>')
