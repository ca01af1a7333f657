"""Whether something that was bought may come back, until when, and why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from comptoir.domain.charter.rules.clocks import calendar_of, due
from comptoir.domain.charter.shape.charter import Charter


class Bought(Protocol):
    """A line of an order: what the shop says of the product."""

    @property
    def is_returnable(self) -> bool: ...
    @property
    def tags(self) -> Sequence[str]: ...


class MayReturn(NamedTuple):
    """The answer. `until` (aware, in UTC) is the first moment at which it is too late; None where there is no such moment.

    `why`: `in_time`, `too_late`, `not_delivered`, `kind_excluded` (`kind` says which), `line_excluded`, `no_returns`.
    """

    is_allowed: bool
    until: dt.datetime | None
    why: str
    clause: str
    kind: str = ""


def may_return(charter: Charter, line: Bought, delivered_at: dt.datetime | None, now: dt.datetime) -> MayReturn:
    """Whether the line of an order that was delivered at `delivered_at` may come back at `now` (both aware). D8."""
    returns = charter.returns
    if returns is None:
        return MayReturn(False, None, "no_returns", "")
    excluded = next((tag for tag in line.tags if tag in returns.not_returnable), "")
    if excluded:
        return MayReturn(False, None, "kind_excluded", "returns.not_returnable", excluded)
    if not line.is_returnable:
        return MayReturn(False, None, "line_excluded", "")
    if delivered_at is None:
        return MayReturn(False, None, "not_delivered", "returns.within")
    until = returnable_until(charter, delivered_at)
    in_time = until is None or now < until
    return MayReturn(in_time, until, "in_time" if in_time else "too_late", "returns.within")


def returnable_until(charter: Charter, delivered_at: dt.datetime) -> dt.datetime | None:
    """When the time for returns is over: the end of the last day, by the shop's clock on the wall; or when it closes on
    the last working day. None where that never comes. Raises `ValueError` for a charter that says nothing of returns.
    """
    if charter.returns is None:
        raise ValueError("this charter says nothing of returns")
    if charter.returns.clock == "working_days":
        return due(delivered_at, charter.returns.within, calendar_of(charter, "working_days"))
    zone = ZoneInfo(charter.shop.time_zone)
    after_last = delivered_at.astimezone(zone).date() + dt.timedelta(days=charter.returns.within.amount + 1)
    return dt.datetime.combine(after_last, dt.time(), zone).astimezone(dt.UTC)
