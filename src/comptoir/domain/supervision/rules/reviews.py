"""What is reviewed, by what, and by whom."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from comptoir.domain.people.rules import Viewer, may

REASONS = ("asked", "insult", "rating", "promise", "overruled", "newcomer", "random")
"""Why a conversation is looked at again: somebody asked for it, the customer insulted or harassed, rated it low, a promise was
broken, what the checker found was sent all the same, its agent is new, or the draw chose it.
"""

VERDICTS = ("kept", "not", "none")
"""How a clause stands in a conversation: kept, not kept, or there was no occasion."""

CLAUSES = (
    "introduction",
    "empathy",
    "familiarity",
    "spelling",
    "negative_phrasing",
    "bad_news_order",
    "off_topic",
    "promise",
    "contact_details",
    "outside_offer",
)
"""The charter's clauses that a person judges in a review, in the order of a conversation."""

ALSO_JUDGED = ("solved", "warmth")
"""What no clause says and every review asks: was it solved, was it warm."""


class Average(NamedTuple):
    """How a clause was kept over several reviews: how often kept, and how often there was an occasion."""

    clause: str
    kept: int
    judged: int

    @property
    def share(self) -> float | None:
        """0 to 1; None without an occasion."""
        return self.kept / self.judged if self.judged else None


def averages_of(marks: Iterable[tuple[str, str, int]]) -> list[Average]:
    """From clause, verdict and how often, in the order of the scorecard; clauses without an occasion are left out."""
    kept: dict[str, int] = {}
    judged: dict[str, int] = {}
    for clause, verdict, number in marks:
        if verdict == "none":
            continue
        judged[clause] = judged.get(clause, 0) + number
        kept[clause] = kept.get(clause, 0) + (number if verdict == "kept" else 0)
    return [Average(it, kept[it], judged[it]) for it in (*CLAUSES, *ALSO_JUDGED) if it in judged]


def number_to_draw(closed: int, share: float) -> int:
    """How many of so many closed conversations of a member are drawn: the share, at least one of any."""
    return min(closed, max(1, math.ceil(closed * share))) if closed and share > 0 else 0


def may_review(viewer: Viewer, shop_id: int, membership_id: int) -> bool:
    """Whether the viewer may review what that member wrote: who watches over the shop may, and nobody their own."""
    return viewer.shop_id == shop_id and may(viewer.role, "review") and viewer.membership_id != membership_id


def may_answer_review(viewer: Viewer, shop_id: int, membership_id: int) -> bool:
    """Whether the viewer may read a finished review as the one it is about, and answer it."""
    return viewer.shop_id == shop_id and viewer.membership_id == membership_id
