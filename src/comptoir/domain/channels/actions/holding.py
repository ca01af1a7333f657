"""Mails that were held are tried again, once what stood against them is settled. Threat 4."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from comptoir.domain.channels.models import Received, ReceivedMail
from comptoir.domain.channels.waiting import mail_came

TOGETHER = 500


@transaction.atomic
def process_held(*, shop_id: int, conversation_ids: Sequence[int], why: str, now: dt.datetime) -> int:
    """Let the mails of these conversations that are held for that reason wait again; returns how many."""
    rows = ReceivedMail.objects.filter(
        shop_id=shop_id, state=Received.QUARANTINED, why=why, conversation_id__in=list(conversation_ids)
    )
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:TOGETHER])
    changed = ReceivedMail.objects.filter(pk__in=ids, state=Received.QUARANTINED).update(
        state=Received.WAITING, why="", attempts=0, next_at=now, settled_at=None
    )
    transaction.on_commit(mail_came)
    return changed
