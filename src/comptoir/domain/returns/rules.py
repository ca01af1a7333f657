"""What we decide about returns: which step may follow which, what may be chosen, what may be paid back. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

STATES = ("asked", "accepted", "received", "refunded", "refused", "closed")
NEXT = {
    "asked": ("accepted", "refused", "closed"),
    "accepted": ("received", "refunded", "closed"),
    "received": ("refunded", "closed"),
}
"""What may follow; a shop may pay back before the parcel is there. What follows nothing is over."""

OPEN = tuple(NEXT)
COUNTS = ("asked", "accepted", "received", "refunded")
"""States in which products are taken up by their return: they cannot come back a second time."""

REFUSED_FOR = ("too_late", "not_delivered", "kind_excluded", "line_excluded", "no_returns", "condition")
"""Why a return is refused: by the charter, or for the condition of the product."""

CLOSED_FOR = ("withdrawn", "never_came", "exchanged", "condition")
"""Why it ends without a refund: the customer keeps it, nothing came, something else was sent, it came back damaged."""

NOTE_LARGEST = 300
LARGEST = Decimal(10) ** 12

_NUMBER = re.compile(r"R-([1-9][0-9]{0,17})")


def may_follow(state: str, to: str) -> bool:
    """Whether a return may go from one state to the other."""
    return to in NEXT.get(state, ())


def may_be_chosen(left: Sequence[int], wanted: Mapping[int, int]) -> bool:
    """Whether so many pieces of the lines (by their places) may come back, of those that are `left` of each."""
    return bool(wanted) and all(0 <= place < len(left) and 0 < n <= left[place] for place, n in wanted.items())


def may_be_refunded(amount: Decimal, total: Decimal | None, refunded: Decimal) -> bool:
    """Whether so much may be paid back for an order of which `refunded` was: at most what was paid, where that is known."""
    # What is far too large cannot be rounded: first its size, then its cents.
    if not amount.is_finite() or not 0 < amount < LARGEST or amount != round(amount, 2):
        return False
    return total is None or amount + refunded <= total


def number_of(return_id: int) -> str:
    """The number of a return, as it is written on a parcel: R-17."""
    return f"R-{return_id}"


def id_in(number: str) -> int | None:
    """The id in a return's number; nothing for what is none."""
    found = _NUMBER.fullmatch(number)
    return int(found[1]) if found else None
