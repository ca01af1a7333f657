"""What we decide about macros and rules: plain values, no clock, no database."""

from comptoir.domain.automation.rules.acts import (
    NAME_LONGEST,
    NOTE_LONGEST,
    REPLY_LONGEST,
    SHORTCUT_LONGEST,
    SNOOZES,
    TAGS_AT_MOST,
    Acts,
    contradiction,
    shortcut_of,
)
from comptoir.domain.automation.rules.causes import cause_of, is_caused_by_rule
from comptoir.domain.automation.rules.filling import VARIABLES, filled
from comptoir.domain.automation.rules.matching import WHENS, WORDS_LONGEST, Circumstances, Conditions, matches
from comptoir.domain.automation.rules.rights import may_use_macro, may_write_macro, may_write_rules

__all__ = [
    "NAME_LONGEST",
    "NOTE_LONGEST",
    "REPLY_LONGEST",
    "SHORTCUT_LONGEST",
    "SNOOZES",
    "TAGS_AT_MOST",
    "VARIABLES",
    "WHENS",
    "WORDS_LONGEST",
    "Acts",
    "Circumstances",
    "Conditions",
    "cause_of",
    "contradiction",
    "filled",
    "is_caused_by_rule",
    "matches",
    "may_use_macro",
    "may_write_macro",
    "may_write_rules",
    "shortcut_of",
]
