"""Not too many letters at once to one place: those beyond the pace wait, which is no failed attempt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from comptoir.domain.channels.models import Delivery, SentMail


def put_back_letters(*, ids: Collection[int], at: dt.datetime) -> None:
    """Let leased letters wait until then."""
    SentMail.objects.filter(pk__in=ids, state=Delivery.WAITING).update(next_at=at, leased_until=None)
