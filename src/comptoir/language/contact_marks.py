"""What contact details are made of, told of each sentence and remembered: a pattern goes over a message only where it may stand.

Every mark is needed by what it stands for, wherever sentences are cut. So a message of which no sentence has it need not be
looked through, and of a draft that is typed only the sentence that changed is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from comptoir.language.addresses import may_have_address
from comptoir.language.emails import may_be_written_out, may_have_at
from comptoir.language.folding import folded
from comptoir.language.handles import may_have_network
from comptoir.language.ibans import may_have_iban
from comptoir.language.spoken_numbers import FEWEST_DIGITS, FEWEST_WORDS, spoken_share
from comptoir.language.text import Text

_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS_OF_PHONES = 8
_FEWEST_DIGITS_OF_CARDS = 13
_LONGEST_MARKED = 5000
_MOST_SENTENCES = 200
_LONGEST_REMEMBERED = 1000
"""Letters of a sentence; one that is longer, or a text of more sentences, is looked through for everything."""


class Marks(NamedTuple):
    """What may be in a message."""

    iban: bool = True
    card: bool = True
    email: bool = True
    phone: bool = True
    address: bool = True
    handle: bool = True

    def any(self) -> bool:
        """Whether anything may be."""
        return True in self


class _Share(NamedTuple):
    """What a sentence adds: its marks, its digits, its words for numbers and the digits that they may tell."""

    iban: bool
    sign: bool
    at: bool
    written_out: bool
    address: bool
    network: bool
    digits: int
    number_words: int
    told_digits: int


def marks_of(text: Text, language: str) -> Marks:
    """What may be in a text."""
    if len(text.body) > _LONGEST_MARKED:
        return Marks()
    sentences = text.sentences
    if len(sentences) > _MOST_SENTENCES or any(len(each.text) > _LONGEST_REMEMBERED for each in sentences):
        return Marks()
    shares = [share_of(each.text, language) for each in sentences]
    digits = sum([each.digits for each in shares])
    return Marks(
        iban=any(each.iban for each in shares),
        card=digits >= _FEWEST_DIGITS_OF_CARDS,
        email=any(each.sign for each in shares)
        or (any(each.at for each in shares) and any(each.written_out for each in shares)),
        phone=digits >= _FEWEST_DIGITS_OF_PHONES or _may_tell_a_phone(shares),
        address=digits > 0 and any(each.address for each in shares),
        handle=any(each.network for each in shares),
    )


def _may_tell_a_phone(shares: list[_Share]) -> bool:
    return (
        sum([each.number_words for each in shares]) >= FEWEST_WORDS
        and sum([each.told_digits for each in shares]) >= FEWEST_DIGITS
    )


@lru_cache(maxsize=4096)
def share_of(sentence: str, language: str) -> _Share:
    plain = folded(sentence)
    spaced = f" {plain} "  # as it stood
    number_words, told_digits = spoken_share(plain, language)
    return _Share(
        iban=may_have_iban(sentence),
        sign="@" in sentence,
        at=may_have_at(spaced),
        written_out=may_be_written_out(spaced),
        address=may_have_address(sentence),
        network="@" in sentence or may_have_network(plain),
        digits=len(_DIGIT.findall(sentence)),
        number_words=number_words,
        told_digits=told_digits,
    )
