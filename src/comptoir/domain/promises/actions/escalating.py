"""Escalating a request to a level that the charter names, and telling the customer the steps and the expected dates. D5."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.db import transaction

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, answered_by, level_reached
from comptoir.domain.conversations.actions import note_escalation
from comptoir.domain.conversations.queries import Talk, conversation_for
from comptoir.domain.conversations.rules import team_topic
from comptoir.domain.people.queries import groups_of, members_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.actions.clauses import term_for
from comptoir.domain.promises.actions.hearing import hear_into
from comptoir.domain.promises.actions.telling_steps import tell_steps
from comptoir.domain.promises.dates import due_date
from comptoir.domain.promises.errors import EscalationUnexplained, NoSuchLevel
from comptoir.domain.promises.events import RequestEscalated
from comptoir.domain.promises.models import Escalation, Kind, Promise
from comptoir.foundation.broadcast import tell
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked_line

REASON_LARGEST = 300

_encode = msgspec.json.Encoder().encode


@transaction.atomic
def escalate(*, conversation_id: int, viewer: Viewer, level: str, why: str, now: dt.datetime) -> Escalation:
    """Pass a request on to a level of the charter, with a word why; the customer is told what happens when.

    It goes to those who answer that level; where nobody does, it stays with who has it. Once at that level it stays
    there, however often this is asked. Raises `ConversationNotFound`, `NotAllowed`, `NoSuchLevel`,
    `EscalationUnexplained`, `ConversationIsClosed`, and `StillChatting` while it is a chat.
    """
    conversation, viewer = conversation_for(viewer, conversation_id)
    version_id, charter = _charter(conversation.shop_id, now)
    before = newest_escalation(conversation_id)
    came_from = level_reached(charter, before.level if before else "")
    if before is not None and came_from == level:
        return before
    why = _cleaned(charter, level, came_from, why)
    to = _those_who_answer(charter, level, conversation.shop_id, conversation.assignee_id)
    # The account first, then the conversation, as whoever makes a promise there does.
    books = Books([conversation_id], now)
    hear_into(books)
    facts = {"level": level, "why": why}
    seq = note_escalation(conversation_id=conversation_id, viewer=viewer, **facts, to=to, now=now)
    if seq is None:  # somebody was quicker
        return Escalation.objects.filter(conversation_id=conversation_id).latest("seq")
    made = Escalation(conversation_id=conversation_id, charter_version_id=version_id, by_id=viewer.membership_id)
    made.level, made.came_from, made.why, made.seq, made.at = level, came_from, why, seq, now
    made.save()
    _follow(books, made, conversation.shop_id)
    return made


def newest_escalation(conversation_id: int) -> Escalation | None:
    """Where a request stands; nothing while it is at the first level, as all are in the beginning."""
    return Escalation.objects.filter(conversation_id=conversation_id).order_by("-seq").first()


def _follow(books: Books, made: Escalation, shop_id: int) -> None:
    """What follows: a promise, a word to the customer, the news."""
    here = made.conversation_id
    if promise := _word_to_come(books.talks[here], made.seq, books.now):
        books.add(promise)
    books.save()
    tell_steps(conversation_id=here, now=books.now)
    announce(RequestEscalated(here, shop_id, made.level, made.came_from, made.by_id))
    tell((team_topic(here),), _encode({"t": "promises", "c": here}))
    made.refresh_from_db()


def _cleaned(charter: Charter, level: str, came_from: str, why: str) -> str:
    """The reason as it is kept, for a level that there is."""
    if level not in charter.escalation.levels or level == came_from:
        raise NoSuchLevel(clause="escalation.levels")
    why = masked_line(why)[:REASON_LARGEST]
    if not why:
        raise EscalationUnexplained(clause="escalation.levels")
    return why


def _charter(shop_id: int, now: dt.datetime) -> tuple[int, Charter]:
    try:
        return charter_in_force(shop_id, now)
    except NoCharter:
        raise NoSuchLevel(clause="escalation.levels") from None


def _those_who_answer(charter: Charter, level: str, shop_id: int, assignee_id: int | None) -> tuple[str, int | None]:
    """The audience or the group that is to take it up; neither where who has it is one of them, or where there are none."""
    those = answered_by(charter, level)
    now_with = next((it for it in members_of(shop_id) if it.pk == assignee_id), None)
    if those.audience:
        return ("" if now_with and now_with.audience == those.audience else those.audience), None
    names = {name.casefold() for name in those.groups}
    group = next((it for it in groups_of(shop_id) if it.name.casefold() in names), None)
    if group is None or (now_with and group.pk in {it.pk for it in now_with.groups.all()}):
        return "", None
    return "", group.pk


def _word_to_come(talk: Talk, seq: int, now: dt.datetime) -> Promise | None:
    """What the charter promises whoever is escalated: to be told the steps within a time."""
    term = term_for(talk.shop_id, "escalation", Kind.FOLLOW_UP, now)
    if term is None or term.clause.of != "escalation":
        return None
    promise = Promise(
        shop_id=talk.shop_id,
        conversation_id=talk.id,
        charter_version_id=term.version_id,
        clause=term.clause.key,
        kind=Kind.FOLLOW_UP,
        audience=talk.audience,
        owner_id=talk.assignee_id,
        made_at=now,
        made_seq=seq,
        within=str(term.within),
    )
    found = due_date(promise)
    if found is None:
        return None
    promise.due_at = found
    return promise
