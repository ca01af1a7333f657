"""How many letters a minute go to one domain: receivers shut out whoever pours."""

from __future__ import annotations

import time
from collections import OrderedDict, deque

MINUTE = 60.0
DOMAINS_AT_MOST = 10_000


class Pace:
    """Counts the letters of this process."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._went: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_for(self, recipient: str) -> float:
        """Seconds until a letter may go there; 0: it goes now, and is counted."""
        domain, at = recipient.rpartition("@")[2].lower(), time.monotonic()
        went = self._went.setdefault(domain, deque())
        self._went.move_to_end(domain)
        while went and went[0] <= at - MINUTE:
            went.popleft()
        if len(self._went) > DOMAINS_AT_MOST:
            self._went.popitem(last=False)
        if len(went) >= self._a_minute:
            return went[0] + MINUTE - at
        went.append(at)
        return 0.0
