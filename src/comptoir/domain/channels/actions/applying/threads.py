"""What a mail says of its thread: its Message-ID, and who else has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from comptoir.domain.channels.actions.threads import CC_AT_MOST
from comptoir.domain.channels.house import digest, is_relay_address
from comptoir.domain.channels.models import Mailbox, ThreadMessage
from comptoir.domain.channels.rules.addresses import address_in
from comptoir.letters.letter import Letter


def keep_in_thread(shop_id: int, conversation_id: int, letter: Letter, side: str, at: dt.datetime) -> None:
    """Remember the Message-ID, so that answers to it are known. Once in a conversation."""
    if not letter.message_id:
        return
    ThreadMessage.objects.bulk_create(
        [
            ThreadMessage(
                shop_id=shop_id,
                conversation_id=conversation_id,
                side=side or "customer",
                digest=digest(letter.message_id),
                message_id=letter.message_id[:998],
                at=at,
            )
        ],
        ignore_conflicts=True,
    )


def others_in(letter: Letter, known: Collection[str]) -> list[str]:
    """Who else stands in the head of a mail: neither we nor those who are known. Bounded."""
    found = dict.fromkeys(address_in(it.address) for it in (*letter.to, *letter.cc))
    others = [it for it in found if it and it not in known and not is_relay_address(it)][: CC_AT_MOST * 2]
    ours = set(Mailbox.objects.filter(address__in=others).values_list("address", flat=True))
    return [it for it in others if it not in ours][:CC_AT_MOST]
