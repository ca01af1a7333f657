"""Correcting what a member has answered: the customer sees the better words and that they were changed, or a message after it. A7."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from comptoir.domain.conversations.actions.judging import judge, must_be_held
from comptoir.domain.conversations.actions.post import Carried, Post, Posted
from comptoir.domain.conversations.actions.posting import MEDIATED, add_message
from comptoir.domain.conversations.actions.resends import posted_before
from comptoir.domain.conversations.actions.stream import Row, Stream, encode
from comptoir.domain.conversations.actions.withholding import check_withheld
from comptoir.domain.conversations.errors import (
    ConversationIsClosed,
    ConversationNotFound,
    CorrectedMeanwhile,
    IsMerged,
    MessageEmpty,
    MessageTooLong,
    NotCorrectable,
    WentByMail,
)
from comptoir.domain.conversations.events import AnswerCorrected
from comptoir.domain.conversations.models import Conversation, Correction, Entry, Kind
from comptoir.domain.conversations.rules import BODY_LARGEST, draft_of, first_words, may_see
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked

LETTERS = ("email", MEDIATED)
"""Channels on which what is written goes out as a letter, and cannot be changed after that."""


def correct_answer(
    *,
    conversation_id: int,
    seq: int,
    viewer: Viewer,
    body: str,
    is_confirmed: bool = False,
    after_changes: int | None = None,
    now: dt.datetime,
) -> None:
    """Change what a member has answered at `seq` of the team's stream. The same words again change nothing.

    `after_changes` is how often it had been changed when the viewer read it; nobody undoes a change that they have not seen.

    The customer sees the new words, and that they were edited; the team also what stood there before. They are read by the
    checker as the watcher's own are. Raises `ConversationNotFound`, `NotAllowed`, `MessageEmpty`, `MessageTooLong`,
    `NotCorrectable`, `WentByMail`, `CorrectedMeanwhile`, `WordingForbidden`, `WordingToConfirm`.
    """
    body = _checked(conversation_id, viewer, body, is_confirmed, now)
    with transaction.atomic():
        stream, row = _locked(conversation_id, viewer, now)
        entry = _answer_at(row, seq)
        if _is_letter(row, entry):
            raise WentByMail
        if entry.body == body:
            return
        _refuse_unseen(entry, after_changes)
        _keep_before(entry, viewer, now)
        _rewrite(entry, body, now)
        if row.last_answer_seq == seq and row.last_from == "agent":
            row.last_words = first_words(body)
        team_facts = {"of": seq, "before": entry.body, "by": viewer.name}
        facts = {"of": entry.public_seq, "edited": now}
        stream.append(row, "corrected", body=body, facts=facts, team_facts=team_facts)
        stream.happened(AnswerCorrected(row.id, row.shop_id, seq, entry.membership_id, viewer.membership_id))
        stream.save()


def follow_up_correction(
    *,
    conversation_id: int,
    seq: int,
    viewer: Viewer,
    body: str,
    client_id: UUID,
    is_confirmed: bool = False,
    now: dt.datetime,
) -> Posted:
    """Write to the customer what an answer should have said, without taking the conversation over; it goes to whom the answer went.

    The same `client_id` posts once. Raises what `correct_answer` does but `WentByMail`, and `ConversationIsClosed`, `IsMerged`.
    """
    body = _checked(conversation_id, viewer, body, is_confirmed, now)
    with transaction.atomic():
        stream, row = _locked(conversation_id, viewer, now)
        for _pk, _client_id, posted, _public, at in posted_before([(row.id, client_id)]):
            return Posted(row.id, client_id, posted, at)
        if row.merged_into_id:
            raise IsMerged
        if row.status == "closed":
            raise ConversationIsClosed
        entry = _answer_at(row, seq)
        post = Post(
            row.id,
            client_id,
            body,
            viewer=viewer,
            carried=_carried_as(entry),
            facts={"corrects": entry.public_seq},
            team_facts={"corrects": seq},
        )
        posted_now = add_message(stream, row, post, None)
        stream.happened(AnswerCorrected(row.id, row.shop_id, seq, entry.membership_id, viewer.membership_id))
        stream.save()
    return posted_now


def _checked(conversation_id: int, viewer: Viewer, body: str, is_confirmed: bool, now: dt.datetime) -> str:
    """The words as they may go out; judged outside any transaction."""
    if not may(viewer.role, "correct_answers"):
        raise NotAllowed
    body = body.replace("\0", "").strip()
    if not body:
        raise MessageEmpty
    if len(body) > BODY_LARGEST:
        raise MessageTooLong(most=BODY_LARGEST)
    body = masked(body)
    talk = Conversation.objects.filter(pk=conversation_id).first()
    if talk is None or not may_see(viewer, talk):
        raise ConversationNotFound
    check_withheld(shop_id=talk.shop_id, conversation_id=talk.pk, body=body)
    judgement = judge(draft_of(viewer, talk, body, now))
    if judgement is not None:
        must_be_held(judgement.verdict, Post(talk.pk, UUID(int=0), body, viewer=viewer, is_confirmed=is_confirmed))
    return body


def _locked(conversation_id: int, viewer: Viewer, now: dt.datetime) -> tuple[Stream, Row]:
    stream = Stream([conversation_id], now)
    row = stream.row(conversation_id)
    if not may_see(viewer, row):
        raise ConversationNotFound
    return stream, row


def _answer_at(row: Row, seq: int) -> Entry:
    found = Entry.objects.filter(conversation_id=row.id, seq=seq, kind=Kind.MESSAGE, author="agent").first()
    if found is None or found.public_seq is None or not found.body:
        raise NotCorrectable
    return found


def _refuse_unseen(entry: Entry, after_changes: int | None) -> None:
    made = Correction.objects.filter(conversation_id=entry.conversation_id, entry_seq=entry.seq).count()
    if after_changes is not None and made != after_changes:
        raise CorrectedMeanwhile


def _is_letter(row: Row, entry: Entry) -> bool:
    """Whether the customer reads it in a letter: always on these channels, else where they are not here to read it."""
    is_unread = (entry.public_seq or 0) > row.visitor_read
    return row.channel in LETTERS or (not row.is_live and bool(row.email) and is_unread)


def _keep_before(entry: Entry, viewer: Viewer, now: dt.datetime) -> None:
    Correction.objects.create(
        conversation_id=entry.conversation_id,
        entry_seq=entry.seq,
        before=entry.body,
        membership_id=viewer.membership_id,
        corrected_at=now,
    )


def _rewrite(entry: Entry, body: str, now: dt.datetime) -> None:
    kept = _kept(entry)
    kept["facts"] = (kept.get("facts") or {}) | {"edited": now}
    rows = Entry.objects.filter(conversation_id=entry.conversation_id, seq=entry.seq)
    rows.update(body=body, facts=encode(kept).decode())


def _carried_as(entry: Entry) -> Carried | None:
    mail = (_kept(entry).get("team_facts") or {}).get("mail")
    if not mail:
        return None
    return Carried(mail.get("to", "customer"), tuple(mail.get("cc", ())))


def _kept(entry: Entry) -> dict[str, Any]:
    kept: dict[str, Any] = msgspec.json.decode(entry.facts) if entry.facts else {}
    return kept
