"""What visitors said, read for the charter's topics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from comptoir.domain.routing.models import Search


class Said(NamedTuple):
    """A message's words, with what decides about their topic."""

    conversation_id: int
    shop_id: int
    charter_version_id: int | None
    audience: str
    language: str
    suggested_topics: list[str]
    seq: int
    body: str


_FIELDS = (
    "pk",
    "conversation__shop_id",
    "conversation__charter_version_id",
    "conversation__audience",
    "conversation__language",
    "suggested_topics",
    "conversation__entries__seq",
    "conversation__entries__body",
)


def words_said(places: Iterable[tuple[int, int]]) -> list[Said]:
    """The messages at these places (conversation, number in its stream) of conversations that are open. One query."""
    rows = Search.objects.filter(
        _at(places), conversation__entries__kind="message", conversation__status__in=["waiting", "active"]
    )
    return [Said(*row) for row in rows.order_by("pk", "conversation__entries__seq").values_list(*_FIELDS)]


def _at(places: Iterable[tuple[int, int]]) -> Q:
    by_conversation: dict[int, list[int]] = {}
    for conversation_id, seq in places:
        by_conversation.setdefault(conversation_id, []).append(seq)
    wanted = Q()
    for conversation_id, seqs in by_conversation.items():
        wanted |= Q(conversation__entries__conversation_id=conversation_id, conversation__entries__seq__in=seqs)
    return wanted
