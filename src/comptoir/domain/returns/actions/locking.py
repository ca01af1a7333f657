"""An order's row is the lock of all its returns; several are locked in one order, so that nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Iterable

from comptoir.domain.returns.models import ReturnedOrder


def lock_orders(order_ids: Iterable[int]) -> None:
    """Keep these orders until the transaction ends."""
    rows = ReturnedOrder.objects.filter(pk__in=set(order_ids))
    list(rows.select_for_update().order_by("pk").values_list("pk"))
