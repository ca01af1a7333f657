"""By which charter a conversation is routed: the version it was opened under, which judges it throughout."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from comptoir.domain.charter.queries import charter_in_force, charter_of_version
from comptoir.domain.charter.rules import Charter


class Governed(Protocol):
    """What is needed of a conversation."""

    @property
    def shop_id(self) -> int: ...

    @property
    def charter_version_id(self) -> int | None: ...


def governing_charter(conversation: Governed, now: dt.datetime) -> Charter:
    """The charter of the conversation's own version; for one without, the shop's charter in force."""
    if conversation.charter_version_id is None:
        return charter_in_force(conversation.shop_id, now)[1]
    return charter_of_version(conversation.charter_version_id)
