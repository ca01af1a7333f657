"""What becomes of a held message: approved as it is or edited, returned with a word, or taken back by its author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from comptoir.domain.conversations.actions.holding import settle
from comptoir.domain.conversations.actions.judging import judge
from comptoir.domain.conversations.actions.post import Carried, Post, Posted
from comptoir.domain.conversations.actions.posting import add_message, claimed_files
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.actions.withholding import check_withheld
from comptoir.domain.conversations.errors import (
    HeldIsSettled,
    HeldNotFound,
    MessageEmpty,
    MessageTooLong,
    OwnMessage,
    WordMissing,
)
from comptoir.domain.conversations.events import HeldApproved, HeldReturned
from comptoir.domain.conversations.models import CAME_BACK, Conversation, Entry, HeldMessage, Outcome
from comptoir.domain.conversations.rules import BODY_LARGEST, LETTER_LARGEST, draft_of, may_approve, may_see_held
from comptoir.domain.conversations.wording_errors import WordingForbidden
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked

WORD_LARGEST = 500
"""Characters of what is said to the author of a message that is returned."""


def approve_held(*, held_id: int, viewer: Viewer, body: str | None = None, now: dt.datetime) -> Posted:
    """Post a held message as its author's, with an edited `body` if one is given. Approving twice posts once; who comes second
    with other words is told so.

    What the charter forbids stays forbidden, however it came there, and what was withdrawn since stays here. Raises `HeldNotFound`, `NotAllowed`, `OwnMessage`,
    `HeldIsSettled`, `MessageEmpty`, `MessageTooLong`, `WordingForbidden`, `FileRefused`.
    """
    held = _to_decide(held_id, viewer)
    words = held.body if body is None else masked(body.replace("\0", "")[: LETTER_LARGEST + 1])
    if words != held.body:
        _check_edited(held, words, now)
    with _locked(held, now) as (stream, row):
        if held.outcome == Outcome.APPROVED and words == _posted_words(held):
            return Posted(row.id, held.client_id, held.seq or 0, held.settled_at or now)
        _check_waiting(held)
        check_withheld(shop_id=row.shop_id, conversation_id=row.id, body=words)
        post = _post_of(held, words)
        files = claimed_files(row, post) if post.files else None
        facts = {"approved_by": {"id": viewer.membership_id, "name": viewer.name}, "is_edited": words != held.body}
        posted = add_message(stream, row, post, files, team_facts=facts)
        settle(held, Outcome.APPROVED, now, by=viewer, seq=posted.seq)
        approved = HeldApproved(
            row.id, row.shop_id, held.pk, held.membership_id, viewer.membership_id, words != held.body
        )
        stream.happened(approved)
    return posted


def return_held(*, held_id: int, viewer: Viewer, word: str, now: dt.datetime) -> None:
    """Give a held message back to its author, with a word on what should be different. Returning twice returns once; who
    comes second with another word is told so.

    Raises `HeldNotFound`, `NotAllowed`, `OwnMessage`, `WordMissing`, `HeldIsSettled`.
    """
    held = _to_decide(held_id, viewer)
    word = masked(word.strip().replace("\0", ""))[:WORD_LARGEST]
    if not word:
        raise WordMissing
    with _locked(held, now) as (stream, row):
        if held.outcome == Outcome.RETURNED and held.word == word:
            return
        _check_waiting(held)
        settle(held, Outcome.RETURNED, now, by=viewer, word=word)
        stream.happened(HeldReturned(row.id, row.shop_id, held.pk, held.membership_id, viewer.membership_id))


def see_returned(*, held_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Its author has seen that a message came back or lapsed, and why; it is shown no longer. Raises `HeldNotFound`, `NotAllowed`."""
    held = _seen(held_id, viewer)
    if held.membership_id != viewer.membership_id:
        raise NotAllowed
    HeldMessage.objects.filter(pk=held.pk, outcome__in=CAME_BACK, seen_at=None).update(seen_at=now)


def withdraw_held(*, held_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Take one's own held message back. Taking it back twice does so once. Raises `HeldNotFound`, `NotAllowed`, `HeldIsSettled`."""
    held = _seen(held_id, viewer)
    if held.membership_id != viewer.membership_id:
        raise NotAllowed
    with _locked(held, now):
        if held.outcome == Outcome.WITHDRAWN:
            return
        _check_waiting(held)
        settle(held, Outcome.WITHDRAWN, now, by=viewer)


def _seen(held_id: int, viewer: Viewer) -> HeldMessage:
    held = HeldMessage.objects.select_related("membership").filter(pk=held_id, shop_id=viewer.shop_id).first()
    if held is None or not may_see_held(viewer, held.shop_id, held.membership_id):
        raise HeldNotFound
    return held


def _to_decide(held_id: int, viewer: Viewer) -> HeldMessage:
    held = _seen(held_id, viewer)
    if held.membership_id == viewer.membership_id:
        raise OwnMessage
    if not may_approve(viewer, held.shop_id):
        raise NotAllowed
    return held


def _check_edited(held: HeldMessage, body: str, now: dt.datetime) -> None:
    if not body.strip() and not held.files:
        raise MessageEmpty
    most = LETTER_LARGEST if held.carried else BODY_LARGEST
    if len(body) > most:
        raise MessageTooLong(most=most)
    conversation = Conversation.objects.get(pk=held.conversation_id)
    judgement = judge(draft_of(_author(held), conversation, body, now, held.language))
    if judgement is not None and judgement.verdict.level == "forbid":
        raise WordingForbidden(judgement.verdict, body)


@contextmanager
def _locked(held: HeldMessage, now: dt.datetime) -> Iterator[tuple[Stream, Row]]:
    """Everything that settles a held message locks its conversation first; then it is read as it is."""
    with transaction.atomic():
        stream = Stream([held.conversation_id], now)
        row = stream.row(held.conversation_id)
        held.refresh_from_db(fields=["outcome", "seq", "settled_at", "word"])
        yield stream, row
        stream.save()


def _check_waiting(held: HeldMessage) -> None:
    if held.outcome:
        raise HeldIsSettled


def _posted_words(held: HeldMessage) -> str | None:
    posted = Entry.objects.filter(conversation_id=held.conversation_id, seq=held.seq or 0)
    return posted.values_list("body", flat=True).first()


def _post_of(held: HeldMessage, body: str) -> Post:
    files = tuple(UUID(key) for key in held.files)
    mentions = tuple(held.mentions)
    carried = (
        Carried(held.carried["to"], tuple(held.carried["cc"]), held.carried["has_history"]) if held.carried else None
    )
    return Post(
        held.conversation_id,
        held.client_id,
        body,
        viewer=_author(held),
        files=files,
        mentions=mentions,
        language=held.language,
        carried=carried,
    )


def _author(held: HeldMessage) -> Viewer:
    member = held.membership
    return Viewer(member.user_id, member.pk, held.shop_id, member.role, member.audience, name=member.display_name)
