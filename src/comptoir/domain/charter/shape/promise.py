"""How fast."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import list_of, one_of, one_or_more, reference
from comptoir.domain.charter.reading.tables import clause, holds, own_name
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration

SUBJECTS = (
    "any",
    "chat",
    "email",
    "phone",
    "message",
    "social",
    "facebook",
    "instagram",
    "x",
    "linkedin",
    "sms",
    "push",
    "simple",
    "complex",
    "escalation",
    "marketplace",
    "return",
    "rights_request",
)
"""What a promise can be about: a channel, a kind of request, or `any` request."""

MOMENTS = ("first_answer", "next_answer", "follow_up", "resolution", "refund")
CLOCKS = ("opening", "weekday", "working_days", "wall")
PAUSES = ("waiting_for_customer", "waiting_for_seller")
PEOPLE = ("owner", "referent", "community_manager", "manager")
"""Who can be told of a promise at risk, beside the levels of `[escalation]`."""


@clause
class Promise:
    """`[promises.NAME]`: what happens within which time, by which clock, and who is told before it is broken."""

    key: str = own_name()
    of: str = holds(one_of(*SUBJECTS))
    when: str = holds(one_of(*MOMENTS))
    within: Duration = holds(duration())
    clock: str = holds(one_of(*CLOCKS))
    hours: str = holds(reference, default="")
    warn_at: tuple[Duration, ...] = holds(one_or_more(duration()), default=())
    escalate: tuple[str, ...] = holds(list_of(reference), default=())
    paused_while: str = holds(one_of(*PAUSES), default="")
    follow_up_every: Duration | None = holds(duration(), default=None)
