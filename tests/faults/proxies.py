"""A bad line: a small TCP proxy that cuts connections in the middle of a frame, or lets them hang without a word."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress


class BadLine:
    """Connections through `port` reach `target`, each until it has carried as many bytes as `lasts` says."""

    def __init__(
        self, target: int, *, shortest: int = 0, longest: int = 0, chance: random.Random | None = None
    ) -> None:
        self._target = target
        self._lengths = (shortest, longest)
        self._chance = chance or random.Random()
        self._server: asyncio.Server | None = None
        self._pairs: set[tuple[asyncio.StreamWriter, asyncio.StreamWriter]] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self.port = 0
        self.cuts = 0
        self.reached_from: list[int] = []
        """The ports from which the target was reached, in the order of the connections."""

    async def __aenter__(self) -> BadLine:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self._flows.set()
        self.cut()

    def cut(self) -> None:
        """Cut every connection that is open now."""
        for pair in list(self._pairs):
            self._cut(pair)

    def hang(self) -> None:
        """Carry nothing any more, in neither direction, and close nothing: a phone in a tunnel."""
        self._flows.clear()

    def mend(self) -> None:
        """Carry from now on whatever comes, without end."""
        self._lengths = (0, 0)
        self._flows.set()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        self.reached_from.append(back.get_extra_info("sockname")[1])
        pair = (writer, back)
        self._pairs.add(pair)
        left = [self._chance.randint(*self._lengths) if any(self._lengths) else -1]
        with suppress(asyncio.CancelledError):  # the test is over
            await asyncio.gather(self._flow(reader, back, left, pair), self._flow(there, writer, left, pair))

    async def _flow(
        self,
        source: asyncio.StreamReader,
        drain: asyncio.StreamWriter,
        left: list[int],
        pair: tuple[asyncio.StreamWriter, asyncio.StreamWriter],
    ) -> None:
        with suppress(OSError):
            while some := await source.read(4096):
                await self._flows.wait()
                if 0 <= left[0] <= len(some):
                    drain.write(some[: left[0]])
                    self.cuts += 1
                    break
                left[0] -= len(some) if left[0] >= 0 else 0
                drain.write(some)
                await drain.drain()
        self._cut(pair)

    def _cut(self, pair: tuple[asyncio.StreamWriter, asyncio.StreamWriter]) -> None:
        if pair in self._pairs:
            self._pairs.discard(pair)
            for writer in pair:
                if not writer.transport.is_closing():
                    # What was written goes out, then the line is dead, without a closing handshake.
                    writer.transport.close()
