"""Words in a feed, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from comptoir.domain.conversations.models import Conversation
from comptoir.domain.feed.actions import Chosen, say
from comptoir.domain.feed.models import Post
from comptoir.domain.feed.queries import digest_of, excerpt_choice
from comptoir.domain.people.rules import Viewer
from tests.people import NOON


def says(viewer: Viewer, body: str, *, now: dt.datetime = NOON, **more: Any) -> Post:
    """The member says it in the feed of their shop."""
    return say(viewer=viewer, client_id=more.pop("client_id", None) or uuid4(), body=body, now=now, **more)


def shown_of(viewer: Viewer, conversation: Conversation, *, now: dt.datetime = NOON) -> Chosen:
    """All messages of a conversation, as the viewer has been shown them."""
    lines = excerpt_choice(viewer, conversation.pk, now).lines
    return Chosen(conversation.pk, tuple(it.seq for it in lines), digest_of([[it.who, it.words] for it in lines]))


def asks(viewer: Viewer, conversation: Conversation, body: str, *, now: dt.datetime = NOON, **more: Any) -> Post:
    """The member asks the referents about a conversation, and shows all of it."""
    return says(viewer, body, excerpt_of=shown_of(viewer, conversation, now=now), now=now, **more)
