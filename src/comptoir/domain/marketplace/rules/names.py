"""Support names that may stand in a letter's From. Threat 23, E2."""

from __future__ import annotations

from collections.abc import Sequence

from comptoir.language.folding import folded
from comptoir.language.masking import Parties, masked_for_other, plain_name
from comptoir.language.rules import Shop

SUPPORT_NAME_LARGEST = 80
_ALIKE = str.maketrans("0134578аеорсухіӏοα", "oleastbaeopcyxiloa")
"""Digits and letters of other alphabets that look like ours."""


def support_name_in(text: str, own: Shop) -> str | None:
    """The name as it is kept; None where it is empty, names the shop as if it were it, or holds a way to reach somebody."""
    name = plain_name(text, SUPPORT_NAME_LARGEST)
    if not any(sign.isalpha() for sign in name) or "@" in name or "<" in name or ">" in name or '"' in name:
        return None
    if names_shop(name, own.names) or masked_for_other(name, Parties(shop=Shop(country=own.country)), "en").kinds:
        return None
    return name


def names_shop(name: str, shop_names: Sequence[str]) -> bool:
    """Whether one of the shop's names stands in it, also in look-alike letters."""
    letters = _letters(name)
    return any(len(own) >= 3 and own in letters for own in map(_letters, shop_names))


def _letters(name: str) -> str:
    return "".join(sign for sign in folded(plain_name(name)).translate(_ALIKE) if sign.isalnum())
