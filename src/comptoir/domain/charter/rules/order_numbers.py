"""Order numbers in what people write: found by the formats of the charter, and explained where they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.orders import DIGIT, LETTER

MOST = 20
"""So many numbers are looked at in one text."""

LONGEST = 20_000
"""Characters of a text that are read."""

_LOOKS_LIKE = str.maketrans("OQDILSBZG", "000115826")
_LOOKS_LIKE_LETTERS = str.maketrans("01582", "OISBZ")
_GAP = r"[\s\-‐‑–/_.]{0,3}"
_NOT_BEFORE, _NOT_AFTER = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z]-)", r"(?!-?[0-9A-Za-z])"
_REST = r"[\s\-‐‑–/_.:#°]{0,3}([0-9A-Za-z](?:[-/_.]?[0-9A-Za-z]){1,30})"
_AFTER_A_WORD = re.compile(
    r"\b(?:commandes?|orders?|comand[ăa]|comanda|comenzi(?:i|le)?|encomendas?|pedidos?|cmd)\b"
    r"(?:\W{1,3}(?:n|no|nr|num[ée]ro|number|num[ăa]rul|num[ăa]r|n[úu]mero|est|is|este|é|o|le|la|de|da|cu|com|with)\b){0,4}"
    r"[\s:#°º.(«\"'-]{0,4}(?<![0-9A-Za-z])([0-9A-Za-z](?:[-/_.]?[0-9A-Za-z]){3,30})"
    r"(?!\s?(?:€|%|eur|lei|ron\b|jours|days|zile|dias))",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|(?:19|20)\d\d")
_FEWEST_DIGITS = 3
_FEWEST_ALONE = 4
"""Digits of a number that no format vouches for."""


class Mention(NamedTuple):
    """A number at its place in the text.

    `kind`: `valid` (it fits a format; `number` is written as the format writes it), `wrong`, or `foreign` (it fits only the
    format of another shop). Of a wrong one `why` says `prefix_missing`, `other_prefix`, `look_alike` (a letter for a digit),
    `too_short`, `too_long` or `other_shape`; `near` is the number that was probably meant, `format` the format that is nearest.
    """

    number: str
    start: int
    end: int
    kind: str
    why: str = ""
    near: str = ""
    format: str = ""


def numbers_in(charter: Charter, text: str, others: Iterable[Charter] = ()) -> tuple[Mention, ...]:
    """The order numbers in a text, in their order, each once; `others` are the charters of the other shops here. D2.

    A charter without formats believes what follows a word such as "order".
    """
    text, formats = text[:LONGEST], charter.orders.formats
    found: list[Mention] = []
    _add(found, _fitting(text, formats, "valid"))
    _add(found, _fitting(text, [each for other in others for each in other.orders.formats], "foreign"))
    _add(found, (_judged(text, span, formats) for span in _candidates(text, formats)))
    once = {mention.number: mention for mention in reversed(found)}
    return tuple(sorted(once.values(), key=lambda it: it.start)[:MOST])


def folded(number: str) -> str:
    """A number by which it is known however it is written: letters and digits alone, in capitals."""
    return "".join(sign for sign in number.upper() if sign.isalnum())


def _add(found: list[Mention], more: Iterable[Mention]) -> None:
    """What overlaps with something that was found before is not looked at again."""
    for mention in more:
        if not any(mention.start < it.end and it.start < mention.end for it in found):
            found.append(mention)


def _fitting(text: str, formats: Iterable[str], kind: str) -> Iterator[Mention]:
    for shape in formats:
        for match in _pattern(shape).finditer(text):
            yield Mention(_written(folded(match[0]), shape), *match.span(), kind, format=shape)


@lru_cache(maxsize=512)
def _pattern(shape: str) -> re.Pattern[str]:
    """The format as people write it: in small letters too, with other signs between its parts, or with none."""
    parts, before = [], ""
    for sign in shape:
        kind = (
            "gap" if not sign.isalnum() and sign != DIGIT else "digit" if sign == DIGIT or sign.isdigit() else "letter"
        )
        if kind == "gap":
            parts.append(_GAP)
        else:
            turns = before not in ("", "gap", kind)
            parts.append((r"[\s-]?" if turns else "") + {DIGIT: "[0-9]", LETTER: "[A-Za-z]"}.get(sign, sign))
        before = kind
    return re.compile(_NOT_BEFORE + "".join(parts) + _NOT_AFTER, re.IGNORECASE)


def _written(signs: str, shape: str) -> str:
    """Letters and digits as the format writes them."""
    rest = iter(signs)
    return "".join(sign if not sign.isalnum() and sign != DIGIT else next(rest) for sign in shape)


def _candidates(text: str, formats: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What is meant as an order number: it begins like one of ours, or a word says so."""
    for prefix in dict.fromkeys(filter(None, map(_prefix, formats))):
        for match in re.finditer(rf"{_NOT_BEFORE}{prefix}{_REST}", text, re.IGNORECASE):
            if _digits(match[1]) >= 2:
                yield match.span()
    for match in _AFTER_A_WORD.finditer(text):
        enough = _digits(match[1]) >= (_FEWEST_DIGITS if formats else _FEWEST_ALONE)
        if enough and not _DATE.fullmatch(match[1]):
            yield match.span(1)


