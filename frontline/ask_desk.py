"""Ask the data, on the screen: what is chosen, the rows that came back, and the files to take along."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import duckdb
import streamlit as st

from frontline.ask import ASKABLE, MOST_ACROSS, NUMBERS, Choice, Found, Where, columns_of, date_column, find, operators
from frontline.ask_choice import MOST_FILTERS, address_of, headings, operator_word, read_choice, table_name
from frontline.ask_words import in_words, measured, names_of, value_word
from frontline.csv_file import csv_file
from frontline.panel import Panel
from frontline.screen import go_to, run, words
from frontline.snapshot import file_name, snapshot
from frontline.words import number
from frontline.worked import show_rows, show_title

SHOWN, TAKEN = 1000, 100_000
"""Rows on the screen, and in a file: what a browser and a spreadsheet bear."""
FIELDS = {
    "ask_from": "from_on", "ask_to": "to_on", "ask_cols": "columns", "ask_rows": "rows", "ask_across": "across",
    "ask_measure": "measure", "ask_how": "how", "ask_sort": "sort", "ask_down": "sort",
}
"""Which part of a choice each widget holds."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choose() -> Choice:
    """Ask for table, columns, dates, filters and pivot; every answer stands in the address at once."""
    current = run()
    language, board = current.scope.language, current.board
    choice = read_choice(current.own, board)
    columns = columns_of(board, choice.table)
    named = headings(choice.table, columns, language)
    st.session_state.update(
        ask_table=choice.table, ask_cols=list(choice.columns), ask_from=choice.from_on, ask_to=choice.to_on,
        ask_rows=choice.rows, ask_across=choice.across, ask_measure=choice.measure, ask_how=choice.how,
        ask_sort=choice.sort.removeprefix("-") or None, ask_down=choice.sort.startswith("-"),
    )

    def changed(**values: object) -> None:
        go_to(**address_of(replace(choice, **values)))

    def picked(key: str) -> Callable[[], None]:
        return lambda: changed(**{FIELDS[key]: _value(key)})

    with st.container(key="ask", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            words("ask.table"), ASKABLE, key="ask_table", width=220, format_func=lambda one: table_name(one, language),
            on_change=lambda: go_to(**address_of(Choice(st.session_state["ask_table"]))),
        )
        dated = date_column(columns)
        for key in ("ask_from", "ask_to"):
            st.date_input(
                words(f"ask.{key.removeprefix('ask_')}"), key=key, format="YYYY-MM-DD", width=140,
                disabled=dated is None, on_change=picked(key), value=None,
                help=words("ask.dated", column=named[dated]) if dated else words("ask.undated"),
            )
        st.multiselect(
            words("ask.columns"), list(columns), key="ask_cols", format_func=named.get, width=420,
            placeholder=words("ask.first_columns"), on_change=picked("ask_cols"),
        )
        _choose_one("ask_sort", list(columns), named, picked, 190)
        st.toggle(words("ask.down"), key="ask_down", on_change=picked("ask_down"))
    with st.container(key="ask_pivot", horizontal=True, vertical_alignment="bottom", gap="small"):
        _choose_one("ask_rows", list(columns), named, picked, 220)
        if choice.rows:
            _choose_one("ask_across", [name for name in columns if name != choice.rows], named, picked, 200)
            _choose_one("ask_measure", [name for name in columns if columns[name] in NUMBERS], named, picked, 200)
            ways = {how: words(f"ask.{how}") for how in (("count", "sum", "mean") if choice.measure else ("count",))}
            st.segmented_control(
                words("ask.how"), list(ways), key="ask_how", format_func=ways.get, required=True, width="content",
                on_change=picked("ask_how"),
            )
        if columns:
            _add_filter(columns, named, choice, changed)
        st.button(
            words("ask.reset"), icon=":material/undo:", disabled=choice == Choice(choice.table),
            on_click=lambda: go_to(**address_of(Choice(choice.table))),
        )
    return choice


def _value(key: str) -> object:
    value = st.session_state[key]
    if FIELDS[key] == "sort":
        return ("-" if st.session_state["ask_down"] else "") + (st.session_state["ask_sort"] or "")
    return tuple(value) if isinstance(value, list) else value


def _choose_one(
    key: str, columns: list[str], named: dict[str, str], picked: Callable[[str], Callable[[], None]], width: int
) -> None:
    st.selectbox(
        words(f"ask.{key.removeprefix('ask_')}"), columns, key=key, index=None, format_func=named.get, width=width,
        placeholder=words("ask.none"), on_change=picked(key),
    )


