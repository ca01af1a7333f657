"""What is done regularly: `SWEEPS` names the seconds between two runs and the function, which is given the time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from comptoir.domain.routing.actions import (
    end_silent_chats,
    expire_overdue_offers,
    mend_loads,
    release_gone_agents,
    seek_again,
)
from comptoir.domain.routing.frames import tell_presence, tell_queue
from comptoir.domain.routing.queries.availability import AudienceAvailability, availability_of_shop
from comptoir.domain.routing.queries.queue import QueuePlace, Waiting, everybody_waiting, place
from comptoir.domain.shops.queries import all_shops
from comptoir.foundation.limits import limit

WAITING_AT_MOST = 2000
"""Visitors who are told their place; who stands behind them is far from being answered."""

EVERYBODY_BACK_WITHIN = dt.timedelta(seconds=limit("BACK_WITHIN", 60))
"""Browsers come back after 45 seconds at the latest, by themselves."""

_watching: dict[str, dt.datetime] = {}
_told_places: dict[int, QueuePlace] = {}
_told_presence: dict[int, dict[str, Any]] = {}


def tell_queues(now: dt.datetime) -> None:
    """Tell waiting visitors their place and wait, where either has changed since this process told them last."""
    seen: Counter[tuple[int, str]] = Counter()
    here: dict[int, QueuePlace] = {}
    for waiting in everybody_waiting(WAITING_AT_MOST):
        seen[waiting.shop_id, waiting.audience] += 1
        here[waiting.conversation_id] = _tell_place(waiting, seen[waiting.shop_id, waiting.audience], now)
    _told_places.clear()
    _told_places.update(here)


def tell_presences(now: dt.datetime) -> None:
    """Tell each shop's consoles who is there and how many wait, where that has changed since they were told last."""
    for shop in all_shops():
        audiences = availability_of_shop(shop, now)
        facts = {name: _facts(there) for name, there in audiences.items()}
        if _told_presence.get(shop.id) != facts:
            _told_presence[shop.id] = facts
            tell_presence(shop.id, {name: there.as_presence(now) for name, there in audiences.items()})


def release_the_gone(now: dt.datetime) -> None:
    """Let agents go who are without a sign of life, once this process has watched long enough for all to come back to it.

    After a restart nobody has been seen for as long as the house was down; that is not their absence.
    """
    since = _watching.setdefault("since", now)
    if now - since >= EVERYBODY_BACK_WITHIN:
        release_gone_agents(now)


SWEEPS: list[tuple[float, Callable[[dt.datetime], None]]] = [
    (1.0, tell_queues),
    (1.0, tell_presences),
    (2.0, seek_again),
    (5.0, release_the_gone),
    (5.0, expire_overdue_offers),
    (30.0, end_silent_chats),
    (60.0, mend_loads),
]


def forget_the_past() -> None:
    """Be as a process that has just started."""
    _watching.clear()
    _told_places.clear()
    _told_presence.clear()


def _tell_place(waiting: Waiting, position: int, now: dt.datetime) -> QueuePlace:
    mine = place(waiting, position, now)
    if _told_places.get(waiting.conversation_id) != mine:
        tell_queue(waiting.conversation_id, mine.position, mine.wait)
    return mine


def _facts(there: AudienceAvailability) -> tuple[Any, ...]:
    return there.is_open, there.available, there.free, there.waiting, there.waiting_since
