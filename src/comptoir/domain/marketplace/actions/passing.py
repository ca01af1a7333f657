"""The team passes on, by one click, what one side wrote to the other while the tool is off. E4."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.actions import MailFile, Mediated, Post
from comptoir.domain.conversations.queries import files_to_carry
from comptoir.domain.conversations.rules import may_change, may_see
from comptoir.domain.marketplace.actions.speaking import turned
from comptoir.domain.marketplace.errors import (
    CaseIsClosed,
    CaseNotFound,
    NothingToPassOn,
    NotTheOnesWhoAnswer,
    WordsMissing,
    WordsTooLong,
)
from comptoir.domain.marketplace.queries.hands import InHand, in_hand
from comptoir.domain.marketplace.queries.reading import Message, message_of
from comptoir.domain.marketplace.rules import MAIL_LARGEST, masked_for_other
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.training.queries import refuse_untrained

PASSING = UUID("5f0f1c8e-7f0b-4d5c-9a9b-2f6a3c8f1e0d")
"""The namespace of messages that pass others on: each is passed on once."""


def pass_on(
    *,
    conversation_id: int,
    seq: int,
    viewer: Viewer,
    body: str | None = None,
    is_confirmed: bool = False,
    now: dt.datetime,
) -> int:
    """Pass the message at `seq` on to the other side, as it is or as `body` has it; returns the new entry's `seq`.

    What a buyer wrote goes to the seller, what a seller told the team goes to the buyer; each once. Who passes on answers the
    conversation from then, if nobody does. What they have changed is judged by the charter, as their own words are; what is
    passed on as it came is not; but what was withdrawn goes to no buyer, whoever wrote it. Raises `CaseNotFound`, `CaseIsClosed`, `NotTheOnesWhoAnswer`, `NothingToPassOn`,
    `WordsMissing`, `WordsTooLong`, and `WordingForbidden`, `WordingNotPassedOn`, `WordingToConfirm` until it is confirmed.
    """
    if body is not None:
        post = Post(conversation_id, uuid4(), body.strip(), viewer=viewer, is_confirmed=is_confirmed)
        _judge_changes(post, seq, now)
    return _pass(conversation_id, seq, viewer, body, now)


def _judge_changes(post: Post, seq: int, now: dt.datetime) -> None:
    """Before the transaction: the checker may have to be waited for. Who may not see the case is told nothing of words."""
    hand = in_hand(post.conversation_id)
    refuse_closed(hand)
    if post.viewer is None or not may_see(post.viewer, hand.case.conversation):
        raise CaseNotFound
    message, _to = _to_pass_on(hand.id, seq)
    if len(post.body) > MAIL_LARGEST:
        raise WordsTooLong(most=MAIL_LARGEST)
    if post.body != message.body.strip():
        conversations.check_reworded(was=message.body, post=post, now=now)


@transaction.atomic
def _pass(conversation_id: int, seq: int, viewer: Viewer, body: str | None, now: dt.datetime) -> int:
    conversations.lock([conversation_id])
    hand = in_hand(conversation_id)
    refuse_closed(hand)
    refuse_viewer(hand, viewer, now)
    message, to = _to_pass_on(conversation_id, seq)
    text = (message.body if body is None else body).strip()
    if not text and not message.files:
        raise WordsMissing
    if len(text) > MAIL_LARGEST:
        raise WordsTooLong(most=MAIL_LARGEST)
    if to == "buyer":
        conversations.check_withheld(shop_id=hand.case.shop_id, conversation_id=hand.id, body=text)
    words = _passed_on(hand, message, to, text)._replace(membership_id=viewer.membership_id, turn=turned(hand, to, now))
    conversations.write_mail_files(words.files)
    done = conversations.write_mediated(conversation_id=conversation_id, words=words, now=now)
    if not done.is_new:
        raise NothingToPassOn
    hand.case.save()
    return done.seq


def _passed_on(hand: InHand, message: Message, to: str, text: str) -> Mediated:
    """What the other side reads: masked, the files with it, known as whose words they are."""
    language = hand.seller_language if to == "seller" else hand.buyer_language
    return Mediated(
        client_id=uuid5(PASSING, f"{hand.id}.{message.seq}"),
        author="agent",
        body=masked_for_other(text, hand.parties(), language).text,
        is_public=to == "buyer",
        facts={"passed_on": "seller"} if to == "buyer" else None,
        team_facts={"to": [to], "passes_on": message.seq},
        files=_copied(hand, message),
    )


def refuse_viewer(hand: InHand, viewer: Viewer, now: dt.datetime) -> None:
    """Raise `CaseNotFound` for who may not see it, `NotTheOnesWhoAnswer` for who may not answer it. Where nobody answers it yet, they do."""
    talk = hand.case.conversation
    if not may_see(viewer, talk):
        raise CaseNotFound
    if talk.assignee_id is None and may(viewer.role, "answer"):
        refuse_untrained(viewer, talk.topic, now)
        conversations.assign(conversation_id=hand.id, membership_id=viewer.membership_id, now=now)
    elif not may_change(viewer, talk):
        raise NotTheOnesWhoAnswer


def refuse_closed(hand: InHand) -> None:
    """Raise `CaseIsClosed`."""
    if hand.case.conversation.status == "closed":
        raise CaseIsClosed


def _to_pass_on(conversation_id: int, seq: int) -> tuple[Message, str]:
    """What is passed on, and to whom."""
    message = message_of(conversation_id, seq)
    if message is None or message.author not in ("buyer", "seller"):
        raise NothingToPassOn
    other = "seller" if message.author == "buyer" else "buyer"
    if other in message.read_by:
        raise NothingToPassOn
    return message, other


def _copied(hand: InHand, message: Message) -> tuple[MailFile, ...]:
    """The message's files again: each belongs to one entry. They were made anew when they came in."""
    kept = files_to_carry(hand.id, message.seq)
    sizes = {file.key: (file.width, file.height) for file in message.files}
    return tuple(
        MailFile(uuid4(), file.name, file.content_type, file.path.read_bytes(), *sizes.get(file.key, (0, 0)))
        for file in kept
    )
