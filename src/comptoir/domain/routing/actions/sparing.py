"""Sparing an agent for some time: nothing new is offered, and what waits is not held against them. C7."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.routing.events import SparedTimeOver
from comptoir.domain.routing.models import Desk
from comptoir.foundation.outbox import announce, forget


def spare(desk: Desk, until: dt.datetime | None) -> None:
    """Spare the agent of a locked desk, which the caller saves, until then; or no longer."""
    key = f"spared:{desk.user_id}"
    if until is not None:
        announce(SparedTimeOver(desk.user_id), at=until, key=key)
    elif desk.spared_until is not None:
        forget(key)
    desk.spared_until = until
