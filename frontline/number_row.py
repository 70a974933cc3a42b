"""The row of headline numbers as HTML: label and state, value, parts, change with its line, coverage."""

import base64
import html
from collections.abc import Sequence
from itertools import zip_longest

from frontline.digits import is_known, short
from frontline.look import STATE_MARKS, Theme, state_label
from frontline.panel import Headline
from frontline.words import Language, say

WIDE, HIGH, EDGE = 84, 18, 3


def row_html(
    numbers: Sequence[Headline], theme: Theme, language: Language, *, is_compared: bool, links: Sequence[str] = ()
) -> str:
    """Return the row of headline numbers as escaped HTML; a comparison has a line of its own.

    `links` lead to why each number is what it is, empty for one that cannot be opened; a wall has none.
    """
    parts = "".join(
        _number_html(item, theme, language, link, is_compared=is_compared)
        for item, link in zip_longest(numbers, links, fillvalue="")
    )
    return f'<div class="fl-heads">{parts}</div>'


def _number_html(item: Headline, theme: Theme, language: Language, link: str, *, is_compared: bool) -> str:
    word = failed_label(language) if item.is_failed else state_label(item.state, language)
    word = "" if item.state == "normal" else word
    value = short(item.value, item.decimals, item.unit)
    lines = [line for line in (item.fraction, "" if is_compared else item.change) if line]
    change = f'<p class="fl-change">{html.escape(item.change)}</p>' if is_compared else ""
    return (
        f'<section class="fl-head fl-{item.state}">'
        f'<h3>{html.escape(item.label)}<em>{html.escape(word)}</em></h3>'
        f'<p class="fl-value">{value}<small>{html.escape(item.unit)}</small>{_drawn(item, theme, language)}'
        f'{_why(item, link, language)}</p>'
        f'<p class="fl-part">{html.escape(" · ".join(lines)) or "&nbsp;"}</p>{change}'
        f'<p class="fl-cover">{html.escape(item.coverage) or "&nbsp;"}</p></section>'
    )


def failed_label(language: Language) -> str:
    """Name the state of a number whose question has failed, which nobody has kept from reporting."""
    return f'{STATE_MARKS["unknown"]} {say("coverage.failed_short", language)}'


def _why(item: Headline, link: str, language: Language) -> str:
    if not link:
        return ""
    name = html.escape(say("why.link_of", language, label=item.label), quote=True)
    word = html.escape(say("why.link", language))
    return f'<a class="fl-why" href="{html.escape(link, quote=True)}" target="_self" aria-label="{name}">{word}</a>'


def _drawn(item: Headline, theme: Theme, language: Language) -> str:
    return _strip(item, theme, language) if item.spread else _spark(item, theme, language)


def _strip(item: Headline, theme: Theme, language: Language) -> str:
    """Draw the range of other places as a line, their median as a stroke across it, the own number as a dot."""
    low, middle, high = item.spread or (0, 0, 0)
    own = float(item.value or 0)
    least, span = min(low, own), max(high, own) - min(low, own)
    if not span:
        return ""
    x = {key: f"{EDGE + (WIDE - 2 * EDGE) * (value - least) / span:.1f}"
         for key, value in {"low": low, "middle": middle, "high": high, "own": own}.items()}
    y = HIGH / 2
    words = say("compare.peers_line", language, **{
        key: short(value, item.decimals, item.unit)
        for key, value in {"low": low, "median": middle, "high": high}.items()
    })
    return _image(
        f'<line x1="{x["low"]}" x2="{x["high"]}" y1="{y}" y2="{y}" stroke="{theme.muted}" stroke-width="1.5"/>'
        f'<line x1="{x["middle"]}" x2="{x["middle"]}" y1="{EDGE}" y2="{HIGH - EDGE}" stroke="{theme.muted}" '
        f'stroke-width="1.5"/><circle cx="{x["own"]}" cy="{y}" r="3" fill="{theme.text}"/>', words,
    )


def _spark(item: Headline, theme: Theme, language: Language) -> str:
    """Draw the values in order as a small line; one that is not known is a gap, the last a dot."""
    known = [float(value) for value in item.trend if value is not None and is_known(value)]
    if len(known) < 2:  # noqa: PLR2004 - one value is no line
        return ""
    low, span = min(known), (max(known) - min(known)) or 1
    step = (WIDE - 2 * EDGE) / (len(item.trend) - 1)
    stretches: list[list[str]] = [[]]
    for at, value in enumerate(item.trend):
        if value is None or not is_known(value):
            stretches.append([])
        else:
            stretches[-1].append(f"{EDGE + at * step:.1f},{HIGH - EDGE - (HIGH - 2 * EDGE) * (value - low) / span:.1f}")
    lines = "".join(
        f'<polyline points="{" ".join(points)}" fill="none" stroke="{theme.muted}" stroke-width="1.5"/>'
        if len(points) > 1 else f'<circle cx="{points[0].split(",")[0]}" cy="{points[0].split(",")[1]}" r="1.5" '
        f'fill="{theme.muted}"/>'
        for points in stretches if points
    )
    x, y = stretches[-1][-1].split(",") if stretches[-1] else (0, 0)
    dot = f'<circle cx="{x}" cy="{y}" r="2.5" fill="{theme.text}"/>' if stretches[-1] else ""
    said = say("app.and", language).join(short(value, item.decimals, item.unit) for value in item.trend)
    return _image(f"{lines}{dot}", say("compare.line", language, values=said))


def _image(shapes: str, words: str) -> str:
    """Return shapes as a picture that says `words`."""
    box = f'viewBox="0 0 {WIDE} {HIGH}" preserveAspectRatio="none"'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{shapes}</svg>'
    source = base64.b64encode(drawn.encode()).decode()
    size = f'width="{WIDE}" height="{HIGH}"'
    alt = html.escape(words, quote=True)
    return f'<img class="fl-spark" alt="{alt}" {size} src="data:image/svg+xml;base64,{source}">'
