"""Who sees what in a feed, who may do what with it, and where it is told: pure."""

from comptoir.domain.feed.rules.sight import (
    ANSWERS_SHOWN,
    BODY_LARGEST,
    EXCERPT_AT_MOST,
    FILES_AT_MOST,
    NAMED_AT_MOST,
    PINS_AT_MOST,
    SIGNS,
    WHY_LARGEST,
    may_change,
    may_mark,
    may_moderate,
    may_see_post,
    reach_for,
    sees_staff,
    topic_of_viewer,
    topics_of_reach,
)

__all__ = [
    "ANSWERS_SHOWN",
    "BODY_LARGEST",
    "EXCERPT_AT_MOST",
    "FILES_AT_MOST",
    "NAMED_AT_MOST",
    "PINS_AT_MOST",
    "SIGNS",
    "WHY_LARGEST",
    "may_change",
    "may_mark",
    "may_moderate",
    "may_see_post",
    "reach_for",
    "sees_staff",
    "topic_of_viewer",
    "topics_of_reach",
]
