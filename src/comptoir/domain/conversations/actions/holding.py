"""Holding: what the charter keeps back until somebody approves it. It is no answer yet, and the clock runs on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec
from django.utils.translation import gettext

from comptoir.domain.conversations.actions.resends import rows_of_pairs
from comptoir.domain.conversations.actions.stream import Row, Stream
from comptoir.domain.conversations.errors import MessageLapsed, MessageReturned, MessageWithdrawn, NotYours
from comptoir.domain.conversations.events import MessageHeld
from comptoir.domain.conversations.held import clauses_of, held_as_wire
from comptoir.domain.conversations.models import HeldMessage, Outcome
from comptoir.domain.conversations.rules import WRITTEN_IN, held_topics
from comptoir.domain.people.queries import person
from comptoir.domain.wording.queries import Verdict
from comptoir.foundation.broadcast import on_wall, tell, tell_all
from comptoir.foundation.errors import Refusal

if TYPE_CHECKING:
    from comptoir.domain.conversations.actions.post import Post

encode = msgspec.json.Encoder().encode

SETTLED: dict[str, type[Refusal]] = {
    Outcome.WITHDRAWN: MessageWithdrawn,
    Outcome.LAPSED: MessageLapsed,
}
"""What is said to who sends a message again that was held and is settled."""


class Held(NamedTuple):
    """A message that waits for approval, and the clauses for which it does."""

    conversation_id: int
    client_id: UUID
    held_id: int
    clauses: tuple[str, ...]


def hold(stream: Stream, row: Row, post: Post, verdict: Verdict, files: list[dict[str, Any]] | None) -> Held:
    """Keep the post back, and tell its author and those who approve. Use under the conversation's lock."""
    assert post.viewer is not None
    held = HeldMessage.objects.create(
        conversation_id=row.id,
        shop_id=row.shop_id,
        membership_id=post.viewer.membership_id,
        client_id=post.client_id,
        body=post.body,
        language=post.language if post.language in WRITTEN_IN else "",
        files=[str(file["key"]) for file in files or []],
        mentions=list(post.mentions),
        carried=post.carried._asdict() if post.carried else {},
        findings=encode(verdict.blocking).decode(),
        held_at=stream.now,
    )
    clauses = clauses_of(held)
    stream.happened(MessageHeld(row.id, row.shop_id, held.pk, held.membership_id, clauses))
    _tell(held, {"t": "held", **held_as_wire(held, files or [])})
    return Held(row.id, post.client_id, held.pk, clauses)


def held_before(posts: Iterable[Post]) -> dict[tuple[int, UUID], Held | Refusal]:
    """What became of those posts that were held before: still held, or settled; what was posted after all is not among them."""
    written = {(it.conversation_id, it.client_id): it.viewer for it in posts if it.viewer and it.kind == "message"}
    known: dict[tuple[int, UUID], Held | Refusal] = {}
    for c, client_id, pk, author_id, outcome, findings, word, judge_id in rows_of_pairs(
        HeldMessage, _KNOWN, list(written)
    ):
        viewer = written[c, client_id]
        if viewer is None or viewer.membership_id != author_id:
            known[c, client_id] = NotYours()
        elif outcome == "":
            known[c, client_id] = Held(c, client_id, pk, clauses_of(findings))
        elif outcome == Outcome.RETURNED:
            known[c, client_id] = MessageReturned(name=_name_of(judge_id), word=word)
        elif outcome in SETTLED:
            known[c, client_id] = SETTLED[outcome]()
    return known


def settle(
    held: HeldMessage, outcome: Outcome, now: dt.datetime, *, by: Any = None, word: str = "", seq: int = 0
) -> None:
    """End a held message, and tell its author and those who approve. Use under the conversation's lock."""
    held.outcome, held.settled_at, held.word, held.seq = outcome, now, word, seq or None
    held.settled_by_id = by.membership_id if by else None
    held.save(update_fields=["outcome", "settled_at", "word", "seq", "settled_by_id"])
    frame = {
        "t": "held_settled",
        "c": held.conversation_id,
        "shop": held.shop_id,
        "held": held.pk,
        "client_id": held.client_id,
        "agent": held.membership_id,
        "outcome": held.outcome,
        "by": {"id": by.membership_id, "name": by.name} if by else None,
        "word": word,
        "seq": held.seq,
    }
    _tell(held, frame)


def lapse_held(row: Row, now: dt.datetime) -> None:
    """What waits for approval in the conversation will not be sent any more: it has ended, or somebody else answers it."""
    for held in HeldMessage.objects.filter(conversation_id=row.id, outcome="").order_by("id"):
        settle(held, Outcome.LAPSED, now)


def files_waiting(conversation_id: int) -> Sequence[UUID]:
    """The files that go with what waits for approval in the conversation."""
    waiting = HeldMessage.objects.filter(conversation_id=conversation_id, outcome="").exclude(files=[])
    return [UUID(key) for files in waiting.values_list("files", flat=True) for key in files]


def _name_of(membership_id: int | None) -> str:
    """Who it was; in general where they are gone with their account."""
    return str(person(membership_id)["name"]) if membership_id else gettext("A referent")


def _tell(held: HeldMessage, frame: dict[str, Any]) -> None:
    tell(held_topics(held.shop_id, held.membership_id), encode(frame))
    tell_all([on_wall(held.shop_id, held.conversation_id)])


_KNOWN = ("conversation_id", "client_id", "id", "membership_id", "outcome", "findings", "word", "settled_by_id")
