"""What contact details are made of, told of each sentence and remembered: a pattern goes over a message only where it may stand.

Every mark is needed by what it stands for, wherever sentences are cut. So a message of which no sentence has it need not be
looked through, and of a draft that is typed only the sentence that changed is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from comptoir.language.addresses import may_have_address
from comptoir.language.emails import may_be_written_out, may_have_at
from comptoir.language.folding import folded
from comptoir.language.handles import may_have_network
from comptoir.language.ibans import may_have_iban
from comptoir.language.spoken_numbers import FEWEST_DIGITS, FEWEST_WORDS, spoken_share
from comptoir.language.text import Text

_IBAN, _SIGN, _AT, _WRITTEN_OUT, _ADDRESS, _NETWORK = 1, 2, 4, 8, 16, 32
_AT_WRITTEN_OUT = _AT | _WRITTEN_OUT
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS_OF_PHONES = 8
_FEWEST_DIGITS_OF_CARDS = 13


class Marks(NamedTuple):
    """What may be in a message."""

    iban: bool = True
    card: bool = True
    email: bool = True
    phone: bool = True
    spoken: bool = True
    """A telephone in words."""
    address: bool = True
    handle: bool = True

    def any(self) -> bool:
        """Whether anything may be."""
        return True in self


class _Share(NamedTuple):
    """What a sentence adds: its marks, its digits, its words for numbers and the digits that they may tell."""

    marks: int
    digits: int
    number_words: int
    told_digits: int


def marks_of(text: Text, language: str) -> Marks:
    """What may be in a text."""
    met = text.met(language)
    if met is None:
        return Marks()  # looked through for everything
    seen = digits = number_words = told_digits = 0
    for _, each in met:
        share = each.known("contact", _share_of)
        seen |= share[0]
        digits += share[1]
        number_words += share[2]
        told_digits += share[3]
    return Marks(
        iban=seen & _IBAN > 0,
        card=digits >= _FEWEST_DIGITS_OF_CARDS,
        email=seen & _SIGN > 0 or seen & _AT_WRITTEN_OUT == _AT_WRITTEN_OUT,
        phone=digits >= _FEWEST_DIGITS_OF_PHONES,
        spoken=number_words >= FEWEST_WORDS and told_digits >= FEWEST_DIGITS,
        address=digits > 0 and seen & _ADDRESS > 0,
        handle=seen & _NETWORK > 0,
    )


def _share_of(sentence: str, language: str) -> _Share:
    plain = folded(sentence)
    spaced = f" {plain} "  # as it stood
    has_sign = "@" in sentence
    marks = (
        _IBAN * may_have_iban(sentence)
        + _SIGN * has_sign
        + _AT * may_have_at(spaced)
        + _WRITTEN_OUT * may_be_written_out(spaced)
        + _ADDRESS * may_have_address(sentence)
        + _NETWORK * (has_sign or may_have_network(plain))
    )
    return _Share(marks, len(_DIGIT.findall(sentence)), *spoken_share(plain, language))
