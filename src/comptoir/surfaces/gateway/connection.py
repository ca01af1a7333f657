"""One socket, from its first frame to its last: what visitors and agents have in common."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils import translation

from comptoir.foundation.errors import Refusal, StoreUnavailable
from comptoir.surfaces.gateway.frames import LARGEST, Frame, encode, read_frame
from comptoir.surfaces.gateway.limits import FRAMES_A_MINUTE, Bucket
from comptoir.surfaces.gateway.wire import Wire

if TYPE_CHECKING:
    from comptoir.surfaces.gateway.gateway import Gateway

log = logging.getLogger(__name__)

BAD_FRAME = 4400
SIGNED_OUT = 4401
NOT_ALLOWED = 4403
NO_HELLO = 4408
TOO_MANY = 4429


class Connection:
    """A browser that has introduced itself. Frames come in by `hear`; what it hears goes through the hub."""

    decoder: msgspec.json.Decoder[Any]

    def __init__(self, gateway: Gateway, wire: Wire, language: str, person: str) -> None:
        self.gateway = gateway
        self.wire = wire
        self.language = language
        self.topics: set[str] = set()
        self.out: list[bytes] = []
        self._frames = Bucket(FRAMES_A_MINUTE)
        self._posts = gateway.posts.of(person)
        self._tasks: set[asyncio.Task[None]] = set()

    def hear(self, text: str | bytes) -> None:
        """Take one frame. What cannot be understood ends the connection; what may not be done is answered."""
        if len(text) > LARGEST or not self._frames.take():
            self.wire.close(BAD_FRAME if len(text) > LARGEST else TOO_MANY)
            return
        try:
            frame = read_frame(self.decoder, text)
        except Refusal as refusal:
            self.say({"t": "error", **refusal.as_answer()})
            self.wire.close(BAD_FRAME)
            return
        self.take(frame)

    def take(self, frame: Frame) -> None:
        """Act on a frame that has been understood."""
        raise NotImplementedError

    def say(self, what: dict[str, Any]) -> None:
        """Send one frame to this connection alone."""
        self.gateway.hub.deliver((), [(self, encode(what))])

    def may_post(self) -> bool:
        """Whether one more message of this person fits in this minute, by whichever of their sockets it comes."""
        return self._posts.take()

    def ask(self, question: Callable[[], dict[str, Any]], otherwise: Callable[[Refusal], dict[str, Any]]) -> None:
        """Ask the database on another thread, and say the answer; `otherwise` makes a refusal into a frame."""
        self.later(self._ask(question, otherwise))

    def later(self, work: Any) -> None:
        """Do something that takes a while, as long as this connection lives."""
        if len(self._tasks) > 50:
            work.close()
            self.wire.close(TOO_MANY)
            return
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def end(self) -> None:
        """The browser is gone."""
        for task in self._tasks:
            task.cancel()
        self.gateway.hub.leave(self)

    async def _ask(
        self, question: Callable[[], dict[str, Any]], otherwise: Callable[[Refusal], dict[str, Any]]
    ) -> None:
        try:
            self.say(await self.gateway.read(question))
        except Refusal as refusal:
            self.say(otherwise(refusal))

    def refusal_frame(self, refusal: Refusal, **facts: Any) -> dict[str, Any]:
        """A refusal in the language of this connection."""
        with translation.override(self.language):
            return {"t": "error", **facts, **refusal.as_answer()}


def unavailable(error: Exception) -> StoreUnavailable:
    """A database error as the refusal that people may see."""
    log.warning("the database did not answer: %r", error)
    return StoreUnavailable()
