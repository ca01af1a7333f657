"""Who is connected: each process says regularly which agents it holds, so that nobody is offered a conversation in vain."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from comptoir.domain.people.queries import Rights, rights_of
from comptoir.domain.routing.actions import note_seen
from comptoir.foundation.clock import now
from comptoir.foundation.errors import Refusal
from comptoir.surfaces.gateway.agents import AgentConnection
from comptoir.surfaces.gateway.connection import Connection

if TYPE_CHECKING:
    from comptoir.surfaces.gateway.gateway import Gateway

log = logging.getLogger(__name__)

EVERY = 8.0
"""Seconds between two heartbeats; routing gives up on an agent after 25."""

RESTART = 1012


class Presence:
    """The agents who are connected to this process."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._here: dict[AgentConnection, int] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to say who is here."""
        self._task = asyncio.get_running_loop().create_task(self._beat())

    async def stop(self) -> None:
        """Say it no more."""
        if self._task:
            self._task.cancel()

    def came(self, connection: AgentConnection) -> None:
        """An agent's browser has connected."""
        self._here[connection] = connection.user_id
        asyncio.get_running_loop().create_task(self._say({connection.user_id}))

    def left(self, connection: Connection) -> None:
        """A browser is gone."""
        if isinstance(connection, AgentConnection):
            self._here.pop(connection, None)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self._say(set(self._here.values()))

    async def _say(self, users: set[int]) -> None:
        if not users:
            return
        try:
            await self._gateway.read(partial(note_seen, sorted(users), now()))
            self._part_with_former(await self._gateway.read(partial(rights_of, sorted(users))))
        except Refusal:
            log.warning("who is present could not be written; it is said again in %s s", EVERY)

    def _part_with_former(self, rights: dict[int, Rights]) -> None:
        """End the sockets whose rights are others now: they may have been changed by a process that we do not hear."""
        for connection, user_id in list(self._here.items()):
            if user_id in rights and connection.rights() != rights[user_id]:
                connection.wire.close(RESTART)
