"""Saying something in the feed: a word, a question, an answer; with files, with an excerpt of a conversation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import own_of
from comptoir.domain.conversations.queries import redactor_of
from comptoir.domain.conversations.rules import sparing_calls, without_contacts, words_in
from comptoir.domain.feed.actions.turn import Turn, encode
from comptoir.domain.feed.errors import ExcerptChanged, NothingSaid, PostIsSilent, PostNotFound, PostTooLong
from comptoir.domain.feed.models import Excerpt, FeedFile, FeedWord, Naming, Post
from comptoir.domain.feed.queries.excerpts import Made, conversation_of_thread, excerpt_of
from comptoir.domain.feed.rules import (
    BODY_LARGEST,
    FILES_AT_MOST,
    NAMED_AT_MOST,
    reach_for,
)
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.broadcast import tell
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed
from comptoir.language.rules import Shop

WORDS_AT_MOST = 200
"""Words by which one post is found."""


class Chosen(NamedTuple):
    """Messages of a conversation that the asker wants to show; `digest` stands for what they have seen of them."""

    conversation_id: int
    seqs: tuple[int, ...]
    digest: str


class Draft(NamedTuple):
    """What is about to be said, made ready before anything is locked."""

    body: str
    excerpt: Made | None
    reach: str = "all"
    is_question: bool = False
    is_for_volunteers: bool = True


def say(
    *,
    viewer: Viewer,
    client_id: UUID,
    body: str,
    answers: int | None = None,
    excerpt_of: Chosen | None = None,
    files: Sequence[UUID] = (),
    named: Sequence[int] = (),
    is_question: bool = False,
    reach: str = "all",
    now: dt.datetime,
) -> Post:
    """Say it in the shop's feed, once for each `client_id`; `answers` is the post whose thread it belongs to.

    Contact details, accounts and cards are masked in every post; with an excerpt also the customer's names and numbers.
    Raises `NothingSaid`, `PostTooLong`, `PostNotFound`, `ExcerptChanged`, `ExcerptNotHere`, `ConversationNotFound`.
    """
    if not may(viewer.role, "use_feed"):
        raise NotAllowed
    draft = _draft(viewer, plain_body(body), answers, excerpt_of, now)
    draft = draft._replace(is_question=is_question or draft.excerpt is not None)
    draft = draft._replace(reach=reach_for(viewer, reach, is_for_volunteers=draft.is_for_volunteers))
    if not draft.body and draft.excerpt is None and not files:
        raise NothingSaid
    return _kept(viewer, client_id, draft, answers=answers, files=files, named=named, now=now)


def masker_of(shop_id: int, now: dt.datetime) -> Callable[[str], str]:
    """What masks the contact details in a shop's posts: all but the shop's own."""
    try:
        own = own_of(charter_in_force(shop_id, now)[1])
    except NoCharter:
        own = Shop()
    language = shop_of_id(shop_id).language
    return lambda text: without_contacts(text, own, language)


def calling(shop_id: int, mask: Callable[[str], str]) -> Callable[[str], str]:
    """`mask`, but for the names of colleagues who are called."""
    return sparing_calls(mask, [it.display_name for it in members_of(shop_id)])


def plain_body(body: str) -> str:
    """What was written, without what no database keeps. Raises `PostTooLong`."""
    body = body.replace("\0", "").replace("\r\n", "\n").strip()
    if len(body) > BODY_LARGEST:
        raise PostTooLong(most=BODY_LARGEST)
    return body


def index(post: Post) -> None:
    """Let the post be found by its words, and by nothing else any more."""
    FeedWord.objects.filter(post_id=post.pk).delete()
    words = words_in(post.body)[:WORDS_AT_MOST]
    FeedWord.objects.bulk_create(FeedWord(post=post, shop_id=post.shop_id, word=word.encode()) for word in words)


def name(post: Post, viewer: Viewer, named: Iterable[int], *, told_already: int | None = None) -> None:
    """Call colleagues who may see the post, and tell those who were not called by it before, nor are told of it anyway."""
    members = {it.pk: it for it in members_of(post.shop_id)}
    wanted = [members[pk] for pk in dict.fromkeys(named) if pk in members and pk != viewer.membership_id]
    wanted = [it for it in wanted if post.reach == "all" or it.role != "ambassador"][:NAMED_AT_MOST]
    known = set(Naming.objects.filter(post_id=post.pk).values_list("membership_id", flat=True))
    for member in wanted:
        if member.pk not in known:
            Naming.objects.create(post=post, membership=member)
            frame = {"t": "feed_named", "shop": post.shop_id, "post": post.pk, "by": viewer.name}
            if member.pk != told_already:
                tell((f"member:{member.pk}",), encode(frame))


def _draft(viewer: Viewer, body: str, answers: int | None, chosen: Chosen | None, now: dt.datetime) -> Draft:
    if chosen is not None:
        made = excerpt_of(viewer, chosen.conversation_id, chosen.seqs, now)
        if made.digest != chosen.digest:
            raise ExcerptChanged
        return Draft(calling(viewer.shop_id, made.redact)(body), made, is_for_volunteers=made.is_for_volunteers)
    about = conversation_of_thread(viewer, answers) if answers else None
    mask = redactor_of(about, now, guesses=False) if about else masker_of(viewer.shop_id, now)
    return Draft(calling(viewer.shop_id, mask)(body), None)


@again_when_crossed
@transaction.atomic
def _kept(
    viewer: Viewer,
    client_id: UUID,
    draft: Draft,
    *,
    answers: int | None,
    files: Sequence[UUID],
    named: Sequence[int],
    now: dt.datetime,
) -> Post:
    turn = Turn(viewer.shop_id, now)
    before = Post.objects.filter(shop_id=viewer.shop_id, client_id=client_id).first()
    if before is not None:
        if before.membership_id != viewer.membership_id:
            raise PostNotFound
        return before
    root = _root(turn, viewer, answers)
    post = Post(shop_id=viewer.shop_id, root=root, membership_id=viewer.membership_id, client_id=client_id)
    post.body, post.reach = draft.body, root.reach if root else draft.reach
    post.is_question = draft.is_question and root is None
    post.created_at = post.moved_at = now
    _refuse_leak(draft, root)
    turn.add(post)
    _attach(post, viewer, draft, files)
    index(post)
    name(post, viewer, named, told_already=root.membership_id if root else None)
    if root is not None:
        _count(turn, root, post, viewer, now)
    turn.end()
    return post


def _root(turn: Turn, viewer: Viewer, answers: int | None) -> Post | None:
    if answers is None:
        return None
    answered = turn.post(viewer, answers)
    root = turn.post(viewer, answered.root_id) if answered.root_id else answered
    if root.taken_back_at is not None and not root.answers:
        raise PostIsSilent
    return root


def _refuse_leak(draft: Draft, root: Post | None) -> None:
    """An excerpt that volunteers may not see is not put into a thread that they read."""
    if draft.excerpt and root and root.reach == "all" and draft.reach == "staff":
        raise NotAllowed


def _attach(post: Post, viewer: Viewer, draft: Draft, files: Sequence[UUID]) -> None:
    waiting = FeedFile.objects.filter(post=None, shop_id=post.shop_id, membership_id=viewer.membership_id)
    post.has_files = bool(waiting.filter(key__in=list(files)[:FILES_AT_MOST]).update(post=post))
    post.has_excerpt = draft.excerpt is not None
    if draft.excerpt:
        Excerpt.objects.create(post=post, conversation_id=draft.excerpt.conversation_id, lines=draft.excerpt.lines)
    if post.has_files or post.has_excerpt:
        post.save(update_fields=["has_files", "has_excerpt"])
    if not (post.body or draft.excerpt or post.has_files):
        raise NothingSaid


def _count(turn: Turn, root: Post, post: Post, viewer: Viewer, now: dt.datetime) -> None:
    root.answers += 1
    root.moved_at = now
    turn.move(root)
    if root.membership_id and root.membership_id != viewer.membership_id:
        tell_asker(root, post, viewer, is_marked=False)


def tell_asker(root: Post, answer: Post, viewer: Viewer, *, is_marked: bool) -> None:
    """Tell who asked that there is an answer, and for which conversation they did."""
    asked = Excerpt.objects.filter(post_id=root.pk).values_list("conversation_id", flat=True).first()
    frame = {"t": "feed_answered", "shop": root.shop_id, "post": root.pk, "answer": answer.pk, "c": asked}
    frame |= {"by": viewer.name, "marked": is_marked, "question": root.is_question}
    tell((f"member:{root.membership_id}",), encode(frame))
