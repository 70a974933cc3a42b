"""Answers in the shape a chart takes: states, names and stages added, nothing computed anew."""

import math
from collections.abc import Mapping

import pandas as pd

from frontline.derived import derived
from frontline.headlines import failed_question, listed, rule_of
from frontline.look import state_of
from frontline.words import Language, say


@derived
def with_states(frame: pd.DataFrame, column: str, thresholds: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Add `state` by the thresholds of `metric`; unknown where the value is null."""
    rule = rule_of(thresholds, metric)
    watch, act, worse = float(rule["watch"]), float(rule["act"]), rule["worse"]
    states = [
        state_of(None if value is None else float(value), watch, act, worse) for value in listed(frame, column)
    ]
    return frame.assign(state=states)


@derived
def as_rates(
    frame: pd.DataFrame, part: str, whole: str, share: str, thresholds: pd.DataFrame, metric: str
) -> pd.DataFrame:
    """Name numerator, denominator and rate as rate bars take them."""
    rates = with_states(frame, share, thresholds, metric)
    return rates.rename(columns={part: "part", whole: "whole", share: "share"})


@derived
def with_shift_names(frame: pd.DataFrame, words: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Add `shift_name` in the reader's language."""
    rows = zip(words["column_name"].tolist(), words["code"].tolist(), words[f"name_{language}"].tolist(), strict=True)
    names = {code: name for column, code, name in rows if column == "shift_code"}
    return frame.assign(shift_name=[names.get(code) for code in frame["shift_code"].tolist()])


@derived
def with_code_words(frame: pd.DataFrame, column: str, words: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Add `<column>_words`: the codes of `column` as the reader's language says them."""
    names = words[words["column_name"] == column].set_index("code")[f"name_{language}"]
    return frame.assign(**{f"{column}_words": frame[column].map(names)})


def as_stages(total: Mapping[str, float | None], language: Language) -> pd.DataFrame:
    """Lay the steps of a problem's life in order."""
    stages = ("found", "assigned", "fixed", "verified", "closed")
    return pd.DataFrame({
        "stage": [say(f"stage.{stage}", language) for stage in stages],
        "n": [total[stage] or 0 for stage in stages],
        "note": [""] * len(stages),
    })


def as_hours(parts: Mapping[str, float | None], language: Language) -> pd.DataFrame:
    """Lay out what is left of the hours claimed, cut by cut; a failed answer stays marked as failed."""
    left = [parts[name] or 0 for name in ("claimed_hours", "overlap_hours", "duty_hours", "doubtful_hours")]
    # Nothing claimed is nothing to lay out, never four bars of zero.
    most = len(left) if left[0] else 0
    stages = ("claimed", "unioned", "off_duty", "credited")
    frame = pd.DataFrame({
        "stage": [say(f"stage.{stage}", language) for stage in stages[:most]],
        "n": [left[0] - sum(left[1:number]) for number in range(1, most + 1)],
        "note": [""] * most,
    })
    if failed := failed_question(parts):
        frame.attrs["failed"] = failed
    return frame


@derived
def as_curve(steps: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Name the only curve."""
    return steps.assign(severity_name=say("stage.closed", language))


@derived
def incomplete(communities: pd.DataFrame) -> pd.DataFrame:
    """Return the communities that lack a branch or a seat."""
    return communities[communities["is_complete"].eq(other=False)]


@derived
def as_ages(ageing: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Name the classes of age as the bars of ages take them."""
    return ageing.rename(columns={f"age_{language}": "age_class"})


@derived
def as_intervals(units: pd.DataFrame, most: int = 14) -> pd.DataFrame:
    """Return the units that were checked on the spot, lowest bound first, as interval dots take them."""
    checked = units[units["people_checked"] > 0].sort_values(["found_low", "organisation_id"]).head(most)
    return checked.rename(columns={
        "found_share": "share", "found_low": "low", "found_high": "high", "people_found": "part",
        "people_checked": "whole",
    })


@derived
def most_visited(communities: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """Return the communities inspected most in seven days; none where no visits are kept."""
    communities = communities[communities["visits_7_days"].notna()]
    visits, codes = communities["visits_7_days"].tolist(), communities["area_code"].tolist()
    order = sorted(range(len(codes)), key=lambda at: (-visits[at], codes[at]))
    return communities.iloc[order[:most]]


def before(shifts: pd.DataFrame, column: str) -> float | None:
    """Return the value of the shift before the last, where both were reported in full."""
    if len(shifts) < 2 or (shifts["townships_reported"] < shifts["townships_expected"]).iloc[-2:].any():  # noqa: PLR2004
        return None
    value = shifts[column].iloc[-2]
    return None if pd.isna(value) else float(value)


def median_hours(steps: pd.DataFrame) -> float | None:
    """Return the Kaplan-Meier median: the first time at which no more than half are still open."""
    half = steps[steps["share_open"] <= 0.5]  # noqa: PLR2004 - the median
    return None if half.empty else float(half["hours"].iloc[0])


def ratio(part: float, whole: float) -> float | None:
    """Return a rate; None where the denominator is 0 or unknown."""
    return float(part) / float(whole) if whole and not math.isnan(whole) else None


def limit(thresholds: pd.DataFrame, metric: str, which: str = "watch") -> float:
    """Return the value at which a metric begins to need watching, or (`which` is "act") acting."""
    return float(rule_of(thresholds, metric)[which])


def strip_height(hours: pd.DataFrame, tallest: int, most: int) -> int:
    """Return the height of a strip chart in pixels: as tall as its rows need, no taller than the screen."""
    rows = min(hours["checkpoint_id"].nunique(), most)
    return min(tallest, 110 + 25 * max(rows, 1))


@derived
def with_run_names(runs: pd.DataFrame, thresholds: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Name each class of days on duty in a row and judge it by its shortest run."""
    if "failed" in runs.attrs:
        return runs
    names = []
    for first, last in zip(runs["days_from"].tolist(), runs["days_to"].tolist(), strict=True):
        if pd.isna(last):
            names.append(say("rest.days_more", language, n=first))
        else:
            names.append(say("rest.days", language, n=first if first == last else f"{first}–{last}"))
    return with_states(runs, "days_from", thresholds, "M17").assign(name=names)
