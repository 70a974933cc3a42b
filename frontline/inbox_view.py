"""The inbox in the reader's words: what waits, what a message says and where, and what becomes of what is confirmed."""

import datetime as dt
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from frontline import run
from frontline.deployment import Deployment, read_deployment
from frontline.door import Outcome, hand_in
from frontline.inbox import FILE, Inbox, Message
from frontline.message import Found, read_message
from frontline.message_draft import Told, workbook
from frontline.panel import records
from frontline.store import Board
from frontline.words import Language, moment, say


def inbox_of(deployment_id: str) -> Inbox:
    """Return the inbox of a deployment."""
    return Inbox(read_deployment(deployment_id).live / FILE)


def now_at(deployment_id: str) -> dt.datetime:
    """Return the moment a message is written at: a demonstration stands still, and goes by its own clock."""
    deployment: Deployment = read_deployment(deployment_id)
    return (deployment.clock_at or dt.datetime.now(deployment.zone)).replace(second=0, microsecond=0)


def findings(board: Board, message: Message) -> list[Found]:
    """Return what a message says; places are those of the register, by any of their names."""
    places = board.remember(("message places",), lambda: _places(board))
    zone = board.clock_at.tzinfo
    return read_message(message.words, message.sent_at.astimezone(zone), places)


def _places(board: Board) -> Mapping[str, Sequence[str]]:
    named: dict[str, dict[str, None]] = {}
    for row in records(board.answer("name_list")):
        if row["target"] in {"area", "checkpoint"} and not row["called"].isdecimal():
            named.setdefault(row["called"], {})[row["code"]] = None
    return {name: tuple(codes) for name, codes in named.items()}


def place_choices(board: Board) -> dict[str, str]:
    """Return every place and checkpoint with its name and what it lies in, by code."""
    rows = [row for row in records(board.answer("name_list")) if row["match_how"] == "name"]
    names = {row["code"]: row["called"] for row in rows if row["target"] == "area"}
    return {
        row["code"]: " · ".join(filter(None, (names.get(row["area_code"], ""), row["called"])))
        for row in rows if row["target"] in {"area", "checkpoint"}
    }


def unit_choices(board: Board) -> dict[str, str]:
    """Return every unit by its number."""
    rows = records(board.answer("name_list"))
    return {row["code"]: row["called"] for row in rows if (row["target"], row["match_how"]) == ("organisation", "name")}


def code_choices(board: Board, column: str, language: Language) -> dict[str, str]:
    """Return the codes of a column with their words."""
    rows = records(board.answer("code_words"))
    return {row["code"]: row[f"name_{language}"] for row in rows if row["column_name"] == column}


def marked(message: Message, found: Sequence[Found], language: Language) -> str:
    """Return a message as HTML, each thing it says marked with a word for what it was taken for."""
    parts, at = [], 0
    for one in found:
        if one.start < at:
            continue
        parts.append(html.escape(message.words[at:one.start]))
        word = html.escape(say(f"inbox.kind_{one.kind}", language))
        words = html.escape(message.words[one.start:one.end])
        parts.append(f"<mark>{words}<small>{word}</small></mark>")
        at = one.end
    parts.append(html.escape(message.words[at:]))
    return f'<p class="fl-message">{"".join(parts)}</p>'.replace("\n", "<br>")


def line(message: Message, language: Language) -> str:
    """Return one line for a message: when, from whom, how it begins."""
    return f"{moment(message.sent_at, language)} · {message.sender} · {message.words[:24]}"


def confirm(deployment_id: str, told: Told, found: Sequence[Found], by: str, language: Language) -> Outcome:
    """Hand in what was confirmed, by the door of every file; the message waits on where it is refused."""
    board = run.store(deployment_id).board()
    posts = {row["checkpoint_id"]: row["area_code"] for row in records(board.answer("checkpoint_list"))}
    content = workbook(told, posts.get(told.place, told.place), told.place if told.place in posts else None)
    outcome = hand_in(deployment_id, [(f"{told.message_id}.xlsx", content)], by, language)
    if outcome.faults.empty:
        rules = [{"start": one.start, "end": one.end, "kind": one.kind, "rule": one.rule} for one in found]
        said = json.dumps({"told": asdict(told), "read": rules}, ensure_ascii=False, default=str)
        inbox_of(deployment_id).decide(told.message_id, "confirmed", by, dt.datetime.now(dt.UTC), said)
    return outcome
