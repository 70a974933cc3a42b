"""Charts of a wall as plain HTML: bars, days, hours and a grid of shifts. A few hundred bytes, nothing to leak.

Every piece is drawn to fill the room it is given; `wall_stage.rows` says how many rows a screen holds. Words are
escaped here. What is not known is hatched and says so; a state has its mark beside its colour.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from frontline.look import STATE_MARKS
from frontline.panel import State

WIDE = "\u2e80"
"""From here on a letter is as wide as it is high."""
NARROW = 0.56


@dataclass(frozen=True)
class Row:
    """A row: a name, what is said of it, and how far its bar reaches (0 to 1; None: not known, hatched).

    `inner` is the part of the bar that asks for attention.
    """

    name: str
    words: str = ""
    state: State = "normal"
    share: float | None = 0.0
    inner: float = 0.0


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: its number, and beside it what it is out of; without a number, why there is none."""

    words: str
    part: str = ""
    state: State = "normal"


def block(title: str, body: str, rows: int) -> str:
    """Return a titled part of a scene that takes as much of the height as its rows."""
    return f'<section class="fl-block" style="flex-grow:{rows + 1}"><h2>{html.escape(title)}</h2>{body}</section>'


def said(title: str, words: str, state: State = "normal") -> str:
    """Return a part of a scene that says one thing: that all is quiet, or that an answer has failed."""
    return block(title, f'<p class="fl-said fl-{state}">{html.escape(marked(words, state))}</p>', 1)


def marked(words: str, state: State) -> str:
    """Put the mark of a state before its words, so that it never hangs on colour alone."""
    return words if state in {"normal", "exempt"} or not words else f"{STATE_MARKS[state]} {words}"


def listed(title: str, rows: Sequence[Row]) -> str:
    """Draw names with what is said of each."""
    return block(title, _rows(rows, has_bars=False), len(rows))


def bars(title: str, rows: Sequence[Row], limit: float | None = None) -> str:
    """Draw a bar a row; `limit` (0 to 1) is a line across all of them."""
    return block(title, _rows(rows, has_bars=True, limit=limit), len(rows))


def _rows(rows: Sequence[Row], *, has_bars: bool, limit: float | None = None) -> str:
    line = "" if limit is None else f'<u style="left:{100 * limit:.1f}%"></u>'
    drawn = "".join(
        f'<li class="fl-{row.state}"><b>{html.escape(row.name)}</b>{_bar(row, line) if has_bars else ""}'
        f'<em class="fl-n">{html.escape(marked(row.words, row.state))}</em></li>'
        for row in rows
    )
    name, words = _ems(row.name for row in rows), _ems(marked(row.words, row.state) for row in rows)
    kind = "fl-bars" if has_bars else "fl-names"
    return f'<ol class="fl-rows {kind}" style="--n:{name:.1f};--v:{words:.1f}">{drawn}</ol>'


def _bar(row: Row, line: str) -> str:
    if row.share is None:
        return f'<span class="fl-track fl-hatch">{line}</span>'
    inner = f'<i class="fl-inner" style="width:{100 * min(row.inner, 1):.1f}%"></i>' if row.inner else ""
    return f'<span class="fl-track"><i style="width:{100 * min(row.share, 1):.1f}%"></i>{inner}{line}</span>'


def grid(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]]) -> str:
    """Draw a grid: a place a row, a shift a column."""
    drawn = "".join(f"<h3>{html.escape(head)}</h3>" for head in ("", *heads))
    for name, cells in rows:
        drawn += f"<b>{html.escape(name)}</b>" + "".join(
            f'<span class="fl-{cell.state}"><em class="fl-n">{html.escape(_of_cell(cell))}</em>'
            f"<small>{html.escape(cell.part)}</small></span>"
            for cell in cells
        )
    style = f"--n:{_ems(name for name, _ in rows):.1f};--k:{len(heads)}"
    return block(title, f'<div class="fl-grid" style="{style}">{drawn}</div>', len(rows) + 1)


def _of_cell(cell: Cell) -> str:
    return marked(cell.words, cell.state) or STATE_MARKS[cell.state]


def strips(
    title: str, rows: Sequence[tuple[str, Sequence[str], str, State]], whole: tuple[str, Sequence[Sequence[float]]],
    key: Sequence[tuple[str, str]], columns: int = 1,
) -> str:
    """Draw a day hour by hour, a post a row.

    Parameters
    ----------
    rows
        Name, 24 kinds of hour (full, short, empty, exempt, unknown; "" still to come), words, state.
    whole
        Name of all posts together, and for each hour the shares of those empty, short, unknown and full; as
        high as two rows.
    key
        Kind of hour and its word.
    columns
        Columns in which the rows stand side by side.
    """
    towers = "".join(_tower(shares) for shares in whole[1])
    first = f'<li class="fl-whole"><b>{html.escape(whole[0])}</b><span class="fl-hours">{towers}</span><em></em></li>'
    drawn = [_strip(*row) for row in rows]
    high = -(-(len(rows) + 2) // columns)
    stacks = [first + "".join(drawn[: high - 2])]
    stacks += ["".join(drawn[at : at + high]) for at in range(high - 2, len(drawn), high)]
    axis = "".join(f'<s style="left:{100 * hour / 24:.1f}%">{hour:02d}</s>' for hour in (0, 8, 16, 24))
    named = "".join(f'<span><i class="fl-h-{kind}"></i>{html.escape(word)}</span>' for kind, word in key)
    names, words = _ems((whole[0], *(row[0] for row in rows))), _ems(marked(row[2], row[3]) for row in rows)
    stood = "".join(
        f'<div><ol class="fl-rows fl-strips">{stack}</ol><div class="fl-axis"><span>{axis}</span></div></div>'
        for stack in stacks
    )
    body = f'<p class="fl-key">{named}</p><div class="fl-stacks" style="--n:{names:.1f};--v:{words:.1f}">{stood}</div>'
    return block(title, body, len(rows) + 3)


def _strip(name: str, hours: Sequence[str], words: str, state: State) -> str:
    runs = "".join(
        f'<i class="fl-h-{kind or "ahead"}" style="flex-grow:{len(list(run))}"></i>' for kind, run in groupby(hours)
    )
    return (
        f'<li class="fl-{state}"><b>{html.escape(name)}</b><span class="fl-hours">{runs}</span>'
        f'<em class="fl-n">{html.escape(marked(words, state))}</em></li>'
    )


def _tower(shares: Sequence[float]) -> str:
    parts = "".join(
        f'<i class="fl-h-{kind}" style="flex-grow:{share:.3f}"></i>'
        for kind, share in zip(("full", "unknown", "short", "empty"), reversed(shares), strict=True) if share
    )
    return f"<span>{parts}</span>"


def days(title: str, columns: Sequence[tuple[str, float | None, str]], rows: int) -> str:
    """Draw a bar a day: its date, how high it is (0 to 1; None: not reported, hatched), what stands above it."""
    drawn = "".join(
        f'<li><em class="fl-n">{html.escape(words)}</em>'
        + (f'<i style="--h:{share:.3f}"></i>' if share is not None else '<i class="fl-hatch"></i>')
        + f"<small>{html.escape(date)}</small></li>"
        for date, share, words in columns
    )
    return block(title, f'<ol class="fl-days">{drawn}</ol>', rows)


def _ems(words: object) -> float:
    """Return the width of the widest words, in letters as wide as high."""
    return max((sum(1 if letter >= WIDE else NARROW for letter in text) for text in words), default=0) + 0.2
