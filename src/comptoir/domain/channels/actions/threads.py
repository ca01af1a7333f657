"""How a conversation goes on by mail, as a member chooses."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from comptoir.domain.channels.errors import AddressMistaken, TooManyAddresses
from comptoir.domain.channels.models import MailThread
from comptoir.domain.channels.rules.addresses import address_in
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.conversations.rules import may_answer
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed

CC_AT_MOST = 20
"""People who read a letter besides the one it is for."""


@transaction.atomic
def set_cc(*, conversation_id: int, viewer: Viewer, addresses: Iterable[str]) -> list[str]:
    """Who else the next answers go to, each once. Raises `AddressMistaken`, `TooManyAddresses`."""
    conversation, _viewer = conversation_for(viewer, conversation_id)
    if not may_answer(viewer, conversation):
        raise NotAllowed
    chosen = addresses_in(addresses)
    MailThread.objects.filter(conversation_id=conversation_id).update(cc=chosen)
    return chosen


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
