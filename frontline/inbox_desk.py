"""The inbox on the screen: paste a message, see what is said where, complete it, confirm it or put it aside."""

import datetime as dt

import pandas as pd
import streamlit as st

from frontline import inbox_view as view
from frontline.inbox import LONGEST, Message
from frontline.message import Found
from frontline.message_draft import Ask, Draft, Problem, Site, Told, draft, missing
from frontline.screen import run, words
from frontline.words import moment

DONE = "inbox_done"
SEVERITIES = [1, 2, 3, 4]
LISTED = 20


def show_pasting() -> None:
    """Ask for a message, who sent it and when, and keep it."""
    scope = run().scope
    now = view.now_at(scope.deployment_id)
    with st.form("inbox_paste", border=False, clear_on_submit=True):
        text = st.text_area(words("inbox.paste"), max_chars=LONGEST, height=120, key="inbox_text")
        left, middle, right = st.columns([2, 1, 1])
        sender = left.text_input(words("inbox.sender"), help=words("intake.who_help"), max_chars=40)
        day = middle.date_input(words("inbox.sent_on"), now.date(), format="YYYY-MM-DD")
        time = right.time_input(words("inbox.sent_at"), now.time())
        sent = st.form_submit_button(words("inbox.keep"), type="primary", icon=":material/move_to_inbox:")
    if not sent:
        return
    if not text.strip() or not sender.strip():
        st.error(words("inbox.both"), icon=":material/block:")
        return
    sent_at = dt.datetime.combine(day, time, now.tzinfo)
    if sent_at > now:
        st.error(words("inbox.later", now=moment(now, scope.language)), icon=":material/block:")
        return
    _, is_new = view.inbox_of(scope.deployment_id).add(text, sent_at, sender, dt.datetime.now(dt.UTC))
    st.success(words("inbox.kept" if is_new else "inbox.known"), icon=":material/check:")


def show_waiting(waiting: list[Message]) -> None:
    """Show one waiting message with its draft; the oldest first."""
    language = run().scope.language
    title = words("inbox.waiting", n=len(waiting)) if waiting else words("inbox.nothing_waits")
    st.html(f'<div class="fl-title"><h2>{title}</h2><p>{words("inbox.counts_nowhere")}</p></div>')
    if done := st.session_state.pop(DONE, ""):
        st.success(done, icon=":material/check:")
    if not waiting:
        return
    by_id = {one.message_id: one for one in waiting}
    chosen = st.selectbox(
        words("inbox.which"), list(by_id), format_func=lambda key: view.line(by_id[key], language),
        key="inbox_message",
    )
    message = by_id[chosen]
    found = view.findings(run().board, message)
    st.html(view.marked(message, found, language))
    _show_form(message, found, draft(found))


def _show_form(message: Message, found: list[Found], said: Draft) -> None:
    if said.totals:
        counts = "、".join(message.words[one.start:one.end] for one in said.totals)
        st.info(words("inbox.totals", counts=counts), icon=":material/functions:")
    if said.says_none and not said.problems:
        st.info(words("inbox.says_none"), icon=":material/check:")
    if said.n_found or said.n_fixed:
        st.info(words("inbox.counted", found=said.n_found or 0, fixed=said.n_fixed or 0), icon=":material/tag:")
    key = message.message_id
    with st.form(f"inbox_{key}", border=False):
        told = _visit(message, said, key)
        by = st.text_input(words("inbox.by"), help=words("intake.who_help"), max_chars=40, key=f"by_{key}")
        confirmed = st.form_submit_button(words("inbox.confirm"), type="primary", icon=":material/done:")
    if confirmed:
        _confirm(told, found, by.strip())
    with st.expander(words("inbox.aside")), st.form(f"aside_{key}", border=False):
        who = st.text_input(words("inbox.by"), max_chars=40, key=f"aside_by_{key}")
        why = st.text_input(words("inbox.why"), max_chars=200, key=f"aside_why_{key}")
        if st.form_submit_button(words("inbox.put_aside"), icon=":material/archive:"):
            _put_aside(message, who.strip(), why.strip())


