"""What goes between a reader and its child: a short head in msgpack, then bytes as they are."""

from __future__ import annotations

import socket
import time
from typing import Any

import msgspec

HEADS = 12
"""Bytes that say how long the head is (four) and the content (eight)."""
LARGEST_HEAD = 1024 * 1024
LARGEST = 256 * 1024 * 1024


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An operation by its name; the content it is about follows the head."""

    operation: str
    arguments: dict[str, Any] = {}
    seconds: float = 5.0
    megabytes: int = 512


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """`error` is a short word, "" when all went well; `kind` names the type of the value, which follows the head."""

    error: str = ""
    kind: str = ""
    is_last: bool = False
    """The child ends after this answer: it has done enough, or grown."""


class Closed(Exception):
    """The other side is gone."""


def send(line: socket.socket, head: Asked | Answered, content: bytes) -> None:
    """Send one frame. Raises `TimeoutError` by the line's own limit, `OSError` when the other side is gone."""
    told = msgspec.msgpack.encode(head)
    line.sendall(len(told).to_bytes(4, "big") + len(content).to_bytes(8, "big") + told)
    if content:
        line.sendall(content)


def receive(line: socket.socket, *, until: float | None = None) -> tuple[bytes, bytearray]:
    """Head and content of the next frame. `until`: the moment of `time.monotonic` by which it must be here, else `TimeoutError`."""
    sizes = _exactly(line, HEADS, until)
    head, content = int.from_bytes(sizes[:4], "big"), int.from_bytes(sizes[4:], "big")
    if head > LARGEST_HEAD or content > LARGEST:
        raise Closed
    return bytes(_exactly(line, head, until)), _exactly(line, content, until)


def _exactly(line: socket.socket, size: int, until: float | None) -> bytearray:
    found = bytearray(size)
    view, at = memoryview(found), 0
    while at < size:
        if until is not None:
            line.settimeout(max(0.001, until - time.monotonic()))
        count = line.recv_into(view[at:])
        if not count:
            raise Closed
        at += count
    return found
