"""What was asked about a conversation, and the way back to it for those who may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.queries import conversation_for, rows_of
from comptoir.domain.feed.errors import PostNotFound
from comptoir.domain.feed.models import Excerpt, FeedFile, Post
from comptoir.domain.feed.queries.reading import post_for, visible_to
from comptoir.domain.feed.rules import may_see_post
from comptoir.domain.people.rules import Viewer

QUESTIONS_AT_MOST = 10
OPENED_AT_MOST = 100


class Asked(NamedTuple):
    """A question about a conversation as its pane shows it; `is_new` when its asker has not been shown the newest answer."""

    post: Post
    answer: Post | None
    is_new: bool


def asked_in(viewer: Viewer, conversation_id: int) -> list[Asked]:
    """The questions about a conversation that the viewer may see, newest first. Who may see the conversation is asked before."""
    about = Excerpt.objects.filter(conversation_id=conversation_id).values("post_id")
    rows = visible_to(viewer).filter(pk__in=about, taken_back_at=None, hidden_at=None, root=None)
    found = list(rows.select_related("answer", "membership").order_by("-id")[:QUESTIONS_AT_MOST])
    return [Asked(post, _answer(post), _is_new(viewer, post)) for post in found]


def conversation_of_post(viewers: Sequence[Viewer], post_id: int) -> int:
    """The conversation that a post is about, for who may see it. Raises `PostNotFound`: for others it is as if there were none."""
    post = post_for(viewers, post_id)
    asked = Excerpt.objects.filter(post_id=post.pk).values_list("conversation_id", flat=True).first()
    try:
        return conversation_for(viewers, asked or 0)[0].pk
    except ConversationNotFound as nothing:
        raise PostNotFound from nothing


def openable(viewers: Sequence[Viewer], post_ids: Iterable[int]) -> list[int]:
    """Those of the posts (at most 100) whose conversation the user may open. Three queries."""
    posts = Post.objects.filter(pk__in=list(post_ids)[:OPENED_AT_MOST])
    seen = [post.pk for post in posts if any(may_see_post(viewer, post) for viewer in viewers)]
    asked = dict(Excerpt.objects.filter(post_id__in=seen).values_list("post_id", "conversation_id"))
    may_open = {row.pk for row in rows_of(viewers, asked.values())}
    return sorted(pk for pk, conversation_id in asked.items() if conversation_id in may_open)


def file_for(viewers: Sequence[Viewer], key: UUID) -> Any:
    """A file of the feed that the user may open: of a post they see and that is still shown, or their own that waits for one."""
    found = FeedFile.objects.filter(key=key).select_related("post").first()
    mine = {viewer.membership_id for viewer in viewers}
    if found is None or (found.post is None and found.membership_id not in mine):
        raise PostNotFound
    if found.post is not None and (post_for(viewers, found.post.pk).is_silent):
        raise PostNotFound
    return found


def _answer(post: Post) -> Post | None:
    return post.answer if post.answer is not None and not post.answer.is_silent else None


def _is_new(viewer: Viewer, post: Post) -> bool:
    if post.membership_id != viewer.membership_id or not post.answers:
        return False
    others = Post.objects.filter(root_id=post.pk, pk__gt=post.shown_until, taken_back_at=None, hidden_at=None)
    return others.exclude(membership_id=viewer.membership_id).exists()
