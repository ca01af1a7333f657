"""What people decide about a promise: done, let go, waiting. One transaction each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from comptoir.domain.charter.rules import RIGHTS_CLAUSE
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.queries import conversation_for, told_once
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.actions.hearing import hear_into
from comptoir.domain.promises.dates import clause_of
from comptoir.domain.promises.errors import (
    ClockDoesNotPause,
    KeptByWhatHappens,
    NotYoursToSettle,
    PromiseIsExtended,
    PromiseIsSettled,
    PromiseNotFound,
    ReasonMissing,
)
from comptoir.domain.promises.models import Promise
from comptoir.domain.promises.rules import BY_WHAT_HAPPENS, may_release, may_see_alone, may_settle
from comptoir.language.cards import masked_line

WHY_LARGEST = 300


def keep(*, promise_id: int, viewer: Viewer | None = None, seq: int | None = None, now: dt.datetime) -> None:
    """Say that a promise is done, with the entry that shows it; late, it stays broken, and is done.

    Without a viewer it is another app that knows. Raises `PromiseNotFound`, `NotYoursToSettle`, `PromiseIsSettled`, and
    `KeptByWhatHappens` for what the conversation's stream settles by itself, or what another app keeps (it has a subject).
    """
    with _opened(promise_id, viewer, now) as (books, promise):
        if viewer is not None and (promise.kind in BY_WHAT_HAPPENS or promise.subject):
            raise KeptByWhatHappens(clause=_clause(promise))
        _refuse_others(promise, viewer)
        shown = seq is not None and promise.conversation_id and told_once(promise.conversation_id, seq=seq)
        books.fulfil(promise, now, seq if shown else None)


def release(
    *, promise_id: int, viewer: Viewer | None = None, why: str, by: int | None = None, now: dt.datetime
) -> None:
    """Let a promise go, and say why: nobody waits for it any more. What is broken stays broken.

    Without a viewer it is another app that knows, and says `by` whom (a membership), if by anybody.
    Raises `PromiseNotFound`, `NotYoursToSettle`, `ReasonMissing`, `PromiseIsSettled`.
    """
    why = masked_line(why)[:WHY_LARGEST]
    with _opened(promise_id, viewer, now) as (books, promise):
        if viewer is not None and not may_release(viewer, promise.shop_id, promise.kind, promise.owner_id):
            raise NotYoursToSettle(clause=_clause(promise))
        if not why:
            raise ReasonMissing
        books.release(promise, now, why, by=viewer.membership_id if viewer else by)


def extend(*, promise_id: int, months: int, now: dt.datetime) -> dt.datetime:
    """Add so many months to its term, once, as another app knows that it may be; returns the new date.

    Raises `PromiseNotFound`, `PromiseIsSettled` (also where it was due before now), `PromiseIsExtended`.
    """
    with _opened(promise_id, None, now) as (books, promise):
        books.overtake(promise, now)
        if promise.is_settled:
            raise PromiseIsSettled(clause=_clause(promise))
        if promise.extra_months:
            raise PromiseIsExtended(clause=_clause(promise))
        promise.extra_months = months
        books.move(promise, "extended", now)
        return promise.due_at


def pause(*, promise_id: int, viewer: Viewer | None = None, now: dt.datetime) -> None:
    """Let the clock stand still, where the charter lets it. Pausing twice pauses once.

    Raises `PromiseNotFound`, `NotYoursToSettle`, `ClockDoesNotPause`, `PromiseIsSettled`.
    """
    with _opened(promise_id, viewer, now) as (books, promise):
        _refuse_others(promise, viewer)
        clause = clause_of(promise)
        if clause is None or not clause.paused_while:
            raise ClockDoesNotPause(clause=_clause(promise))
        books.pause(promise, now)


def resume(*, promise_id: int, viewer: Viewer | None = None, now: dt.datetime) -> None:
    """Let the clock run again. Raises `PromiseNotFound`, `NotYoursToSettle`, `PromiseIsSettled`."""
    with _opened(promise_id, viewer, now) as (books, promise):
        _refuse_others(promise, viewer)
        books.resume(promise, now)


@contextmanager
def _opened(promise_id: int, viewer: Viewer | None, now: dt.datetime) -> Iterator[tuple[Books, Promise]]:
    """The promise under lock, heard up to now, as far as the viewer may see it; the books are saved behind it."""
    with transaction.atomic():
        known = Promise.objects.filter(pk=promise_id).only("conversation_id", "shop_id", "owner_id").first()
        if known is None or (viewer is not None and not _sees(viewer, known)):
            raise PromiseNotFound
        here, free = ([known.conversation_id], []) if known.conversation_id else ([], [promise_id])
        books = Books(here, now, free=free)
        hear_into(books)
        promise = books.of(promise_id)
        if promise is None:
            raise PromiseIsSettled
        yield books, promise
        books.save()


def _sees(viewer: Viewer, promise: Promise) -> bool:
    if promise.conversation_id is None:
        return may_see_alone(viewer, promise.shop_id, promise.owner_id)
    try:
        conversation_for(viewer, promise.conversation_id)
    except ConversationNotFound:
        return False
    return True


def _refuse_others(promise: Promise, viewer: Viewer | None) -> None:
    if viewer is not None and not may_settle(viewer, promise.shop_id, promise.owner_id):
        raise NotYoursToSettle(clause=_clause(promise))


def _clause(promise: Promise) -> str:
    is_named = promise.clause and promise.clause != RIGHTS_CLAUSE
    return f"promises.{promise.clause}" if is_named else promise.clause
