"""Reading what is somebody else's: it is written down before it is shown. A11"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse

from comptoir.domain.people.rules import Viewer
from comptoir.domain.privacy.actions import record_access
from comptoir.domain.privacy.rules import is_own
from comptoir.foundation.clock import now


def note_reading(conversation: Any, viewer: Viewer, how: str) -> None:
    """Keep that the member reads the conversation, unless it is their own."""
    if not is_own(viewer.membership_id, conversation.assignee_id):
        record_access(viewer, conversation.pk, how, now())


def way_here(request: HttpRequest) -> str:
    """How somebody came to a conversation: from what a search found, or otherwise."""
    came_from = urlsplit(request.headers.get("Referer", "")).path
    return "search" if came_from == reverse("console:search") else "opened"
