"""When a code may be given: on which days, to whom, and how often. Plain values, no clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

TAKEN_FOR = dt.timedelta(minutes=30)
"""How long a code stays with the draft it was taken for; then it goes back, unless it was sent."""

WHY_NOT = ("no_wallet", "stopped", "early", "late", "audience", "empty", "daily", "again", "not_asked")
"""Why no code may be given now, the plainest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is asked before a code is taken: how many the member has given today, whether this customer has one already,
    whether they asked, and what the charter allows."""

    given_today: int
    per_agent_and_day: int
    has_one: bool
    once_per_customer: bool
    has_asked: bool
    only_on_request: bool


def is_on(begins_on: dt.date | None, ends_on: dt.date | None, day: dt.date) -> str:
    """Nothing on a day of the offer; else "early" or "late"."""
    if begins_on and day < begins_on:
        return "early"
    return "late" if ends_on and day > ends_on else ""


def why_not(standing: Standing) -> str:
    """Why this member may give nothing to this customer now: "again", "daily", "not_asked"; nothing where they may."""
    if standing.once_per_customer and standing.has_one:
        return "again"
    if standing.given_today >= standing.per_agent_and_day:
        return "daily"
    return "not_asked" if standing.only_on_request and not standing.has_asked else ""
