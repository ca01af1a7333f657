"""The sentences of a customer's message that lean to praise or to complaint by all their words, where rules know none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comptoir.language import learnt, tone
from comptoir.language.text import Span, Text
from comptoir.language.wordings import Wording

_MOST_SENTENCES = 60
"""Nobody's message has more."""
_FEWEST_BESIDE = 4
"""Words that must stand beside thanks or a farewell: "to you and" says nothing."""


def leaning_sentences(
    text: Text, language: str, leaning: str, shops: tuple[str, ...], polite: Sequence[Wording] = ()
) -> Iterator[Span]:
    """Those that lean so by their words, but for the polite ones ("thank you"). Questions and conditions do not, nor what is
    told of somebody of the customer's own, unless a word plays one of the parts of a shop.
    """
    for sentence in text.sentences[:_MOST_SENTENCES]:
        said, last = sentence.text, len(sentence.text) - 1
        if (
            learnt.leans(_without(sentence, polite), language, leaning)
            and not tone.is_supposed(said, last, language)
            and not tone.is_of_another(said, last, language, shops)
        ):
            yield sentence


def _without(sentence: Span, polite: Sequence[Wording]) -> str:
    """The sentence without the polite words in it, or nothing where little else is said."""
    said, within = sentence.text, [each for each in polite if sentence.start <= each.start < sentence.end]
    if not within:
        return said
    for each in reversed(within):
        said = f"{said[: each.start - sentence.start]} {said[each.end - sentence.start :]}"
    return said.strip(" ,;:!-") if len(said.split()) >= _FEWEST_BESIDE else ""


def is_contradicted(sentence: str, language: str, leaning: str) -> bool:
    """Whether all its words together say the opposite of what a rule heard in some ("you made it painless")."""
    return learnt.leans(sentence, language, learnt.OPPOSITE[leaning])
