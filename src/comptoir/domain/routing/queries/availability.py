"""Who answers now in a shop. It is asked at every turn, so each process remembers it for a second."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, Min

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter, answers_at, is_open, next_opening, open_until, promise_for
from comptoir.domain.people.queries import people_of
from comptoir.domain.routing.frames import seconds_between
from comptoir.domain.routing.models import Search
from comptoir.domain.routing.queries.candidates import candidates_for
from comptoir.domain.routing.rules import Candidate, expected_wait, has_room, typical_wait
from comptoir.domain.shops.queries import KnownShop

REMEMBERED = dt.timedelta(seconds=1)
WAITS_REMEMBERED = dt.timedelta(seconds=10)
LATEST_WAITS = 20
FACES_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class AudienceAvailability:
    """An audience at this moment: open in its hours, or when somebody answers beyond them.

    `wait` is what somebody new would wait, in seconds.
    `typical` is the usual wait: the median of the latest, or what the charter promises while there are none.
    """

    is_open: bool
    open_until: dt.datetime | None
    next_opening: dt.datetime | None
    available: int = 0
    free: int = 0
    waiting: int = 0
    waiting_since: dt.datetime | None = None
    typical: float | None = None
    wait: int | None = None
    faces: list[dict[str, Any]] = field(default_factory=list)

    def as_wire(self) -> dict[str, Any]:
        """As the widget asks for it."""
        return {
            "open": self.is_open,
            "open_until": self.open_until,
            "next_opening": self.next_opening,
            "available": self.available,
            "free": self.free,
            "wait": self.wait,
            "faces": self.faces,
        }

    def as_presence(self, now: dt.datetime) -> dict[str, Any]:
        """As consoles are told it; `longest` is how many seconds somebody has waited."""
        return {
            "open": self.is_open,
            "available": self.available,
            "free": self.free,
            "waiting": self.waiting,
            "longest": seconds_between(self.waiting_since, now) if self.waiting_since else 0,
        }


class _Queue(NamedTuple):
    length: int
    since: dt.datetime | None


_NO_QUEUE = _Queue(0, None)
_known: dict[int, tuple[dt.datetime, dict[str, AudienceAvailability]]] = {}
_waits: dict[tuple[int, str], tuple[dt.datetime, float | None]] = {}


def availability_of_shop(shop: KnownShop, now: dt.datetime) -> dict[str, AudienceAvailability]:
    """Each audience of the shop's charter, in its order."""
    known = _known.get(shop.id)
    if known is None or abs(now - known[0]) >= REMEMBERED:
        look = _Look(shop.id, charter_in_force(shop.id, now)[1], now)
        known = _known[shop.id] = (now, dict(_audiences(look)))
    return known[1]


def forget_availability() -> None:
    """Look again at the next question."""
    _known.clear()
    _waits.clear()


class _Look(NamedTuple):
    shop_id: int
    charter: Charter
    now: dt.datetime


def _audiences(look: _Look) -> Iterator[tuple[str, AudienceAvailability]]:
    there = candidates_for(look.shop_id, look.charter, look.now)
    queues = _queues(look.shop_id)
    for name in look.charter.audiences:
        is_asked = answers_at(look.charter, name, look.now)
        mine = [each for each in there if each.audience == name] if is_asked else []
        yield name, _audience(look, name, mine, queues.get(name, _NO_QUEUE))


def _audience(look: _Look, name: str, there: list[Candidate], queue: _Queue) -> AudienceAvailability:
    free = sum(has_room(each) for each in there)
    typical = _typical(look, name)
    return AudienceAvailability(
        is_open=bool(there) or is_open(look.charter, name, look.now),
        open_until=open_until(look.charter, name, look.now),
        next_opening=next_opening(look.charter, name, look.now),
        available=len(there),
        free=free,
        waiting=queue.length,
        waiting_since=queue.since,
        typical=typical,
        wait=expected_wait(queue.length + 1, free, len(there), typical),
        faces=_faces(there[:FACES_AT_MOST]),
    )


def _faces(there: list[Candidate]) -> list[dict[str, Any]]:
    people = people_of(each.membership_id for each in there)
    return [people[str(each.membership_id)] for each in there]


def _queues(shop_id: int) -> dict[str, _Queue]:
    rows = Search.objects.filter(
        conversation__shop_id=shop_id, conversation__status="waiting", conversation__is_live=True
    ).values_list("conversation__audience")
    counted = rows.annotate(count=Count("pk"), since=Min("conversation__waiting_since")).order_by()
    return {audience: _Queue(count, since) for audience, count, since in counted}


def _typical(look: _Look, audience: str) -> float | None:
    known = _waits.get((look.shop_id, audience))
    if known is None or abs(look.now - known[0]) >= WAITS_REMEMBERED:
        known = _waits[look.shop_id, audience] = (look.now, typical_wait(_latest_waits(look.shop_id, audience)))
    return known[1] if known[1] is not None else _promised(look.charter)


def _promised(charter: Charter) -> float | None:
    promise = promise_for(charter, "chat", "first_answer")
    return promise.within.seconds if promise else None


def _latest_waits(shop_id: int, audience: str) -> list[float]:
    """Seconds that the latest visitors waited for their first answer."""
    rows = Search.objects.filter(
        conversation__shop_id=shop_id, conversation__audience=audience, conversation__first_answer_at__isnull=False
    ).order_by("-conversation__first_answer_at")
    times = rows.values_list("conversation__opened_at", "conversation__first_answer_at")[:LATEST_WAITS]
    return [(answered - opened).total_seconds() for opened, answered in times if answered]