def _visit(message: Message, said: Draft, key: str) -> Told:
    """Draw the form, filled in with what the message says, and return what stands in it."""
    scope, board = run().scope, run().board
    units, places = view.unit_choices(board), view.place_choices(board)
    streams = view.code_choices(board, "stream", scope.language)
    offered = [code for code in said.places if code in places]
    sender = next((code for code, name in units.items() if name == message.sender), None)
    left, right = st.columns(2)
    unit = left.selectbox(
        words("inbox.unit"), list(units), format_func=units.get, index=_index(units, sender), key=f"unit_{key}",
        placeholder=words("inbox.choose"),
    )
    stream = right.selectbox(
        words("inbox.stream"), list(streams), format_func=streams.get, index=None, key=f"stream_{key}",
        placeholder=words("inbox.choose"),
    )
    place = left.selectbox(
        words("inbox.place"), [*offered, *(code for code in places if code not in offered)],
        format_func=places.get, index=0 if len(offered) == 1 else None, key=f"place_{key}",
        placeholder=words("inbox.choose"),
    )
    sent = message.sent_at.astimezone(board.clock_at.tzinfo)
    day = right.date_input(words("inbox.day"), said.day or sent.date(), format="YYYY-MM-DD", key=f"day_{key}")
    time = right.time_input(words("inbox.clock"), said.clock or sent.time(), key=f"clock_{key}")
    is_secret = left.checkbox(words("inbox.secret"), said.is_secret, key=f"secret_{key}")
    return Told(
        message.message_id, unit or "", stream or "", place or "", dt.datetime.combine(day, time, sent.tzinfo),
        is_secret, _sites(said, key), _problems(said, key), _ask(said, key),
    )


def _sites(said: Draft, key: str) -> tuple[Site, ...]:
    kinds = view.code_choices(run().board, "site_kind", run().scope.language)
    st.markdown(words("inbox.sites"))
    config = st.column_config
    rows = pd.DataFrame(
        [(kinds.get(site.kind), site.checked, site.failed) for site in said.sites],
        columns=["kind", "checked", "failed"],
    ).astype({"checked": "Int64", "failed": "Int64"})
    edited = _edited(rows, f"sites_{key}", {
        "kind": config.SelectboxColumn(words("inbox.site_kind"), options=list(kinds.values()), required=True),
        "checked": config.NumberColumn(words("inbox.checked"), min_value=0, step=1),
        "failed": config.NumberColumn(words("inbox.failed"), min_value=0, step=1),
    })
    codes = {name: code for code, name in kinds.items()}
    return tuple(Site(codes.get(row.kind), _number(row.checked), _number(row.failed)) for row in edited.itertuples())


def _problems(said: Draft, key: str) -> tuple[Problem, ...]:
    kinds = view.code_choices(run().board, "problem_category", run().scope.language)
    st.markdown(words("inbox.problems"))
    config, yes_no = st.column_config, [words("inbox.yes"), words("inbox.no")]
    rows = pd.DataFrame(
        [(kinds.get(one.category), None, None, None, None) for one in said.problems],
        columns=["category", "severity", "common", "due", "fixed"],
    ).astype({"severity": "Int64", "due": "datetime64[ms]"})
    edited = _edited(rows, f"problems_{key}", {
        "category": config.SelectboxColumn(words("inbox.category"), options=list(kinds.values())),
        "severity": config.SelectboxColumn(words("inbox.severity"), options=SEVERITIES),
        "common": config.SelectboxColumn(words("inbox.common"), options=yes_no),
        "due": config.DateColumn(words("inbox.due"), format="YYYY-MM-DD"),
        "fixed": config.SelectboxColumn(words("inbox.fixed"), options=yes_no),
    })
    codes, answers = {name: code for code, name in kinds.items()}, dict(zip(yes_no, (True, False), strict=True))
    return tuple(
        Problem(
            codes.get(row.category), _number(row.severity), answers.get(row.common),
            None if pd.isna(row.due) else pd.Timestamp(row.due).date(), answers.get(row.fixed),
        ) for row in edited.itertuples()
    )


