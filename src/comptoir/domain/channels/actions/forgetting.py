"""Forgetting: the bytes of mails and letters after the charter's time, and what became nothing together with them. D9."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.channels.models import Delivery, RawMail, Received, ReceivedMail, SentMail

PORTION = 500


@transaction.atomic
def forget_mails(*, shop_id: int, before: dt.datetime) -> int:
    """Forget the bytes of a portion of the shop's mails kept before then; of those in no conversation, all. Returns how many.

    What still waits is kept.
    """
    old = RawMail.objects.filter(kept_at__lt=before, mail__shop_id=shop_id).exclude(mail__state=Received.WAITING)
    ids = list(old.order_by("kept_at").values_list("pk", flat=True)[:PORTION])
    RawMail.objects.filter(pk__in=ids).delete()
    ReceivedMail.objects.filter(pk__in=ids, conversation=None).delete()
    return len(ids)


@transaction.atomic
def forget_letters(*, shop_id: int, before: dt.datetime) -> int:
    """Forget the bytes of a portion of the shop's letters written before then; of those to nobody's conversation, all."""
    old = SentMail.objects.filter(shop_id=shop_id, written_at__lt=before).exclude(state=Delivery.WAITING)
    old = old.exclude(content=b"")
    ids = list(old.order_by("written_at").values_list("pk", flat=True)[:PORTION])
    SentMail.objects.filter(pk__in=ids, conversation=None).delete()
    SentMail.objects.filter(pk__in=ids).update(content=b"")
    return len(ids)


@transaction.atomic
def forget_unclaimed(*, before: dt.datetime) -> int:
    """Forget a portion of the mails that came to no shop's address before then."""
    ids = list(ReceivedMail.objects.filter(shop=None, received_at__lt=before).values_list("pk", flat=True)[:PORTION])
    ReceivedMail.objects.filter(pk__in=ids).delete()
    return len(ids)
