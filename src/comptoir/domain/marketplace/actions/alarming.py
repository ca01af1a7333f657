"""The team is alarmed when a seller, or a colleague who has something to pass on, is about to be late, or is. E8."""

from __future__ import annotations

import datetime as dt

import msgspec

from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.rules import list_topics
from comptoir.domain.marketplace.queries.hands import InHand
from comptoir.foundation.broadcast import tell

_encode = msgspec.json.Encoder().encode
_WATCHERS = ":all"


def alarm_team(hand: InHand, when: str, now: dt.datetime) -> None:
    """Keep in the stream that whoever's turn it is will be late ("at_risk") or is ("late"), and ring where nobody answers the
    case yet: who answers it, and who watches over the shop, hear of the promise itself.
    """
    if hand.case.turn not in ("seller", "support"):
        return
    why = f"{'seller' if hand.case.turn == 'seller' else 'team'}_{when}"
    conversations.raise_alarm(conversation_id=hand.id, why=why, now=now)
    talk = hand.case.conversation
    if talk.assignee_id is None:
        topics = [topic for topic in list_topics(talk) if not topic.endswith(_WATCHERS)]
        tell(topics, _encode({"t": "alarm", "c": hand.id, "shop": hand.case.shop_id, "why": why, "seconds": 0}))
