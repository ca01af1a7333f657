"""Promises that do not come of a conversation's stream: what other apps clock, and what an agent has said."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from comptoir.domain.conversations.queries import Told, conversation_for, told_once
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.actions.clauses import term_for
from comptoir.domain.promises.dates import due_date, end_of_day
from comptoir.domain.promises.errors import DueInThePast, NothingWasPromised, NotYoursToSettle, WordsMissing
from comptoir.domain.promises.models import Kind, Promise
from comptoir.domain.promises.rules import may_settle
from comptoir.language.cards import masked_line

WORDS_LARGEST = 300
FURTHEST = dt.timedelta(days=366)


@transaction.atomic
def make_promise(
    *,
    shop_id: int,
    of: str,
    when: str,
    made_at: dt.datetime,
    conversation_id: int | None = None,
    subject: str = "",
    audience: str = "",
    owner_id: int | None = None,
    clause: str = "",
    made_seq: int = 0,
) -> Promise | None:
    """Promise what the charter in force at `made_at` promises to `of` ("return", "rights_request", …) at the moment `when`.

    By the clause of that key where one is named, and by what entry (`made_seq`) the other side was told. Once for a
    conversation and a `subject` ("return:17"). Nothing, where the charter promises nothing or the date is out of reach.
    """
    term = term_for(shop_id, of, when, made_at, clause=clause)
    if term is None:
        return None
    promise = Promise(
        shop_id=shop_id,
        conversation_id=conversation_id,
        charter_version_id=term.version_id,
        clause=term.clause.key,
        kind=Kind.RIGHTS if of == "rights_request" else when,
        subject=subject,
        audience=audience,
        owner_id=owner_id,
        made_at=made_at,
        made_seq=made_seq,
        within=str(term.within),
    )
    books = Books([conversation_id] if conversation_id else [], made_at)
    if found := _known(promise):
        return found
    found_at = due_date(promise)
    if found_at is None:
        return None
    promise.due_at = found_at
    return _added(books, promise)


@transaction.atomic
def confirm_spoken(
    *,
    conversation_id: int,
    viewer: Viewer,
    words: str,
    due: dt.datetime | dt.date,
    seq: int | None = None,
    client_id: UUID | None = None,
    now: dt.datetime,
) -> Promise:
    """Clock what an agent has promised in a message (`seq`, or the sender's `client_id`): whoever wrote it is to keep it. C4.

    Its writer says so, or who watches over the shop. A day means until the shop closes on it. The same words of the same
    message are one promise. Raises `ConversationNotFound`, `NothingWasPromised`, `NotYoursToSettle`, `WordsMissing`, `DueInThePast`.
    """
    conversation, _ = conversation_for(viewer, conversation_id)
    said = _said(told_once(conversation_id, seq=seq, client_id=client_id))
    if not may_settle(viewer, conversation.shop_id, said.membership_id):
        raise NotYoursToSettle
    words = masked_line(words)
    if not words or len(words) > WORDS_LARGEST:
        raise WordsMissing(most=WORDS_LARGEST)
    books = Books([conversation_id], now)
    known = Promise.objects.filter(conversation_id=conversation_id, kind=Kind.SPOKEN, made_seq=said.seq, words=words)
    if found := known.first():
        return found
    due_at = _moment(due, conversation.shop_id, conversation.audience, now)
    promise = Promise(
        shop_id=conversation.shop_id,
        conversation_id=conversation_id,
        charter_version_id=conversation.charter_version_id,
        kind=Kind.SPOKEN,
        audience=conversation.audience,
        owner_id=said.membership_id,
        words=words,
        made_at=said.created_at,
        made_seq=said.seq,
        due_at=due_at.astimezone(dt.UTC),
    )
    return _added(books, promise)


def _moment(due: dt.datetime | dt.date, shop_id: int, audience: str, now: dt.datetime) -> dt.datetime:
    if not isinstance(due, dt.datetime):
        if abs(due - now.date()) > FURTHEST:
            raise DueInThePast
        due = end_of_day(shop_id, audience, due, now)
    if not now < due <= now + FURTHEST:
        raise DueInThePast
    return due


def _known(promise: Promise) -> Promise | None:
    facts = {name: getattr(promise, name) for name in ("shop_id", "kind", "clause", "subject")}
    rows = Promise.objects.filter(**facts)
    here = promise.conversation_id
    return (rows.filter(conversation_id=here) if here else rows.filter(conversation=None)).first()


def _said(told: Told | None) -> Told:
    if told is None or told.kind != "message" or told.author != "agent":
        raise NothingWasPromised
    return told


def _added(books: Books, promise: Promise) -> Promise:
    books.add(promise)
    books.save()
    return promise
