"""Signs and marks: which answer counts, what colleagues think of a post, how far each has read."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.feed.actions.saying import tell_asker
from comptoir.domain.feed.actions.turn import Turn, encode
from comptoir.domain.feed.errors import NoSuchSign, PostIsSilent, PostNotFound
from comptoir.domain.feed.models import Excerpt, Naming, Post, Reaction, ReadMark
from comptoir.domain.feed.queries.asking import QUESTIONS_AT_MOST
from comptoir.domain.feed.queries.reading import unread
from comptoir.domain.feed.rules import SIGNS, may_mark
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.broadcast import tell
from comptoir.foundation.crossing import again_when_crossed
from comptoir.foundation.errors import NotAllowed


@again_when_crossed
@transaction.atomic
def mark_answer(*, viewer: Viewer, post_id: int, is_answer: bool = True, now: dt.datetime) -> Post:
    """Say which post of a thread is the answer, or that it is not; another one takes its place. Who asked may, and who moderates.

    Raises `PostNotFound` for what answers nothing, `NotAllowed`, `PostIsSilent`.
    """
    turn = Turn(viewer.shop_id, now)
    post = turn.post(viewer, post_id)
    if post.root_id is None:
        raise PostNotFound
    root = turn.post(viewer, post.root_id)
    if not may_mark(viewer, root):
        raise NotAllowed
    if post.is_silent and is_answer:
        raise PostIsSilent
    if is_answer == (root.answer_id == post.pk):
        return root
    root.answer_id = post.pk if is_answer else None
    turn.move(root)
    if is_answer and root.membership_id and root.membership_id != viewer.membership_id:
        tell_asker(root, post, viewer, is_marked=True)
    turn.end()
    return root


@again_when_crossed
@transaction.atomic
def react(*, viewer: Viewer, post_id: int, sign: str, is_on: bool = True, now: dt.datetime) -> None:
    """Set one of the `SIGNS` beneath a post, or take it away; twice is once. Raises `PostNotFound`, `NoSuchSign`, `PostIsSilent`."""
    if sign not in SIGNS:
        raise NoSuchSign
    turn = Turn(viewer.shop_id, now)
    post = turn.post(viewer, post_id)
    if post.is_silent:
        raise PostIsSilent
    mine = Reaction.objects.filter(post_id=post.pk, membership_id=viewer.membership_id, kind=sign)
    if is_on == mine.exists():
        return
    if is_on:
        Reaction.objects.create(post=post, membership_id=viewer.membership_id, kind=sign)
    else:
        mine.delete()
    turn.move(post)
    turn.end()


@transaction.atomic
def read(*, viewer: Viewer, post_id: int, now: dt.datetime) -> None:
    """The viewer has read their shop's feed up to that post, and whoever called them in it has been heard. It never goes back."""
    if not may(viewer.role, "use_feed"):
        raise NotAllowed
    newest = Post.objects.filter(shop_id=viewer.shop_id).order_by("-id").values_list("pk", flat=True).first() or 0
    read_id = min(post_id, newest)
    mark, _is_new = ReadMark.objects.get_or_create(membership_id=viewer.membership_id)
    if read_id > mark.read_id:
        ReadMark.objects.filter(pk=mark.pk, read_id__lt=read_id).update(read_id=read_id)
    mine = Naming.objects.filter(membership_id=viewer.membership_id, seen_at=None, post_id__lte=read_id)
    mine.update(seen_at=now)
    counts = {"unread": unread([viewer]).get(viewer.shop_id, 0)}
    tell((f"user:{viewer.user_id}",), encode({"t": "feed_read", "shop": viewer.shop_id, "read": read_id} | counts))


@transaction.atomic
def see_answers(*, viewer: Viewer, conversation_id: int) -> None:
    """Who asked about that conversation has been shown the answers that are there now."""
    mine = Post.objects.filter(shop_id=viewer.shop_id, membership_id=viewer.membership_id, root=None)
    about = mine.filter(pk__in=Excerpt.objects.filter(conversation_id=conversation_id).values("post_id"))
    for root in about.order_by("-id")[:QUESTIONS_AT_MOST]:
        newest = Post.objects.filter(root_id=root.pk).order_by("-id").values_list("pk", flat=True).first() or 0
        if newest > root.shown_until:
            Post.objects.filter(pk=root.pk).update(shown_until=newest)
