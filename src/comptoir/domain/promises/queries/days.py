"""A member's day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.models import Promise, State
from comptoir.domain.promises.models.promise import UNDONE
from comptoir.domain.promises.queries.finding import with_names
from comptoir.domain.promises.rules import period_of
from comptoir.domain.shops.queries import zone_of

AT_MOST = 100


class Day(NamedTuple):
    """What a member owes: late already, due until midnight of the shop's day, and due on later days; soonest first."""

    overdue: list[Promise]
    today: list[Promise]
    later: list[Promise]


def day_of(viewer: Viewer, now: dt.datetime) -> Day:
    """What the member owes at `now`, at most a hundred promises; what waits for a customer is not owed. One query."""
    midnight = period_of("day", now, zone_of(viewer.shop_id))[1]
    rows = with_names().filter(UNDONE, owner_id=viewer.membership_id).exclude(state=State.PAUSED)
    owed = list(rows.order_by("due_at", "id")[:AT_MOST])
    return Day(
        overdue=[row for row in owed if row.due_at <= now],
        today=[row for row in owed if now < row.due_at < midnight],
        later=[row for row in owed if row.due_at >= max(midnight, now)],
    )
