"""What agents write is judged beside the writer, so that no batch waits for the checker.

The writer hands back what this process has not judged yet. Here it is judged, and goes to the writer again with what was
found; meanwhile what its author sends to the same conversation waits behind it, so that nothing changes its order.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from django.db import DatabaseError, connection

from comptoir.domain.conversations.actions import Judgement, Post, ToJudge, judge
from comptoir.foundation.errors import Refusal, StoreUnavailable
from comptoir.surfaces.gateway.hub import Listener

log = logging.getLogger(__name__)

THREADS = 2
"""The checker reads one text after the other; who waits for it must not keep readers from reading."""


class Writing(NamedTuple):
    """A post, and the connection that waits for its acknowledgement."""

    listener: Listener
    post: Post


Author = tuple[int, int]
"""A conversation, and the member who writes in it."""


class Judges:
    """The posts that are being judged, and those behind them. Only the event loop touches it."""

    def __init__(self, write: Callable[[Writing], None], refuse: Callable[[Writing, Refusal], None]) -> None:
        self._write = write
        self._refuse = refuse
        self._behind: dict[Author, list[Writing]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(THREADS, "judge")

    def __bool__(self) -> bool:
        return bool(self._tasks)

    def keeps(self, it: Writing) -> bool:
        """Take what its author has sent after something that is still being judged; it waits behind that."""
        behind = self._behind.get(author_of(it)) if self._behind else None
        if behind is not None:
            behind.append(it)
        return behind is not None

    def judge(self, it: Writing, to_judge: ToJudge) -> None:
        """Have it judged, then written."""
        if self.keeps(it):
            return
        self._behind[author_of(it)] = []
        task = asyncio.get_running_loop().create_task(self._work(it, to_judge))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Wait until nothing is being judged."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    def stop(self) -> None:
        """Judge no more."""
        self._threads.shutdown(wait=False)

    async def _work(self, it: Writing, to_judge: ToJudge) -> None:
        try:
            judgement = await asyncio.get_running_loop().run_in_executor(self._threads, _judged, to_judge)
        except Exception:
            log.exception("a message could not be judged")
            self._refuse(it, StoreUnavailable())
        else:
            self._write(it._replace(post=it.post._replace(judgement=judgement)))
        for behind in self._behind.pop(author_of(it)):
            self._write(behind)


def author_of(it: Writing) -> Author:
    """Whose post it is, and where: what one writes in one conversation keeps its order."""
    viewer = it.post.viewer
    return it.post.conversation_id, viewer.membership_id if viewer else 0


def _judged(to_judge: ToJudge) -> Judgement | None:
    try:
        return judge(to_judge.draft)
    except DatabaseError:
        connection.close()
        raise
