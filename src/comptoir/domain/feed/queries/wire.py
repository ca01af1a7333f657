"""Posts as the wire tells them: whole, as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from comptoir.domain.feed.models import Excerpt, FeedFile, Naming, Post, Reaction
from comptoir.domain.feed.rules import SIGNS


def wire_of(posts: Sequence[Post]) -> list[dict[str, Any]]:
    """The posts in their order, each with its excerpt, files, reactions and whom it names. Four queries at most.

    What was taken back or hidden comes without its words. An excerpt that went with its conversation is None.
    """
    ids = {post.pk for post in posts}
    spoken = [post for post in posts if not post.is_silent]
    excerpts = _excerpts(post.pk for post in spoken if post.has_excerpt)
    files = _files(post.pk for post in spoken if post.has_files)
    signs, named = _signs(ids), _named(ids)
    return [_one(post, excerpts, files, signs[post.pk], named[post.pk]) for post in posts]


def _one(
    post: Post,
    excerpts: dict[int, list[Any]],
    files: dict[int, list[Any]],
    signs: dict[str, list[int]],
    named: list[int],
) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": post.pk, "client_id": post.client_id, "root": post.root_id, "answers": post.answers}
    shown |= {"by": post.membership_id, "at": post.created_at, "body": "" if post.is_silent else post.body}
    extra: dict[str, Any] = {
        "staff": post.reach == "staff",
        "question": post.is_question,
        "answer": post.answer_id,
        "edited": post.edited_at,
        "pinned": post.pinned_at is not None,
        "became": post.became,
        "taken_back": post.taken_back_at is not None,
        "files": files.get(post.pk),
        "signs": {sign: signs[sign] for sign in SIGNS if sign in signs},
        "named": named,
    }
    if post.has_excerpt and not post.is_silent:
        shown["excerpt"] = excerpts.get(post.pk)
    if post.hidden_at is not None and post.taken_back_at is None:
        shown["hidden"] = {"by": post.hidden_by_id, "why": post.hidden_why}
    return shown | {key: value for key, value in extra.items() if value}


def _excerpts(ids: Iterable[int]) -> dict[int, list[Any]]:
    wanted = list(ids)
    rows = Excerpt.objects.filter(post_id__in=wanted) if wanted else ()
    return {row.post_id: [dict(zip(("who", "words", "at"), line, strict=True)) for line in row.lines] for row in rows}


def _files(ids: Iterable[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    wanted = list(ids)
    for row in FeedFile.objects.filter(post_id__in=wanted).order_by("id") if wanted else ():
        found[row.post_id or 0].append(row.as_wire())
    return found


def _signs(ids: set[int]) -> dict[int, dict[str, list[int]]]:
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = Reaction.objects.filter(post_id__in=ids).order_by("id").values_list("post_id", "kind", "membership_id")
    for post_id, kind, membership_id in rows:
        found[post_id][kind].append(membership_id)
    return found


def _named(ids: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = Naming.objects.filter(post_id__in=ids).order_by("id").values_list("post_id", "membership_id")
    for post_id, membership_id in rows:
        found[post_id].append(membership_id)
    return found
