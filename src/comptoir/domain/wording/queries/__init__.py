"""What we can tell about words: how a draft stands before the charter, how a customer's message reads, the shop's dictionary, mistakes."""

from comptoir.domain.wording.because import Example, Rule, because, clause_name, rule_of, unchecked
from comptoir.domain.wording.queries.asking import is_read_here_by_choice, read_here_for
from comptoir.domain.wording.queries.dictionary import (
    Known,
    Word,
    WordPage,
    forget_words,
    known_words,
    page_of_words,
    words_of,
)
from comptoir.domain.wording.queries.judging import forget_verdicts, reading_of, verdict_known, verdict_on
from comptoir.domain.wording.queries.limits import Limit, limits_here
from comptoir.domain.wording.queries.mistakes import (
    ClauseCount,
    FrequentMistake,
    clauses_beside_own,
    languages_told,
    mistakes_beside_own,
)
from comptoir.domain.wording.rules import Draft, Judged, Reading, Verdict

__all__ = [
    "ClauseCount",
    "Draft",
    "Example",
    "FrequentMistake",
    "Judged",
    "Known",
    "Limit",
    "Reading",
    "Rule",
    "Verdict",
    "Word",
    "WordPage",
    "because",
    "clause_name",
    "clauses_beside_own",
    "forget_verdicts",
    "forget_words",
    "is_read_here_by_choice",
    "known_words",
    "languages_told",
    "limits_here",
    "mistakes_beside_own",
    "page_of_words",
    "read_here_for",
    "reading_of",
    "rule_of",
    "unchecked",
    "verdict_known",
    "verdict_on",
    "words_of",
]
