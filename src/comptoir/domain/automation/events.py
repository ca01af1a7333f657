"""What automation announces: that rules have something to look at. By itself it is no news to anybody else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("automation.rules_due")
@dataclass(frozen=True, slots=True)
class RulesDue:
    """Something has happened that rules of the shop wait for: `when` is one of `rules.WHENS`, `key` names this one event.

    `seq` is the message that was written, 0 where there is none; `score` the rating; `tags` those that were added.
    """

    conversation_id: int
    shop_id: int
    when: str
    key: str
    at: dt.datetime
    seq: int = 0
    score: int = 0
    tags: tuple[int, ...] = ()
