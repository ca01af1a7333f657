"""The one clock: everything that needs the time is given it, or asks here."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """This moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)
