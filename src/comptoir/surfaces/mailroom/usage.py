"""Whether mail is used here at all. Where no shop has a mailbox, threads look up seldom, and no process that reads is started."""

from __future__ import annotations

import time

from django.conf import settings

from comptoir.domain.channels.queries import is_mail_used

ASKED_EVERY = 10.0
"""Seconds between two questions, as long as the answer is no."""
OFTEN, SELDOM = 0.5, 5.0
"""Seconds between two looks at what waits. What this process itself keeps or writes wakes at once."""


class Usage:
    """Asked by one thread; once there is mail, there is."""

    def __init__(self) -> None:
        self._is_used, self._asked_at = False, -ASKED_EVERY

    def is_used(self) -> bool:
        """Whether a shop has a mailbox, or the house an address for replies."""
        if not self._is_used and time.monotonic() - self._asked_at >= ASKED_EVERY:
            self._asked_at = time.monotonic()
            self._is_used = bool(settings.MAIL_DOMAIN) or is_mail_used()
        return self._is_used

    def pause(self) -> float:
        """Seconds until the next look."""
        return OFTEN if self._is_used else SELDOM
