"""Files that take more than two seconds: made with a bar that tells how far it is, then offered to be taken along."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from frontline.cells import PanelError
from frontline.library import Entry
from frontline.panel import Sheet
from frontline.run import Run
from frontline.snapshot import FORMS, Kind, SnapshotError, file_name
from frontline.words import say

Tell = Callable[[float, str], None]
"""Is told which share is done, and in words what is next."""


@dataclass(frozen=True)
class Made:
    """A file that waits to be taken along, and the view it was made for."""

    wanted: tuple[object, ...]
    entry: Entry
    name: str
    kind: Kind
    content: bytes


def offer_made(
    library: st.Page, run: Run, key: str, label: str, kind: Kind, wanted: tuple[object, ...],
    make: Callable[[Tell], tuple[Sheet, Entry, bytes]],
) -> None:
    """Offer to make a file, and once it is made to take it along; another choice or newer data ask for a new one."""
    language = run.scope.language
    wanted = (*wanted, run.page, run.board.generation, run.scope.known, *run.scope.params().values(), language)
    if st.button(label, key=f"{key}_make", icon=":material/article:", width="stretch"):
        bar = st.progress(0.0)
        try:
            sheet, entry, content = make(bar.progress)
        except (PanelError, SnapshotError) as refused:
            st.error(str(refused), icon=":material/block:")
        else:
            name = file_name(sheet, kind, entry.taken_at)
            st.session_state[key] = Made(wanted, entry, name, kind, content)
        bar.empty()
    made = st.session_state.get(key)
    if not made or made.wanted != wanted:
        return
    st.download_button(
        say("report.take", language, size=f"{len(made.content) / 1000:,.0f}"), data=made.content, file_name=made.name,
        mime=FORMS[made.kind].mime, key=f"{key}_take", on_click="ignore", type="primary", width="stretch",
        icon=":material/download:",
    )
    st.page_link(
        library, label=say("report.kept", language, name=made.entry.snapshot_id), icon=":material/inventory_2:",
        query_params=run.scope.url(snapshot=made.entry.snapshot_id),
    )
