"""What we can tell about promises."""

from comptoir.domain.promises.queries.commitments import CommitmentStanding, standing_of_commitment
from comptoir.domain.promises.queries.days import Day, day_of
from comptoir.domain.promises.queries.escalations import Standing, level_of, standing_of
from comptoir.domain.promises.queries.explaining import PromiseExplained, explanation_of
from comptoir.domain.promises.queries.finding import KINDS, VIEWS, Filters, ledger, promises_of
from comptoir.domain.promises.queries.foretelling import due_if_promised
from comptoir.domain.promises.queries.lateness import conversations_broken, conversations_warned
from comptoir.domain.promises.queries.risking import risks_among
from comptoir.domain.promises.queries.words_due import WordDue, word_due

__all__ = [
    "KINDS",
    "VIEWS",
    "CommitmentStanding",
    "Day",
    "Filters",
    "PromiseExplained",
    "Standing",
    "WordDue",
    "conversations_broken",
    "conversations_warned",
    "day_of",
    "due_if_promised",
    "explanation_of",
    "ledger",
    "level_of",
    "promises_of",
    "risks_among",
    "standing_of",
    "standing_of_commitment",
    "word_due",
]
