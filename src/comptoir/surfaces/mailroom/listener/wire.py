"""Lines and mails off a connection, strictly: only CR LF ends a line, only CR LF . CR LF ends a mail.

A server that is less strict about it than the one before it lets strangers slip in mails of their own ("smuggling").
"""

from __future__ import annotations

import asyncio
import ssl

LINE_LARGEST = 4096
CHUNK = 64 * 1024
END = b"\r\n.\r\n"


class LineTooLong(Exception):
    """Longer than any command may be."""


class LineBroken(Exception):
    """A line that is ended, or broken, by something else than CR LF."""


class ConnectionGone(Exception):
    """The other side is not there any more, or says nothing for too long."""


class Wire:
    """One connection, read with patience that ends."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, patience: float) -> None:
        self._reader, self._writer, self._patience = reader, writer, patience
        self._held = bytearray()
        self._said: list[bytes] = []

    @property
    def peer(self) -> str:
        """The address of who is connected."""
        peer = self._writer.get_extra_info("peername")
        return str(peer[0]) if isinstance(peer, tuple) else ""

    async def line(self) -> str:
        """The next command. Raises `LineTooLong`, `LineBroken`, `ConnectionGone`."""
        while (end := self._held.find(b"\n")) < 0:
            if len(self._held) > LINE_LARGEST:
                raise LineTooLong
            await self._more()
        line = bytes(self._held[: end + 1])
        del self._held[: end + 1]
        if len(line) > LINE_LARGEST:
            raise LineTooLong
        if not line.endswith(b"\r\n") or b"\r" in line[:-2] or b"\x00" in line:
            raise LineBroken
        return line[:-2].decode("utf-8", "surrogateescape")

    async def mail(self, largest: int) -> bytes | None:
        """The mail up to its end, with its dots as they were; None where it is larger than that (it is read to its end)."""
        held, looked, is_too_large = self._held, 0, False
        while True:
            if held[:3] == b".\r\n" and not is_too_large:
                del held[:3]
                return b""
            if (end := held.find(END, looked)) >= 0:
                break
            looked = max(0, len(held) - len(END) + 1)
            if len(held) > largest:
                is_too_large = True
            if is_too_large:
                del held[:looked]
                looked = 0
            await self._more()
        content = bytes(held[: end + 2])
        del held[: end + len(END)]
        return None if is_too_large or len(content) > largest else _with_its_dots(content)

    async def say(self, *lines: str) -> None:
        """Send replies; together, while more commands wait to be read."""
        self._said.extend(f"{line}\r\n".encode("utf-8", "replace") for line in lines)
        if b"\n" not in self._held:
            await self.flush()

    async def flush(self) -> None:
        """Send what was said."""
        try:
            self._writer.write(b"".join(self._said))
            self._said.clear()
            async with asyncio.timeout(self._patience):
                await self._writer.drain()
        except (OSError, TimeoutError) as error:
            raise ConnectionGone from error

    async def secure(self, context: ssl.SSLContext) -> None:
        """Go on under TLS. What was sent in clear already, and might have been slipped in, is forgotten."""
        self._held.clear()
        try:
            async with asyncio.timeout(self._patience):
                await self._writer.start_tls(context)
        except (OSError, TimeoutError) as error:
            raise ConnectionGone from error

    async def close(self) -> None:
        """End it."""
        self._writer.close()

    async def _more(self) -> None:
        if self._said:
            await self.flush()
        try:
            async with asyncio.timeout(self._patience):
                chunk = await self._reader.read(CHUNK)
        except (OSError, TimeoutError) as error:
            raise ConnectionGone from error
        if not chunk:
            raise ConnectionGone
        self._held += chunk


def _with_its_dots(content: bytes) -> bytes:
    content = content.replace(b"\r\n..", b"\r\n.")
    return content[1:] if content.startswith(b"..") else content
