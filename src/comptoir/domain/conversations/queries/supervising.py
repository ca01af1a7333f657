"""Whose messages wait for approval, and what answers said before they were corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from comptoir.domain.conversations.models import Approval, Correction
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.rows import selected_rows

APPROVALS_AT_MOST = 200


class UnderApproval(NamedTuple):
    """A member whose messages wait for approval: why, since when, by whom (nobody: the house), with what word, and how many
    conversations remain (None: until it is lifted).
    """

    id: int
    membership_id: int
    shop_id: int
    name: str
    why: str
    word: str
    remaining: int | None
    put_by: str
    put_at: dt.datetime


class Before(NamedTuple):
    """What an answer said before it was corrected, until when, and who corrected it."""

    words: str
    name: str
    until: dt.datetime


def under_approval(membership_ids: Collection[int]) -> frozenset[int]:
    """Those of the members whose every message waits for approval. One query; none for nobody."""
    if not membership_ids:
        return frozenset()
    places = ", ".join(["%s"] * len(membership_ids))
    condition = f"lifted_at IS NULL AND membership_id IN ({places})"
    return frozenset(row[0] for row in selected_rows(Approval, ("membership_id",), condition, list(membership_ids)))


def approvals_in(viewers: Iterable[Viewer]) -> list[UnderApproval]:
    """Who is under approval in the shops where the user may put somebody there, the longest first."""
    shops = [viewer.shop_id for viewer in viewers if may(viewer.role, "put_under_approval")]
    rows = Approval.objects.filter(shop_id__in=shops, lifted_at=None).order_by("put_at", "id")
    return [_told(row) for row in rows.select_related("membership", "put_by")[:APPROVALS_AT_MOST]]


def approvals_of(membership_id: int) -> list[UnderApproval]:
    """Why a member's own messages wait for approval; nothing where they do not."""
    rows = Approval.objects.filter(membership_id=membership_id, lifted_at=None).order_by("put_at", "id")
    return [_told(row) for row in rows.select_related("membership", "put_by")]


def said_before(conversation_id: int, seqs: Sequence[int]) -> dict[int, list[Before]]:
    """What the answers at these places of the team's stream said before, by place, oldest first."""
    rows = Correction.objects.filter(conversation_id=conversation_id, entry_seq__in=seqs).order_by("id")
    found: dict[int, list[Before]] = {}
    for row in rows.select_related("membership"):
        name = row.membership.display_name if row.membership else ""
        found.setdefault(row.entry_seq, []).append(Before(row.before, name, row.corrected_at))
    return found


def _told(row: Approval) -> UnderApproval:
    by = row.put_by.display_name if row.put_by else ""
    who = (row.pk, row.membership_id, row.shop_id, row.membership.display_name)
    return UnderApproval(*who, row.why, row.word, row.remaining, by, row.put_at)
