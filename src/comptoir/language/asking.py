"""Whether a customer asks for an offer: a code, a discount, a gesture. In their own words, in any of our languages."""

from __future__ import annotations

from comptoir.language.rules import LANGUAGES
from comptoir.language.text import Span, beginning
from comptoir.language.wordings import wordings

_MOST_READ = 4000


def asks_for_an_offer(body: str, language: str = "") -> Span | None:
    """The first sentence in which the customer asks for one; None if they do not. Without a known language all are tried.

    Whoever only speaks of a code that they have ("my code does not work") asks for none.
    """
    text = beginning(body, _MOST_READ)
    for each in (language,) if language in LANGUAGES else LANGUAGES:
        spared = [(it.start, it.end) for it in wordings(text.body, each, "offer_requests_not")]
        for found in wordings(text.body, each, "offer_requests"):
            sentence = next((span for span in text.sentences if found.start < span.end), None)
            if sentence and not any(start < sentence.end and sentence.start < end for start, end in spared):
                return sentence
    return None
