"""Which live conversations hold a promise that is nearly broken, or is."""

from __future__ import annotations

from collections.abc import Collection

from comptoir.domain.promises.models import Promise, State

TOGETHER = 500
"""Numbers that one query asks for."""


def risks_among(shop_id: int, ids: Collection[int] | None = None) -> dict[int, str]:
    """By conversation that is live: "late" where a promise made in it is broken and still to be done, else "at_risk"."""
    rows = Promise.objects.filter(shop_id=shop_id, state__in=[State.AT_RISK, State.BROKEN], done_at=None)
    rows = rows.filter(conversation__is_live=True, conversation__closed_at=None)
    wanted = None if ids is None else sorted(set(ids))
    parts = (
        [rows]
        if wanted is None
        else [
            rows.filter(conversation__in=wanted[start : start + TOGETHER]) for start in range(0, len(wanted), TOGETHER)
        ]
    )
    found: dict[int, str] = {}
    for part in parts:
        for pk, state in part.values_list("conversation_id", "state").order_by():
            if pk is not None and found.get(pk) != "late":
                found[pk] = "late" if state == State.BROKEN else "at_risk"
    return found
