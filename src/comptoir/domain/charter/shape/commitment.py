"""The share of a promise that is kept over time."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import one_of, reference, share
from comptoir.domain.charter.reading.tables import clause, holds

PERIODS = ("day", "week", "month", "quarter", "year")


@clause
class Commitment:
    """`[[commitments]]`: how often, of a hundred times in a period, a promise is kept."""

    promise: str = holds(reference)
    share: float = holds(share)
    by: str = holds(one_of(*PERIODS), default="month")
