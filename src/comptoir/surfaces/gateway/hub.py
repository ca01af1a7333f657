"""Who listens to what in this process, and the one write by which each hears a batch."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from comptoir.foundation.broadcast import LIST, Delivery
from comptoir.surfaces.gateway.crowds import CROWD, EVERY, Gathering
from comptoir.surfaces.gateway.frames import prepared
from comptoir.surfaces.gateway.wire import Wire

log = logging.getLogger(__name__)


class Listener(Protocol):
    """A connection, as the hub needs it."""

    wire: Wire
    topics: set[str]
    language: str
    out: list[bytes]


class Hub:
    """The listeners of this process by topic. Only the event loop touches it."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._gathering: Gathering[Listener] = Gathering()
        self.overhear: Callable[[Sequence[Delivery]], None] | None = None
        """Who hears all deliveries of this process, as long as somebody looks at a wall."""

    def listen(self, listener: Listener, topics: Iterable[str]) -> None:
        """Let the listener hear what is told about `topics` from now on."""
        for topic in topics:
            listener.topics.add(topic)
            self._listeners.setdefault(topic, set()).add(listener)

    def leave(self, listener: Listener, topics: Iterable[str] | None = None) -> None:
        """Let the listener hear no more about `topics` (default: about anything)."""
        for topic in list(listener.topics if topics is None else topics):
            listener.topics.discard(topic)
            those = self._listeners.get(topic)
            if those is not None:
                those.discard(listener)
                if not those:
                    del self._listeners[topic]

    def everybody(self) -> set[Listener]:
        """All who listen to anything."""
        return set().union(*self._listeners.values()) if self._listeners else set()

    def deliver(self, deliveries: Sequence[Delivery], answers: Iterable[tuple[Listener, bytes]] = ()) -> None:
        """Send answers and deliveries: each frame is prepared once, each connection is written to once."""
        touched: list[Listener] = []
        for listener, payload in answers:
            if not listener.out:
                touched.append(listener)
            listener.out.append(prepared(payload))
        for delivery in deliveries:
            self._give(delivery, touched)
        if self.overhear is not None:
            self.overhear(deliveries)
        self._write(touched)

    def tell_crowds(self) -> None:
        """Tell what was gathered for those who listen in crowds: one frame for each of them."""
        touched: list[Listener] = []
        for listeners, payload in self._gathering.told(self._those):
            frame = prepared(payload)
            for listener in listeners:
                listener.out.append(frame)
            touched += listeners
        self._write(touched)

    def _write(self, touched: Iterable[Listener]) -> None:
        for listener in touched:
            frames, listener.out = listener.out, []
            try:
                listener.wire.write(frames)
            except Exception:
                # One broken line must not keep the others from hearing.
                log.exception("a connection could not be written to")
                self.leave(listener)

    def _give(self, delivery: Delivery, touched: list[Listener]) -> None:
        listeners = self._those(delivery.topics)
        if not listeners:
            return
        if delivery.orders == "close":
            for listener in list(listeners):
                listener.wire.close(int(delivery.frame))
            return
        if delivery.orders.startswith(LIST) and len(listeners) > CROWD:
            self._gather(delivery)
            return
        frame = prepared(delivery.frame)
        for listener in listeners:
            if not listener.out:
                touched.append(listener)
            listener.out.append(frame)
        if delivery.orders == "resync":
            for listener in list(listeners):
                self.leave(listener, delivery.topics)

    def _gather(self, delivery: Delivery) -> None:
        if not self._gathering:
            asyncio.get_running_loop().call_later(EVERY, self.tell_crowds)
        self._gathering.keep(delivery.topics, delivery.orders, delivery.frame)

    def _those(self, topics: tuple[str, ...]) -> set[Listener]:
        if len(topics) == 1:
            return self._listeners.get(topics[0], _NOBODY)
        found = [those for topic in topics if (those := self._listeners.get(topic))]
        return found[0] if len(found) == 1 else set().union(*found)


_NOBODY: set[Listener] = set()
