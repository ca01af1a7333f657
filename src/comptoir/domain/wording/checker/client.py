"""Asking the checker. It is started when it does not listen; whatever happens to it, the answer is None in time."""

from __future__ import annotations

import os
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

import msgspec
from msgspec import structs

from comptoir.domain.wording.checker import place
from comptoir.domain.wording.checker.frames import (
    HEAD,
    LARGEST,
    LONGEST_BODY,
    Answer,
    Answered,
    Asked,
    Question,
    ReadyQuestion,
    ReplyQuestion,
    digest,
    encoded,
    framed,
    read_answered,
    release,
)
from comptoir.domain.wording.checker.manner import Manner
from comptoir.domain.wording.checker.starting import Starter

_KEPT = 8
"""Lines that are kept open for the next questions. They also tell the checker that somebody is here."""
_LOOK_AGAIN = 0.02
_MAKING_WAY = 0.1
"""Seconds in which a checker of another release ends."""


def ask(question: Question, within: float) -> Answer | None:
    """The checker's answer; None when there is none `within` seconds, or none at all. From any thread."""
    path = place.socket_path()
    if path is None or (not isinstance(question, ReadyQuestion) and len(question.body) > LONGEST_BODY):
        return None
    return _lines.asked(path, question, time.monotonic() + within)


def is_ready(within: float = 0.05) -> bool:
    """Whether the checker has loaded everything; it is started if nobody has."""
    answer = ask(ReadyQuestion(), within)
    return answer is not None and answer.is_complete


def is_wanted() -> bool:
    """Whether the operator wants a checker here; without one there is nothing to wait for."""
    return place.socket_path() is not None


def wake() -> None:
    """Start the checker if nobody has, and do not wait for it."""
    path = place.socket_path()
    if path is not None:
        _starter.start(path)


class _Line:
    """A connection on which one question is under way at a time."""

    def __init__(self, path: Path, until: float) -> None:
        self.path = path
        self._n = 0
        self._unread = bytearray()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._wait_until(until)
            with place.address(path) as address:
                self._socket.connect(address)
        except BaseException:
            self._socket.close()
            raise

    def asked(self, question: Question, until: float) -> Answered:
        """The answer. Raises `OSError` when the line is broken or the time is over."""
        answered = self._sent(question, until, is_whole=False)
        if answered.error == "unknown_manner":
            answered = self._sent(question, until, is_whole=True)
        return answered

    def close(self) -> None:
        self._socket.close()

    def _sent(self, question: Question, until: float, *, is_whole: bool) -> Answered:
        self._n += 1
        self._wait_until(until)
        frame = framed(_on_the_wire(question, self._n, is_whole=is_whole))
        if len(frame) > LARGEST:
            raise ConnectionError("more than the checker takes")
        self._socket.sendall(frame)
        while True:
            size = int.from_bytes(self._received(HEAD, until), "big")
            if size > LARGEST:
                raise ConnectionError("no answer of ours")
            answered = read_answered(self._received(size, until))
            if answered.n in (self._n, 0):
                return answered

    def _received(self, size: int, until: float) -> bytes:
        while len(self._unread) < size:
            self._wait_until(until)
            part = self._socket.recv(65536)
            if not part:
                raise ConnectionError("the checker has gone")
            self._unread += part
        received = bytes(self._unread[:size])
        del self._unread[:size]
        return received

    def _wait_until(self, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)


class _Lines:
    """The lines of this process."""

    def __init__(self) -> None:
        self._free: list[_Line] = []
        self._turn = threading.Lock()

    def asked(self, path: Path, question: Question, until: float) -> Answer | None:
        may_be_broken = False
        while time.monotonic() < until:
            line = self._kept(path)
            may_be_broken = may_be_broken or line is not None
            line = line or self._opened(path, until)
            if line is None:
                return None
            try:
                answered = line.asked(question, until)
            except (OSError, ValueError, msgspec.MsgspecError) as error:
                line.close()
                if not may_be_broken or isinstance(error, TimeoutError):
                    return None
                may_be_broken = False  # it had died while nobody asked; a fresh one should live
                continue
            if answered.error != "other_release":
                self._keep(line)
                return answered.answer
            line.close()
            may_be_broken = True
            time.sleep(_MAKING_WAY)
        return None

    def forget(self) -> None:
        """Keep none: they are another process's, or their checker is to be left."""
        self._turn = threading.Lock()
        free, self._free = self._free, []
        for line in free:
            line.close()

    def _kept(self, path: Path) -> _Line | None:
        with self._turn:
            while self._free:
                line = self._free.pop()
                if line.path == path:
                    return line
                line.close()
        return None

    def _keep(self, line: _Line) -> None:
        with self._turn:
            if len(self._free) < _KEPT:
                self._free.append(line)
                return
        line.close()

    def _opened(self, path: Path, until: float) -> _Line | None:
        """A new line, to a checker that is started if need be; None when it does not listen in time."""
        while time.monotonic() < until:
            try:
                line = _Line(path, until)
            except (FileNotFoundError, ConnectionRefusedError):
                if not _starter.start(path):
                    return None
            except OSError:
                return None
            else:
                _starter.stays()
                return line
            time.sleep(min(_LOOK_AGAIN, max(0.0, until - time.monotonic())))
        return None


class _Manners:
    """Manners as they are sent, with their digests, for as long as somebody keeps them."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Manner, tuple[str, bytes]] = WeakKeyDictionary()
        self._turn = threading.Lock()

    def sent(self, manner: Manner) -> tuple[str, bytes]:
        """Its name and its bytes."""
        with self._turn:
            known = self._known.get(manner)
            if known is None:
                raw = encoded(manner)
                known = self._known[manner] = digest(raw), raw
        return known


def _on_the_wire(question: Question, n: int, *, is_whole: bool) -> Asked:
    """The question as it is sent; a manner by its name, until the checker says that it does not know it."""
    if isinstance(question, ReadyQuestion):
        return Asked(n=n, kind="ready", release=release())
    asked = Asked(
        n=n,
        kind="customer",
        release=release(),
        key=question.key,
        body=_sendable(question.body),
        language=question.language,
        usual_language=question.usual_language,
    )
    if not isinstance(question, ReplyQuestion):
        return asked
    name, raw = _manners.sent(question.manner)
    moment = replace(
        question.moment,
        agent_name=_sendable(question.moment.agent_name),
        customer_text=_sendable(question.moment.customer_text),
        topics={},  # the manner has them
    )
    manner = msgspec.Raw(raw) if is_whole else msgspec.UNSET
    return structs.replace(asked, kind="reply", moment=moment, manner_name=name, manner=manner)


def _sendable(text: str) -> str:
    """The text with a question mark for each half of a sign: they cannot be sent, and every place stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


_starter = Starter()
_lines = _Lines()
_manners = _Manners()
os.register_at_fork(after_in_child=_lines.forget)
