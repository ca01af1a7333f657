"""What we can tell about conversations."""

from comptoir.domain.conversations.findings import findings_as_wire
from comptoir.domain.conversations.queries.finding import (
    Cursor,
    InboxPage,
    conversation_for,
    conversation_of_visitor,
    conversations_of_visitor,
    counts,
    file_for,
    file_of_key,
    file_of_visitor,
    inbox_page,
    is_of_visitor,
    rows_of,
    unseen_by_visitor,
    unseen_mentions,
)
from comptoir.domain.conversations.queries.hearing import (
    KindWord,
    are_hurt,
    courtesies_of,
    kind_words_for,
    number_of_kind_words,
)
from comptoir.domain.conversations.queries.holding import (
    Returned,
    Waiting,
    held_count,
    held_in,
    held_messages,
    returned_to,
    viewer_of_held,
    waiting_in,
)
from comptoir.domain.conversations.queries.searching import search
from comptoir.domain.conversations.queries.silence import is_answer_under_way, silent_chats
from comptoir.domain.conversations.queries.stream import entries_after, entries_before, snapshot, state_of
from comptoir.domain.conversations.queries.words import Said, words_said

__all__ = [
    "Cursor",
    "InboxPage",
    "KindWord",
    "Returned",
    "Said",
    "Waiting",
    "are_hurt",
    "conversation_for",
    "conversation_of_visitor",
    "conversations_of_visitor",
    "counts",
    "courtesies_of",
    "entries_after",
    "entries_before",
    "file_for",
    "file_of_key",
    "file_of_visitor",
    "findings_as_wire",
    "held_count",
    "held_in",
    "held_messages",
    "inbox_page",
    "is_answer_under_way",
    "is_of_visitor",
    "kind_words_for",
    "number_of_kind_words",
    "returned_to",
    "rows_of",
    "search",
    "silent_chats",
    "snapshot",
    "state_of",
    "unseen_by_visitor",
    "unseen_mentions",
    "viewer_of_held",
    "waiting_in",
    "words_said",
]
