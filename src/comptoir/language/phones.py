"""Telephone numbers in a text, by country, and written in words; order, customer and tracking numbers are none."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

import phonenumbers

from comptoir.language.folding import folded
from comptoir.language.rules import Shop
from comptoir.language.spoken_numbers import spoken_digits
from comptoir.language.wordings import wordings

_S = r"[ .\-‐‑–/()\u00a0\u202f]{0,3}"
_SHAPES = {
    "FR": rf"0{_S}[1-9](?:{_S}\d){{8}}",
    "GB": rf"0[1-37-8](?:{_S}\d){{8,9}}",
    "RO": rf"0[237](?:{_S}\d){{8}}",
    "PT": rf"(?:9[1236]|2\d|30|80)(?:{_S}\d){{7}}",
}
_ABROAD = rf"(?:\+|(?<!\d)00){_S}\d(?:{_S}\d){{7,14}}"
_CODES = {"FR": "33", "GB": "44", "RO": "40", "PT": "351"}
_REGIONS = {"fr": "FR", "en": "GB", "ro": "RO", "pt": "PT"}
_ENOUGH = re.compile(r"\d(?:\D{0,3}\d){7}")
_GLUED = re.compile(r"[\w/#+.,-]\Z")
_MONEY_OR_SIZE = re.compile(r"\s?(?:[€$£%]|eur|lei|ron|mm|cm|kg|g\b|ml|mah)")
_UNASSIGNED = re.compile(r"0(?:7\d{9}|1632\d{6})")
"""British numbers that may be nobody's today: mobiles, and those kept for films."""
_AT_MOST = 60
"""Candidates that are looked at: whoever writes more has been found out long before."""
_NEAR = 70
_SHORTEST_OWN = 8


def find_phones(body: str, language: str, shop: Shop, *, may_be_spoken: bool = True) -> list[tuple[int, int]]:
    """Start and end of each telephone number that is not the shop's; in words too, where they may be."""
    own = _own(shop.phones)
    found: list[tuple[int, int]] = []
    for start, end in _candidates(body, language, shop) if _ENOUGH.search(body) else ():
        number = "".join(sign for sign in body[start:end] if sign.isdigit())
        if _tail(number) not in own and not _is_reference(body, start, end, language):
            found.append((start, end))
    return found + _spoken(body, language, own, found) if may_be_spoken else found


@lru_cache(maxsize=64)
def _own(phones: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_tail, phones))


def _tail(number: str) -> str:
    """The last digits, which are the same however the country is written."""
    return re.sub(r"\D", "", number)[-_SHORTEST_OWN:]


def _regions(language: str, shop: Shop) -> tuple[str, ...]:
    return tuple(dict.fromkeys((shop.country, _REGIONS.get(language, shop.country))))


def _candidates(body: str, language: str, shop: Shop) -> list[tuple[int, int]]:
    regions = _regions(language, shop)
    matches = islice(_pattern(regions).finditer(body), _AT_MOST)
    found = [match.span() for match in matches if _is_valid(match[0], regions)]
    others = [region for region in regions if region not in _SHAPES]
    for region in others:
        matcher = phonenumbers.PhoneNumberMatcher(body[:2000], region, max_tries=_AT_MOST)
        found += [(each.start, each.end) for each in matcher if not any(each.start < end for _, end in found)]
    return found


@lru_cache(maxsize=64)
def _pattern(regions: tuple[str, ...]) -> re.Pattern[str]:
    shapes = "|".join(rf"(?<!\d){_SHAPES[region]}" for region in regions if region in _SHAPES)
    return re.compile(rf"(?:{_ABROAD}|{shapes})(?!\d)" if shapes else rf"{_ABROAD}(?!\d)")


@lru_cache(maxsize=1024)
def _is_valid(number: str, regions: tuple[str, ...]) -> bool:
    for region in regions:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed) and (
            number[0] != "0"
            or phonenumbers.is_valid_number(parsed)
            or region == "FR"
            or (region == "GB" and _UNASSIGNED.fullmatch(re.sub(r"\D", "", number)))
        ):
            return True
    return False


def _is_reference(body: str, start: int, end: int, language: str) -> bool:
    """Whether it is an order's, a customer's or a parcel's number, or part of a longer sign, a price or a measure."""
    before = body[max(0, start - _NEAR) : start]
    if (_GLUED.search(before) and not before.endswith((".", ",", ":"))) or _MONEY_OR_SIZE.match(
        body[end : end + 5].lower()
    ):
        return True
    named = wordings(re.split(r"[!?\n]|\.\s", before)[-1], language, "numbers_named")
    return bool(named) and named[-1].beside != "phone"


def _spoken(body: str, language: str, own: frozenset[str], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans = []
    for start, end, digits in islice(spoken_digits(folded(body), language), _AT_MOST):
        is_known = _tail(digits) in own or any(first < end and start < last for first, last in found)
        if not is_known and _is_spoken_phone(digits, language) and not _is_reference(body, start, end, language):
            spans.append((start, end))
    return spans


def _is_spoken_phone(digits: str, language: str) -> bool:
    region = _REGIONS.get(language, "FR")
    national = re.sub(rf"^(?:00)?{_CODES[region]}0?", "" if region == "PT" else "0", digits)
    return any(re.fullmatch(_SHAPES[region], number) for number in (digits, national))
