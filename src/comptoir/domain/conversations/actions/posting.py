"""Posting: the way of every message, from whichever entrance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.domain.conversations.actions.holding import Held, held_before, hold
from comptoir.domain.conversations.actions.judging import (
    ToJudge,
    found_in,
    held_for_approval,
    judge,
    must_be_held,
    overruled,
)
from comptoir.domain.conversations.actions.post import Post, Posted, kept_of
from comptoir.domain.conversations.actions.resends import posted_before
from comptoir.domain.conversations.actions.snoozing import awaken
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.errors import (
    ConversationIsClosed,
    ConversationNotFound,
    FileRefused,
    IsMerged,
    MessageEmpty,
    MessageTooLong,
    NewerMessage,
    NotYours,
)
from comptoir.domain.conversations.events import ConversationReopened, FirstAnswerGiven, MessagePosted
from comptoir.domain.conversations.models import Attachment, Mention
from comptoir.domain.conversations.queries.supervising import under_approval
from comptoir.domain.conversations.rules import first_words, may_answer, may_see
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.broadcast import tell
from comptoir.foundation.errors import Refusal
from comptoir.language.cards import masked
from comptoir.language.shield import hurts

MEDIATED = "marketplace"
"""The channel of conversations between a buyer and a seller."""
Outcome = Posted | Held | Refusal
Known = dict[tuple[int, UUID], Outcome]


def post_messages(posts: Sequence[Post], now: dt.datetime) -> list[Outcome]:
    """Add messages to their conversations, each in its place, and answer each: posted, held, or refused with the reason.

    Posting the same `client_id` twice in a conversation posts once, and answers alike. All that is posted is committed
    together; what is refused leaves nothing behind. What an agent writes is judged first, and posted after that.
    """
    outcomes = post_judged(posts, now)
    while to_judge := {n: it for n, it in enumerate(outcomes) if isinstance(it, ToJudge)}:
        again = [posts[n]._replace(judgement=judge(it.draft)) for n, it in to_judge.items()]
        for n, it in zip(to_judge, post_judged(again, now), strict=True):
            outcomes[n] = it
    return [it for it in outcomes if not isinstance(it, ToJudge)]


@transaction.atomic
def post_judged(posts: Sequence[Post], now: dt.datetime) -> list[Outcome | ToJudge]:
    """`post_messages` that does not wait for the checker.

    A text that was not judged yet comes back, and with it what its author has sent to the conversation after it.
    """
    posts = [_cleaned(post) for post in posts]
    stream = Stream((post.conversation_id for post in posts), now)
    while (onward := [_sent_on(stream, post) for post in posts]) != posts:
        posts, stream = onward, Stream((post.conversation_id for post in onward), now)
    known, supervised = _known(posts), under_approval(_writers(posts))
    outcomes: list[Outcome | ToJudge] = []
    waiting: set[tuple[int, int]] = set()
    for post in posts:
        try:
            outcomes.append(_post_in_order(stream, post, known, waiting, supervised))
        except Refusal as refusal:
            outcomes.append(refusal)
    stream.save()
    return outcomes


def post_message(post: Post, *, now: dt.datetime) -> Posted | Held:
    """Add one message: a batch of one. Raises the refusal."""
    outcome = post_messages([post], now)[0]
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def add_message(
    stream: Stream, row: Row, post: Post, files: list[dict[str, Any]] | None, team_facts: dict[str, Any] | None = None
) -> Posted:
    """Give a message that may go out its place in the conversation. Use under the conversation's lock."""
    if row.status == "closed" and post.kind == "message" and post.author != "system":
        _reopen(stream, row, post)
    shield = hurts(post.body) if post.visitor_id is not None else ""
    team_facts = (team_facts or {}) | kept_of(post) | ({"shield": shield} if shield else {})
    if post.kind == "message":
        _move_marks(stream, row, post, shield)
    _append(stream, row, post, files, team_facts)
    return Posted(row.id, post.client_id, row.public_seq if post.visitor_id else row.seq, stream.now)


