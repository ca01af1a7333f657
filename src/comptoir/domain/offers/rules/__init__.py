"""What we decide of offers."""

from comptoir.domain.offers.rules.codes import (
    AT_ONCE_MOST,
    CODE_LONGEST,
    MISTAKES_SHOWN,
    Codes,
    Mistake,
    codes_in,
    half_hidden,
    may_be_codes,
)
from comptoir.domain.offers.rules.limits import (
    TAKEN_FOR,
    WHY_NOT,
    Standing,
    is_on,
    why_not,
)
from comptoir.domain.offers.rules.words import NAME_LONGEST, PLACE, WORDS_LONGEST, sentence_with, words_for

__all__ = [
    "AT_ONCE_MOST",
    "CODE_LONGEST",
    "MISTAKES_SHOWN",
    "NAME_LONGEST",
    "PLACE",
    "TAKEN_FOR",
    "WHY_NOT",
    "WORDS_LONGEST",
    "Codes",
    "Mistake",
    "Standing",
    "codes_in",
    "half_hidden",
    "is_on",
    "may_be_codes",
    "sentence_with",
    "why_not",
    "words_for",
]
