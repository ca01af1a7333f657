"""Writing down who has read what is not theirs to answer. A11

One record a member, conversation and hour, however often they look: a process remembers what it has written, so that the
next look costs nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from threading import Lock

from django.db.models import F, Value
from django.db.models.functions import Concat

from comptoir.domain.people.rules import Viewer
from comptoir.domain.privacy.models import AccessRecord
from comptoir.domain.privacy.rules import WAYS

REMEMBERED = 20_000
"""Readings that a process remembers to have written."""

AT_ONCE = 500
"""Records that one forgetting takes."""

_written: OrderedDict[tuple[int, int, dt.datetime, str], None] = OrderedDict()
_lock = Lock()


def record_access(viewer: Viewer, conversation_id: int, how: str, now: dt.datetime) -> None:
    """Keep that the member has read the conversation in this way, one of `WAYS`, in this hour. At most two queries, and none
    for what this process has kept already. Whether it is the member's own, the caller asks (`rules.is_own`).
    """
    assert how in WAYS
    hour = now.replace(minute=0, second=0, microsecond=0)
    key = (viewer.membership_id, conversation_id, hour, how)
    with _lock:
        if key in _written:
            return
    _write(viewer, conversation_id, how, hour, now)
    with _lock:
        _written[key] = None
        while len(_written) > REMEMBERED:
            _written.popitem(last=False)


def forget_access(*, shop_id: int, before: dt.datetime) -> bool:
    """Forget what was read before that; whether there may be more."""
    old = AccessRecord.objects.filter(shop_id=shop_id, at__lt=before).order_by("at")
    ids = list(old.values_list("pk", flat=True)[:AT_ONCE])
    AccessRecord.objects.filter(pk__in=ids).delete()
    return len(ids) == AT_ONCE


def forget_written() -> None:
    """Write at the next reading, whatever was written before."""
    with _lock:
        _written.clear()


def _write(viewer: Viewer, conversation_id: int, how: str, hour: dt.datetime, now: dt.datetime) -> None:
    place = {"conversation_id": conversation_id, "membership_id": viewer.membership_id, "hour": hour}
    row = AccessRecord(shop_id=viewer.shop_id, ways=f",{how},", at=now, **place)
    AccessRecord.objects.bulk_create([row], ignore_conflicts=True)
    others = AccessRecord.objects.filter(**place).exclude(ways__contains=f",{how},")
    others.update(ways=Concat(F("ways"), Value(f"{how},")))
