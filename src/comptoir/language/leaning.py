"""The sentences of a customer's message that lean to praise or to complaint by all their words, where rules know none of them."""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.language import learnt, tone
from comptoir.language.text import Span, Text

_MOST_SENTENCES = 60
"""Nobody's message has more."""


def leaning_sentences(text: Text, language: str, leaning: str, shops: tuple[str, ...]) -> Iterator[Span]:
    """Those that lean so. Questions and conditions do not, nor what is told of somebody of the customer's own, unless a word
    plays one of the parts of a shop.
    """
    for sentence in text.sentences[:_MOST_SENTENCES]:
        said, last = sentence.text, len(sentence.text) - 1
        if (
            learnt.leans(said, language, leaning)
            and not tone.is_supposed(said, last, language)
            and not tone.is_of_another(said, last, language, shops)
        ):
            yield sentence
