"""All walls as a reader sees them: one line for each, worst first, in the reader's language."""

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontline.choices import deployment_names
from frontline.deployment import read_deployment
from frontline.fleet import ALL, fleet
from frontline.fleet_beat import ORDER, Contact, Limits, Standing, judge
from frontline.fleet_file import Push, Token
from frontline.look import STATE_MARKS
from frontline.run import store
from frontline.scope import places_of
from frontline.store import StoreError
from frontline.wall_list import SCENES
from frontline.words import Language, moment, say

MINUTE, HOUR, DAY = 60, 3600, 86_400
COLUMNS = ("state", "name", "place", "scene", "build", "frame", "generation", "heard", "told")


@dataclass(frozen=True)
class Line:
    """One wall: how it stands and why, its token (None without a name), its last sign of life (None before any)."""

    standing: Standing
    why: str
    token: Token | None
    contact: Contact | None

    @property
    def who(self) -> str:
        """The target by which something is pushed to this wall."""
        return self.token.id if self.token else self.contact.who

    @property
    def deployment(self) -> str:
        """The deployment this wall shows."""
        return self.token.deployment if self.token else self.contact.deployment


def read_limits(norms: Mapping[str, float | None]) -> Limits | None:
    """Read the norms of walls from their answer; None where they are not known."""
    found = [norms.get(f"{name}_seconds") for name in ("frame", "contact", "behind", "forget")]
    return None if None in found else Limits(*found)


def fleet_lines(limits: Limits | None) -> list[Line]:
    """Return a line for every valid token and every wall without one, worst first.

    Of the windows that opened one token, those that fell silent give way to one that lives.
    """
    now = time.time()
    tokens = {token.id: token for token in fleet().tokens() if token.state(now) == "valid"}
    latest: dict[str, Contact] = {}
    for contact in sorted(fleet().contacts(), key=lambda contact: contact.heard_at):
        latest[contact.beat.wall] = contact
    found = []
    for contact in latest.values():
        is_gone = limits is not None and now - contact.heard_at > limits.forget
        if contact.who in tokens or (not contact.is_named and not is_gone):
            found.append(Line(*judge(contact, limits, now), tokens.get(contact.who), contact))
    alive = {line.who for line in found if line.why != "lost"}
    opened = {line.who for line in found}
    found = [line for line in found if line.why != "lost" or line.who not in alive]
    found += [
        Line(*judge(None, limits, now), token, None) for token in tokens.values() if token.id not in opened
    ]
    return sorted(found, key=lambda line: (ORDER.index(line.standing), line.token is None, wall_name(line, "zh")))


def wall_name(line: Line, language: Language) -> str:
    """Name a wall; one without a token by a few signs of its browser's number."""
    return line.token.name if line.token else say("fleet.nameless", language, number=line.contact.beat.wall[:4])


def cells(line: Line, language: Language) -> dict[str, str]:
    """Return what a line says, by column."""
    contact, now = line.contact, time.time()
    state = f"{STATE_MARKS[line.standing]} {say(f'fleet.{line.why}', language)}"
    said = dict.fromkeys(COLUMNS, "–") | {
        "state": state, "name": wall_name(line, language), "told": told_words(line, language),
        "place": place_name(line.deployment, line.token.area_code if line.token else None, language),
    }
    if contact is None:
        return said
    beat = contact.beat
    return said | {
        "place": place_name(contact.deployment, beat.area, language), "scene": scene_name(beat.scene, language),
        "build": beat.build, "frame": age_words(beat.frame_ms / 1000 + now - contact.heard_at, language),
        "generation": str(beat.generation), "heard": age_words(now - contact.heard_at, language),
    }


def told_words(line: Line, language: Language) -> str:
    """Say what a wall was told and whether it has shown it."""
    acked = line.contact.acked if line.contact else ()
    return say("app.then", language).join(
        f"{say(f'fleet.kind_{push.kind}', language)} "
        f"{say('fleet.acked' if push.id in acked else 'fleet.waiting', language)}"
        for push in fleet().told(line.who, time.time()) if push.kind != "show" or push.deployment == line.deployment
    ) or "–"


def place_name(deployment_id: str, area_code: str | None, language: Language) -> str:
    """Name a place of any deployment; a deployment or place that is not there by its code."""
    name = deployment_names(language).get(deployment_id, deployment_id)
    if not area_code:
        return name
    try:
        names = places_of(store(deployment_id).board()).names
    except StoreError:
        names = {}
    return f"{name} › {names.get(area_code, area_code)}"


def scene_name(scene: str, language: Language) -> str:
    """Name a scene; one that this version does not have by a dash."""
    return say(f"playlist.scene_{scene}", language) if scene in SCENES else "–"


def age_words(seconds: float, language: Language) -> str:
    """Say how long ago something was, in the largest unit that fits."""
    for unit, size in (("days", DAY), ("hours", HOUR), ("minutes", MINUTE)):
        if seconds >= 2 * size:
            return say(f"fleet.{unit}", language, n=int(seconds // size))
    return say("fleet.seconds", language, n=max(int(seconds), 0))


def summary(lines: Sequence[Line], language: Language) -> str:
    """Say in one sentence how the walls stand."""
    if not lines:
        return say("fleet.none", language)
    bad = [wall_name(line, language) for line in lines if line.standing == "act"]
    if bad:
        return say("fleet.bad", language, n=len(bad), names="、".join(bad[:3]))
    kinds = {line.standing for line in lines}
    key = "fleet.unsure" if "unknown" in kinds else "fleet.attention" if "watch" in kinds else "fleet.good"
    return say(key, language, n=len(lines))


def log_rows(deployment_id: str, n: int, language: Language) -> list[dict[str, str]]:
    """Return who did what to which wall, the newest first, at local times."""
    zone = read_deployment(deployment_id).zone
    names = {token.id: token.name for token in fleet().tokens()} | {ALL: say("fleet.all", language)}
    return [
        {
            "when": moment(dt.datetime.fromtimestamp(entry["at"], zone), language), "by": entry["by"],
            "did": say(f"fleet.kind_{entry['did']}", language), "wall": names.get(entry["target"], entry["target"]),
            "words": entry["words"],
        }
        for entry in fleet().log(n)
    ]


def push_words(push: Push, lines: Sequence[Line], language: Language) -> str:
    """Say what is being pushed, by whom, until when, and how many of the walls it is for have shown it."""
    meant = [line for line in lines if push.target in {ALL, line.who} and push in fleet().told(line.who, time.time())]
    shown = sum(1 for line in meant if line.contact and push.id in line.contact.acked)
    zone = read_deployment(meant[0].deployment).zone if meant else dt.UTC
    what = [say(f"fleet.kind_{push.kind}", language), push.text]
    if push.kind == "show":
        what += [scene_name(push.scene, language), place_name(push.deployment, push.area, language)]
    return say(
        "fleet.in_effect", language, what=" ".join(filter(None, what)), by=push.by,
        until=moment(dt.datetime.fromtimestamp(push.until, zone), language), shown=shown, of=len(meant),
    )
