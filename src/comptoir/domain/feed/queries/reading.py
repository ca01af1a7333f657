"""Reading a feed: page by page, what changed since, a thread, by its words; and how much is unread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from comptoir.domain.conversations.rules import words_in
from comptoir.domain.feed.errors import PostNotFound
from comptoir.domain.feed.models import Channel, FeedWord, Naming, Post, ReadMark, Step
from comptoir.domain.feed.queries.wire import wire_of
from comptoir.domain.feed.rules import ANSWERS_SHOWN, may_change, may_moderate, may_see_post, sees_staff
from comptoir.domain.people.queries import people_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import BadRequest, NotAllowed

PAGE = 30
CATCH_UP = 200
COUNT_AT_MOST = 100
THREAD_AT_MOST = 300
NAMINGS_AT_MOST = 50
WORDS_AT_MOST = 8
FILTERS = ("all", "questions", "pinned", "mine")
_AFTER_ALL = b"\xff"


def visible_to(viewer: Viewer) -> QuerySet[Post]:
    """`rules.may_see_post` as a filter; a test holds the two together."""
    if not may(viewer.role, "use_feed"):
        return Post.objects.none()
    rows = Post.objects.filter(shop_id=viewer.shop_id)
    return rows if sees_staff(viewer) else rows.filter(reach="all")


def feed_page(viewer: Viewer, *, only: str = "all", before: int | None = None, words: str = "") -> dict[str, Any]:
    """A page of threads, the oldest first: all, open questions, what is pinned, one's own; or those in which all `words` stand.

    The channel's number is read first: what changes meanwhile is told, or found after it.
    """
    if only not in FILTERS:
        raise BadRequest("there is no such list")
    v = last_change(viewer)
    rows = _roots(viewer, only)
    rows = rows.filter(pk__lt=before) if before else rows
    rows = _with_words(rows, viewer, words) if words.strip() else rows
    found = list(rows.order_by("-id")[: PAGE + 1])
    roots = found[:PAGE][::-1]
    older = roots[0].pk if len(found) > PAGE else None
    return {"shop": viewer.shop_id, "v": v, "older": older} | _told(viewer, roots)


def changes_after(viewer: Viewer, v: int) -> dict[str, Any]:
    """Every post that has changed since the channel's number `v`, each once, as it is now; `more` when there are further ones."""
    number = "v" if sees_staff(viewer) else "open_v"
    last = last_change(viewer)
    rows = list(visible_to(viewer).filter(**{f"{number}__gt": v}).order_by(number)[:CATCH_UP])
    more = len(rows) == CATCH_UP
    reached = getattr(rows[-1], number) if more else max(last, v)
    people = people_of({row.membership_id for row in rows if row.membership_id})
    return {"shop": viewer.shop_id, "v": reached, "posts": wire_of(rows), "people": people, "more": more}


def thread_of(viewer: Viewer, post_id: int) -> dict[str, Any]:
    """The whole thread in which a post stands. Raises `PostNotFound`."""
    post = post_for(viewer, post_id)
    v = last_change(viewer)
    root = post if post.root_id is None else post_for(viewer, post.root_id)
    return {"shop": viewer.shop_id, "v": v, "older": None} | _told(viewer, [root], THREAD_AT_MOST)


def last_change(viewer: Viewer) -> int:
    """The number of the newest change that the viewer sees."""
    channel = Channel.objects.filter(pk=viewer.shop_id).first()
    if channel is None:
        return 0
    return channel.v if sees_staff(viewer) else channel.open_v


def post_for(viewers: Viewer | Sequence[Viewer], post_id: int) -> Post:
    """A post that the user may see. Raises `PostNotFound`."""
    post = Post.objects.filter(pk=post_id).first()
    for viewer in [viewers] if isinstance(viewers, Viewer) else viewers:
        if post is not None and may_see_post(viewer, post):
            return post
    raise PostNotFound


def viewer_of_post(viewers: Sequence[Viewer], post_id: int) -> Viewer:
    """As which of their memberships the user sees a post. Raises `PostNotFound`."""
    post = post_for(viewers, post_id)
    return next(viewer for viewer in viewers if viewer.shop_id == post.shop_id)


