"""Reports in the export menu: a template or pages of one's choice, taken together and made into one file."""

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from frontline.cells import PanelError
from frontline.keeping import Told, export
from frontline.library import Entry
from frontline.made_desk import Tell, offer_made
from frontline.panel import Sheet
from frontline.report import compose, passages
from frontline.report_run import sheet_of_page
from frontline.report_template import (
    MOST_PAGES,
    Template,
    TemplateError,
    of_pages,
    pages,
    read_template,
    template_files,
)
from frontline.run import Run
from frontline.share import address
from frontline.snapshot import FORMS, Kind
from frontline.viewer_desk import marked, viewer
from frontline.words import say

OWN = ""
"""The choice of pages instead of a template."""
LONGEST = 3000
BOUND = 0.5
"""The share of the work that binding the pages is; the rest is making the file."""


def offer_reports(library: st.Page, run: Run) -> None:
    """Offer reports of several pages. Nothing is asked before it is opened."""
    language = run.scope.language
    more = st.expander(say("report.offer", language), on_change="rerun", key=f"report_{run.page}")
    if not more.open:
        return
    with more:
        template = _choose(run)
        kind = st.selectbox(
            say("report.kind", language), list(FORMS), key="report_kind",
            format_func=lambda one: say(f"scope.export_{one}", language),
        )
        if template is None:
            return
        texts = _reword(run, template)
        offer_made(
            library, run, "report", say("report.make", language), kind, (template, kind, *texts.items(), viewer()),
            lambda tell: _make(run, template, kind, texts, tell),
        )


def _choose(run: Run) -> Template | None:
    """Let the reader choose a template, or pages; None as long as nothing is chosen."""
    language, deployment = run.scope.language, run.scope.deployment_id
    known: dict[str, Template] = {}
    for name in template_files(deployment):
        try:
            known[name] = read_template(name, deployment)
        except TemplateError as wrong:
            st.warning(say("report.wrong_template", language, why=str(wrong)), icon=":material/error:")
    chosen = st.selectbox(
        say("report.template", language), [*known, OWN], key="report_template",
        format_func=lambda name: known[name].title.get(language) if name else say("report.own", language),
    )
    if chosen != OWN:
        return known[chosen]
    picked = st.multiselect(
        say("report.pages", language), pages(), key="report_pages", max_selections=MOST_PAGES,
        format_func=lambda name: say(f"page.{name}", language), placeholder=say("report.pick", language),
    )
    return of_pages(tuple(picked)) if picked else None


def _reword(run: Run, template: Template) -> dict[str, str]:
    """Let the reader write the passages anew, and return those that were; new data ask for new words."""
    language = run.scope.language
    if not template.sections:
        return {}
    held: dict[tuple[object, ...], dict[str, str]] = st.session_state.setdefault("reworded", {})
    here = (template.name, run.board.generation, run.scope.known, tuple(run.scope.params().values()), language)
    if not st.toggle(say("report.reword", language), key=f"reword_{run.page}"):
        return held.get(here, {})
    st.caption(say("report.reword_help", language))
    try:
        written = passages(run, template)
    except PanelError as refused:
        st.error(str(refused), icon=":material/block:")
        return {}
    texts = {
        one.section: st.text_area(
            one.title, held.get(here, {}).get(one.section, one.text), height=120, max_chars=LONGEST,
            key=f"reword_{hash((one.section, *here))}",
        )
        for one in written
    }
    held[here] = {one.section: texts[one.section] for one in written if texts[one.section] != one.text}
    return held[here]


def _make(
    run: Run, template: Template, kind: Kind, texts: Mapping[str, str], tell: Tell
) -> tuple[Sheet, Entry, bytes]:
    language, now = run.scope.language, dt.datetime.now(run.board.clock_at.tzinfo)

    def taking(share: float, title: str) -> None:
        tell(share * BOUND, say("report.taking", language, page=title))

    def drawing(share: float) -> None:
        tell(BOUND + share * (1 - BOUND), say("report.drawing", language))

    sheet = marked(run, compose(run, template, sheet_of_page, texts=texts, progress=taking), viewer(), now)
    drawing(0)
    entry, content = export(
        sheet, run.scope.deployment_id, kind, Told(viewer().post), view=address(run), retention=run.retention(),
        now=now, progress=drawing,
    )
    return sheet, entry, content
