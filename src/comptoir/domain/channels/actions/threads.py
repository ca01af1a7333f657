"""Who else reads a letter, as a member writes it."""

from __future__ import annotations

from collections.abc import Iterable

from comptoir.domain.channels.errors import AddressMistaken, TooManyAddresses
from comptoir.domain.channels.rules.addresses import address_in

CC_AT_MOST = 20
"""People who read a letter besides the one it is for."""


def addresses_in(written: Iterable[str]) -> list[str]:
    """The addresses as they are kept, each once. Raises `AddressMistaken`, `TooManyAddresses`."""
    found: dict[str, None] = {}
    for one in written:
        plain = address_in(one)
        if plain is None:
            raise AddressMistaken(address=one[:80])
        found[plain] = None
    if len(found) > CC_AT_MOST:
        raise TooManyAddresses(most=CC_AT_MOST)
    return list(found)