def unread(viewers: Sequence[Viewer]) -> dict[int, int]:
    """How many posts of each shop's feed the user has not read, counted up to `COUNT_AT_MOST`. One query a shop."""
    return {it.shop_id: _unread(it) for it in viewers if may(it.role, "use_feed")}


def read_until(viewer: Viewer) -> int:
    """The newest post that the viewer has read."""
    return ReadMark.objects.filter(pk=viewer.membership_id).values_list("read_id", flat=True).first() or 0


def unseen_namings(viewers: Sequence[Viewer]) -> list[Post]:
    """Posts that name the user and that they have not read, newest first."""
    mine = [viewer.membership_id for viewer in viewers]
    rows = Naming.objects.filter(membership_id__in=mine, seen_at=None, post__taken_back_at=None, post__hidden_at=None)
    found = [it.post for it in rows.select_related("post").order_by("-id")[:NAMINGS_AT_MOST]]
    return [post for post in found if any(may_see_post(viewer, post) for viewer in viewers)]


def history_of(viewer: Viewer, post_id: int) -> list[Step]:
    """What was done with a post, oldest first, with the words as they stood before: for its author and who moderates."""
    post = post_for(viewer, post_id)
    if not (may_moderate(viewer, post.shop_id) or (may_change(viewer, post) and post.hidden_at is None)):
        raise NotAllowed
    return list(Step.objects.filter(post_id=post.pk).order_by("id")[:COUNT_AT_MOST])


def _unread(viewer: Viewer) -> int:
    mark = ReadMark.objects.filter(pk=viewer.membership_id).values("read_id")
    rows = visible_to(viewer).filter(pk__gt=Coalesce(Subquery(mark), 0), taken_back_at=None, hidden_at=None)
    return len(rows.exclude(membership_id=viewer.membership_id).values_list("pk", flat=True)[:COUNT_AT_MOST])


def _roots(viewer: Viewer, only: str) -> QuerySet[Post]:
    rows = visible_to(viewer).filter(root=None)
    if only == "questions":
        return rows.filter(is_question=True, answer=None, taken_back_at=None, hidden_at=None)
    if only == "mine":
        return rows.filter(membership_id=viewer.membership_id)
    if only == "pinned":
        return visible_to(viewer).filter(pinned_at__isnull=False)
    return rows


def _with_words(rows: QuerySet[Post], viewer: Viewer, words: str) -> QuerySet[Post]:
    """Of threads those in which one post has all the words, of which the last may be the beginning of one."""
    wanted = [word.encode() for word in words_in(words)[:WORDS_AT_MOST]]
    if not wanted:
        return rows.none()
    *whole, begun = wanted
    each = [Q(word=word) for word in whole] + [Q(word__gte=begun, word__lt=begun + _AFTER_ALL)]
    listed = FeedWord.objects.filter(each[0], shop_id=viewer.shop_id)
    listed = listed.filter(*(Exists(FeedWord.objects.filter(it, post_id=OuterRef("post_id"))) for it in each[1:]))
    spoken = visible_to(viewer).filter(taken_back_at=None, hidden_at=None)
    found = spoken.filter(pk__in=listed.values("post_id"))
    return rows.filter(Q(pk__in=found.values("pk")) | Q(pk__in=found.values("root_id")))


def _told(viewer: Viewer, roots: list[Post], answers_at_most: int = ANSWERS_SHOWN) -> dict[str, Any]:
    """The threads as the wire has them: each root, then its newest answers, oldest first."""
    posts: list[Post] = []
    answered = [root.pk for root in roots if root.answers]
    newest: dict[int, list[Post]] = {pk: [] for pk in answered}
    for pk in answered:
        newest[pk] = list(visible_to(viewer).filter(root_id=pk).order_by("-id")[:answers_at_most])[::-1]
    for root in roots:
        posts += [root, *newest.get(root.pk, [])]
    people = people_of({post.membership_id for post in posts if post.membership_id})
    return {"posts": wire_of(posts), "people": people}
