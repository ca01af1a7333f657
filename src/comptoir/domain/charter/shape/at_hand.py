"""What agents have at hand while they write."""

from __future__ import annotations

from comptoir.domain.charter.reading.addresses import page_address
from comptoir.domain.charter.reading.contacts import promotional_code
from comptoir.domain.charter.reading.kinds import list_of, whole_number, yes_or_no
from comptoir.domain.charter.reading.tables import clause, holds


@clause
class Links:
    """`[links]`: pages outside the shop's sites that may be sent to customers."""

    allowed: tuple[str, ...] = holds(list_of(page_address), default=())


@clause
class Offers:
    """`[offers]`: to whom and how often a promotional code may be given, and which codes are the shop's."""

    only_on_request: bool = holds(yes_or_no, default=True)
    per_agent_and_day: int = holds(whole_number(0, 1000), default=3)
    once_per_customer: bool = holds(yes_or_no, default=True)
    codes: tuple[str, ...] = holds(list_of(promotional_code), default=())
