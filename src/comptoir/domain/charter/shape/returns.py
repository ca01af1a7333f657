"""What may come back, and until when."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import key_name, list_of, one_of, reference
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration

DAYS = ("wall", "working_days")
"""Every day counts, to its end; or the shop's working days, until it closes on the last."""


@clause
class Returns:
    """`[returns]`: the days after delivery in which a product may come back, the promise of the refund, the exceptions."""

    within: Duration = holds(duration("d"))
    clock: str = holds(one_of(*DAYS), default="wall")
    refund_promise: str = holds(reference, default="")
    not_returnable: tuple[str, ...] = holds(list_of(key_name), default=())
