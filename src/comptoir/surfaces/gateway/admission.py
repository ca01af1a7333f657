"""Whether those who are connected may still be: a token is revoked, a session ended, in a process that we may not hear."""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from comptoir.foundation.errors import Refusal
from comptoir.surfaces.gateway.agents import AgentConnection
from comptoir.surfaces.gateway.connection import SIGNED_OUT, Connection
from comptoir.surfaces.gateway.identity import proofs_that_hold
from comptoir.surfaces.gateway.visitors import VisitorConnection

if TYPE_CHECKING:
    from comptoir.surfaces.gateway.gateway import Gateway

EVERY = 8.0
"""Seconds between two looks."""

AT_ONCE = 100
"""Connections of which a look asks; those who wait longest since the last one."""


class Admission:
    """The connections of this process, whose proofs are asked for again in turn."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._turn: dict[VisitorConnection | AgentConnection, None] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.get_running_loop().create_task(self._look())

    async def stop(self) -> None:
        """Look no more."""
        if self._task:
            self._task.cancel()

    def came(self, connection: VisitorConnection | AgentConnection) -> None:
        """Somebody has proven who they are."""
        self._turn[connection] = None

    def left(self, connection: Connection) -> None:
        """A browser is gone."""
        if isinstance(connection, VisitorConnection | AgentConnection):
            self._turn.pop(connection, None)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self.part_with_signed_out()

    async def part_with_signed_out(self) -> None:
        """End the connections of the next turn whose proof holds no more."""
        those = list(islice(self._turn, AT_ONCE))
        for connection in those:
            del self._turn[connection]
            self._turn[connection] = None
        try:
            hold = await self._gateway.read(partial(proofs_that_hold, {it.proof for it in those}))
        except Refusal:  # the database is away; nobody is signed out for that
            return
        for connection in those:
            if connection.proof not in hold:
                connection.wire.close(SIGNED_OUT)
