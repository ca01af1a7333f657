"""How fast one agent may ask: counted in this process, forgotten by itself."""

from __future__ import annotations

import time
from collections.abc import Hashable

from comptoir.foundation.errors import TooMany

CHECKS_A_MINUTE = 300
"""Drafts that one agent may have judged in a minute: four a second is what fast fingers ask for, and a little more."""
WORDS_A_MINUTE = 60
"""Words that one agent may add to dictionaries, or take out of them, in a minute, wherever they do."""

_REMEMBERED = 5_000
_asked: dict[Hashable, tuple[float, float]] = {}


def keep_pace(who: Hashable, a_minute: int, now: float | None = None) -> None:
    """Let one more pass, or raise `TooMany`. `now` is in seconds of a clock that never goes back."""
    now = time.monotonic() if now is None else now
    left, since = _asked.pop(who, (float(a_minute), now))
    left = min(a_minute, left + (now - since) * a_minute / 60)
    _asked[who] = (max(0.0, left - 1), now)
    if len(_asked) > _REMEMBERED:
        _asked.pop(next(iter(_asked)), None)
    if left < 1:
        raise TooMany
