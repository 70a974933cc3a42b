"""The what-if on the screen: what is assumed, what follows, and the plans that are kept."""

from typing import Any

import pandas as pd
import streamlit as st

from frontline import charts, scenario_why, sentences_scenario
from frontline.headlines import failed_question
from frontline.query import questions
from frontline.scenario import Assumptions
from frontline.scenario_numbers import BASE
from frontline.scenario_plan import (
    LENGTHS,
    MOST_ADDED,
    address_of,
    address_of_plan,
    posts_of,
    read_assumptions,
    roles_of,
    save_plan,
)
from frontline.scenario_rows import WhatIf, work_out
from frontline.screen import go_to, run, show_table, words
from frontline.words import number, percent
from frontline.worked import show_figure, show_rows, show_title

STEPS = ("step_plan", "step_gap", "step_length", "step_rest", "step_close", "step_add", "step_least")
"""How it is worked out, step by step."""


def choose_assumptions(planned: pd.DataFrame) -> Assumptions:
    """Ask what is assumed; every answer stands in the address at once."""
    codes, names = run().answer("code_words"), posts_of(planned)
    spoken = codes[codes["column_name"] == "role"].set_index("code")[f"name_{run().scope.language}"]
    roles, assumed = roles_of(planned), assumed_here(planned)
    st.session_state.update(
        whatif_add=assumed.people_added, whatif_role=assumed.role, whatif_close=list(assumed.closed),
        whatif_hours=assumed.shift_hours or 0, whatif_ill=round(assumed.ill_share * 100), whatif_rest=assumed.is_rested,
    )
    lengths = {0: words("whatif.as_planned")} | {n: words("whatif.length", n=n) for n in LENGTHS}
    with st.container(key="whatif", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(
            words("whatif.add"), 0, MOST_ADDED, step=1, key="whatif_add", on_change=_chosen, width=130,
            help=words("whatif.add_help"),
        )
        st.selectbox(
            words("whatif.role"), roles, key="whatif_role", index=None, format_func=spoken.get, on_change=_chosen,
            placeholder=words("whatif.any_role"), width=150,
        )
        st.multiselect(
            words("whatif.close"), list(names), key="whatif_close", format_func=names.get, on_change=_chosen,
            placeholder=words("whatif.close_none"), width=300,
        )
        st.segmented_control(
            words("whatif.hours"), list(lengths), key="whatif_hours", format_func=lengths.get, on_change=_chosen,
            required=True, width="content",
        )
        st.number_input(words("whatif.ill"), 0, 100, step=5, key="whatif_ill", on_change=_chosen, width=110)
        st.toggle(words("app.rest_switch"), key="whatif_rest", help=words("app.rest_help"), on_change=_chosen)
        st.button(
            words("whatif.reset"), icon=":material/undo:", disabled=assumed == Assumptions(),
            on_click=lambda: go_to(**address_of(Assumptions())),
        )
    return assumed


def assumed_here(planned: pd.DataFrame) -> Assumptions:
    """Return what the address assumes."""
    current = run()
    return read_assumptions(current.own, posts_of(planned), roles_of(planned), is_rested=current.scope.is_rested)


def _chosen() -> None:
    state = st.session_state
    go_to(**address_of(Assumptions(
        state["whatif_add"] or 0, state["whatif_role"], tuple(state["whatif_close"]), state["whatif_hours"] or None,
        (state["whatif_ill"] or 0) / 100, state["whatif_rest"],
    )))


def worked_out_here() -> WhatIf | None:
    """Work out what the address assumes, from what the page asks."""
    asked = [run().answer(name) for name in (BASE, "strength_by_township_role", "duty_rules", "thresholds")]
    return worked_out(*asked, assumed_here(asked[0]))


def worked_out(
    planned: pd.DataFrame, strength: pd.DataFrame, rules: pd.DataFrame, thresholds: pd.DataFrame, assumed: Assumptions
) -> WhatIf | None:
    """Work the what-if out, once for all equal readers."""
    current = run()
    is_narrow = current.scope.township_code is not None
    return current.remembered(
        "whatif", (BASE,), lambda: work_out(
            planned, strength, rules, thresholds, assumed, "checkpoint" if is_narrow else "township",
        ), assumed,
    )


def show_hours(what: WhatIf | None, assumed: Assumptions, *asked: pd.DataFrame) -> None:
    """Draw the gap hour by hour as planned and as assumed."""
    language = run().scope.language
    caption = sentences_scenario.caption(what, assumed, language)
    if what is None:
        _say_why(words("whatif.title"), caption, *asked)
        return
    first = what.places[what.places["fails_hour"].notna()].head(1)
    columns = ("at", "people_required", "people_short_planned", "people_short", "is_carried")
    show_figure(
        charts.outlook_lines, what.hours, title=sentences_scenario.outcome(what, language), caption=caption, query=BASE,
        height=430, failing=tuple(zip(first["fails_hour"].astype(int), first["name"], strict=True)),
        headings={name: words(f"whatif.col_{name}") for name in columns},
    )


def show_places(what: WhatIf | None, *asked: pd.DataFrame) -> None:
    """Draw who falls below the minimum and when, first to fail first; a click makes the place the scope."""
    if what is None:
        _say_why(words("whatif.places"), words("whatif.places_ask"), *asked)
        return
    columns = ("name", "fails_at", "fails_at_planned", "lowest_share", "hours_short", "hours_short_planned")
    headings = {name: words(f"whatif.col_{name}") for name in columns}
    frame = sentences_scenario.with_fall_words(what.places, run().scope.language)
    show_rows(
        frame, title=sentences_scenario.failing(what, run().scope.language), height=430, key="whatif_places",
        caption=words("whatif.places_ask", minimum=percent(what.minimum)), query=BASE, headings=headings,
        codes=what.places["code"].tolist(), is_kept=True,
    )


def _say_why(title: str, caption: str, *asked: pd.DataFrame) -> None:
    show_title(title, caption)
    if failed := failed_question(*asked):
        st.warning(words("empty.failed", name=failed), icon=":material/error:")
    else:
        st.html(f'<p class="fl-empty">{words("whatif.unknown")}</p>')


def show_basis(rules: pd.DataFrame) -> None:
    """Say how a what-if is worked out, and by which rules from which source."""
    st.html(f'<div class="fl-title"><h2>{words("whatif.basis")}</h2><p>{words("whatif.basis_ask")}</p></div>')
    steps = "".join(f"<li>{words(f'whatif.{step}')}</li>" for step in STEPS)
    st.html(f'<ol class="fl-steps">{steps}</ol>')
    if failed_question(rules):
        return
    language = run().scope.language
    show_table(
        rules, title=words("whatif.rules"), query="duty_rules", is_read=True,
        columns=[f"name_{language}", "rule_value", f"unit_{language}", f"source_{language}"],
    )


def show_plans(saved: pd.DataFrame, assumed: Assumptions) -> None:
    """Offer to keep the assumptions as a plan, and list the plans that are kept; a click opens one again."""
    is_past = bool(run().scope.known)
    show_title(words("whatif.keep"), words("reading.no_writing" if is_past else "whatif.keep_help"))
    with st.form("plan", border=False):
        left, right, send = st.columns([5, 4, 2], vertical_alignment="bottom")
        name = left.text_input(words("whatif.plan_name"), max_chars=40)
        post = right.text_input(words("alarm.post"), help=words("intake.who_help"), max_chars=40)
        sent = send.form_submit_button(words("whatif.save"), type="primary", width="stretch", disabled=is_past)
    if sent:
        _keep(name.strip(), post.strip(), assumed)
    if failed := failed_question(saved):
        st.warning(words("empty.failed", name=failed), icon=":material/error:")
        return
    rows = saved.to_dict("records")
    columns = [
        "plan_name", "place_name", "duty_on", "people_added", "shift_hours", "ill_share", "saved_at", "duty_post",
    ]
    show_rows(
        saved, title=words("whatif.saved", n=len(rows)) if rows else words("whatif.saved_none"), key="whatif_plans",
        caption=questions()["plan_list"].question.get(run().scope.language), query="plan_list",
        missing="whatif.as_planned", nothing="whatif.no_plan", headings=run().headings("plan_list", columns),
        on_pick=lambda row: go_to(**address_of_plan(rows[row])), is_kept=True,
    )


def _keep(name: str, post: str, assumed: Assumptions) -> None:
    if not name or not post:
        st.error(words("whatif.both"), icon=":material/block:")
        return
    outcome: Any = save_plan(run().scope, assumed, name, post, run().scope.language)
    if outcome.faults.empty:
        st.success(words("whatif.kept"), icon=":material/check:")
        return
    st.error(outcome.sentence, icon=":material/block:")
    st.dataframe(outcome.faults, hide_index=True, width="stretch")


def show_rows_of(name: str, rows: pd.DataFrame) -> None:
    """Draw what is assumed, marked as such, and the rows that a number is worked out from."""
    current, planned = run(), run().answer(BASE)
    language, assumed = current.scope.language, assumed_here(planned)
    codes = current.answer("code_words")
    role = codes.loc[(codes["column_name"] == "role") & (codes["code"] == assumed.role), f"name_{language}"]
    told = sentences_scenario.assumed_rows(assumed, posts_of(planned), "".join(role), language)
    show_rows(told, title=words("whatif.assumed_title"), caption=words("whatif.assumed_ask"), query=BASE,
              headings={column: words(f"whatif.col_{column}") for column in told}, key="why_assumed", is_spoken=True)
    if failed := failed_question(rows):
        st.warning(words("empty.failed", name=failed), icon=":material/error:")
        return
    if "is_assumed" in rows:
        said = rows["is_assumed"].map({True: words("whatif.mark"), False: words("whatif.from_plan")})
        rows = rows.assign(mark=said, name=rows["name"].where(~rows["is_assumed"], words("whatif.added_people")))
    column = next((column for column in ("checkpoint_id", "area_code") if column in rows), "")
    show_rows(
        rows, title=words("whatif.worked_rows", n=number(len(rows))), height=480, key="why_worked", query=BASE,
        caption=questions()[BASE].question.get(language), codes=rows[column].fillna("").tolist() if column else (),
        headings={column: words(f"whatif.col_{column}") for column in scenario_why.ROWS[name][1]},
    )
