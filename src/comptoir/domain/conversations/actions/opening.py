"""Opening a conversation: who is asked is decided by the charter, from the page and the hour."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, answers_at, audiences_for, page_rule, stand_ins
from comptoir.domain.conversations.actions.post import Post
from comptoir.domain.conversations.actions.posting import post_message
from comptoir.domain.conversations.actions.stream import Stream
from comptoir.domain.conversations.events import BecameRequest, ConversationOpened
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.people.actions import introduce_visitor
from comptoir.domain.shops.queries import KnownShop
from comptoir.language.cards import masked

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
ANSWERS_AT_MOST = 20


@transaction.atomic
def open_conversation(
    *,
    shop: KnownShop,
    visitor_id: int,
    customer_id: int | None = None,
    asked_for: str = "",
    page_url: str = "",
    page_title: str = "",
    language: str = "",
    answers: dict[str, str] | None = None,
    first_name: str = "",
    email: str = "",
    body: str = "",
    opening_id: UUID,
    leave_message: bool = False,
    now: dt.datetime,
) -> Conversation:
    """Open a visitor's conversation, with their first words if they wrote any; once for each `opening_id`.

    `asked_for` is the audience that the visitor chose; it counts where the charter lets them choose on that page.
    With `leave_message`, or with nobody open to answer, it is a request to be answered later, not a live chat.
    """
    known = Conversation.objects.filter(visitor_id=visitor_id, opening_id=opening_id).first()
    if known is not None:
        return known
    version_id, charter = charter_in_force(shop.id, now)
    audience = audience_asked(charter, page_url, asked_for, now)
    is_live = not leave_message and answers_at(charter, audience, now)
    introduce_visitor(visitor_id=visitor_id, first_name=first_name, email=email)
    conversation = Conversation.objects.create(
        shop_id=shop.id,
        charter_version_id=version_id,
        visitor_id=visitor_id,
        customer_id=customer_id,
        reference=new_reference(),
        opening_id=opening_id,
        channel="chat" if is_live else "message",
        is_live=is_live,
        asked_for=asked_for if asked_for == audience else "",
        audience=audience,
        topic=page_rule(charter, page_url).topic or "",
        language=language if language in shop.languages else shop.language,
        page_url=masked(page_url)[:1000],
        page_title=masked(page_title)[:200],
        answers=_kept_answers(answers),
        email=masked(email)[:254],
        opened_at=now,
        waiting_since=now,
        last_entry_at=now,
    )
    if body.strip():
        words_id = uuid5(opening_id, "first words")
        post_message(Post(conversation.pk, words_id, body, visitor_id=visitor_id), now=now)
    begin(conversation, now)
    conversation.refresh_from_db()
    return conversation


def audience_asked(charter: Charter, page_url: str, asked_for: str, now: dt.datetime) -> str:
    """The audience who is asked first: the visitor's choice where they have one, else the page's, else who is open.

    Nobody is asked who may not answer the page's topic. Where the page's audience is closed, whoever stands in for it by
    the charter's fallback and is open.
    """
    rule = page_rule(charter, page_url)
    able = audiences_for(charter, rule.topic)
    if rule.visitor_chooses and asked_for in able:
        return asked_for
    names = (rule.audience, *stand_ins(charter, rule.audience, rule.topic)) if rule.audience else able
    return next((name for name in names if answers_at(charter, name, now)), names[0])


def begin(conversation: Conversation, now: dt.datetime) -> None:
    """Say that a conversation was opened, and where nobody is live in it, that it is a request."""
    stream = Stream([conversation.pk], now)
    row = stream.row(conversation.pk)
    if not conversation.is_live:
        stream.append(row, "request", facts={"reference": conversation.reference})
        stream.happened(BecameRequest(row.id, row.shop_id, None))
    stream.happened(ConversationOpened(row.id, row.shop_id, row.audience, row.is_live, conversation.opened_at))
    stream.restate(row)
    stream.save()


def _kept_answers(answers: dict[str, Any] | None) -> dict[str, str]:
    pairs = list((answers or {}).items())[:ANSWERS_AT_MOST]
    return {masked(str(key))[:40]: masked(str(value))[:500] for key, value in pairs}


def new_reference() -> str:
    """A number to quote, easy to read aloud; it opens nothing."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(9))
    return f"{letters[:3]}-{letters[3:6]}-{letters[6:]}"
