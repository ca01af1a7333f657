"""A rating by a link: how long the link holds, and how long an answer may be changed."""

from __future__ import annotations

import datetime as dt

LINK_HOLDS = dt.timedelta(days=30)
"""From the moment at which the link was given out."""

CHANGED_WITHIN = dt.timedelta(days=1)
"""From the first answer since the conversation was last closed."""

COMMENT_LARGEST = 1000
"""Characters of the word that may go with a rating."""


def may_rate(answered_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a rating is still taken: none was given yet, or the first not a day ago."""
    return answered_at is None or now < answered_at + CHANGED_WITHIN


def link_holds(given_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether a link that was given out then still opens."""
    return now < given_at + LINK_HOLDS
