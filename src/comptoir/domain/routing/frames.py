"""What routing tells browsers, as docs/guide/wire.md has it. Each is told after the commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from comptoir.domain.charter.rules import Charter, may_see
from comptoir.domain.people.queries import person
from comptoir.foundation.broadcast import tell

if TYPE_CHECKING:
    from comptoir.domain.routing.models import HandOver, Offer

_encode = msgspec.json.Encoder().encode


def offer_as_wire(offer: Offer, hand_over: HandOver | None, charter: Charter) -> dict[str, Any]:
    """An offer as its agent sees it: what the charter grants their audience to know, and a hand-over's summary."""
    conversation = offer.conversation
    page = conversation.page_title or urlsplit(conversation.page_url).path
    return {
        "id": offer.pk,
        "c": offer.conversation_id,
        "shop": conversation.shop_id,
        "expires_at": offer.expires_at,
        "seconds": round((offer.expires_at - offer.made_at).total_seconds()),
        "trigger": offer.trigger,
        "audience": offer.audience,
        "topic": conversation.topic,
        "page": page if may_see(charter, offer.audience, "page") else "",
        "language": conversation.language if may_see(charter, offer.audience, "language") else "",
        "words": conversation.last_words,
        "summary": hand_over.summary if hand_over else "",
        "by": person(hand_over.by_id) if hand_over and hand_over.by_id else None,
    } | ({"shield": True} if conversation.is_shielded else {})


def tell_offer(user_id: int, offer: dict[str, Any]) -> None:
    """Let an offer ring."""
    _tell([f"user:{user_id}"], {"t": "offer", "offer": offer})


def tell_offer_over(user_id: int, offer: Offer) -> None:
    """Let an offer stop ringing."""
    frame = {"t": "offer_over", "id": offer.pk, "c": offer.conversation_id, "outcome": offer.outcome}
    _tell([f"user:{user_id}"], frame)


def tell_desk(user_id: int, availability: str, why: str, until: dt.datetime | None = None) -> None:
    """Show an agent that their own switch has moved, or `until` when nothing new is offered to them."""
    frame = {"t": "desk", "availability": availability, "why": why}
    _tell([f"user:{user_id}"], frame | ({"until": until} if until else {}))


def tell_alarm(shop_id: int, conversation_id: int, assignee_id: int | None, why: str, seconds: int) -> None:
    """Alarm those who watch over the shop, and who answers the conversation."""
    topics = [f"shop:{shop_id}:watchers"] + ([f"member:{assignee_id}"] if assignee_id else [])
    _tell(topics, {"t": "alarm", "c": conversation_id, "shop": shop_id, "why": why, "seconds": seconds})


def tell_taken_over(conversation_id: int, membership_id: int, name: str, *, sees: bool) -> None:
    """Tell a member that a colleague answers now what they answered, and whether they `sees` it still."""
    _tell([f"member:{membership_id}"], {"t": "taken_over", "c": conversation_id, "by": name, "sees": sees})


def tell_given_back(conversation_id: int, membership_id: int, name: str) -> None:
    """Tell a member that what a colleague took over is theirs again."""
    _tell([f"member:{membership_id}"], {"t": "given_back", "c": conversation_id, "by": name})


def tell_late(conversation_id: int, offers: Sequence[str]) -> None:
    """Propose the next best things to a visitor who waits too long."""
    _tell([f"c:{conversation_id}:public"], {"t": "late", "c": conversation_id, "offers": list(offers)})


def tell_queue(conversation_id: int, position: int, wait: int | None) -> None:
    """Tell a waiting visitor their place."""
    _tell([f"c:{conversation_id}:public"], {"t": "queue", "c": conversation_id, "position": position, "wait": wait})


def tell_hand_over(hand_over: HandOver, possible: Sequence[str] = ()) -> None:
    """Tell the giver, and whoever looks at the conversation, how the hand-over stands; `possible` if nobody took it."""
    topics = [f"c:{hand_over.conversation_id}:team"]
    if hand_over.by_id:
        topics.append(f"member:{hand_over.by_id}")
    frame: dict[str, Any] = {"t": "hand_over", "c": hand_over.conversation_id, "outcome": hand_over.outcome}
    _tell(topics, frame | ({"possible": list(possible)} if possible else {}))


def tell_presence(shop_id: int, audiences: dict[str, dict[str, Any]]) -> None:
    """Show the consoles of a shop who is there and how many wait."""
    _tell([f"shop:{shop_id}:presence"], {"t": "presence", "shop": shop_id, "audiences": audiences})


def seconds_between(earlier: dt.datetime, later: dt.datetime) -> int:
    """Whole seconds, never negative."""
    return max(0, round((later - earlier).total_seconds()))


def _tell(topics: Sequence[str], frame: dict[str, Any]) -> None:
    tell(topics, _encode(frame))