def _edited(rows: pd.DataFrame, key: str, columns: dict[str, object]) -> pd.DataFrame:
    return st.data_editor(
        rows, num_rows="dynamic", hide_index=True, width="stretch", key=key, column_config=columns,
        placeholder=words("inbox.to_fill"),
    )


def _ask(said: Draft, key: str) -> Ask | None:
    if said.ask is None:
        return None
    roles = view.code_choices(run().board, "role", run().scope.language)
    left, middle, right, last = st.columns([2, 2, 1, 1], vertical_alignment="bottom")
    is_asked = left.checkbox(words("inbox.asks"), value=True, key=f"asks_{key}")
    role = middle.selectbox(
        words("inbox.role"), list(roles), format_func=roles.get, index=_index(roles, said.ask.role), key=f"role_{key}",
        placeholder=words("inbox.choose"),
    )
    low = right.number_input(words("inbox.low"), 1, value=max(said.ask.low, 1), key=f"low_{key}")
    high = last.number_input(words("inbox.high"), 1, value=max(said.ask.high, 1), key=f"high_{key}")
    return Ask(role, low, high) if is_asked else None


def _index(choices: dict[str, str], code: str | None) -> int | None:
    return list(choices).index(code) if code in choices else None


def _number(value: object) -> int | None:
    return None if pd.isna(value) else int(value)


def _confirm(told: Told, found: list[Found], by: str) -> None:
    scope = run().scope
    lacking = [words(f"inbox.{key}_missing") for key in missing(told)]
    lacking += [] if by else [words("inbox.by_missing")]
    if lacking:
        st.error(words("inbox.missing", what=words("app.then").join(lacking)), icon=":material/block:")
        return
    outcome = view.confirm(scope.deployment_id, told, found, by, scope.language)
    if not outcome.faults.empty:
        st.error(outcome.sentence, icon=":material/block:")
        st.dataframe(outcome.faults, hide_index=True, width="stretch")
        return
    st.session_state[DONE] = outcome.sentence
    st.rerun()


def _put_aside(message: Message, by: str, why: str) -> None:
    if not by or not why:
        st.error(words("inbox.aside_both"), icon=":material/block:")
        return
    inbox = view.inbox_of(run().scope.deployment_id)
    inbox.decide(message.message_id, "aside", by, dt.datetime.now(dt.UTC), why)
    st.session_state[DONE] = words("inbox.was_put_aside")
    st.rerun()


def show_decided(decided: list[Message]) -> None:
    """List what was decided about last, and let what was put aside come back."""
    if not decided:
        return
    language, zone = run().scope.language, run().board.clock_at.tzinfo
    title = words("inbox.decided", n=len(decided))
    st.html(f'<div class="fl-title"><h2>{title}</h2><p>{words("inbox.kept_raw")}</p></div>')
    st.dataframe(pd.DataFrame([{
        words("inbox.state"): words(f"inbox.is_{one.decision}"), words("inbox.message"): one.words,
        words("inbox.sender"): one.sender, words("inbox.sent_at"): f"{one.sent_at.astimezone(zone):%Y-%m-%d %H:%M}",
        words("inbox.decided_by"): one.decided_by, words("inbox.number"): one.message_id,
        words("inbox.why"): one.said if one.decision == "aside" else "",
    } for one in decided[:LISTED]]), hide_index=True, width="stretch")
    aside = {one.message_id: one for one in decided if one.decision == "aside"}
    if not aside:
        return
    with st.form("inbox_back", border=False):
        back = st.selectbox(
            words("inbox.back"), list(aside), format_func=lambda key: view.line(aside[key], language), index=None,
            placeholder=words("inbox.choose"),
        )
        by = st.text_input(words("inbox.by"), max_chars=40, key="inbox_back_by")
        if st.form_submit_button(words("inbox.take_back"), icon=":material/undo:") and back and by.strip():
            view.inbox_of(run().scope.deployment_id).decide(back, "back", by, dt.datetime.now(dt.UTC), "")
            st.rerun()
