"""What waits is written together; each sender is answered after the commit, and told the truth."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.db import DataError, OperationalError

from comptoir.domain.conversations.actions import Post, Posted, ReadMark
from comptoir.domain.conversations.errors import ConversationIsClosed
from comptoir.foundation.broadcast import Delivery
from comptoir.foundation.errors import Refusal
from comptoir.surfaces.gateway import writer as writing
from comptoir.surfaces.gateway.hub import Hub
from comptoir.surfaces.gateway.tests.ears import Ear
from comptoir.surfaces.gateway.writer import Writer
from tests.people import NOON

Outcome = list[Posted | Refusal]


class Store:
    """Stands in for the database: writes what it is given, or fails as it is told to."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.trouble: Callable[[Sequence[Post]], Exception | None] = lambda posts: None

    def post_judged(self, posts: Sequence[Post], now: Any) -> Outcome:
        self.batches.append([post.body for post in posts])
        trouble = self.trouble(posts)
        if trouble is not None:
            raise trouble
        kept = Posted(1, posts[0].client_id, 1, NOON)
        return [ConversationIsClosed() if post.body == "late" else kept for post in posts]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    store = Store()
    monkeypatch.setattr(writing, "post_judged", store.post_judged)
    monkeypatch.setattr(writing.connection, "close", lambda: None)
    return store


def written(*bodies: str, ear: Ear | None = None, publish: Callable[[Any], None] = lambda news: None) -> Ear:
    """Post all bodies at once, and wait until everything is answered."""
    ear = ear or Ear()

    async def act() -> None:
        writer = Writer(Hub(), publish)
        for body in bodies:
            writer.post(ear, Post(1, uuid4(), body))
        await writer.stop()

    asyncio.run(act())
    return ear


def kinds(ear: Ear) -> list[str]:
    return [frame.get("code", frame["t"]) for frame in ear.heard]


def test_posts_that_come_while_a_batch_is_written_form_the_next_one(store: Store, monkeypatch: pytest.MonkeyPatch):
    """B1."""
    monkeypatch.setattr(writing, "BATCH", 3)
    ear = written(*"abcdefg")
    assert store.batches == [["a", "b", "c"], ["d", "e", "f"], ["g"]]
    assert kinds(ear) == ["ack"] * 7


def test_a_refusal_reaches_its_sender_in_their_language_and_nobody_else(store: Store):
    ear = written("in time", "late", "in time", ear=Ear("fr"))
    assert kinds(ear) == ["ack", "conversation_closed", "ack"]


def test_one_message_that_cannot_be_kept_does_not_take_the_others_with_it(store: Store):
    """G8."""
    store.trouble = lambda posts: DataError("no such sign") if "\udc00" in "".join(p.body for p in posts) else None
    ear = written("a", "\udc00", "b")
    assert store.batches[1:] == [["a"], ["\udc00"], ["b"]]
    assert kinds(ear) == ["ack", "unavailable", "ack"]


def test_with_the_database_away_every_sender_is_told_and_nobody_waits_for_each_post(store: Store):
    """G8: fail closed, at once for all."""
    store.trouble = lambda posts: OperationalError("away")
    ear = written(*"abcdefgh")
    assert kinds(ear) == ["unavailable"] * 8
    assert len(store.batches) == 2, "once more on a new connection, and not eight times more"


def test_a_connection_that_was_cut_costs_nobody_an_answer(store: Store):
    """G8: the database was restarted; the second try is on a new connection."""
    store.trouble = lambda posts: OperationalError("terminated") if len(store.batches) == 1 else None
    assert kinds(written("a", "b")) == ["ack", "ack"]


def test_a_lock_that_was_waited_for_is_not_waited_for_again(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "SECOND_TRY_WITHIN", 0.0)
    store.trouble = lambda posts: OperationalError("database is locked")
    assert kinds(written("a", "b")) == ["unavailable"] * 2
    assert len(store.batches) == 1


def test_posts_that_the_database_ended_for_anothers_sake_are_written_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    """G8: PostgreSQL looks for a deadlock only after a second."""
    monkeypatch.setattr(writing, "SECOND_TRY_WITHIN", 0.0)

    class DeadlockDetected(Exception):
        sqlstate = "40P01"

    crossed = OperationalError("deadlock detected")
    crossed.__cause__ = DeadlockDetected()
    store.trouble = lambda posts: crossed if len(store.batches) == 1 else None
    assert kinds(written("a", "b")) == ["ack", "ack"]


def test_trouble_that_nobody_thought_of_is_answered_and_the_next_post_is_written(store: Store):
    """G8: no sender is left without an answer."""

    def trouble(news: Sequence[Delivery]) -> None:
        if len(store.batches) == 1:
            raise RuntimeError("nobody thought of this")

    ear = Ear()

    async def act() -> None:
        writer = Writer(Hub(), trouble)
        writer.post(ear, Post(1, uuid4(), "a"))
        await asyncio.sleep(0.05)
        writer.post(ear, Post(1, uuid4(), "b"))
        await writer.stop()

    asyncio.run(act())
    assert kinds(ear) == ["unavailable", "ack"]


def test_what_waits_is_bounded(store: Store, monkeypatch: pytest.MonkeyPatch):
    """G8: a store that has become slow does not fill the memory."""
    monkeypatch.setattr(writing, "PENDING_AT_MOST", 5)
    ear = written(*"abcdefgh")
    assert sorted(kinds(ear)) == ["ack"] * 5 + ["too_many"] * 3


def test_read_marks_of_a_moment_are_moved_together_and_only_the_farthest(store: Store, monkeypatch: pytest.MonkeyPatch):
    moved: list[Sequence[ReadMark]] = []
    monkeypatch.setattr(writing, "mark_read", moved.append)

    async def act() -> None:
        writer = Writer(Hub(), lambda news: None)
        for seq in (3, 9, 5):
            writer.mark(ReadMark(1, True, seq))
        writer.mark(ReadMark(1, False, 2))
        await writer.stop()

    asyncio.run(act())
    assert moved == [[ReadMark(1, True, 9), ReadMark(1, False, 2)]]
