"""Who is looking: typed once in the export menu, kept for the session, on every file and over enlarged views."""

import datetime as dt
import html
from dataclasses import replace

import streamlit as st

from frontline.deployment import read_deployment
from frontline.keeping import LONGEST_POST
from frontline.panel import Sheet
from frontline.run import Run
from frontline.watermark import Viewer, watermark
from frontline.words import Language, say

HELD = "viewer"
PURPOSES = ("meeting", "report", "internal")
MARKS = 80
"""How often the words stand on a screen."""


def viewer() -> Viewer:
    """Return what the reader of this session said about themself."""
    return st.session_state.get(HELD, Viewer())


def words_of(run: Run, who: Viewer, at: dt.datetime, language: Language | None = None) -> str:
    """Return the words of the watermark for what a reader takes or sees at a moment.

    `who` is asked for by the caller: a file is made after the run has ended, when no session is known any more.
    """
    return watermark(read_deployment(run.scope.deployment_id).watermark, who, at, language or run.scope.language)


def marked(run: Run, sheet: Sheet, who: Viewer, at: dt.datetime) -> Sheet:
    """Return the sheet with the watermark of a reader."""
    return replace(sheet, watermark=words_of(run, who, at))


def ask_viewer(run: Run) -> None:
    """Ask for viewer, unit and purpose; what was typed is kept for the session."""
    language, known = run.scope.language, viewer()
    said = words_of(run, known, dt.datetime.now(run.board.clock_at.tzinfo))
    if not said:
        return
    with st.expander(say("mark.who", language, mark=said.rpartition(" · ")[0] or said), key="viewer_asked"):
        st.caption(say("mark.once", language))
        name = st.text_input(say("mark.viewer", language), known.name, max_chars=LONGEST_POST // 2)
        unit = st.text_input(say("mark.unit", language), known.unit, max_chars=LONGEST_POST // 2)
        offered = [say(f"mark.{purpose}", language) for purpose in PURPOSES]
        own = [known.purpose] if known.purpose and known.purpose not in offered else []
        chosen = [*offered, *own]
        purpose = st.selectbox(
            say("mark.purpose", language), chosen, accept_new_options=True,
            index=chosen.index(known.purpose) if known.purpose else None,
        )
    told = Viewer(name.strip(), unit.strip(), (purpose or "").strip()[:LONGEST_POST])
    if told != known:
        st.session_state[HELD] = told
        st.rerun()


def draw_watermark(run: Run) -> None:
    """Lay the watermark over enlarged views; a stylesheet shows it where one is open."""
    said = words_of(run, viewer(), dt.datetime.now(run.board.clock_at.tzinfo))
    if said:
        # Drawn by the stylesheet: it is no text of the page, to be read aloud or held to the contrast of text.
        line = f'<span data-said="{html.escape(said)}"></span>'
        st.html(f'<div class="fl-mark fl-mark-{run.page}" aria-hidden="true">{line * MARKS}</div>')