def _cleaned(post: Post) -> Post:
    """The post as it may be kept: without card numbers, and without what no database takes."""
    body = post.body.replace("\0", "") if "\0" in post.body else post.body
    if len(body) <= post.largest:  # what is longer is refused, and kept nowhere
        body = masked(body)
    if post.carried and post.carried.cc:
        post = post._replace(carried=post.carried._replace(cc=_without_cards(post.carried.cc)))
    return post if body is post.body else post._replace(body=body)


def _without_cards(addresses: Sequence[str]) -> tuple[str, ...]:
    """No address has a card's number in it; what does is none, and is kept nowhere."""
    return tuple(address for address in addresses if masked(address) == address)


def _sent_on(stream: Stream, post: Post) -> Post:
    """What a visitor, or the house, writes to a conversation that was merged goes to the one that goes on."""
    row = stream.rows.get(post.conversation_id)
    if row is None or not row.merged_into_id or post.author == "agent" or post.files:
        return post
    return post._replace(conversation_id=row.merged_into_id)


def _writers(posts: Sequence[Post]) -> set[int]:
    """The members who write to customers among these."""
    return {post.viewer.membership_id for post in posts if post.viewer is not None and post.kind == "message"}


def _post_in_order(
    stream: Stream, post: Post, known: Known, waiting: set[tuple[int, int]], supervised: frozenset[int]
) -> Outcome | ToJudge:
    author = (post.conversation_id, post.viewer.membership_id if post.viewer else 0)
    if author in waiting:
        return ToJudge(None)
    outcome = _post(stream, post, known, supervised)
    if isinstance(outcome, ToJudge):
        waiting.add(author)
    return outcome


def _post(stream: Stream, post: Post, known: Known, supervised: frozenset[int]) -> Outcome | ToJudge:
    row = stream.row(post.conversation_id)
    _check_author(row, post)
    before = known.get((post.conversation_id, post.client_id))
    if before is not None:
        return before
    _check_message(row, post)
    files = claimed_files(row, post) if post.files else None
    verdict = found_in(post, row, stream.now)
    if isinstance(verdict, ToJudge):
        return verdict
    is_held = verdict is not None and must_be_held(verdict, post)
    if post.viewer is not None and post.kind == "message" and post.viewer.membership_id in supervised:
        is_held, verdict = True, held_for_approval(verdict)
    elif verdict is not None and verdict.level == "confirm" and not is_held:
        post = post._replace(team_facts=(post.team_facts or {}) | overruled(verdict))
    outcome: Outcome
    if verdict is not None and is_held:
        outcome = hold(stream, row, post, verdict, files)
    else:
        outcome = add_message(stream, row, post, files)
    known[post.conversation_id, post.client_id] = outcome
    return outcome


def _check_author(row: Row, post: Post) -> None:
    # What a buyer writes to a seller is masked first: it comes by `write_mediated`, and no other way.
    if post.visitor_id is not None and (row.visitor_id != post.visitor_id or row.channel == MEDIATED):
        raise ConversationNotFound
    if post.viewer is not None and not may_see(post.viewer, row):
        raise ConversationNotFound


def _check_message(row: Row, post: Post) -> None:
    if not post.body.strip() and not post.files:
        raise MessageEmpty
    if len(post.body) > post.largest:
        raise MessageTooLong(most=post.largest)
    if len(post.files) > post.files_at_most:
        raise FileRefused(why=format_lazy(_("a message takes {most} files at most."), most=post.files_at_most))
    if row.merged_into_id and post.kind == "message":
        raise IsMerged
    # What the house tells (that a return came in) is told after the end too, and opens nothing again.
    # What comes by mail opens a chat again too, as a request: nobody can tell its writer to go elsewhere.
    is_over = row.status == "closed" and post.kind == "message" and post.author != "system"
    if is_over and not post.is_mail and (row.is_live or post.viewer):
        raise ConversationIsClosed
    if post.viewer is None or post.kind == "note":
        return
    if not may_answer(post.viewer, row):
        raise NotYours
    if post.seen is not None and row.last_visitor_seq > post.seen:
        raise NewerMessage


