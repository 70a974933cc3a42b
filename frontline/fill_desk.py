"""Forms of others on the screen: hand one in, settle what its columns ask for, take it filled in, note the request."""

import datetime as dt
import hashlib
import html
from dataclasses import replace
from pathlib import PurePath

import streamlit as st

from frontline import fill_view as view
from frontline.deployment import read_deployment
from frontline.fill_fields import LABELS, UNDECIDED, grains
from frontline.fill_form import FormError
from frontline.fill_kept import Request, all_saved
from frontline.fill_values import NotAnsweredError
from frontline.inbox_view import now_at, unit_choices
from frontline.screen import run, words
from frontline.sheets import SheetsError
from frontline.viewer_desk import viewer, words_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 40
LOOKED, MADE, DONE = "fill_looked", "fill_made", "fill_done"


def show_fill() -> None:
    """Ask for a form; below it stands what its columns ask for, what we hold of it, and what can be done."""
    file = st.file_uploader(words("fill.upload"), type=["xlsx", "xls"], key="fill_file")
    if done := st.session_state.pop(DONE, ""):
        st.success(done, icon=":material/check:")
    if file is None:
        _show_known()
        return
    looked = _look(file.name, file.getvalue())
    if looked is None:
        return
    told = view.tally(looked)
    title = words("fill.title", **told)
    question = words("fill.known" if looked.saved else "fill.unknown", form=looked.saved.form if looked.saved else "")
    st.html(f'<div class="fl-title"><h2>{html.escape(title)}</h2><p>{html.escape(question)}</p></div>')
    if looked.is_old:
        st.info(words("fill.old"), icon=":material/history:")
    looked = _edit(looked)
    st.markdown(words("fill.tally", **view.tally(looked)))
    if not view.is_sure(looked):
        st.warning(words("fill.open"), icon=":material/help:")
    _offer(looked)
    _remember(looked)


def _show_known() -> None:
    """Say what to do, and name the forms that are known by now."""
    known = all_saved(read_deployment(run().scope.deployment_id))
    units = unit_choices(run().board)
    lines = [words("fill.known_form", form=one.form, unit=units.get(one.unit, "–")) for one in known]
    st.info(words("fill.empty"), icon=":material/upload_file:")
    if lines:
        with st.expander(words("fill.known_forms", n=len(lines))):
            st.markdown("\n".join(f"- {line}" for line in lines))


def _look(name: str, content: bytes) -> view.Looked | None:
    """Return the form as it is understood, remembered while sheet and grain stay as they are chosen."""
    scope = run().scope
    file = hashlib.sha256(content).hexdigest()
    chosen = st.session_state.get(f"fill_sheet_{file}", ""), st.session_state.get(f"fill_grain_{file}", "")
    key = (scope.deployment_id, file, *chosen)
    if st.session_state.get(LOOKED, (None, None))[0] != key:
        try:
            with st.spinner(words("intake.checking")):
                st.session_state[LOOKED] = key, view.look_at_form(scope.deployment_id, name, content, *chosen)
        except (SheetsError, FormError) as error:
            st.error(view.refusal(error, scope.language), icon=":material/block:")
            return None
        st.session_state.pop(MADE, None)
    looked = st.session_state[LOOKED][1]
    left, right = st.columns(2)
    sheets = [form.sheet for form in looked.forms]
    left.selectbox(words("intake.sheet"), sheets, index=sheets.index(looked.form.sheet), key=f"fill_sheet_{file}")
    of_rows = [LABELS] if looked.form.slots else [code for code in grains() if code != LABELS]
    right.selectbox(
        words("fill.grain"), of_rows, index=of_rows.index(looked.grain.code), key=f"fill_grain_{file}",
        format_func=lambda code: grains()[code].text.get(scope.language),
    )
    return looked


