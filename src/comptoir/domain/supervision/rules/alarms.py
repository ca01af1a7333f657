"""When a watcher is left in peace."""

from __future__ import annotations

import datetime as dt


def is_quiet(at: dt.time, quiet_from: dt.time | None, quiet_until: dt.time | None) -> bool:
    """Whether alarms keep still at that time of the user's day; the end is not quiet any more, and the span may pass midnight."""
    if quiet_from is None or quiet_until is None or quiet_from == quiet_until:
        return False
    if quiet_from < quiet_until:
        return quiet_from <= at < quiet_until
    return at >= quiet_from or at < quiet_until
