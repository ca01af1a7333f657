"""What of a conversation may be shown to the referents: the messages to choose from, redacted, exactly as they would be shown."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from comptoir.domain.conversations.queries import conversation_for, entries_before, redactor_for, told_once
from comptoir.domain.feed.errors import ExcerptNotHere
from comptoir.domain.feed.models import Excerpt, Post
from comptoir.domain.feed.rules import EXCERPT_AT_MOST
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer

LOOKED_AT = 60
"""Entries among which messages are looked for at a time."""
_encode = msgspec.json.Encoder().encode


class ShownLine(NamedTuple):
    """A message as it would be shown."""

    seq: int
    who: str
    words: str
    at: dt.datetime


class Choice(NamedTuple):
    """What there is to choose from, oldest first; `older` is where to ask for more. `is_for_volunteers`: they would see it too."""

    lines: list[ShownLine]
    older: int | None
    is_for_volunteers: bool


class Made(NamedTuple):
    """An excerpt, ready to be kept; `digest` is the same as long as it would be shown the same."""

    conversation_id: int
    lines: list[list[str]]
    digest: str
    is_for_volunteers: bool
    redact: Callable[[str], str]


def excerpt_choice(viewer: Viewer, conversation_id: int, now: dt.datetime, *, before: int | None = None) -> Choice:
    """The newest messages of the conversation, or those before a number. Raises `ConversationNotFound`."""
    conversation, viewer = conversation_for(viewer, conversation_id)
    redact = redactor_for(conversation, now)
    end = min(before or conversation.seq + 1, conversation.seq + 1)
    entries = entries_before(conversation.pk, end, public=False, limit=LOOKED_AT)["entries"]
    lines = [_line(it["seq"], it["from"], it.get("body", ""), it["at"], redact) for it in entries if _is_shown(it)]
    older = entries[0]["seq"] if entries and entries[0]["seq"] > 1 else None
    return Choice(lines, older, is_for_volunteers(conversation))


def excerpt_of(viewer: Viewer, conversation_id: int, seqs: Sequence[int], now: dt.datetime) -> Made:
    """The chosen messages. Raises `ConversationNotFound`, and `ExcerptNotHere` for what is no message of it, or too much."""
    conversation, viewer = conversation_for(viewer, conversation_id)
    wanted = sorted(set(seqs))
    if len(wanted) > EXCERPT_AT_MOST:
        raise ExcerptNotHere(most=EXCERPT_AT_MOST)
    redact, lines = redactor_for(conversation, now), list[list[str]]()
    for seq in wanted:
        told = told_once(conversation.pk, seq=seq)
        if told is None or told.kind != "message":
            raise ExcerptNotHere(most=EXCERPT_AT_MOST)
        line = _line(seq, told.author, told.body, told.created_at, redact)
        lines.append([line.who, line.words, line.at.isoformat()])
    return Made(conversation.pk, lines, digest_of(lines), is_for_volunteers(conversation), redact)


def conversation_of_thread(viewer: Viewer, post_id: int) -> int | None:
    """About which conversation the thread of that post is, if about one."""
    post = Post.objects.filter(pk=post_id, shop_id=viewer.shop_id).first()
    root = (post.root_id or post.pk) if post else 0
    return Excerpt.objects.filter(post_id=root).values_list("conversation_id", flat=True).first()


def digest_of(lines: Sequence[Sequence[str]]) -> str:
    """By which one knows that what is kept is what was seen: a sign for each line, of who said which words, in order."""
    return ".".join(hashlib.sha256(_encode([who, words])).hexdigest()[:12] for who, words, *_ in lines)


def is_for_volunteers(conversation: Any) -> bool:
    """Whether volunteers of the shop answer conversations of this audience."""
    members = members_of(conversation.shop_id)
    return any(it.role == "ambassador" and it.audience == conversation.audience for it in members)


def _is_shown(entry: dict[str, Any]) -> bool:
    return entry["kind"] == "message" and entry["from"] in ("visitor", "agent", "seller", "system")


def _line(seq: int, who: str, body: str, at: dt.datetime, redact: Callable[[str], str]) -> ShownLine:
    return ShownLine(seq, who, redact(body) if body else "⟦file⟧", at)
