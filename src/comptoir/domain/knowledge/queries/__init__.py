"""What we can tell of a shop's knowledge."""

from comptoir.domain.knowledge.queries.finding import KINDS, Match, Matches, found
from comptoir.domain.knowledge.queries.suggesting import Suggestion, Why, suggestions_for
from comptoir.domain.knowledge.queries.vocabulary import forget_vocabularies

__all__ = [
    "KINDS",
    "Match",
    "Matches",
    "Suggestion",
    "Why",
    "forget_vocabularies",
    "found",
    "suggestions_for",
]
