"""In which conversations promises were at risk, or broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from comptoir.domain.promises.models import Promise, State


def conversations_warned(ids: Iterable[int], since: dt.datetime) -> set[int]:
    """Those with a promise made since then of which a warning was given. One query."""
    rows = Promise.objects.filter(conversation_id__in=list(ids), warned__gt=0, made_at__gte=since)
    return set(rows.values_list("conversation_id", flat=True))


def conversations_broken(ids: Iterable[int], since: dt.datetime) -> set[int]:
    """Those with a promise that was due since then and was not kept. One query."""
    rows = Promise.objects.filter(conversation_id__in=list(ids), state=State.BROKEN, due_at__gte=since)
    return set(rows.values_list("conversation_id", flat=True))
