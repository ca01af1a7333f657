"""Telling those who look at a conversation how its letters fare."""

from __future__ import annotations

import msgspec

from comptoir.domain.channels.models import SentMail
from comptoir.domain.conversations.rules import team_topic
from comptoir.foundation.broadcast import tell

_encode = msgspec.json.Encoder().encode


def tell_delivery(row: SentMail) -> None:
    """Say, after the commit, where a letter stands that carries an entry; without anybody's address."""
    if row.conversation_id is None or row.entry_seq is None:
        return
    frame = {
        "t": "mail",
        "c": row.conversation_id,
        "seq": row.entry_seq,
        "letter": row.pk,
        "party": row.party,
        "state": row.state,
        "why": row.why,
    }
    tell((team_topic(row.conversation_id),), _encode(frame))
