"""What we decide about conversations: plain values, no clock, no database."""

from comptoir.domain.conversations.rules.sight import (
    BODY_LARGEST,
    FILES_AT_MOST,
    Facts,
    Listing,
    Spoken,
    draft_of,
    first_words,
    held_topics,
    list_topics,
    listing_values,
    may_answer,
    may_approve,
    may_see,
    may_see_held,
    public_topic,
    team_topic,
    topics_of_viewer,
)
from comptoir.domain.conversations.rules.snoozing import SNOOZE_LONGEST, Preset, snooze_presets
from comptoir.domain.conversations.rules.sorting import TAGS_AT_MOST, tag_key, tag_names
from comptoir.domain.conversations.rules.state import PUBLIC_STATE, TEAM_STATE, State, folded

__all__ = [
    "BODY_LARGEST",
    "FILES_AT_MOST",
    "PUBLIC_STATE",
    "SNOOZE_LONGEST",
    "TAGS_AT_MOST",
    "TEAM_STATE",
    "Facts",
    "Listing",
    "Preset",
    "Spoken",
    "State",
    "draft_of",
    "first_words",
    "folded",
    "held_topics",
    "list_topics",
    "listing_values",
    "may_answer",
    "may_approve",
    "may_see",
    "may_see_held",
    "public_topic",
    "snooze_presets",
    "tag_key",
    "tag_names",
    "team_topic",
    "topics_of_viewer",
]
