"""What a provider says of itself: where one signs in, and with which keys it signs. Remembered for some minutes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from comptoir.domain.accounts.oidc.wire import asked, place_of_url, refused

REMEMBERED = 600.0
"""Seconds for which a process believes what it has been told."""

AGAIN_AFTER = 30.0
"""Seconds before keys are asked for again because one is missing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A provider's own description, as far as it is used."""

    issuer: str
    sign_in: str
    tokens: str
    keys: str
    person: str = ""
    leave: str = ""
    takes_basic_only: bool = False


_told: dict[str, tuple[float, Told]] = {}
_keys: dict[str, tuple[float, list[dict[str, Any]]]] = {}


def told_by(issuer: str) -> Told:
    """What the provider of that address says of itself. Raises `ProviderNotUsable`."""
    known = _told.get(issuer)
    if known and time.monotonic() - known[0] < REMEMBERED:
        return known[1]
    facts = asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if not isinstance(facts.get("issuer"), str) or facts["issuer"].rstrip("/") != issuer.rstrip("/"):
        raise refused("issuer")
    told = _read(facts)
    _told[issuer] = (time.monotonic(), told)
    return told


def keys_of(told: Told, wanted: str) -> list[dict[str, Any]]:
    """The provider's keys, asked for again where none is called `wanted`. Raises `ProviderNotUsable`."""
    known = _keys.get(told.keys)
    age = time.monotonic() - known[0] if known else REMEMBERED
    is_there = known is not None and any(key.get("kid") == wanted for key in known[1])
    if known is not None and age < (REMEMBERED if is_there else AGAIN_AFTER):
        return known[1]
    listed = asked(told.keys).get("keys")
    if not isinstance(listed, list):
        raise refused("answered_no")
    keys = [key for key in listed[:50] if isinstance(key, dict)]
    _keys[told.keys] = (time.monotonic(), keys)
    return keys


def forget_told() -> None:
    """Ask again at the next question."""
    _told.clear()
    _keys.clear()


def _read(facts: dict[str, Any]) -> Told:
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    addresses = [facts.get(name) for name in names]
    if not all(isinstance(each, str) and each for each in addresses):
        raise refused("incomplete")
    person, leave = (str(facts.get(name) or "") for name in ("userinfo_endpoint", "end_session_endpoint"))
    for each in (*addresses, *filter(None, (person, leave))):
        place_of_url(str(each))
    takes = facts.get("token_endpoint_auth_methods_supported")
    basic_only = isinstance(takes, list) and "client_secret_post" not in takes and "client_secret_basic" in takes
    sign_in, tokens, keys = map(str, addresses)
    # Without that list, basic is what the standard says.
    is_basic = basic_only or not isinstance(takes, list)
    return Told(str(facts["issuer"]), sign_in, tokens, keys, person, leave, is_basic)
