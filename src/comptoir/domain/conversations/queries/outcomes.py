"""What became of the messages of somebody under approval."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from comptoir.domain.conversations.models import HeldMessage


def held_outcomes(membership_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many of each member's held messages wait ("waiting"), were approved, returned or withdrawn. One query."""
    rows = HeldMessage.objects.filter(membership_id__in=list(membership_ids)).values_list("membership_id", "outcome")
    found: dict[int, dict[str, int]] = {}
    for membership_id, outcome, count in rows.annotate(count=Count("pk")).order_by():
        found.setdefault(membership_id, {})[outcome or "waiting"] = count
    return found
