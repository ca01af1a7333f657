"""A visitor's conversations: beginning one, and finding those there are."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations.actions import open_conversation
from comptoir.domain.conversations.errors import MessageEmpty
from comptoir.domain.conversations.queries import (
    conversation_of_visitor,
    conversations_of_visitor,
    entries_after,
    entries_before,
    snapshot,
    unseen_by_visitor,
)
from comptoir.domain.people.actions import meet_visitor
from comptoir.domain.people.queries import Visitor, visitor_of_token
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.surfaces.widget.access import for_the_shop, for_the_visitor, language_of, token_of, wire_answer
from comptoir.surfaces.widget.bodies import Opening, body_of, checked_email
from comptoir.surfaces.widget.limits import count_opening


@for_the_shop("GET", "POST")
def conversations(request: HttpRequest, shop: KnownShop) -> HttpResponse:
    """Begin a conversation, or list the visitor's own, newest first."""
    if request.method == "POST":
        return _begin(request, shop)
    visitor = visitor_of_token(token_of(request), shop)
    rows = conversations_of_visitor(visitor.pk)
    unseen = unseen_by_visitor(rows)
    return wire_answer({"conversations": [_row(row, unseen.get(row.pk, 0)) for row in rows]})


@for_the_visitor("GET")
def conversation(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """A snapshot; what came `after` an entry; or what was `before` one."""
    conversation_of_visitor(visitor, conversation_id)
    if "after" in request.GET:
        return wire_answer(entries_after(conversation_id, _number(request, "after"), public=True))
    if "before" in request.GET:
        return wire_answer(entries_before(conversation_id, _number(request, "before"), public=True))
    return wire_answer(snapshot(conversation_id, public=True))


def _begin(request: HttpRequest, shop: KnownShop) -> HttpResponse:
    count_opening(request)
    opening = body_of(request, Opening)
    with transaction.atomic():
        visitor, token = meet_visitor(
            shop=shop,
            token=token_of(request),
            language=language_of(request, shop),
            identity=opening.identity,
            opening_id=opening.client_id,
            now=now(),
        )
        begun = _opened(shop, visitor, opening)
    return wire_answer({"token": token, "conversation": snapshot(begun, public=True)}, status=201)


def _opened(shop: KnownShop, visitor: Visitor, opening: Opening) -> int:
    if opening.leave_message and not opening.body.strip():
        raise MessageEmpty
    email = checked_email(opening.email, is_needed=opening.leave_message and not visitor.email)
    return open_conversation(
        shop=shop,
        visitor_id=visitor.pk,
        customer_id=visitor.customer_id,
        asked_for=opening.audience,
        page_url=opening.page,
        page_title=opening.title,
        language=opening.language.split("-")[0].lower(),
        answers=opening.answers,
        first_name=opening.answers.get("first_name", ""),
        email=email or visitor.email,
        body=opening.body,
        opening_id=opening.client_id,
        leave_message=opening.leave_message,
        now=now(),
    ).pk


def _row(row: Any, unread: int) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.reference,
        "status": row.status,
        "last_words": row.last_words,
        "at": row.last_entry_at,
        "unread": unread,
    }


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET[name]
    if not text.removeprefix("-").isdecimal() or len(text) > 12:
        raise BadRequest(f"{name} is not a number")
    return int(text)
