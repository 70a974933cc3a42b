"""Reports in the export menu: a template or pages of one's choice, taken together and made into one file."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from frontline.cells import PanelError
from frontline.keeping import Told, export
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
from frontline.snapshot import FORMS, Kind, SnapshotError, file_name
from frontline.viewer_desk import marked, viewer
from frontline.words import say

OWN = ""
"""The choice of pages instead of a template."""
LONGEST = 3000
BOUND = 0.7
"""The share of the work that binding the pages is; the rest is making the file."""


@dataclass(frozen=True)
class Made:
    """A file that waits to be taken along, and the view it was made for."""

    wanted: tuple[object, ...]
    snapshot_id: str
    name: str
    kind: Kind
    content: bytes


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
        view = (run.board.generation, run.scope.known, *run.scope.params().values(), language, viewer())
        wanted = (template, kind, *texts.items(), *view)
        if st.button(say("report.make", language), key="report_make", icon=":material/article:", width="stretch"):
            _make(run, template, kind, texts, wanted)
        made = st.session_state.get("report_made")
        if made and made.wanted == wanted:
            _offer(library, run, made)


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
    run: Run, template: Template, kind: Kind, texts: Mapping[str, str], wanted: tuple[object, ...]
) -> None:
    language, zone = run.scope.language, run.board.clock_at.tzinfo
    bar = st.progress(0.0)

    def tell(share: float, title: str) -> None:
        bar.progress(share * BOUND, say("report.taking", language, page=title))

    try:
        sheet = compose(run, template, sheet_of_page, texts=texts, progress=tell)
        bar.progress(BOUND, say("report.drawing", language))
        now = dt.datetime.now(zone)
        entry, content = export(
            marked(run, sheet, now), run.scope.deployment_id, kind, Told(viewer().post), view=address(run),
            retention=run.retention(), now=now,
        )
    except (PanelError, SnapshotError) as refused:
        bar.empty()
        st.error(str(refused), icon=":material/block:")
        return
    bar.empty()
    name = file_name(sheet, kind, entry.taken_at)
    st.session_state["report_made"] = Made(wanted, entry.snapshot_id, name, kind, content)


def _offer(library: st.Page, run: Run, made: Made) -> None:
    language = run.scope.language
    st.download_button(
        say("report.take", language, size=f"{len(made.content) / 1000:,.0f}"), data=made.content, file_name=made.name,
        mime=FORMS[made.kind].mime, key="report_take", on_click="ignore", type="primary", width="stretch",
        icon=":material/download:",
    )
    st.page_link(
        library, label=say("report.kept", language, name=made.snapshot_id), icon=":material/inventory_2:",
        query_params=run.scope.url(snapshot=made.snapshot_id),
    )
