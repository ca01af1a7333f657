"""What is found in a text: where, by which clause, why, and what would mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

REPLY_CLAUSES = (
    "spelling",
    "grammar",
    "texting",
    "capitals",
    "emoji",
    "familiarity",
    "sentence_length",
    "jargon",
    "negative_phrasing",
    "bad_news_order",
    "contact_details",
    "link",
    "outside_offer",
    "unfilled",
    "introduction",
    "empathy",
    "off_topic",
    "promise",
)
"""Clauses of what agents write, as charters and reports name them."""

CUSTOMER_CLAUSES = (
    "greeting",
    "thanks",
    "compliment",
    "farewell",
    "upset",
    "angry",
    "insult",
    "harassment",
    "card_number",
)
"""Clauses of what customers write: nothing of it is a fault, and nothing is ever asked of them."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement for the span of a finding. What is safe may be applied with all others by one key."""

    text: str
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text, from `start` to `end` (characters, end exclusive).

    `why` names the reason in a closed vocabulary, one word or a few with underscores ("unknown_word", "too_many_capitals");
    who shows it has a sentence for each in every language, filled with `facts`. A promise carries the day on which it is due.
    """

    clause: str
    start: int
    end: int
    why: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    due: dt.date | None = None

    def moved(self, by: int) -> Finding:
        """The same, so many letters further on."""
        if not by:
            return self
        cls, start, end = type(self), self.start + by, self.end + by
        return cls(self.clause, start, end, self.why, self.facts, self.fixes, self.due)
