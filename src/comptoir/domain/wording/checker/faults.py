"""Faults as they may be written down. What an error itself says may be somebody's words."""

from __future__ import annotations

import traceback


def without_words(error: Exception) -> str:
    """What kind of error it was and where it came about, without what it says."""
    places = (f"{place.filename}:{place.lineno}" for place in traceback.extract_tb(error.__traceback__)[:-4:-1])
    return f"{type(error).__name__} at {' < '.join(places)}"
