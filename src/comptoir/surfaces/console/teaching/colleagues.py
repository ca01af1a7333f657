"""Colleagues' conversations, as a newcomer may read them who does not serve that customer."""

from __future__ import annotations

from collections.abc import Callable

from comptoir.domain.conversations.queries import redactor_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now
from comptoir.surfaces.console.feeding import with_hidden
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields

SAID_IN_WORDS = frozenset({"last_name", "email", "phone", "address", "orders"})
"""What customers tell of themselves while they write."""


def redacted_for(viewer: Viewer, conversation_id: int) -> Callable[[str], str]:
    """What leaves out of words what the charter does not grant the viewer: names, contact details and numbers. A11."""
    if granted_fields(viewer, charter_of_shop(viewer.shop_id)) >= SAID_IN_WORDS:
        return str
    redact = redactor_of(conversation_id, now())
    return lambda body: with_hidden(redact(body)) if body else ""
