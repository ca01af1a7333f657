"""What may come back, and until when."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import key_name, list_of, reference
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration


@clause
class Returns:
    """`[returns]`: the days after delivery in which a product may come back, the promise of the refund, the exceptions."""

    within: Duration = holds(duration("d"))
    refund_promise: str = holds(reference, default="")
    not_returnable: tuple[str, ...] = holds(list_of(key_name), default=())
