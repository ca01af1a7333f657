"""Putting somebody under approval, and lifting it: what they write to customers waits until a watcher lets it through. A7, D6."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.db import transaction

from comptoir.domain.conversations.actions.stream import encode
from comptoir.domain.conversations.errors import NotOneself
from comptoir.domain.conversations.events import ApprovalLifted, ApprovalServed, PutUnderApproval
from comptoir.domain.conversations.models import Approval, Entry, Kind, Served
from comptoir.domain.conversations.models.supervising import WORD_LONGEST
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import NotAllowed, NotFound
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked

REMAINING_AT_MOST = 1000
"""Conversations for which an approval may be asked."""


@transaction.atomic
def put_under_approval(
    *,
    membership_id: int,
    shop_id: int,
    why: Literal["referent", "newcomer"] = "referent",
    remaining: int | None = None,
    word: str = "",
    by: Viewer | None = None,
    now: dt.datetime,
) -> int:
    """Hold every message that the member writes to customers until it is lifted; returns the approval's id.

    With `remaining`, conversations are counted down as they close (`ApprovalServed` at the last one). `by` is nobody where
    the house does it, as for newcomers. Twice for the same reason keeps one, with the newer word and number. Raises
    `NotAllowed`, `NotOneself`, `NotFound` for who is no member of the shop.
    """
    if by is not None:
        _check_right(by, membership_id, shop_id)
    if all(member.pk != membership_id for member in members_of(shop_id)):
        raise NotFound
    if remaining is not None:
        remaining = max(0, min(remaining, REMAINING_AT_MOST))
    terms = {"word": masked(word.strip().replace("\0", ""))[:WORD_LONGEST], "remaining": remaining}
    begun = {"shop_id": shop_id, "put_at": now, "put_by_id": by.membership_id if by else None}
    keys = {"membership_id": membership_id, "why": why, "lifted_at": None}
    approval, is_new = Approval.objects.update_or_create(**keys, defaults=terms, create_defaults=begun | terms)
    if is_new:
        announce(PutUnderApproval(membership_id, shop_id, why))
    _tell(membership_id, shop_id)
    return approval.pk


@transaction.atomic
def lift_approval(
    *,
    membership_id: int,
    shop_id: int,
    why: Literal["referent", "newcomer"] = "referent",
    by: Viewer | None = None,
    now: dt.datetime,
) -> bool:
    """Let the member's messages go out again, as far as this reason goes; returns whether there was something to lift.

    What is held already goes on waiting. Raises `NotAllowed`, `NotOneself`.
    """
    if by is not None:
        _check_right(by, membership_id, shop_id)
    rows = Approval.objects.filter(membership_id=membership_id, shop_id=shop_id, why=why, lifted_at=None)
    if not rows.update(lifted_at=now, lifted_by_id=by.membership_id if by else None):
        return False
    announce(ApprovalLifted(membership_id, shop_id, why))
    _tell(membership_id, shop_id)
    return True


@transaction.atomic
def count_served(*, conversation_id: int) -> None:
    """A conversation has ended: it counts for those under approval who answered in it, each once, however often it ends."""
    written = Entry.objects.filter(conversation_id=conversation_id, kind=Kind.MESSAGE, author="agent")
    authors = set(written.values_list("membership_id", flat=True))
    rows = Approval.objects.select_for_update().filter(membership_id__in=authors, lifted_at=None, remaining__gt=0)
    for approval in rows.order_by("id"):
        _, is_new = Served.objects.get_or_create(approval=approval, conversation_id=conversation_id)
        if not is_new:
            continue
        approval.remaining = (approval.remaining or 1) - 1
        approval.save(update_fields=["remaining"])
        if approval.remaining == 0:
            announce(ApprovalServed(approval.membership_id, approval.shop_id, approval.why))
        _tell(approval.membership_id, approval.shop_id)


def _check_right(by: Viewer, membership_id: int, shop_id: int) -> None:
    if by.shop_id != shop_id or not may(by.role, "put_under_approval"):
        raise NotAllowed
    if by.membership_id == membership_id:
        raise NotOneself


def _tell(membership_id: int, shop_id: int) -> None:
    frame = encode({"t": "approval", "shop": shop_id, "agent": membership_id})
    tell((f"member:{membership_id}", f"shop:{shop_id}:watchers"), frame)
