"""What we can tell about words: how a draft stands before the charter, how a customer's message reads, the shop's dictionary."""

from comptoir.domain.wording.queries.judging import reading_of, verdict_on
from comptoir.domain.wording.rules import Draft, Judged, Reading, Verdict

__all__ = ["Draft", "Judged", "Reading", "Verdict", "reading_of", "verdict_on"]