def _edit(looked: view.Looked) -> view.Looked:
    """Draw the columns with what each asks for to choose, and return the form with what is chosen."""
    language, config = run().scope.language, st.column_config
    keys = {label: key for key, label in view.choices(looked, language).items()}
    frame = view.table(looked, language)
    edited = st.data_editor(
        frame, hide_index=True, width="stretch", key=f"fill_columns_{looked.form.fingerprint}_{looked.grain.code}",
        disabled=["heading", "reason", "candidates"], column_order=["heading", "field", "reason", "candidates"],
        column_config={
            "heading": config.TextColumn(words("fill.heading")),
            "field": config.SelectboxColumn(words("fill.field"), options=list(keys), required=True),
            "reason": config.TextColumn(words("intake.reason")),
            "candidates": config.TextColumn(words("fill.candidates")),
        },
    )
    chosen = zip(edited["place"], edited["field"], strict=True)
    return view.decide(looked, {int(place): keys.get(field, UNDECIDED) for place, field in chosen})


def _offer(looked: view.Looked) -> None:
    """Make the filled form on a click, and let it be taken."""
    current = run()
    tells = st.toggle(words("fill.tell"), key="fill_about", help=words("fill.tell_help"))
    state = (looked.asked, looked.grain.code, tells, *current.scope.params().values(), current.board.generation)
    if st.button(words("fill.make"), type="primary", icon=":material/edit_note:"):
        mark = words_of(current, viewer(), dt.datetime.now(current.board.clock_at.tzinfo))
        try:
            with st.spinner(words("fill.making")):
                about = view.about_lines(current, looked, mark) if tells else []
                st.session_state[MADE] = state, view.filled(current, looked, about)
        except NotAnsweredError as error:
            st.error(words("empty.failed", name=str(error)), icon=":material/error:")
        except SheetsError as error:
            st.error(view.refusal(error, current.scope.language), icon=":material/block:")
    made = st.session_state.get(MADE)
    if made and made[0] == state:
        st.download_button(
            words("fill.take"), data=made[1], file_name=looked.filled_name, mime=XLSX, on_click="ignore",
            icon=":material/download:",
        )


def _remember(looked: view.Looked) -> None:
    """Keep the mapping under a name, and note who asked for it until when."""
    scope, board = run().scope, run().board
    units, now = unit_choices(board), now_at(scope.deployment_id)
    known = looked.saved
    with st.expander(words("fill.remember"), expanded=known is None), st.form("fill_request", border=False):
        left, right = st.columns(2)
        called = known.form if known else PurePath(looked.file_name).stem[:LONGEST]
        name = left.text_input(words("fill.name"), called, max_chars=LONGEST)
        unit = right.selectbox(
            words("fill.unit"), list(units), format_func=units.get, placeholder=words("inbox.choose"),
            index=list(units).index(known.unit) if known and known.unit in units else None,
        )
        due = left.date_input(words("fill.due"), now.date() + dt.timedelta(days=1), format="YYYY-MM-DD")
        by = right.text_input(words("intake.who"), help=words("intake.who_help"), max_chars=40)
        sent = st.form_submit_button(words("fill.save"), icon=":material/bookmark_add:")
    if not sent:
        return
    if not name.strip() or (unit and not by.strip()):
        st.error(words("fill.missing"), icon=":material/block:")
        return
    request = Request(
        name.strip(), looked.form.fingerprint, unit, scope.area_code or board.answer("board")["root_area_code"][0],
        now, dt.datetime.combine(due, dt.time(18), now.tzinfo),
    ) if unit else None
    outcome = view.remember(looked, scope.deployment_id, name.strip(), request, by.strip(), scope.language)
    if outcome is not None and not outcome.faults.empty:
        st.error(outcome.sentence, icon=":material/block:")
        st.dataframe(outcome.faults, hide_index=True, width="stretch")
        return
    st.session_state[LOOKED] = (
        st.session_state[LOOKED][0],
        replace(looked, saved=view.read_saved(read_deployment(scope.deployment_id), looked.form.fingerprint)),
    )
    st.session_state[DONE] = words("fill.noted" if request else "fill.saved", form=name.strip())
    st.rerun()
