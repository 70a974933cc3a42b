"""The export menu: the page as it stands in every kind of file, and one panel, another paper, a wider picture."""

import datetime as dt
from dataclasses import replace

import streamlit as st

from frontline.keeping import Told, export
from frontline.library import Entry
from frontline.made_desk import Tell, offer_made
from frontline.panel import Sheet
from frontline.paper import PAGES, PageName
from frontline.run import Run
from frontline.share import address
from frontline.snapshot import FORMS, Kind, file_name
from frontline.viewer_desk import marked, viewer
from frontline.words import say

PIXELS = (1280, 1920, 3840)
LARGEST_AT_ONCE = 1920
"""Pixels; a wider picture takes more than two seconds, so its maker tells how far it is."""
LONG = 100_000
"""Values on a page; more of them take more than two seconds in a spreadsheet."""
CHOSEN: tuple[Kind, ...] = ("pdf", "png", "svg")


def offer_files(library: st.Page, run: Run) -> None:
    """Offer the page as it stands in every kind of file."""
    is_long = sum(frame.size for frame in run.asked.values()) > LONG
    for kind in FORMS:
        if is_long:
            offer_made(
                library, run, f"long_{kind}", say(f"scope.export_{kind}", run.scope.language), kind, (viewer(),),
                lambda tell, kind=kind: _told(run, kind, None, 0, tell),
            )
        else:
            _offer(run, kind, f"export_{kind}")


def offer_choices(library: st.Page, run: Run) -> None:
    """Offer one panel or the whole page on a paper and in a width to choose. Nothing is drawn before it is opened."""
    language = run.scope.language
    more = st.expander(say("export.more", language), on_change="rerun", key=f"export_more_{run.page}")
    if not more.open:
        return
    with more:
        titles = [panel.title for panel in run.sheet().panels]
        panel = st.selectbox(
            say("export.panel", language), [None, *range(len(titles))], key=f"export_panel_{run.page}",
            format_func=lambda place: say("export.whole", language) if place is None else titles[place],
        )
        page = st.selectbox(
            say("export.page", language), list(PAGES), key="export_page",
            format_func=lambda name: say(f"export.{name}", language),
        )
        pixels = st.segmented_control(
            say("export.pixels", language), PIXELS, default=PIXELS[1], required=True, key="export_pixels",
        )
        for kind in CHOSEN:
            if kind == "png" and pixels > LARGEST_AT_ONCE:
                offer_made(
                    library, run, "wide", say("export.wide", language, pixels=f"{pixels:,}"), kind,
                    (panel, pixels, viewer()), lambda tell: _told(run, "png", panel, pixels, tell),
                )
            else:
                _offer(run, kind, f"export_chosen_{kind}", panel, page, pixels)


def _chosen(run: Run, panel: int | None) -> Sheet:
    sheet = run.sheet()
    if panel is None or sheet.failures:
        return sheet
    return replace(sheet, headlines=(), panels=sheet.panels[panel : panel + 1])


def _told(run: Run, kind: Kind, panel: int | None, pixels: int, tell: Tell) -> tuple[Sheet, Entry, bytes]:
    now, words = dt.datetime.now(run.board.clock_at.tzinfo), say("report.drawing", run.scope.language)
    # Drawing is half of a picture; the other half turns it into pixels.
    drawn = 0.5 if kind == "png" else 1
    tell(0.0, words)
    sheet = marked(run, _chosen(run, panel), viewer(), now)
    entry, content = export(
        sheet, run.scope.deployment_id, kind, Told(viewer().post), view=address(run), retention=run.retention(),
        now=now, pixels=pixels, progress=lambda share: tell(share * drawn, words),
    )
    return sheet, entry, content


def _offer(
    run: Run, kind: Kind, key: str, panel: int | None = None, page: PageName = "a4", pixels: int = 0
) -> None:
    # The file is made when it is asked for, after this run: the session cannot be asked any more.
    zone, link, who = run.board.clock_at.tzinfo, address(run), viewer()

    def made() -> bytes:
        sheet = _chosen(run, panel)
        now = dt.datetime.now(zone)
        return export(
            marked(run, sheet, who, now), run.scope.deployment_id, kind, Told(who.post), view=link,
            retention=run.retention(), now=now, page=page, pixels=pixels,
        )[1]

    st.download_button(
        say(f"scope.export_{kind}", run.scope.language), key=key, on_click="ignore", mime=FORMS[kind].mime, data=made,
        file_name=file_name(run.cover(), kind, dt.datetime.now(zone)), width="stretch",
    )
