"""What may be expected of a request by which day, as the ledger has it at this moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from comptoir.domain.promises.dates import due_date, duration, is_of_escalation
from comptoir.domain.promises.models import Kind, Promise
from comptoir.domain.promises.models.promise import UNDONE
from comptoir.domain.promises.rules import Steps
from comptoir.domain.shops.queries import last_shop_day


def steps_of(conversation_id: int, now: dt.datetime) -> Steps:
    """The days of the next word and of the solution, in the shop's own time; what is late already has no day. One query."""
    kinds = (Kind.FOLLOW_UP, Kind.RESOLUTION)
    rows = Promise.objects.filter(UNDONE, conversation_id=conversation_id, kind__in=kinds, due_at__gt=now)
    return steps_among(rows.order_by("due_at", "id"))


def steps_among(promises: Iterable[Promise]) -> Steps:
    """The same of promises that are at hand, the soonest due first."""
    open_ones = [it for it in promises if not it.is_settled and not is_of_escalation(it)]
    solved = next((it for it in open_ones if it.kind == Kind.RESOLUTION), None)
    word = next((it for it in open_ones if it.kind == Kind.FOLLOW_UP and it.paused_since is None), None)
    return Steps(
        word_on=last_shop_day(word.shop_id, word.due_at) if word else None,
        word_of=word.pk if word else None,
        solved_on=last_shop_day(solved.shop_id, solved.due_at) if solved else None,
        is_waiting=solved is not None and solved.paused_since is not None,
    )


def word_after(promise: Promise, now: dt.datetime) -> dt.datetime | None:
    """When the next word is due, if this one is written now."""
    again = {"charter_version_id": promise.charter_version_id, "clause": promise.clause, "audience": promise.audience}
    if is_of_escalation(promise) or not promise.clause:
        return None
    return due_date(Promise(made_at=now, within=str(duration(promise.within)), **again))
