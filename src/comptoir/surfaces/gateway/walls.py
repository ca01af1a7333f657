"""The wall: who looks at it hears once in a while what has changed on the part they see, however much goes on behind it.

Nothing is kept and asked for a shop at whose wall nobody looks. While somebody does, the news of its lists say which
conversations to look up again; all are looked up anew now and then, for what no news tells.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.supervision.queries import wall_of
from comptoir.domain.supervision.rules import Choice, Live, Tile, ranked
from comptoir.foundation.broadcast import LIST, Delivery
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed, Refusal
from comptoir.surfaces.gateway.frames import AgentWall, encode
from comptoir.surfaces.gateway.looking import Looker

if TYPE_CHECKING:
    from comptoir.surfaces.gateway.agents import AgentConnection
    from comptoir.surfaces.gateway.gateway import Gateway

log = logging.getLogger(__name__)

EVERY = 1.25
"""Seconds between two looks: nobody hears of a wall more than once a second."""

ANEW = 20.0
"""Seconds after which all of a shop is looked up again."""

Dirty = dict[int, set[int] | None]
"""By shop what to look up: some conversations, or all of them (None)."""


class Walls:
    """The walls that somebody looks at through this process. Only the event loop touches it, but for one turn at a time."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._lookers: dict[AgentConnection, Looker] = {}
        self._dirty: dict[int, set[int]] = {}
        self._lives: dict[int, dict[int, Live]] = {}
        self._whole_at: dict[int, float] = {}
        self._task: asyncio.Task[None] | None = None

    def look(self, connection: AgentConnection, frame: AgentWall) -> None:
        """Begin, or end, to tell a connection of the shops that its user watches over; refused to who watches over none."""
        viewers = tuple(it for it in connection.viewers.values() if may(it.role, "watch_wall"))
        if frame.shop is not None:
            viewers = tuple(it for it in viewers if it.shop_id == frame.shop)
        if not frame.on:
            self.leave(connection)
        elif not viewers:
            connection.say(connection.refusal_frame(NotAllowed()))
        else:
            choice = Choice(frame.shop, frame.audience, frame.state)
            self._lookers[connection] = Looker(viewers, choice, frame.page)
            self._gateway.hub.overhear = self.hear
            self._task = self._task or asyncio.get_running_loop().create_task(self._run())

    def leave(self, connection: AgentConnection) -> None:
        """Somebody looks no more."""
        self._lookers.pop(connection, None)

    def stop(self) -> None:
        """Tell nobody any more."""
        self._lookers.clear()
        if self._task is not None:
            self._task.cancel()

    def hear(self, deliveries: Sequence[Delivery]) -> None:
        """Note which conversations look different now."""
        for delivery in deliveries:
            if not delivery.orders.startswith(LIST):
                continue
            shop_id = int(delivery.topics[0].split(":", 2)[1])
            if shop_id in self._lives:
                self._dirty.setdefault(shop_id, set()).add(int(delivery.orders.rpartition(":")[2]))

    async def _run(self) -> None:
        try:
            while self._lookers:
                await self._turn()
                await asyncio.sleep(EVERY)
        finally:
            self._task = None
            self._gateway.hub.overhear = None
            self._lives, self._dirty, self._whole_at = {}, {}, {}

    async def _turn(self) -> None:
        """One look for all who look: what is new is asked of the database on a thread of its own, and told here."""
        lookers = list(self._lookers.items())
        dirty = self._to_ask({it.shop_id for _, looker in lookers for it in looker.viewers})
        try:
            told = await self._gateway.read(partial(self._told, dirty, [looker for _, looker in lookers]))
        except Refusal:
            log.warning("the wall could not be looked at; it is looked at again")
            self._whole_at.clear()
            return
        answers: list[tuple[Any, bytes]] = []
        for (connection, looker), frame in zip(lookers, told, strict=True):
            if frame is not None and self._lookers.get(connection) is looker:
                answers.append((connection, frame))
        self._gateway.hub.deliver((), answers)

    def _to_ask(self, shops: set[int]) -> Dirty:
        dirty: Dirty = {}
        for shop_id in shops:
            if time.monotonic() - self._whole_at.get(shop_id, -ANEW) >= ANEW:
                dirty[shop_id] = None
                self._whole_at[shop_id] = time.monotonic()
                self._lives.setdefault(shop_id, {})
            elif moved := self._dirty.get(shop_id):
                dirty[shop_id] = moved
        for gone in self._lives.keys() - shops:
            del self._lives[gone]
            self._whole_at.pop(gone, None)
        self._dirty = {}
        return dirty

    def _told(self, dirty: Dirty, lookers: Sequence[Looker]) -> list[bytes | None]:
        for shop_id, ids in dirty.items():
            self._take_in(shop_id, ids)
        at, moment = now(), time.monotonic()
        tiles: dict[tuple[int, ...], list[Tile]] = {}
        frames: list[bytes | None] = []
        for looker in lookers:
            shops = _shops(looker.viewers)
            if shops not in tiles:
                tiles[shops] = ranked((it for shop_id in shops for it in self._lives.get(shop_id, {}).values()), at)
            frame = looker.frame(tiles[shops], moment)
            frames.append(encode(frame) if frame else None)
            looker.pay(len(frames[-1] or b""), moment)
        return frames

    def _take_in(self, shop_id: int, ids: set[int] | None) -> None:
        found = wall_of(shop_id, ids)
        if ids is None:
            self._lives[shop_id] = found
            return
        lives = self._lives.setdefault(shop_id, {})
        for pk in ids - found.keys():
            lives.pop(pk, None)
        lives.update(found)


def _shops(viewers: Iterable[Viewer]) -> tuple[int, ...]:
    return tuple(sorted(it.shop_id for it in viewers))
