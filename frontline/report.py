"""A report of several pages: every page from one board and one moment, with passages of the duty brief on its cover."""

import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from frontline.brief import QUESTIONS, Sentence, brief, value_words
from frontline.cells import PanelError
from frontline.headlines import first_row
from frontline.panel import Chapter, Panel, Passage, Sheet
from frontline.plural import filled
from frontline.report_template import SIGNS, Own, Part, Template
from frontline.rewording import MARK, by_hand, marked
from frontline.run import Run
from frontline.words import Language, say

NUMERALS = "一二三四五六七八九十"


class ReportError(PanelError):
    """A report is not taken; the message names the page or the panel at fault, in the reader's language."""


def passages(current: Run, template: Template) -> tuple[Passage, ...]:
    """Write the passages of a template's cover: the sentences whose conditions hold, joined by chapter of the brief.

    Raises
    ------
    ReportError
        A question behind them has failed.
    """
    if not template.sections:
        return ()
    aside, language = replace(current, headlines=[], shown=[], failures=[], asked={}), current.scope.language
    answers = {name: aside.answer(name) for name in QUESTIONS}
    if aside.apart:
        # A brief speaks of what is recorded by community; of one compound it has nothing to say.
        return ()
    said = brief(answers, aside.answer("thresholds"), language)
    own = [sentence for one in template.own for sentence in _own(aside, one, language)]
    if aside.failures:
        raise _failed(aside.failures, template.title.get(language), language)
    found = []
    for section in template.sections:
        told = [sentence for sentence in (*said, *own) if sentence.section == section]
        if told:
            title = _numbered(len(found), say(f"chapter.{section}", language), language)
            found.append(Passage(section, title, _joined(told, language), _basis(told)))
    return tuple(found)


def _own(run: Run, one: Own, language: Language) -> Iterator[Sentence]:
    """Say a template's own sentence where its condition holds and each of its numbers is known."""
    row = first_row(run.answer(one.question))
    gaps = [name for _, name, *_ in string.Formatter().parse(one.text.get(language)) if name]
    if any(row.get(name) is None for name in gaps):
        return
    if one.when:
        column, sign, limit = one.when
        if row.get(column) is None or not SIGNS[sign](row[column], limit):
            return
    said = {name: value_words(name, row[name], language) for name in gaps}
    yield Sentence(one.section, filled(one.text.get(language), **said), one.metric, one.question)


def _numbered(place: int, title: str, language: Language) -> str:
    return f"{NUMERALS[place]}、{title}" if language == "zh" else f"{place + 1}. {title}"


def _joined(told: list[Sentence], language: Language) -> str:
    return ("" if language == "zh" else " ").join(sentence.text for sentence in told)


def _basis(told: list[Sentence]) -> str:
    return " ".join(dict.fromkeys(sentence.metric_id or sentence.question for sentence in told))


def compose(
    current: Run, template: Template, read: Callable[[Run, str], Sheet], *,
    texts: Mapping[str, str] | None = None, progress: Callable[[float, str], None] | None = None,
) -> Sheet:
    """Take every page of a template and bind them into one sheet.

    Parameters
    ----------
    current
        A run on the board, in the scope and behind the fence of the report.
    read
        Runs a page aside and returns its sheet.
    texts
        Passages by section that somebody wrote anew.
    progress
        Told how much is done, from 0 to 1, and which page is next.

    Raises
    ------
    ReportError
        A question of a page has failed, or a page does not show a panel that the template names.
    """
    language = current.scope.language
    cover = replace(current, headlines=[], shown=[], failures=[], asked={}).sheet(drawn=False)
    sheet = replace(cover, page=f"report_{template.name}", title=template.title.get(language))
    said = tuple(_reworded(one, texts or {}, language) for one in passages(current, template))
    chapters, headlines, panels = [], [], []
    for place, part in enumerate(template.parts):
        title = part.title.get(language) if part.title else say(f"page.{part.page}", language)
        if progress:
            progress(place / len(template.parts), title)
        page = read(current, part.page)
        if page.failures:
            raise _failed(page.failures, title, language)
        mine = _chosen(page, part, title)
        numbers = page.headlines if part.has_numbers else ()
        chapters.append(Chapter(title, len(numbers), len(mine)))
        headlines += numbers
        panels += mine
    if failures := sheet.failures:
        raise _failed(failures, sheet.title, language)
    return replace(
        sheet, under=template.under.get(language), passages=said, chapters=tuple(chapters),
        headlines=tuple(headlines), panels=tuple(panels),
    )


def _reworded(passage: Passage, texts: Mapping[str, str], language: Language) -> Passage:
    """Return a passage as somebody wrote it anew: numbers that are not those of the data are marked and named."""
    text = " ".join(texts.get(passage.section, passage.text).split())
    if text == passage.text:
        return passage
    found = by_hand(text, passage.text, language)
    note = say("report.reworded", language)
    if found:
        typed = say("report.between", language).join(dict.fromkeys(figure.value for figure in found))
        note = f"{note} {say('report.by_hand', language, mark=MARK, numbers=typed)}"
    return replace(passage, text=marked(text, found), generated=passage.text, note=note)


def _chosen(page: Sheet, part: Part, title: str) -> list[Panel]:
    """Return the panels of a page that a template names, in its order; all of them where it names none."""
    if part.panels is None:
        return list(page.panels)
    chosen = []
    for query, kind in part.panels:
        found = [panel for panel in page.panels if panel.query == query and kind in (None, panel.kind)]
        if not found:
            wanted = f"{query}/{kind}" if kind else query
            raise ReportError(say("report.no_panel", page.language, page=title, panel=wanted))
        chosen += found
    return chosen


def _failed(names: tuple[str, ...] | list[str], title: str, language: Language) -> ReportError:
    between = say("snapshot.between", language)
    failed = between.join(say("snapshot.failed_query", language, panel=name) for name in dict.fromkeys(names))
    return ReportError(say("report.failed", language, page=title, why=failed))
