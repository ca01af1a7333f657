"""Forgetting what was written before it was masked, after the charter's time for raw mail. D9."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.marketplace.models import Original

PORTION = 500


@transaction.atomic
def forget_originals(*, shop_id: int, before: dt.datetime) -> int:
    """Forget a portion of the shop's originals kept before then, with who read them; returns how many. What was masked stays masked."""
    old = Original.objects.filter(conversation__shop_id=shop_id, kept_at__lt=before)
    ids = list(old.order_by("kept_at").values_list("pk", flat=True)[:PORTION])
    Original.objects.filter(pk__in=ids).delete()
    return len(ids)
