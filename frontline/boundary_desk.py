"""Boundaries and points on the screen: hand in with their datum, see both maps, publish with one click."""

import streamlit as st

from frontline.boundary_datum import DATUMS
from frontline.boundary_file import ENDINGS, LONGEST_APPROVAL, Declared
from frontline.boundary_view import Looked, Offer, confirm_places, look_again, look_at_boundaries, publish_boundaries
from frontline.intake_desk import Decided, ask_names
from frontline.look import THEMES
from frontline.mapping import NOTHING_CONFIRMED
from frontline.pictures_boundary import outlines
from frontline.screen import run, words

LOOKED, DONE = "boundary_looked", "boundary_done"


def show_boundaries() -> None:
    """Ask for files, datum, approval number and sender; below them stands the preview of what was checked last."""
    st.markdown(words("boundary.steps"))
    files = st.file_uploader(
        words("boundary.upload"), type=list(ENDINGS), accept_multiple_files=True, key="boundary_files"
    )
    left, middle, right = st.columns(3)
    names = {one: words(f"boundary.{one}") for one in DATUMS}
    datum = left.selectbox(
        words("boundary.datum"), DATUMS, index=None, format_func=names.__getitem__,
        placeholder=words("boundary.datum_choose"), help=words("boundary.datum_help"), key="boundary_datum",
    )
    approval = middle.text_input(
        words("boundary.approval"), help=words("boundary.approval_help"), max_chars=LONGEST_APPROVAL,
        key="boundary_approval",
    )
    who = right.text_input(words("intake.who"), help=words("intake.who_help"), max_chars=40, key="boundary_who")
    if st.button(words("intake.check"), type="primary", disabled=not (files and datum), key="boundary_check"):
        handed = [(file.name, file.getvalue()) for file in files]
        scope = run().scope
        with st.spinner(words("intake.checking")):
            st.session_state[LOOKED] = look_at_boundaries(
                scope.deployment_id, handed, who, Declared(datum, approval.strip()), scope.language
            )
        st.session_state.pop(DONE, None)
    if DONE in st.session_state:
        st.success(st.session_state[DONE], icon=":material/check:")
    looked = st.session_state.get(LOOKED)
    if looked and looked.deployment_id == run().scope.deployment_id:
        _show(looked)


def _show(looked: Looked) -> None:
    st.html(f'<div class="fl-title"><h2>{words("intake.preview_title")}</h2><p>{words("intake.not_yet")}</p></div>')
    st.markdown("  \n".join(looked.sentences))
    for at, offer in enumerate(looked.offers):
        st.warning(offer.words, icon=":material/help:")
        st.button(
            offer.button, icon=":material/refresh:", on_click=_take, args=(looked, offer), key=f"boundary_offer_{at}"
        )
    ask_names(looked.names, lambda decided: _take_names(looked, decided), "boundary")
    if looked.after is not None:
        _show_maps(looked)
    if not looked.faults.empty:
        st.error(words("boundary.faults", n=len(looked.faults)), icon=":material/block:")
        st.dataframe(looked.faults, hide_index=True, width="stretch")
    if not looked.noted.empty:
        st.markdown(words("boundary.noted", n=len(looked.noted)))
        st.dataframe(looked.noted, hide_index=True, width="stretch")
    if looked.checked.preview.batches:
        label = words("boundary.publish", n=looked.changes) if looked.changes else words("intake.note_refusal")
        st.button(
            label, type="primary", icon=":material/publish:", on_click=_publish, args=(looked,), key="boundary_publish"
        )


def _show_maps(looked: Looked) -> None:
    left, right = st.columns(2)
    scope = run().scope
    for column, key, cells in ((left, "before", looked.before), (right, "after", looked.after)):
        title = words(f"intake.{key}")
        column.html(outlines(cells, looked.checked.taken, title, scope.language, THEMES[scope.theme]))
    st.caption(words("boundary.legend"))


def _take(looked: Looked, offer: Offer) -> None:
    st.session_state[LOOKED] = look_again(looked, offer.declared, NOTHING_CONFIRMED, run().scope.language)


def _take_names(looked: Looked, decided: Decided) -> tuple[str, ...]:
    st.session_state[LOOKED], unknown = confirm_places(looked, decided, run().scope.language)
    return unknown


def _publish(looked: Looked) -> None:
    if publish_boundaries(looked):
        st.session_state[DONE] = (
            words("boundary.published", n=looked.changes) if looked.changes else words("intake.noted")
        )
        st.session_state.pop(LOOKED)
        return
    st.session_state[LOOKED] = look_again(looked, looked.declared, NOTHING_CONFIRMED, run().scope.language)
    st.session_state[DONE] = words("intake.moved")
