"""The pages of the product as Streamlit knows them."""

import copy
import functools

import streamlit as st

from frontline.house import ROOT
from frontline.words import Language, say

PAGES = (
    "overview", "alarms", "area", "brief", "staffing", "checkpoints", "organisation", "volunteers", "relief", "whatif",
    "supervision", "problems", "appraisal", "compounds", "care", "snapshots", "data_quality", "reporting", "intake",
    "forms", "fill", "inbox", "matches", "ask", "playlist", "fleet", "methods",
)
HIDDEN = ("wall", "gallery", "why")


def page_list(language: Language) -> dict[str, st.Page]:
    """Return the pages of one run, titled in its language. A run marks its pages, so each has its own."""
    return {name: copy.copy(page) for name, page in _made(language).items()}


@functools.cache
def _made(language: Language) -> dict[str, st.Page]:
    """Make the pages once: each asks the disk for its file, thirty of them in every run were a tenth of a page."""
    return {
        name: st.Page(ROOT / "pages" / f"{name}.py", title=say(f"page.{name}", language), default=name == "overview")
        for name in (*PAGES, *HIDDEN)
    }
