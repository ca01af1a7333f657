"""The child: `python -m comptoir.letters.child`, with a socket as its standard input. Ends when that closes."""

from __future__ import annotations

import os
import socket

import msgspec

from comptoir.letters.child.frames import Answered, Asked, Closed, receive, send
from comptoir.letters.child.limits import allow, limit, memory
from comptoir.letters.child.operations import OPERATIONS
from comptoir.letters.letter import Unreadable

MOST_ASKED = 500
"""Questions after which it makes room for a fresh one."""
GROWN = 200
"""Megabytes after which it does too."""


def main() -> None:
    """Answer until nobody asks any more."""
    line = _line()
    limit()
    import comptoir.letters.reading  # noqa: F401 - loaded before it says that it is ready

    send(line, Answered(kind="ready"), b"")
    for count in range(1, MOST_ASKED + 1):
        try:
            head, content = receive(line)
        except (Closed, OSError):
            return
        answer, told = _answer(head, bytes(content))
        del content
        is_last = answer.is_last or count == MOST_ASKED or memory() > GROWN
        send(line, msgspec.structs.replace(answer, is_last=is_last), told)
        if is_last:
            return


def _line() -> socket.socket:
    """The socket; nothing else writes to it, nor reads."""
    line = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return line


def _answer(head: bytes, content: bytes) -> tuple[Answered, bytes]:
    try:
        asked = msgspec.msgpack.decode(head, type=Asked)
        allow(asked.seconds, asked.megabytes)
        value = OPERATIONS[asked.operation](content, **asked.arguments)
        return Answered(kind=type(value).__name__), msgspec.msgpack.encode(value)
    except Unreadable as error:
        return Answered(error=error.code), b""
    except MemoryError:
        return Answered(error="too_big", is_last=True), b""
    except RecursionError:
        return Answered(error="too_deep", is_last=True), b""
    except Exception as error:
        return Answered(error=f"failed:{_place(error)}", is_last=True), b""


def _place(error: BaseException) -> str:
    """Where it failed and with which kind of error: never with whose words."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""  # noqa: PTH119
    return f"{type(error).__name__}@{where}"


if __name__ == "__main__":
    main()
