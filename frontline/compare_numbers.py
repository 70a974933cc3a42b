"""A page's headline numbers beside those of earlier periods, of its targets and of its peers."""

from collections.abc import Sequence
from dataclasses import replace

from frontline.compare import KINDS, Period, described, earlier, periods, reason, refusal, with_earlier, with_target
from frontline.panel import Headline
from frontline.peers import FEWEST, with_peers
from frontline.run import Run
from frontline.scope import Scope, at_place, places_of
from frontline.steps import alike, chosen, name_of
from frontline.tell_numbers import tell_in
from frontline.words import say


def compared(current: Run, numbers: Sequence[Headline]) -> tuple[Headline, ...]:
    """Return a page's numbers with their change to what the scope compares with, or with the reason for none."""
    scope, language, against = current.scope, current.scope.language, current.scope.compare
    known = periods(current.board.answer("shift_moments"), current.board.clock_at)
    here = next(p for p in known if (p.duty_on, p.shift_code) == (scope.duty_on, scope.shift_code))
    if against == "peers":
        return _beside_peers(current, numbers, here)
    nearest = next(iter(earlier(known, here, "moment", against)), None)
    current.against = described(here, nearest, against, language)
    if against == "target":
        return tuple(with_target(item, language) for item in numbers)
    refused = {item.name: refusal(KINDS.get(item.name, "now"), here, against) for item in numbers}
    wanted = frozenset(name for name, why in refused.items() if not why)
    before = {name: earlier(known, here, KINDS[name], against) for name in wanted}
    asked = list(dict.fromkeys(period for found in before.values() for period in found if period))
    failures = len(current.failures)
    then = dict(zip(asked, tell_in(current, [_at(scope, period) for period in asked], wanted), strict=True))
    is_failed = len(current.failures) > failures
    return tuple(
        reason(item, refused[item.name] or "failed", language) if refused[item.name] or is_failed
        else with_earlier(
            item, [_same(item, then[period]) if period else None for period in before[item.name]], against,
            KINDS[item.name], language,
        )
        for item in numbers
    )


def _beside_peers(current: Run, numbers: Sequence[Headline], here: Period) -> tuple[Headline, ...]:
    """Return a page's numbers beside those of the places of the same kind below the same place, or why not."""
    scope, language, board = current.scope, current.scope.language, current.board
    codes = alike(scope, board)
    if current.picked:
        # Other places have other classes: there is nothing of the same kind beside this one.
        current.against = say("compare.peers", language)
        return tuple(reason(item, "peers_class", language) for item in numbers)
    if len(codes) < FEWEST:
        current.against = say("compare.peers", language)
        why = ("peers_few", {"n": len(codes), "of": len(codes), "fewest": FEWEST}) if codes else ("peers_none", {})
        return tuple(reason(item, why[0], language, **why[1]) for item in numbers)
    current.against = _peer_words(current, len(codes))
    refused = {item.name: refusal(KINDS.get(item.name, "now"), here, "peers") for item in numbers}
    wanted = frozenset(name for name, why in refused.items() if not why)
    failures = len(current.failures)
    found = tell_in(current, [replace(at_place(scope, board, code), compare="") for code in codes], wanted)
    is_failed = len(current.failures) > failures
    return tuple(
        reason(item, refused[item.name] or "peers_failed", language) if refused[item.name] or is_failed
        else with_peers(item, [_same(item, there) for there in found], language)
        for item in numbers
    )


def _peer_words(current: Run, n: int) -> str:
    """Say with which places numbers are compared."""
    scope, language, board = current.scope, current.scope.language, current.board
    here, places, words = chosen(scope, board), places_of(board), board.answer("code_words")
    if here in places.zones:
        column, kind = "zone_list", places.zones[here].list_name
    elif scope.checkpoint_id:
        posts = board.answer("checkpoint_list").set_index("checkpoint_id")
        column, kind = "checkpoint_kind", posts.loc[here, "checkpoint_kind"]
    else:
        column, kind = "area_level", places.levels[here]
    spoken = words[(words["column_name"] == column) & (words["code"] == kind)]
    parent = (scope.township_code or scope.area_code) if scope.checkpoint_id else places.parents[here]
    kind = spoken[f"name_{language}"].iloc[0]
    about = say("compare.about_peers", language, n=n, parent=name_of(parent, board), kind=kind)
    return f"{say('compare.peers', language)} · {about}"


def _same(item: Headline, found: Sequence[Headline]) -> Headline | None:
    return next((other for other in found if (other.name, other.source) == (item.name, item.source)), None)


def _at(scope: Scope, period: Period) -> Scope:
    """Return the same scope in an earlier period."""
    return replace(
        scope, duty_on=period.duty_on, shift_code=period.shift_code, moment_at=period.moment_at,
        shift_state=period.shift_state, is_default_time=False, compare="",
    )
