"""The cast. Vera visits; Amin is an ambassador, Adèle an advisor, Rose the referent, Marc the manager."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import uuid4

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions import Post, Posted, assign, open_conversation, post_message
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.people.actions import add_member, meet_visitor
from comptoir.domain.people.models import Membership, Visitor
from comptoir.domain.people.queries import forget_members, viewer_in
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import KnownShop, forget_shops, shop_of_key
from comptoir.domain.training.actions import recognise_training
from comptoir.domain.training.queries import forget_passes
from comptoir.foundation import clock

NOON = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)
"""A Tuesday on which everybody is open."""

ALWAYS_OPEN = (Path(__file__).parent / "charters" / "always_open.toml").read_text()
PASSWORD = "correct horse battery"
NAMES = {
    "ambassador": "Amin",
    "advisor": "Adèle",
    "referent": "Rose",
    "community_manager": "Camille",
    "manager": "Marc",
    "administrator": "Anne",
}


def a_shop(key: str = "maison-perle", *, charter: str = ALWAYS_OPEN, now: dt.datetime = NOON) -> KnownShop:
    """A shop that never closes, unless another charter is given; another `key` makes another shop of the same charter."""
    apply_charter(text=charter.replace('key = "maison-perle"', f'key = "{key}"'), now=now)
    forget_shops()
    return shop_of_key(key)


def a_member(
    shop: KnownShop, role: str = "advisor", *, name: str = "", is_trained: bool = True, **fields: Any
) -> Membership:
    """A member of the shop, who answers as the audience of their role where that is one, and knows what the charter asks for."""
    name = name or NAMES[role]
    audience = role if role in ("ambassador", "advisor") else ""
    email = f"{name.lower().replace('è', 'e')}@{shop.key}.example"
    fields = {"audience": audience, "password": None, "languages": ["fr"], **fields}
    member = add_member(shop_id=shop.id, email=email, name=name, role=role, **fields)
    forget_members()
    if is_trained and charter_in_force(shop.id, NOON)[1].training:
        recognise_training(membership_id=member.pk, shop_id=shop.id, viewer=None, now=max(NOON, clock.now()))
        forget_passes()
    return member


def a_viewer(member: Membership) -> Viewer:
    """The member as one who looks and acts."""
    viewer = viewer_in(member.user_id, member.shop_id)
    assert viewer is not None
    return viewer


def a_visitor(shop: KnownShop, *, now: dt.datetime = NOON) -> Visitor:
    """Somebody new on the shop's site."""
    return meet_visitor(shop=shop, language="fr", now=now)[0]


def a_conversation(
    shop: KnownShop,
    *,
    visitor: Visitor | None = None,
    answered_by: Membership | None = None,
    now: dt.datetime = NOON,
    **fields: Any,
) -> Conversation:
    """A live chat that has just been opened with a word of greeting; with `answered_by`, somebody has joined."""
    visitor = visitor or a_visitor(shop, now=now)
    fields = {
        "page_url": "https://www.maison-perle.example/bagues/or",
        "body": "Bonjour",
        "opening_id": uuid4(),
    } | fields
    conversation = open_conversation(shop=shop, visitor_id=visitor.pk, now=now, **fields)
    if answered_by is not None:
        assign(conversation_id=conversation.pk, membership_id=answered_by.pk, now=now)
    conversation.refresh_from_db()
    return conversation


def says(
    conversation: Conversation,
    body: str,
    *,
    by: Membership | None = None,
    kind: str = "message",
    now: dt.datetime = NOON,
) -> Posted:
    """The visitor, or the member `by`, writes something."""
    viewer = a_viewer(by) if by else None
    visitor_id = None if by else conversation.visitor_id
    post = Post(conversation.pk, uuid4(), body, visitor_id=visitor_id, viewer=viewer, kind=kind)
    return post_message(post, now=now)


def said(talk: Conversation) -> list[str]:
    """What the house has told the customer, oldest first."""
    rows = Entry.objects.filter(conversation_id=talk.pk, kind="message", author="system").order_by("seq")
    return [
        " ".join(body.replace("\xa0", " ").replace("\u202f", " ").split())
        for body in rows.values_list("body", flat=True)
    ]