def _add_filter(
    columns: dict[str, str], named: dict[str, str], choice: Choice, changed: Callable[..., None]
) -> None:
    """Show the filters as buttons that take them away, and a small form that adds one."""
    language = run().scope.language
    for number_, where in enumerate(choice.where):
        value = value_word(where, columns[where.column], run().board, language)
        said = f"{named[where.column]} {operator_word(where.operator, language)} {value}".strip()
        st.button(
            said, key=f"ask_where_{number_}", icon=":material/close:", help=words("ask.take_away"),
            on_click=lambda where=where: changed(where=tuple(one for one in choice.where if one != where)),
        )
    if len(choice.where) == MOST_FILTERS:
        return
    with st.popover(words("ask.filter"), icon=":material/filter_alt:"):
        column = st.selectbox(words("ask.column"), list(columns), format_func=named.get, key="ask_filter_column")
        operator = st.selectbox(
            words("ask.is"), operators(columns[column]), key=f"ask_filter_is_{columns[column]}",
            format_func=lambda one: operator_word(one, language),
        )
        value = _choose_value(column, columns[column]) if operator not in {"empty", "filled"} else ""
        st.button(
            words("ask.add"), type="primary", disabled=value == "" and operator not in {"empty", "filled"},
            on_click=lambda: changed(where=(*choice.where, Where(column, operator, value))),
        )


def _choose_value(column: str, kind: str) -> str:
    """Ask for the value of a filter: a name where the column has names, yes or no, else what is typed."""
    current = run()
    spoken = names_of(column, current.board, current.scope.language)
    if kind == "BOOLEAN":
        answers = {answer: words(f"ask.{answer}") for answer in ("true", "false")}
        return st.selectbox(words("ask.value"), list(answers), format_func=answers.get)
    if spoken:
        return st.selectbox(words("ask.value"), list(spoken), format_func=spoken.get, key=f"ask_value_{column}")
    return st.text_input(words("ask.value"), key=f"ask_value_{column}", max_chars=60)


def found_by(choice: Choice, most: int = SHOWN) -> Found | None:
    """Return what a choice finds within the scope; None where the board could not answer: then nothing is exported."""
    current = run()
    try:
        return current.remembered(
            "ask", (choice.table,), lambda: find(current.board, current.scope, choice, most), choice, most
        )
    except duckdb.Error:
        current.failures.append(choice.table)
        return None


def show_found(choice: Choice, found: Found | None) -> None:
    """Draw the rows, say how many there are in all, and offer them as files."""
    name = table_name(choice.table, run().scope.language)
    if found is None:
        show_title(name, words("ask.caption"))
        st.warning(words("empty.failed", name=choice.table), icon=":material/error:")
        return
    title = words("ask.all" if len(found.frame) == found.n else "ask.some", name=name, n=number(found.n),
                  shown=number(len(found.frame)))
    frame, named = run().remembered(
        "ask_words", (choice.table,), lambda: in_words(found, choice, run().board, run().scope.language), choice,
    )
    caption = words("ask.caption")
    if choice.across:
        columns = headings(choice.table, columns_of(run().board, choice.table), run().scope.language)
        caption = words("ask.cells", measure=measured(choice, columns, run().scope.language))
    if found.n_across > len(found.across):
        caption = words("ask.across_some", shown=MOST_ACROSS, n=number(found.n_across))
    show_rows(
        frame, title=title, caption=caption, query="", headings=named, key="ask_found", height=620,
        missing="table.no_record", nothing="ask.nothing", is_spoken=True, is_kept=True,
    )
    if found.n:
        _offer(choice, title, caption)


def _offer(choice: Choice, title: str, caption: str) -> None:
    current = run()
    taken, missing = dt.datetime.now(current.board.clock_at.tzinfo), words("table.no_record")

    def panel() -> Panel:
        whole = find(current.board, current.scope, choice, TAKEN)
        frame, named = in_words(whole, choice, current.board, current.scope.language)
        return Panel("table", title, caption, frame, named, "", missing=missing)

    def as_csv() -> bytes:
        made = panel()
        return csv_file(made.frame, made.headings)

    def as_xlsx() -> bytes:
        return snapshot(replace(current.sheet(drawn=False), panels=(panel(),)), "xlsx", taken)

    with st.container(horizontal=True, gap="small"):
        for kind, data, mime in (("csv", as_csv, "text/csv"), ("xlsx", as_xlsx, XLSX)):
            st.download_button(
                words(f"ask.{kind}"), data=data, mime=mime, key=f"ask_{kind}", on_click="ignore",
                file_name=file_name(current.cover(), "xlsx", taken).removesuffix("xlsx") + kind,
                icon=":material/download:", help=words("ask.file_help", n=number(TAKEN)),
            )
