"""Run a page aside, as a reader would see it, and freeze what it shows; nothing of it reaches a screen."""

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from types import MappingProxyType
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import add_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state import SafeSessionState, SessionState

from frontline.house import ROOT
from frontline.panel import Sheet
from frontline.run import Run
from frontline.screen import RUN
from frontline.words import say


def sheet_of_page(current: Run, page: str, own: Mapping[str, str] = MappingProxyType({})) -> Sheet:
    """Return the sheet of another page, on the board and in the scope of `current`, behind the same fence.

    `own` is what that page keeps in its address.
    """
    title = say(f"page.{page}", current.scope.language)
    aside = replace(
        current, page=page, title=title, own=own, headlines=[], shown=[], failures=[], asked={}, against="",
        picked=None,
    )
    # Streamlit knows a session by its thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_read, aside).result()


def _read(aside: Run) -> Sheet:
    context = _context()
    add_script_run_ctx(threading.current_thread(), context)
    context.reset(query_string=urlencode(aside.own))
    st.session_state[RUN] = aside
    # Not imported by name: a page draws each time it is loaded.
    page = spec_from_file_location(aside.page, ROOT / "pages" / f"{aside.page}.py")
    page.loader.exec_module(module_from_spec(page))
    return aside.sheet()


def _context() -> ScriptRunContext:
    """Return a session of its own, whose messages nobody gets."""
    entry = str(ROOT / "frontline" / "frame.py")
    return ScriptRunContext(
        session_id="aside", _enqueue=lambda _message: None, query_string="",
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager("/aside"), main_script_path=entry, user_info={},
        fragment_storage=MemoryFragmentStorage(), pages_manager=PagesManager(entry),
    )
