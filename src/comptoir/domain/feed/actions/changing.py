"""Changing what was said: one's own words; and what those do who watch over the feed. What stood there before is kept for these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction

from comptoir.domain.conversations.actions.filing import path_of
from comptoir.domain.conversations.queries import redactor_of
from comptoir.domain.feed.actions.saying import calling, index, masker_of, name, plain_body
from comptoir.domain.feed.actions.turn import Turn
from comptoir.domain.feed.errors import NothingSaid, PostIsSilent, PostNotFound, ReasonMissing, TooManyPins
from comptoir.domain.feed.models import Excerpt, FeedFile, FeedWord, Post, Step
from comptoir.domain.feed.queries.excerpts import conversation_of_thread
from comptoir.domain.feed.rules import PINS_AT_MOST, WHY_LARGEST, may_change, may_moderate, may_see_post
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked_line


def edit(*, viewer: Viewer, post_id: int, body: str, named: Sequence[int] = (), now: dt.datetime) -> Post:
    """Change one's own words. They are masked as they were when they were said. Raises `PostNotFound`, `NotAllowed`, `PostIsSilent`."""
    body = _masked(viewer, post_id, plain_body(body), now)

    @again_when_crossed
    @transaction.atomic
    def kept() -> Post:
        turn, post = _own(viewer, post_id, now)
        if post.is_silent:
            raise PostIsSilent
        if not body and not post.has_files and not post.has_excerpt:
            raise NothingSaid
        if body != post.body:
            _note(post, viewer, "edited", now, body=post.body)
            post.body, post.edited_at = body, now
            index(post)
            name(post, viewer, named)
            turn.move(post)
            turn.end()
        return post

    return kept()


@again_when_crossed
@transaction.atomic
def take_back(*, viewer: Viewer, post_id: int, now: dt.datetime) -> None:
    """Take back one's own words; files and excerpt go for good, the thread stays. Twice does no harm. Raises as `edit`."""
    turn, post = _own(viewer, post_id, now)
    if post.taken_back_at is not None:
        return
    _note(post, viewer, "taken_back", now, body=post.body)
    post.taken_back_at, post.body, post.pinned_at = now, "", None
    post.has_files = post.has_excerpt = False
    Excerpt.objects.filter(post_id=post.pk).delete()
    FeedWord.objects.filter(post_id=post.pk).delete()
    drop_files([post.pk])
    turn.move(post)
    turn.end()


@again_when_crossed
@transaction.atomic
def hide(*, viewer: Viewer, post_id: int, why: str, now: dt.datetime) -> None:
    """Let nobody read it any more, and say why. Raises `PostNotFound`, `NotAllowed`, `ReasonMissing`."""
    turn, post = _watched(viewer, post_id, now)
    why = masked_line(why)[:WHY_LARGEST]
    if not why:
        raise ReasonMissing
    if post.is_silent:
        return
    _note(post, viewer, "hidden", now, why=why)
    post.hidden_at, post.hidden_by_id, post.hidden_why, post.pinned_at = now, viewer.membership_id, why, None
    turn.move(post)
    turn.end()


@again_when_crossed
@transaction.atomic
def show(*, viewer: Viewer, post_id: int, now: dt.datetime) -> None:
    """Let it be read again. Raises `PostNotFound`, `NotAllowed`."""
    turn, post = _watched(viewer, post_id, now)
    if post.hidden_at is None or post.taken_back_at is not None:
        return
    _note(post, viewer, "shown", now)
    post.hidden_at, post.hidden_by_id, post.hidden_why = None, None, ""
    turn.move(post)
    turn.end()


@again_when_crossed
@transaction.atomic
def pin(*, viewer: Viewer, post_id: int, is_pinned: bool = True, now: dt.datetime) -> None:
    """Keep it at the top of the feed, or not any more. Raises `PostNotFound`, `NotAllowed`, `PostIsSilent`, `TooManyPins`."""
    turn, post = _watched(viewer, post_id, now)
    if post.is_silent and is_pinned:
        raise PostIsSilent
    if is_pinned == (post.pinned_at is not None):
        return
    if is_pinned and Post.objects.filter(shop_id=post.shop_id, pinned_at__isnull=False).count() >= PINS_AT_MOST:
        raise TooManyPins(most=PINS_AT_MOST)
    post.pinned_at = now if is_pinned else None
    turn.move(post)
    turn.end()


@again_when_crossed
@transaction.atomic
def note_became(*, viewer: Viewer, post_id: int, kind: str, now: dt.datetime) -> None:
    """An answer has become a "phrase" or an "article" of the shop's knowledge. Raises `PostNotFound`."""
    turn = Turn(viewer.shop_id, now)
    post = turn.post(viewer, post_id)
    if kind in ("phrase", "article") and not post.is_silent:
        post.became = kind
        turn.move(post)
        turn.end()


def drop_files(post_ids: Sequence[int]) -> None:
    """Delete the files of posts, rows at once, contents when that is certain."""
    rows = FeedFile.objects.filter(post_id__in=post_ids)
    drop_contents(list(rows.values_list("key", flat=True)))
    rows.delete()


def drop_contents(keys: Sequence[object]) -> None:
    """Delete files from the disk once the transaction is through."""

    def drop() -> None:
        for key in keys:
            with suppress(OSError):
                path_of(key).unlink()  # type: ignore[arg-type]

    transaction.on_commit(drop)


def _own(viewer: Viewer, post_id: int, now: dt.datetime) -> tuple[Turn, Post]:
    turn = Turn(viewer.shop_id, now)
    post = turn.post(viewer, post_id)
    if not may_change(viewer, post):
        raise NotAllowed
    return turn, post


def _watched(viewer: Viewer, post_id: int, now: dt.datetime) -> tuple[Turn, Post]:
    turn = Turn(viewer.shop_id, now)
    post = turn.post(viewer, post_id)
    if not may_moderate(viewer, post.shop_id):
        raise NotAllowed
    return turn, post


def _note(post: Post, viewer: Viewer, act: str, now: dt.datetime, *, body: str = "", why: str = "") -> None:
    Step.objects.create(post=post, membership_id=viewer.membership_id, act=act, body=body, why=why, at=now)


def _masked(viewer: Viewer, post_id: int, body: str, now: dt.datetime) -> str:
    """As its first words were masked: with a customer's names and numbers taken out where it is about a conversation."""
    post = Post.objects.filter(pk=post_id, shop_id=viewer.shop_id).first()
    if post is None or not may_see_post(viewer, post):
        raise PostNotFound
    about = conversation_of_thread(viewer, post_id)
    mask = redactor_of(about, now, guesses=post.root_id is None) if about else masker_of(viewer.shop_id, now)
    return calling(viewer.shop_id, mask)(body)
