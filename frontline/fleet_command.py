"""The walls on the command line: as rows, a new token, one taken back. Contacts are as the server last wrote them."""

import time

from frontline.fleet import FleetError, fleet
from frontline.fleet_list import age_words, place_name
from frontline.run import store
from frontline.scope import places_of

DAY = 86_400


def wall_rows() -> list[tuple[str, ...]]:
    """Return a row for every token and every wall heard of without one: name, place, token, contact, scene, board."""
    now, heard = time.time(), {}
    for contact in sorted(fleet().contacts(), key=lambda contact: contact.heard_at):
        heard[contact.who] = contact
    known = [
        (token.name, place_name(token.deployment, token.area_code, "zh"), token.state(now), heard.pop(token.id, None))
        for token in fleet().tokens()
    ]
    known += [
        (who, place_name(contact.deployment, contact.beat.area, "zh"), "–", contact)
        for who, contact in heard.items() if not contact.is_named
    ]
    return [
        (name, place, state, *(
            (age_words(now - last.heard_at, "zh"), last.beat.scene or "–", str(last.beat.generation)) if last
            else ("–", "–", "–")
        ))
        for name, place, state, last in known
    ]


def make_token(deployment_id: str, name: str, area_code: str | None, days: int | None, by: str) -> str:
    """Make a token and return the address that opens its wall; the host is the one by which the wall's PC knows us.

    Raises
    ------
    FleetError
        The place is not in the register, or the token cannot be made.
    StoreError
        The register cannot be read.
    """
    if area_code and area_code not in places_of(store(deployment_id).board()).names:
        raise FleetError("fleet.no_place")
    until = time.time() + days * DAY if days else None
    _, secret = fleet().make_token(name, deployment_id, area_code, until, by)
    return f"/wall?token={secret}"


def take_back(name: str, by: str) -> bool:
    """Take the token of a wall back; False where there is none that is good."""
    now = time.time()
    found = [token.id for token in fleet().tokens() if token.name == name and token.state(now) == "valid"]
    return bool(found) and fleet().revoke(found[0], by)
