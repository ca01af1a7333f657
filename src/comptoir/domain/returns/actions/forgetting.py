"""Forgetting the orders whose returns were erased with their conversations."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from comptoir.domain.returns.actions.locking import lock_orders
from comptoir.domain.returns.models import Return, ReturnedOrder

TOGETHER = 1000


@transaction.atomic
def forget_bare_orders() -> int:
    """Forget numbers of orders of which nothing comes back any more. Returns how many. D9."""
    bare = ReturnedOrder.objects.filter(~Exists(Return.objects.filter(order_id=OuterRef("pk"))))
    found = list(bare.order_by("pk").values_list("pk", flat=True)[:TOGETHER])
    # Somebody may ask for one of them at this moment: what is theirs under lock is theirs.
    lock_orders(found)
    return bare.filter(pk__in=found).delete()[0]
