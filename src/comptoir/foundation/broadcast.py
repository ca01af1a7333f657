"""Telling those who listen: frames for topics, published after the commit, one publication a transaction.

Broadcasting only wakes and informs; what was missed is read from the database by sequence number.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from django.db import transaction

LIST = "list:"
"""Begins the orders of frames that move a list: of several about the same thing a crowd needs only the newest."""


class Delivery(NamedTuple):
    """One encoded frame (JSON text as bytes) for everybody who listens to any of the topics, each once.

    `orders` is for the gateways themselves: "resync", "close", or `LIST` with what the frame is the newest news of.
    """

    topics: tuple[str, ...]
    frame: bytes
    orders: str = ""


def on_wall(shop_id: int, conversation_id: int) -> Delivery:
    """Says that a conversation looks different on the shop's wall, though in no list; the gateways look it up themselves."""
    return Delivery((f"shop:{shop_id}:wall",), b"", f"{LIST}wall:{conversation_id}")


Publisher = Callable[[Sequence[Delivery]], None]

_publishers: list[Publisher] = []
_held = threading.local()


def publish_with(publisher: Publisher) -> None:
    """Add a way out of this process' transactions: the in-process hub, or the bus."""
    _publishers.append(publisher)


def stop_publishing_with(publisher: Publisher) -> None:
    """Take a publisher back."""
    if publisher in _publishers:
        _publishers.remove(publisher)


def tell(topics: Sequence[str], frame: bytes, *, orders: str = "") -> None:
    """Deliver `frame` to the listeners of `topics` once the caller's transaction is committed, in order of telling."""
    tell_all([Delivery(tuple(topics), frame, orders)])


def tell_all(deliveries: Sequence[Delivery]) -> None:
    """Publish several deliveries together once the caller's transaction is committed."""
    if deliveries:
        transaction.on_commit(lambda: _release(deliveries))


@contextmanager
def captured() -> Iterator[list[Delivery]]:
    """Collect what this thread's commits would publish, for a caller who publishes it himself."""
    before, _held.captured = getattr(_held, "captured", None), []
    try:
        yield _held.captured
    finally:
        _held.captured = before


def publish(deliveries: Sequence[Delivery]) -> None:
    """Hand deliveries to every publisher now."""
    for publisher in _publishers:
        publisher(deliveries)


def _release(deliveries: Sequence[Delivery]) -> None:
    captured_here = getattr(_held, "captured", None)
    if captured_here is not None:
        captured_here.extend(deliveries)
    else:
        publish(deliveries)
