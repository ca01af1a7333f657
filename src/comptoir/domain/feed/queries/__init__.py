"""What we can tell about feeds."""

from comptoir.domain.feed.queries.asking import Asked, asked_in, conversation_of_post, file_for, openable
from comptoir.domain.feed.queries.excerpts import Choice, ShownLine, digest_of, excerpt_choice
from comptoir.domain.feed.queries.reading import (
    FILTERS,
    changes_after,
    feed_page,
    history_of,
    last_change,
    post_for,
    read_until,
    thread_of,
    unread,
    unseen_namings,
    viewer_of_post,
    visible_to,
)

__all__ = [
    "FILTERS",
    "Asked",
    "Choice",
    "ShownLine",
    "asked_in",
    "changes_after",
    "conversation_of_post",
    "digest_of",
    "excerpt_choice",
    "feed_page",
    "file_for",
    "history_of",
    "last_change",
    "openable",
    "post_for",
    "read_until",
    "thread_of",
    "unread",
    "unseen_namings",
    "viewer_of_post",
    "visible_to",
]
