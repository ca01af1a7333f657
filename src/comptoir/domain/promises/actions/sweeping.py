"""What has come due: told once, in the transaction that writes it down, by whichever worker comes first."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence

from django.db import InterfaceError, OperationalError, transaction

from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.actions.hearing import hear_into
from comptoir.domain.promises.models import Promise

log = logging.getLogger(__name__)

TOGETHER = 500
"""Promises of one transaction."""

Due = tuple[int, int | None]


def sweep(now: dt.datetime, limit: int = TOGETHER) -> int:
    """Warn of what is at risk at `now`, and say what is broken, at most `limit` of them; returns how many there were.

    What has happened in their conversations is heard first, so that nothing is called broken that was done in time. How
    many promises wait does not matter. Where one cannot be told, the others are, and it comes again.
    """
    due = list(
        Promise.objects.filter(next_at__lte=now).order_by("next_at").values_list("pk", "conversation_id")[:limit]
    )
    if not due:
        return 0
    try:
        return _tell(due, now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("promises could not be told together; each is told alone")
        return sum(_tell_alone(each, now) for each in due)


@transaction.atomic
def _tell(due: Sequence[Due], now: dt.datetime) -> int:
    free = [pk for pk, conversation_id in due if conversation_id is None]
    only = [pk for pk, _ in due]
    books = Books([pk for _, pk in due if pk is not None], now, free=free, only=only, skips_locked=True)
    hear_into(books)
    mine = {promise.pk for promise in books.free}
    for pk, _ in due:
        if promise := books.of(pk):
            books.advance(promise, now)
    books.save()
    return sum(pk in mine or conversation_id in books.accounts for pk, conversation_id in due)


def _tell_alone(due: Due, now: dt.datetime) -> int:
    try:
        return _tell([due], now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("promise %s could not be told", due[0])
        return 0
