"""Who a customer is, as far as the wallet knows them again: the shop's number for them, their browsers, digests of their addresses."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q

from comptoir.domain.conversations.queries import conversation_with_names, talks_merged
from comptoir.domain.people.queries import Visitor


class Whose(NamedTuple):
    """By what one person is known in a shop; what is empty knows nobody."""

    shop_id: int
    customers: frozenset[int]
    visitors: frozenset[int]
    digests: frozenset[str]


def whose(conversations: Iterable[Any]) -> Whose:
    """Whose conversations these are, which one person has had with a shop; there is one at least."""
    rows = list(conversations)
    return Whose(
        rows[0].shop_id,
        frozenset(it.customer_id for it in rows if it.customer_id),
        frozenset(it.visitor_id for it in rows if it.visitor_id),
        frozenset(digest for it in rows for digest in _digests(it)),
    )


def whose_talk(conversation_id: int) -> Whose:
    """Whose conversation it is, with all that were merged with it."""
    return whose(conversation_with_names(pk) for pk in sorted(talks_merged([conversation_id])))


def of_person(it: Whose) -> Q:
    """The gifts of that shop to that person; none where nothing is known of them."""
    theirs = Q(pk__in=[])
    if it.customers:
        browsers = Visitor.objects.filter(customer_id__in=it.customers).values("pk")
        theirs |= Q(customer_id__in=it.customers) | Q(visitor_id__in=browsers)
    if it.visitors:
        theirs |= Q(visitor_id__in=it.visitors)
    if it.digests:
        theirs |= ~Q(knows="") & Q(knows__in=it.digests)  # the first is what its index asks for
    return Q(shop_id=it.shop_id) & theirs


def known_by(conversation: Any) -> str:
    """By what a customer is known again who has told an address only: a keyed digest of it; "" without one."""
    return next(iter(_digests(conversation)), "")


def _digests(conversation: Any) -> list[str]:
    """Of each of their addresses, the conversation's own first."""
    known = conversation.customer.email if conversation.customer_id else ""
    emails = (conversation.email, conversation.visitor.email, known)
    return [_digest(it) for it in dict.fromkeys((email or "").strip().lower() for email in emails) if it]


def _digest(email: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"offers:{email}".encode(), hashlib.sha256).hexdigest()