def _move_marks(stream: Stream, row: Row, post: Post, shield: str) -> None:
    if not post.is_hidden:  # the customer's own list shows them too
        row.last_words = first_words(post.body) or "📎"
        row.is_shielded = bool(shield)
        row.last_from = post.author
    if post.visitor_id is not None:
        awaken(stream, row, "customer")
        row.last_visitor_seq = row.seq + 1
        row.unanswered_since = row.unanswered_since or post.at or stream.now
    elif post.viewer is not None and not post.is_hidden:
        row.last_answer_seq = row.seq + 1
        row.unanswered_since = None
        if row.first_answer_at is None:
            _answer_first(stream, row, post.viewer)


def _answer_first(stream: Stream, row: Row, viewer: Viewer) -> None:
    row.first_answer_at = stream.now
    waited = (stream.now - row.opened_at).total_seconds()
    stream.happened(FirstAnswerGiven(row.id, row.shop_id, viewer.membership_id, row.audience, waited))


def _append(
    stream: Stream,
    row: Row,
    post: Post,
    files: list[dict[str, Any]] | None,
    team_facts: dict[str, Any] | None,
) -> None:
    by = post.viewer if post.kind == "note" else None
    facts = {"by": by.name, "mentions": list(post.mentions)} if by else post.facts
    membership_id = post.viewer.membership_id if post.viewer else None
    stream.append(
        row,
        post.kind,
        author=post.author,
        membership_id=membership_id,
        body=post.body,
        client_id=post.client_id,
        facts=facts,
        files=files,
        is_public=post.kind == "message" and not post.is_hidden,
        team_facts=team_facts,
        at=post.at,
    )
    if post.files:
        is_team_only = post.kind == "note" or post.is_hidden
        kept = Attachment.objects.filter(key__in=[file["key"] for file in files or []])
        kept.update(entry_seq=row.seq, is_team_only=is_team_only)
    if post.mentions and post.author in ("agent", "system"):
        _mention(row, post.mentions, membership_id)
    if post.kind == "message":
        written = (post.author, membership_id, row.audience, stream.now, post.language)
        stream.happened(MessagePosted(row.id, row.shop_id, row.seq, *written))


def _mention(row: Row, ids: tuple[int, ...], by: int | None) -> None:
    colleagues = {member.pk for member in members_of(row.shop_id)}
    named = sorted(colleagues.intersection(ids) - {by})
    mentions = [Mention(conversation_id=row.id, entry_seq=row.seq, membership_id=pk) for pk in named]
    Mention.objects.bulk_create(mentions, ignore_conflicts=True)
    for mention in mentions:
        frame = f'{{"t":"mention","c":{row.id},"seq":{row.seq},"by":{by or "null"}}}'
        tell((f"member:{mention.membership_id}",), frame.encode())


def claimed_files(row: Row, post: Post) -> list[dict[str, Any]]:
    """The files that the post names, as clients know them. Raises `FileRefused` when one is not its author's to send."""
    found = Attachment.objects.filter(
        conversation_id=row.id, key__in=post.files, entry_seq=None, is_from_visitor=post.visitor_id is not None
    )
    if post.viewer:
        found = found.filter(membership_id=post.viewer.membership_id)
    by_key = {attachment.key: attachment for attachment in found}
    if set(by_key) != set(post.files):
        raise FileRefused(why=_("it is not here any more. Please add it again."))
    return [by_key[key].as_wire() for key in dict.fromkeys(post.files)]


def _reopen(stream: Stream, row: Row, post: Post) -> None:
    row.status = "active" if row.assignee_id else "waiting"
    row.is_live = row.is_live and not post.is_mail
    row.closed_at = None
    row.waiting_since = None if row.assignee_id else stream.now
    stream.append(row, "reopened")
    stream.happened(ConversationReopened(row.id, row.shop_id, row.is_live))


def _known(posts: Sequence[Post]) -> Known:
    wanted = {(post.conversation_id, post.client_id): post for post in posts}
    known: Known = dict(held_before(posts))
    for pk, client_id, seq, public, at in posted_before(list(wanted)):
        known[pk, client_id] = Posted(pk, client_id, public if wanted[pk, client_id].visitor_id else seq, at)
    return known
