"""What holds on which pages of the shop."""

from __future__ import annotations

from comptoir.domain.charter.reading.addresses import page_pattern
from comptoir.domain.charter.reading.kinds import reference, yes_or_no
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration


@clause
class Page:
    """`[[pages]]`: who answers on the pages of a pattern, whether the visitor chooses, and when they are invited."""

    path: str = holds(page_pattern)
    audience: str = holds(reference, default="")
    visitor_chooses: bool = holds(yes_or_no, default=False)
    invite_after: Duration | None = holds(duration("s", "min"), default=None)
    topic: str = holds(reference, default="")
