"""What is taken off a connection: strictly, within bounds, and nothing slipped in."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from comptoir.surfaces.mailroom.listener.wire import ConnectionGone, LineBroken, LineTooLong, Wire


class _Deaf:
    def write(self, _: bytes) -> None: ...
    async def drain(self) -> None: ...


def wire(*chunks: bytes) -> Wire:
    reader = asyncio.StreamReader()
    for chunk in chunks:
        reader.feed_data(chunk)
    reader.feed_eof()
    return Wire(reader, _Deaf(), 1.0)  # type: ignore[arg-type]


def run(task: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(task)


def test_a_mail_ends_with_a_dot_between_two_proper_line_ends_only() -> None:
    """A24, threat 22: what another server may take for the end is a part of the mail."""

    async def read() -> tuple[bytes | None, str]:
        smuggled = b"first\r\n\n.\r\nMAIL FROM:<x@evil.test>\r\n\n.\n\r.\r\n.\n\r\n.\r\nNOOP\r\n"
        it = wire(smuggled)
        return await it.mail(10_000), await it.line()

    content, after = run(read())
    assert content == b"first\r\n\n.\r\nMAIL FROM:<x@evil.test>\r\n\n.\n\r.\r\n.\n\r\n"
    assert after == "NOOP"


def test_dots_that_were_doubled_on_the_way_are_single_again() -> None:
    async def read() -> bytes | None:
        return await wire(b"..first\r\n..\r\nmiddle..\r\n...\r\n.\r\n").mail(1000)

    assert run(read()) == b".first\r\n.\r\nmiddle..\r\n..\r\n"


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_mail_in_crumbs_is_the_same(size: int) -> None:
    whole = b"Subject: x\r\n\r\nline\r\n..dots\r\n.\r\nQUIT\r\n"

    async def read() -> tuple[bytes | None, str]:
        reader = asyncio.StreamReader()
        it = Wire(reader, _Deaf(), 1.0)  # type: ignore[arg-type]

        async def feed() -> None:
            for at in range(0, len(whole), size):
                reader.feed_data(whole[at : at + size])
                await asyncio.sleep(0)

        task = asyncio.create_task(feed())
        content, after = await it.mail(1000), await it.line()
        await task
        return content, after

    assert run(read()) == (b"Subject: x\r\n\r\nline\r\n.dots\r\n", "QUIT")


def test_an_empty_mail_is_empty() -> None:
    async def read() -> bytes | None:
        return await wire(b".\r\n").mail(1000)

    assert run(read()) == b""


def test_a_mail_beyond_the_bound_is_read_to_its_end_and_not_kept() -> None:
    """A13"""

    async def read() -> tuple[bytes | None, str]:
        it = wire(b"x" * 5000, b"\r\n" + b"y" * 5000, b"\r\n.\r\n", b"NOOP\r\n")
        return await it.mail(100), await it.line()

    assert run(read()) == (None, "NOOP")


async def line_of(content: bytes) -> str:
    return await wire(content).line()


@pytest.mark.parametrize("line", [b"NOOP\n", b"NO\rOP\r\n", b"NO\x00OP\r\n"])
def test_a_command_that_is_not_ended_properly_is_none(line: bytes) -> None:
    """A24, threat 22"""
    with pytest.raises(LineBroken):
        run(line_of(line))


def test_a_command_without_end_is_not_waited_for() -> None:
    with pytest.raises(LineTooLong):
        run(line_of(b"x" * 100_000))


def test_who_goes_in_the_middle_of_a_mail_has_sent_none() -> None:
    async def read() -> bytes | None:
        return await wire(b"half of a mail\r\n").mail(1000)

    with pytest.raises(ConnectionGone):
        run(read())
