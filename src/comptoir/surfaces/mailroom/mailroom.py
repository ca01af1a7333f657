"""The mailroom of one process: all its doors, the threads that work off what came, and those that send."""

from __future__ import annotations

import logging
from typing import Protocol

from django.conf import settings

from comptoir.surfaces.mailroom.fetcher.fetching import Fetching
from comptoir.surfaces.mailroom.keeping import Keeper
from comptoir.surfaces.mailroom.listener.listening import Listening
from comptoir.surfaces.mailroom.sender.sending import Sending
from comptoir.surfaces.mailroom.working import Working

log = logging.getLogger(__name__)


class Part(Protocol):
    """Something that runs beside others."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


class Mailroom:
    """Runs from `start()` to `stop()`. Several processes may each have one: they share the work."""

    def __init__(self) -> None:
        keeper = Keeper()
        self._parts: list[Part] = [keeper, Working(), Sending(), Fetching()]
        if settings.LMTP or settings.SMTP_LISTEN:
            self._parts.append(Listening(keeper, lmtp=settings.LMTP, smtp=settings.SMTP_LISTEN))
        self._started: list[Part] = []

    def start(self) -> None:
        """Open the doors last: what comes in finds who works it off. Raises `OSError` where a port is taken."""
        for part in self._parts:
            part.start()
            self._started.append(part)

    def stop(self) -> None:
        """Close the doors first, and end after what is under way."""
        while self._started:
            part = self._started.pop()
            try:
                part.stop()
            except Exception:
                log.exception("%s did not end in order", type(part).__name__)
