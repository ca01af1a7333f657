"""Asking clamd whether something is harmful. What it does not answer is not answered: the caller holds the letter."""

from __future__ import annotations

import re
import socket
import time
from dataclasses import dataclass

WITHIN = 30.0
"""Seconds for one question, from the first word to the last."""
_CHUNK = 64 * 1024
_ANSWER_AT_MOST = 4096
_FOUND = re.compile(r"stream: (.{1,200}) FOUND")
_ENDPOINT = re.compile(r"(?:tcp://)?(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[^:/\s]+)):(?P<port>\d{1,5})")


@dataclass(frozen=True, slots=True)
class Clean:
    """Nothing was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something was: what the scanner calls it."""

    name: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Nobody knows. `why`: "no_scanner" (not reached), "too_slow", "too_large" (more than the scanner takes),
    "no_answer" (none that is understood), "bad_address".
    """

    why: str


Scanned = Clean | Found | Unavailable


def scan(content: bytes, at: str, *, within: float = WITHIN) -> Scanned:
    """Ask the clamd that listens at the path of a socket ("/run/clamav/clamd.ctl") or at "host:port"; it never raises."""
    until = time.monotonic() + within
    try:
        with _connected(at, within) as line:
            is_sent = _sent(line, content, until)
            return _understood(_answer(line, until), is_sent=is_sent)
    except TimeoutError:
        return Unavailable("too_slow")
    except OSError:
        return Unavailable("no_scanner")
    except ValueError:
        return Unavailable("bad_address")


def _connected(at: str, within: float) -> socket.socket:
    path = at.removeprefix("unix:")
    if path.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(min(within, 5.0))
            line.connect(path)
        except OSError:
            line.close()
            raise
        return line
    found = _ENDPOINT.fullmatch(at.strip())
    if found is None or int(found["port"]) > 65535:
        raise ValueError(at)
    return socket.create_connection((found["six"] or found["host"], int(found["port"])), timeout=min(within, 5.0))


def _sent(line: socket.socket, content: bytes, until: float) -> bool:
    """Whether all was taken: a scanner that was told enough hangs up in the middle, and says why."""
    try:
        _send(line, b"zINSTREAM\0", until)
        for at in range(0, len(content), _CHUNK):
            chunk = content[at : at + _CHUNK]
            _send(line, len(chunk).to_bytes(4, "big") + chunk, until)
        _send(line, bytes(4), until)
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _send(line: socket.socket, content: bytes, until: float) -> None:
    line.settimeout(_left(until))
    line.sendall(content)


def _answer(line: socket.socket, until: float) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < _ANSWER_AT_MOST:
        line.settimeout(_left(until))
        try:
            more = line.recv(_ANSWER_AT_MOST)
        except ConnectionResetError:
            break
        if not more:
            break
        answer += more
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _understood(answer: str, *, is_sent: bool) -> Scanned:
    if found := _FOUND.fullmatch(answer):
        return Found(found[1])
    if answer == "stream: OK" and is_sent:
        return Clean()
    return Unavailable("too_large" if "size limit exceeded" in answer else "no_answer")
