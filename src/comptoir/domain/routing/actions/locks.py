"""Locks, always in this order: the conversation with its search, then desks by their ids; its account in the ledger before all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.routing.models import Availability, Desk, Search


def locked_search(conversation_id: int) -> Search:
    """The search of a conversation, begun if there is none yet, and `search.conversation`, both locked.

    Raises `ConversationNotFound`.
    """
    found = _searches().filter(pk=conversation_id).first()
    if found is None:
        begin_searches([conversation_id])
        found = _searches().filter(pk=conversation_id).first()
    if found is None:
        raise ConversationNotFound
    return found


def begin_searches(conversation_ids: Iterable[int]) -> None:
    """Give conversations their search, where they have none yet."""
    rows = [Search(conversation_id=pk) for pk in sorted(set(conversation_ids))]
    Search.objects.bulk_create(rows, ignore_conflicts=True)


def free_search(conversation_id: int) -> Search | None:
    """The same, unless somebody else has it locked at this moment: then nothing, without waiting."""
    skips = connection.features.has_select_for_update_skip_locked
    return _searches(skip_locked=skips).filter(pk=conversation_id).first()


def locked_searches(conversation_ids: Iterable[int]) -> dict[int, Search]:
    """Several of them, locked in the order of their ids."""
    rows = _searches().filter(pk__in=sorted(set(conversation_ids))).order_by("pk")
    return {row.pk: row for row in rows}


def set_up_desk(user_id: int, now: dt.datetime) -> None:
    """Give a user a desk, if they have none; nobody sits at it yet."""
    if not Desk.objects.filter(user_id=user_id).exists():
        desk = Desk(user_id=user_id, availability=Availability.AWAY, changed_at=now)
        Desk.objects.bulk_create([desk], ignore_conflicts=True)


def locked_desk(user_id: int, now: dt.datetime) -> Desk:
    """A user's desk, set up if there is none yet, locked."""
    set_up_desk(user_id, now)
    return Desk.objects.select_for_update().get(user_id=user_id)


def locked_desks(user_ids: Iterable[int]) -> list[Desk]:
    """The desks that these users have, locked in the order of the desks' ids."""
    return list(Desk.objects.select_for_update().filter(user_id__in=set(user_ids)).order_by("pk"))


def _searches(skip_locked: bool = False) -> QuerySet[Search]:
    rows = Search.objects.select_related("conversation")
    return rows.select_for_update(of=("self", "conversation"), skip_locked=skip_locked)
