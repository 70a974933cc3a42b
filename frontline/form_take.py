"""Entries of forms go into the journal together: by the checks of every file, one publication for all that wait."""

import datetime as dt
import logging
from collections.abc import Mapping, Sequence

from frontline.catalogue import Table
from frontline.deployment import Deployment
from frontline.faults import Wrong
from frontline.form_entry import Said
from frontline.form_rows import Filled, Row, by_table, rows_of, workbook
from frontline.form_store import FILE, Entry, FormStore, Link, State
from frontline.handing import Answer, hand_in
from frontline.on_disk import only_one
from frontline.words import say

MOST_AT_ONCE = 500
log = logging.getLogger("frontline")


def take_waiting(deployment: Deployment) -> int:
    """Take the entries that wait into the journal, publish once, and write down what became of each; return how many.

    Entries that were taken in but not marked so, because the power went, are taken again and change nothing.

    Raises
    ------
    BusyError
        Others hand in all the time; the entries go on waiting.
    """
    if not (deployment.live / FILE).exists():
        return 0
    store = FormStore(deployment)
    with only_one(deployment.live / "forms.taking"):
        waiting = store.waiting(MOST_AT_ONCE)
        if not waiting:
            return 0
        links = {link.link_id: link for link in store.links()}
        rows, refused = rows_of(deployment, [
            Filled(one.entry_id, one.form, links[one.link_id].given(one.form), one.content or {}) for one in waiting
        ])
        now = dt.datetime.now(deployment.zone)
        results: dict[str, tuple[State, Said]] = {entry_id: ("refused", said) for entry_id, said in refused.items()}
        if rows:
            # The journal speaks Chinese.
            sender = say("form.sender", "zh")
            name = f"{sender} {_places(waiting, links)} {now:%m%d-%H%M%S}.xlsx"
            answer = hand_in(deployment, [(name, workbook(rows))], sender, "correct")
            results |= _results(rows, answer)
        store.settle(results, now)
    log.info("%s: %s entries of forms", deployment.id, len(waiting))
    return len(waiting)


def _places(waiting: Sequence[Entry], links: Mapping[str, Link]) -> str:
    names = list(dict.fromkeys(links[one.link_id].place_name for one in waiting))
    return names[0] if len(names) == 1 else say("form.places", "zh", name=names[0], n=len(names))


def _results(rows: Sequence[Row], answer: Answer) -> dict[str, tuple[State, Said]]:
    results: dict[str, tuple[State, Said]] = {}
    for table, mine in by_table(rows).items():
        faults = [one for one in answer.preview.faults if one.sheet_name in {"", table.title}]
        for line, row in enumerate(mine, start=2):
            said = [_said(one, table) for one in faults if one.row_no in {None, 1, line}]
            results |= dict.fromkeys(row.entries, ("refused" if said else "taken", said))
    return results


def _said(one: Wrong, table: Table) -> dict[str, str]:
    names = {column.heading: column.name for column in table.columns}
    zh, en = one.fault("zh"), one.fault("en")
    return {
        "column": names.get(one.column_name, ""), "zh": f"「{zh.found}」：{zh.expected}",
        "en": f"'{en.found}'; expected: {en.expected}",
    }
