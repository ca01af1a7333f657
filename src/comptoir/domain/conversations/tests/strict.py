"""A shop whose charter holds an ambassador's links and forbids their contact details, and what agents write in it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import msgspec

from comptoir.domain.conversations.actions import Held, Post, Posted, post_messages
from comptoir.domain.people.models import Membership
from comptoir.foundation.broadcast import Delivery
from comptoir.foundation.errors import Refusal
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer

STRICT = ALWAYS_OPEN + '\n[wording.ambassador]\ncontact_details = "forbid"\nlink = "hold"\n'
STRICT += '[wording.ambassador.email]\nlink = "confirm"\n'

CLEAN = "Bonjour, votre bague est prête."
LOUD = "VOTRE BAGUE EST PRÊTE DEPUIS HIER."
"""To be confirmed."""
LINKED = "Voyez plutôt sur www.amazon.fr."
"""To be approved when an ambassador writes it."""
PERSONAL = "Appelez-moi au 06 12 34 56 78."
"""Forbidden to ambassadors."""


def a_strict_desk(key: str = "maison-perle") -> SimpleNamespace:
    """Amin answers a conversation; Adèle, Rose and Marc are there, and Étienne of another shop."""
    shop = a_shop(key, charter=STRICT)
    amin = a_member(shop, "ambassador")
    return SimpleNamespace(
        shop=shop,
        amin=amin,
        adele=a_member(shop),
        rose=a_member(shop, "referent"),
        marc=a_member(shop, "manager"),
        camille=a_member(shop, "community_manager"),
        talk=a_conversation(shop, answered_by=amin),
    )


def writes(
    talk: Any, by: Membership, body: str, *, client_id: UUID | None = None, **terms: Any
) -> Posted | Held | Refusal:
    """What becomes of a message that the member sends."""
    post = Post(talk.pk, client_id or uuid4(), body, viewer=a_viewer(by), **terms)
    return post_messages([post], NOON)[0]


def told(news: list[Delivery], kind: str) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """The frames of that kind, and to whom they went."""
    frames = [(it.topics, msgspec.json.decode(it.frame)) for it in news if it.frame]
    return [(topics, frame) for topics, frame in frames if frame["t"] == kind]
