"""One client's line to the checker: frames in, answers out. Whatever comes, it harms this line alone."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING, cast

import msgspec

from comptoir.domain.wording.checker.frames import (
    HEAD,
    LARGEST,
    LONGEST_BODY,
    Answer,
    Answered,
    Asked,
    CustomerQuestion,
    Question,
    ReadyQuestion,
    ReplyQuestion,
    digest,
    framed,
    read_asked,
    read_manner,
    release,
)
from comptoir.domain.wording.checker.manner import Manner
from comptoir.domain.wording.checker.queue import Waiting

if TYPE_CHECKING:
    from comptoir.domain.wording.checker.server import Checker

UNREAD_AT_MOST = 4 * LARGEST
"""Bytes of answers that a client leaves unread before it is sent away."""


class Manners:
    """The manners that clients have sent lately, by their digests: as many as fit into some bytes."""

    def __init__(self, bytes_at_most: int = 16 * LARGEST) -> None:
        self._left = bytes_at_most
        self._kept: OrderedDict[str, tuple[Manner, int]] = OrderedDict()

    def keep(self, raw: bytes) -> Manner:
        """Read a manner and remember it. Raises `MsgspecError`."""
        name = digest(raw)
        if name not in self._kept:
            self._kept[name] = read_manner(raw), len(raw)
            self._left -= len(raw)
        while self._left < 0 and len(self._kept) > 1:
            self._left += self._kept.popitem(last=False)[1][1]
        return self.known(name)

    def known(self, name: str) -> Manner:
        """The manner of this name. Raises `KeyError`."""
        self._kept.move_to_end(name)
        return self._kept[name][0]


class Line(asyncio.Protocol):
    """A connection. Its methods belong to the loop's thread."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._unread = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._checker.welcome(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._checker.leave(self)

    def data_received(self, data: bytes) -> None:
        self._unread += data
        while self._transport and len(self._unread) >= HEAD:
            size = int.from_bytes(self._unread[:HEAD], "big")
            if size > LARGEST:
                self.tell(Answered(error="malformed"))
                self.close()
                return
            if len(self._unread) < HEAD + size:
                return
            payload = bytes(self._unread[HEAD : HEAD + size])
            del self._unread[: HEAD + size]
            self._hear(payload)

    def tell(self, answered: Answered) -> None:
        """Send an answer, unless nobody is there any more or nobody reads."""
        if self._transport is None or self._transport.is_closing():
            return
        if self._transport.get_write_buffer_size() > UNREAD_AT_MOST:
            self._transport.abort()
            return
        self._transport.write(framed(answered))

    def close(self) -> None:
        """End the line after what was said."""
        if self._transport:
            self._transport.close()

    def _hear(self, payload: bytes) -> None:
        n = 0
        try:
            asked = read_asked(payload)
            n = asked.n
            if asked.release != release() and self._checker.makes_way():
                self.tell(Answered(n=n, error="other_release"))
                return
            self._take(n, question_in(asked, self._checker.manners))
        except KeyError:
            self.tell(Answered(n=n, error="unknown_manner"))
        except (msgspec.MsgspecError, ValueError, RecursionError):
            self.tell(Answered(n=n, error="malformed"))

    def _take(self, n: int, question: Question) -> None:
        if isinstance(question, ReadyQuestion):
            self.tell(Answered(n=n, answer=Answer(is_complete=self._checker.reader.is_warm)))
            return
        answer = self._checker.reader.answered(question)
        if answer is not None:
            self.tell(Answered(n=n, answer=answer))
            return
        self._checker.queue.put(Waiting(n, question, self, self._tell_from_anywhere))

    def _tell_from_anywhere(self, answered: Answered) -> None:
        with suppress(RuntimeError):  # the loop has ended, and its lines with it
            self._checker.loop.call_soon_threadsafe(self.tell, answered)


def question_in(asked: Asked, manners: Manners) -> Question:
    """What is asked. Raises `KeyError` for a manner that nobody sent, `MsgspecError` and `ValueError` for what makes no sense."""
    if asked.kind == "ready":
        return ReadyQuestion()
    if len(asked.body) > LONGEST_BODY:
        raise ValueError("too long")
    about = {"body": asked.body, "language": asked.language, "usual_language": asked.usual_language, "key": asked.key}
    if asked.kind == "customer":
        return CustomerQuestion(**about)
    if asked.moment is None:
        raise ValueError("no moment")
    sent = asked.manner
    manner = manners.keep(bytes(sent)) if isinstance(sent, msgspec.Raw) else manners.known(asked.manner_name)
    return ReplyQuestion(**about, manner=manner, moment=asked.moment)
