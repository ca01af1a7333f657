"""Whom a shop's mail does not go to, and from whom nothing is taken."""

from __future__ import annotations

from collections.abc import Iterable

from comptoir.domain.channels.models import Blocked, Suppressed
from comptoir.domain.channels.rules.addresses import patterns_of
from comptoir.foundation.pages import Cursor, Page, page_of

PAGE = 50


def blocked(shop_id: int, *, after: Cursor | None = None, limit: int = PAGE) -> Page[Blocked]:
    """A page of the senders from whom nothing becomes a conversation, the last blocked first, with who did it."""
    return page_of([Blocked.objects.filter(shop_id=shop_id).select_related("by")], "at", after=after, limit=limit)


def suppressed(shop_id: int, *, after: Cursor | None = None, limit: int = PAGE) -> Page[Suppressed]:
    """A page of the addresses that no letter goes to, the last first, with who said so."""
    return page_of([Suppressed.objects.filter(shop_id=shop_id).select_related("by")], "at", after=after, limit=limit)


def is_blocked(shop_id: int, address: str) -> bool:
    """Whether nothing is taken from the address, or from its whole domain."""
    return Blocked.objects.filter(shop_id=shop_id, pattern__in=patterns_of(address)).exists()


def suppressions_of(shop_id: int, addresses: Iterable[str]) -> dict[str, Suppressed]:
    """Those of the addresses that no letter goes to, each with why, since when and by whom."""
    rows = Suppressed.objects.filter(shop_id=shop_id, address__in=set(addresses)).select_related("by")
    return {row.address: row for row in rows}
