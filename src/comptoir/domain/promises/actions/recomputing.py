"""A new charter: what is open is counted anew by it, and every move is kept. What is settled is never touched."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.charter.queries import REMEMBERED, charter_of_version, version_in_force, versions_of
from comptoir.domain.charter.rules import Charter, promise_named
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.dates import due_date
from comptoir.domain.promises.events import PromisesToRecompute
from comptoir.domain.promises.models import Kind, Promise
from comptoir.domain.shops.queries import zone_of
from comptoir.foundation.outbox import announce

TOGETHER = 300
"""Promises of one transaction."""

KNOWN_WITHIN = dt.timedelta(seconds=REMEMBERED)
"""By then every process knows of a new version."""


@transaction.atomic
def recompute_when_in_force(*, shop_id: int, version_id: int, now: dt.datetime) -> None:
    """Have the open promises of a shop counted anew once the version is in force: now, or at the midnight of its day.

    Not before every process knows of it: until then they promise by the one before.
    """
    version = next((each for each in versions_of(shop_id) if each.id == version_id), None)
    if version is None:
        return
    zone = zone_of(shop_id)
    begins = dt.datetime.combine(version.in_force_from, dt.time(), zone).astimezone(dt.UTC)
    announce(PromisesToRecompute(shop_id, version_id), at=max(begins, now + KNOWN_WITHIN))


@transaction.atomic
def recompute(*, shop_id: int, version_id: int, after_id: int = 0, now: dt.datetime) -> int:
    """Count the next open promises of the shop after `after_id` anew by that version, if it is in force; says how many moved.

    A clause that the version does not have any more goes on as it was promised. A charter breaks no promise by itself: a
    date that would come to lie in the past stays as it was.
    """
    if version_in_force(shop_id, now) != version_id:
        return 0
    rows = Promise.objects.filter(shop_id=shop_id, settled_at=None, pk__gt=after_id).exclude(kind=Kind.SPOKEN)
    here = list(rows.order_by("pk").values_list("pk", "conversation_id")[:TOGETHER])
    books = Books({pk for _, pk in here if pk}, now, free=[pk for pk, talk in here if talk is None])
    charter = charter_of_version(version_id)
    moved = sum(_recount(books, promise, version_id, charter) for pk, _ in here if (promise := books.of(pk)))
    books.save()
    if len(here) == TOGETHER:
        announce(PromisesToRecompute(shop_id, version_id, here[-1][0]))
    return moved


def _recount(books: Books, promise: Promise, version_id: int, charter: Charter) -> bool:
    clause, old = promise_named(charter, promise.clause), promise.due_at
    if clause is None or promise.is_settled or promise.charter_version_id == version_id:
        return False
    before = promise.charter_version_id, promise.within
    rhythm = clause.follow_up_every if promise.kind == Kind.FOLLOW_UP and clause.when != Kind.FOLLOW_UP else None
    promise.charter_version_id, promise.within = version_id, str(rhythm or clause.within)
    found = due_date(promise)
    if found is None or (found < books.now and found < old):
        promise.charter_version_id, promise.within = before
        return False
    books.move(promise, "charter", books.now)
    return promise.due_at != old
