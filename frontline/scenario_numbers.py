"""The numbers a what-if is judged by, beside those of the plan as it stands."""

from collections.abc import Sequence
from dataclasses import replace

from frontline import sentences_scenario
from frontline.look import state_of
from frontline.panel import Headline
from frontline.scenario_rows import WhatIf
from frontline.screen import headline, run, words
from frontline.tell_numbers import once
from frontline.words import Language, number

BASE = "planned_by_checkpoint_shift"
UNITS = {
    "whatif_gap": "person_hours", "whatif_peak": "people", "whatif_failing": "places", "whatif_least": "people",
    "whatif_handovers": "times_over", "whatif_refused": "person_hours",
}


def headlines(what: WhatIf | None) -> Sequence[Headline]:
    """Return the numbers a what-if is judged by."""
    if what is None:
        return [headline(name, None, unit, source="duty_shift") for name, unit in UNITS.items()]
    return once(run(), "whatif_numbers", (BASE,), lambda: _judged(what, run().scope.language), what)


def _judged(what: WhatIf, language: Language) -> list[Headline]:
    need, gap, places = what.after.need.sum(), what.after.gap.sum(), what.places
    known = places["hours_short"].notna()
    fails = [int(places[f"fails_hour{when}"].notna().sum()) for when in ("", "_planned")]
    (least, posts), changes = what.least, what.handovers.sum()
    share = 1 - gap / need if need else None
    gap_state = "normal" if share is None else state_of(share, what.watch, what.minimum, "low")
    return [
        replace(headline("whatif_gap", gap, "person_hours", source="duty_shift", part=what.before.gap.sum(),
                         whole=need), state=gap_state),
        replace(headline("whatif_peak", what.hours["people_short"].max(), "people", decimals=1,
                         part=what.hours["people_short_planned"].max(), whole=what.hours["people_required"].max()),
                coverage=sentences_scenario.peak(what, language)),
        replace(headline("whatif_failing", fails[0], "places", part=fails[1], whole=int(known.sum())),
                state="act" if fails[0] else "normal", coverage=sentences_scenario.first_to_fail(what, language)),
        replace(headline("whatif_least", least if posts else None, "people", part=what.people, whole=posts),
                state="exempt" if not posts else "act" if what.people < least else "normal"),
        headline("whatif_handovers", changes["handovers"], "times_over", part=changes["handovers_planned"],
                 whole=changes["handovers"]),
        replace(headline("whatif_refused", what.after.refused_hours, "person_hours"), coverage=words(
            "whatif.norms", rest=number(what.rules.rest_between_hours), day=number(what.rules.day_hours_max),
            week=number(what.rules.week_hours_max))),
    ]
