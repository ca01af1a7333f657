"""What we can tell about conversations."""

from comptoir.domain.conversations.findings import findings_as_wire
from comptoir.domain.conversations.queries.cases import (
    Case,
    Written,
    case_of,
    cases_since,
    first_name_in,
    with_entries,
    written_in,
)
from comptoir.domain.conversations.queries.finding import (
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
from comptoir.domain.conversations.queries.guessing import guessed_categories
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
from comptoir.domain.conversations.queries.joining import (
    Joined,
    conversation_of_reference,
    linked_with,
    mergeable_with,
    merged_entries,
    messages_to_split,
)
from comptoir.domain.conversations.queries.orders import OrderFact, facts_of
from comptoir.domain.conversations.queries.rating import RatingAsked, rating_asked, rating_token
from comptoir.domain.conversations.queries.retelling import (
    Talk,
    Told,
    talks,
    talks_merged,
    told_after,
    told_once,
    visible_conversations,
)
from comptoir.domain.conversations.queries.saving import saved_views
from comptoir.domain.conversations.queries.searching import search
from comptoir.domain.conversations.queries.silence import is_answer_under_way, silent_chats
from comptoir.domain.conversations.queries.solving import Solved, like_solutions, solution_of
from comptoir.domain.conversations.queries.sorting import Sorting, tags_of_shop, tags_on
from comptoir.domain.conversations.queries.stream import entries_after, entries_before, snapshot, state_of
from comptoir.domain.conversations.queries.words import Said, words_said

__all__ = [
    "Case",
    "InboxPage",
    "Joined",
    "KindWord",
    "OrderFact",
    "RatingAsked",
    "Returned",
    "Said",
    "Solved",
    "Sorting",
    "Talk",
    "Told",
    "Waiting",
    "Written",
    "are_hurt",
    "case_of",
    "cases_since",
    "conversation_for",
    "conversation_of_reference",
    "conversation_of_visitor",
    "conversations_of_visitor",
    "counts",
    "courtesies_of",
    "entries_after",
    "entries_before",
    "facts_of",
    "file_for",
    "file_of_key",
    "file_of_visitor",
    "findings_as_wire",
    "first_name_in",
    "guessed_categories",
    "held_count",
    "held_in",
    "held_messages",
    "inbox_page",
    "is_answer_under_way",
    "is_of_visitor",
    "kind_words_for",
    "like_solutions",
    "linked_with",
    "mergeable_with",
    "merged_entries",
    "messages_to_split",
    "number_of_kind_words",
    "rating_asked",
    "rating_token",
    "returned_to",
    "rows_of",
    "saved_views",
    "search",
    "silent_chats",
    "snapshot",
    "solution_of",
    "state_of",
    "tags_of_shop",
    "tags_on",
    "talks",
    "talks_merged",
    "told_after",
    "told_once",
    "unseen_by_visitor",
    "unseen_mentions",
    "viewer_of_held",
    "visible_conversations",
    "waiting_in",
    "with_entries",
    "words_said",
    "written_in",
]
