"""Who counts as present. Being connected and being available are two things."""

from __future__ import annotations

import datetime as dt

CONNECTED_WITHIN = dt.timedelta(seconds=25)
"""Who was seen so lately is connected; browsers and gateway exchange a sign of life every 15 seconds."""

AGAIN_AFTER = dt.timedelta(seconds=10)
"""When everybody has declined, so long passes before they are asked again."""

AGAIN_AFTER_NOBODY = dt.timedelta(seconds=60)
"""With nobody at their desks a new look is a precaution: whoever comes back asks for work at once."""

HAND_OVER_WAITS = dt.timedelta(seconds=60)
"""So long a hand-over waits for colleagues who are all busy."""

MISSED_AT_MOST = 2
"""Offers missed in a row after which an agent is taken to have left their desk."""


def is_connected(seen_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether there was a sign of life lately."""
    return seen_at is not None and seen_at >= now - CONNECTED_WITHIN


def is_gone(seen_at: dt.datetime | None, hand_back_after: dt.timedelta, now: dt.datetime) -> bool:
    """Whether an agent has been without a sign of life for longer than the charter waits."""
    return seen_at is None or seen_at < now - hand_back_after


def is_spared(spared_until: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether an agent still has time to themselves, or for a customer who is upset. C7."""
    return spared_until is not None and spared_until > now


def is_missed_too_often(missed_in_a_row: int) -> bool:
    """Whether an agent is to be paused after so many missed offers."""
    return missed_in_a_row >= MISSED_AT_MOST