def _digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _prefix(shape: str) -> str:
    """The letters with which every number of the format begins; nothing where these are fewer than two."""
    letters = re.match(r"[A-WYZ]*", shape)
    return letters[0] if letters and len(letters[0]) >= 2 else ""


def _judged(text: str, span: tuple[int, int], formats: Sequence[str]) -> Mention:
    number = text[span[0] : span[1]].upper()
    if not formats:
        return Mention(number, *span, "valid")
    ranked = [(_RANKS.index(why), near, shape) for shape in formats for why, near in [_why(folded(number), shape)]]
    rank, near, shape = min(ranked, key=lambda it: it[0])
    return Mention(number, *span, "wrong", _RANKS[rank], near, shape)


_RANKS = ("look_alike", "prefix_missing", "other_prefix", "too_short", "too_long", "other_shape")
"""From what is surest to what says least."""


def _why(signs: str, shape: str) -> tuple[str, str]:
    """Why the letters and digits do not fit the format, and the number that was probably meant."""
    mask = [sign for sign in shape if sign == DIGIT or sign.isalnum()]
    prefix = "".join(mask[: len(_prefix(shape))])
    own, rest = signs[: -(len(mask) - len(prefix))], signs[-(len(mask) - len(prefix)) :]
    if len(signs) == len(mask):
        swapped = "".join(_as_meant(sign, wish) for sign, wish in zip(signs, mask, strict=True))
        if _fits(swapped, mask):
            return "look_alike", _written(swapped, shape)
    if prefix and _fits(rest, mask[len(prefix) :]) and (not own or own.isalpha()):
        return "other_prefix" if own else "prefix_missing", _written(prefix + rest, shape)
    if len(signs) != len(mask) and (signs.startswith(prefix) or signs.isdigit()):
        return "too_short" if len(signs) < len(mask) else "too_long", ""
    return "other_shape", ""


def _as_meant(sign: str, wish: str) -> str:
    """A letter where a digit should stand, or a digit where a letter should, by what they look like."""
    if wish == DIGIT or wish.isdigit():
        return sign.translate(_LOOKS_LIKE)
    return sign.translate(_LOOKS_LIKE_LETTERS)


def _fits(signs: str, mask: Sequence[str]) -> bool:
    return len(signs) == len(mask) and all(
        sign.isdecimal() if wish == DIGIT else sign.isalpha() if wish == LETTER else sign == wish
        for sign, wish in zip(signs, mask, strict=True)
    )
