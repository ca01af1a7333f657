"""Telling the customer of an escalated request what happens when, and again when a date has moved. By the house, in their language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID, uuid5

from django.db import transaction

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.charter.rules import SPOKEN, Charter, level_in
from comptoir.domain.conversations.actions import Post, Posted, post_messages
from comptoir.domain.conversations.queries import Talk, talks
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.actions.hearing import hear_into
from comptoir.domain.promises.dates import is_of_escalation
from comptoir.domain.promises.events import StepsToTell
from comptoir.domain.promises.models import Escalation, Kind
from comptoir.domain.promises.rules import TELL_EVERY, Steps, have_moved, told_of_level, told_of_move
from comptoir.domain.promises.steps import steps_of
from comptoir.foundation.outbox import announce

_MESSAGES = UUID("6f0b5c1e-3a57-4c8e-9f52-0d4b6c1a7e21")
"""What the ids of these messages are made of: the same telling, tried again, is the same message."""


@transaction.atomic
def tell_steps(*, conversation_id: int, now: dt.datetime) -> None:
    """Tell the customer of a new level, or of dates that have moved since they were told; once an hour at the most.

    What comes sooner is told when the hour is over, as it stands then. Where nothing is new, where the charter does not
    want it told, and once the request is closed, nothing happens.
    """
    if not escalated([conversation_id]):
        return
    _hear([conversation_id], now)
    escalation = Escalation.objects.filter(conversation_id=conversation_id).latest("seq")
    talk = talks([conversation_id])[conversation_id]
    if talk.status == "closed":
        return
    charter, steps = charter_of_version(escalation.charter_version_id), steps_of(conversation_id, now)
    is_news = escalation.told_at is None or have_moved(steps, escalation)
    if not charter.escalation.tell_customer or not is_news:
        return
    before = Escalation.objects.filter(conversation_id=conversation_id, told_at__gt=now - TELL_EVERY)
    if (last := before.order_by("-told_at").first()) and last.told_at:
        key = f"steps:{conversation_id}"
        announce(StepsToTell(conversation_id), at=last.told_at + TELL_EVERY, key=key)
        return
    _post(escalation, talk, charter, steps, now)


def escalated(conversation_ids: Collection[int]) -> list[int]:
    """Those of the conversations that were escalated, whose customers may be waiting for dates. One query."""
    rows = Escalation.objects.filter(conversation_id__in=conversation_ids)
    return sorted(set(rows.values_list("conversation_id", flat=True)))


@transaction.atomic
def tell_steps_in(conversation_ids: Iterable[int], now: dt.datetime) -> None:
    """Tell the customers of several, whose accounts are all locked before the first conversation is."""
    ids = list(conversation_ids)
    _hear(ids, now)
    for pk in ids:
        tell_steps(conversation_id=pk, now=now)


def language_with(language: str, charter: Charter) -> str:
    """In which language the house writes: the customer's where we speak it, else the shop's own."""
    return language[:2] if language[:2] in SPOKEN else charter.language


def _hear(conversation_ids: Iterable[int], now: dt.datetime) -> None:
    """Take the accounts before the conversations, and bring them up to what has happened."""
    books = Books(conversation_ids, now)
    hear_into(books)
    books.save()


def _post(escalation: Escalation, talk: Talk, charter: Charter, steps: Steps, now: dt.datetime) -> None:
    client_id = uuid5(_MESSAGES, f"{escalation.pk}:{escalation.times_told + 1}")
    [outcome] = post_messages([Post(talk.id, client_id, _words(escalation, talk, charter, steps))], now)
    if not isinstance(outcome, Posted):
        return
    escalation.told_at, escalation.times_told = now, escalation.times_told + 1
    escalation.told_solved_on, escalation.told_word_on = steps.solved_on, steps.word_on
    escalation.told_word_of = steps.word_of
    escalation.save()
    _keep_word(talk.id, outcome.seq, now)


def _words(escalation: Escalation, talk: Talk, charter: Charter, steps: Steps) -> str:
    language = language_with(talk.language, charter)
    if escalation.told_at is not None:
        return told_of_move(language, talk.reference, steps)
    levels, level = charter.escalation.levels, level_in(language, charter, escalation.level)
    came_from = levels.index(escalation.came_from) if escalation.came_from in levels else 0
    is_further = levels.index(escalation.level) > came_from
    earlier = Escalation.objects.filter(conversation_id=talk.id, told_at__isnull=False)
    last = earlier.order_by("-told_at").first()
    return told_of_level(language, talk.reference, level, steps, is_further=is_further, told=last)


def _keep_word(conversation_id: int, seq: int, now: dt.datetime) -> None:
    """What the charter promises who is escalated, to be told the steps, is done with that."""
    books = Books([conversation_id], now)
    for promise in books.promises[conversation_id]:
        if promise.kind == Kind.FOLLOW_UP and promise.is_undone and is_of_escalation(promise):
            books.fulfil(promise, now, seq)
    books.save()
