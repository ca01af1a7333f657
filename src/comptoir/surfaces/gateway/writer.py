"""Group commit: what waits is written in one transaction, by one thread; the next batch forms while this one commits."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import translation

from comptoir.domain.conversations.actions import Held, Post, Posted, ReadMark, ToJudge, mark_read, post_judged
from comptoir.foundation.broadcast import Delivery, captured
from comptoir.foundation.clock import now
from comptoir.foundation.crossing import is_crossed
from comptoir.foundation.errors import Refusal, StoreUnavailable, TooMany
from comptoir.surfaces.gateway.frames import encode
from comptoir.surfaces.gateway.hub import Hub, Listener
from comptoir.surfaces.gateway.judges import Judges, Writing

log = logging.getLogger(__name__)

BATCH = 500
PENDING_AT_MOST = 20_000
SECOND_TRY_WITHIN = 1.0
"""Seconds; a batch that failed later than that is not tried again."""


Outcome = Posted | Held | ToJudge | Refusal


class Writer:
    """Takes posts and read marks of all connections; acknowledges after the commit, in the same write as the news."""

    def __init__(self, hub: Hub, tell_other_processes: Callable[[Sequence[Delivery]], None]) -> None:
        self._hub = hub
        self._tell_other_processes = tell_other_processes
        self._pending: list[Writing] = []
        self._marks: dict[tuple[int, bool, int | None], int] = {}
        self._judges = Judges(self._wait, self._refuse)
        self._thread = ThreadPoolExecutor(1, "writer")
        self._task: asyncio.Task[None] | None = None

    def post(self, listener: Listener, post: Post) -> None:
        """Have a message written; the answer goes to `listener`."""
        it = Writing(listener, post)
        if len(self._pending) >= PENDING_AT_MOST:
            self._refuse(it, TooMany())
        elif not self._judges.keeps(it):
            self._wait(it)

    def mark(self, mark: ReadMark) -> None:
        """Have a read mark moved; nobody waits for it."""
        key = (mark.conversation_id, mark.is_visitor, mark.membership_id)
        self._marks[key] = max(mark.seq, self._marks.get(key, 0))
        self._start()

    async def stop(self) -> None:
        """Write what waits, then end."""
        while self._task is not None or self._judges:
            await self._judges.settle()
            if self._task is not None:
                await self._task
        self._judges.stop()
        self._thread.shutdown(wait=True)

    def _wait(self, it: Writing) -> None:
        self._pending.append(it)
        self._start()

    def _refuse(self, it: Writing, refusal: Refusal) -> None:
        self._hub.deliver((), [(it.listener, refused(it.post, refusal, it.listener.language))])

    def _start(self) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._pending or self._marks:
                batch, self._pending = self._pending[:BATCH], self._pending[BATCH:]
                marks = [ReadMark(c, side, seq, member) for (c, side, member), seq in self._marks.items()]
                self._marks = {}
                outcome, news = await loop.run_in_executor(self._thread, self._write, batch, marks)
                answers = [
                    (it.listener, answer)
                    for it, answer in zip(batch, outcome, strict=True)
                    if isinstance(answer, bytes)
                ]
                self._hub.deliver(news, answers)
                if len(answers) < len(batch):
                    self._have_judged(zip(batch, outcome, strict=True))
        finally:
            self._task = None

    def _have_judged(self, outcome: Iterable[tuple[Writing, bytes | ToJudge]]) -> None:
        for it, answer in outcome:
            if isinstance(answer, ToJudge):
                self._judges.judge(it, answer)
        self._pending = [it for it in self._pending if not self._judges.keeps(it)]

    def _write(
        self, batch: Sequence[Writing], marks: Sequence[ReadMark]
    ) -> tuple[list[bytes | ToJudge], list[Delivery]]:
        try:
            answers, news = write(batch, marks)
            self._tell_other_processes(news)
        except Exception:
            # Whatever it is, every sender gets an answer; what was committed after all is acknowledged at the next try.
            log.exception("a batch of %d posts went wrong", len(batch))
            return [refused(it.post, StoreUnavailable(), it.listener.language) for it in batch], []
        return answers, news


def write(batch: Sequence[Writing], marks: Sequence[ReadMark]) -> tuple[list[bytes | ToJudge], list[Delivery]]:
    """Write posts and marks, each in one transaction; returns an answer for each post and the news to tell.

    What was not judged yet is not answered: it comes back as what there is to judge.

    When a batch fails, its posts are written one by one, so that only those get an error that cannot be written. When
    the database is away, none is.
    """
    with captured() as news:
        outcome = _written([it.post for it in batch])
        if marks:
            try:
                mark_read(marks)
            except DatabaseError:
                log.warning("read marks could not be written; they come again", exc_info=True)
    return [_answer(it, what) for it, what in zip(batch, outcome, strict=True)], news


def _written(posts: Sequence[Post]) -> Sequence[Outcome]:
    if not posts:
        return []
    began = time.monotonic()
    try:
        return post_judged(posts, now())
    except (OperationalError, InterfaceError) as error:
        log.warning("the database did not take a batch of %d posts: %r", len(posts), error)
        connection.close()
        if not is_crossed(error) and time.monotonic() - began >= SECOND_TRY_WITHIN:
            return [StoreUnavailable() for _ in posts]
        return _written_on_new_connection(posts)
    except Exception as error:
        log.warning("a batch of %d posts failed (%r); each is written alone", len(posts), error)
        connection.close()
    return [_written_alone(post) for post in posts]


def _written_on_new_connection(posts: Sequence[Post]) -> Sequence[Outcome]:
    """A connection that was cut shows at once, and a second try may pass; so it may after a deadlock, for one of the two has
    gone on. A lock was waited for already."""
    try:
        return post_judged(posts, now())
    except DatabaseError as error:
        log.warning("nor did it on a new connection: %r", error)
        connection.close()
    return [StoreUnavailable() for _ in posts]


def _written_alone(post: Post) -> Outcome:
    try:
        return post_judged([post], now())[0]
    except DatabaseError:
        log.exception("a post could not be written")
        connection.close()
        return StoreUnavailable()
    except Exception:
        log.exception("a post could not be understood")
        return StoreUnavailable()


def _answer(it: Writing, outcome: Outcome) -> bytes | ToJudge:
    if isinstance(outcome, Refusal):
        return refused(it.post, outcome, it.listener.language)
    if isinstance(outcome, ToJudge):
        return outcome
    if isinstance(outcome, Held):
        return encode({"t": "held", "c": it.post.conversation_id, **held_answer(outcome)})
    at, seq = outcome.at, outcome.seq
    return encode({"t": "ack", "c": it.post.conversation_id, "client_id": it.post.client_id, "seq": seq, "at": at})


def held_answer(held: Held) -> dict[str, Any]:
    """What the sender of a message is told that waits for approval."""
    return {"client_id": held.client_id, "held": held.held_id, "clauses": held.clauses}


def refused(post: Post, refusal: Refusal, language: str) -> bytes:
    """The frame that tells the sender, in their language, why a message was not posted."""
    with translation.override(language):
        answer = refusal.as_answer()
    return encode({"t": "refused", "c": post.conversation_id, "client_id": post.client_id, **answer})
