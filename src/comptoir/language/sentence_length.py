"""Sentences longer than the charter likes."""

from __future__ import annotations

from bisect import bisect_left

from comptoir.language.findings import Finding
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding over each sentence of more words than allowed."""
    starts = [word.start for word in text.words]
    found = []
    for sentence in text.sentences:
        words = bisect_left(starts, sentence.end) - bisect_left(starts, sentence.start)
        if words > rules.longest_sentence:
            facts = {"words": words, "at_most": rules.longest_sentence}
            found.append(Finding("sentence_length", sentence.start, sentence.end, "long_sentence", facts))
    return found
