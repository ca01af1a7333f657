"""A text cut into sentences and words, each with its place: every rule reads this instead of cutting for itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from comptoir.language.met import LONGEST, LONGEST_TEXT, MOST_SENTENCES, Met, meet

T = TypeVar("T")

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_PIECE = re.compile(r"[^\W_]+['’ʼ]?")
_PLACE = re.compile(r"\S+")
_STOP = re.compile(r"[.!?…:;\n•]")
_QUOTED = re.compile(r"«[^«»]{1,300}»|“[^“”]{1,300}”|„[^„”“]{1,300}[”“]|\"[^\"\n]{1,300}\"")
_OLD_LETTERS = str.maketrans("şţŞŢ’ʼ", "șțȘȚ''")
_BARE = str.maketrans("ăâîșțşţ", "aaistst")
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<![ (][A-Z]\.)(?<!Mr\.)(?<!Mrs\.)(?<!Dr\.)(?<!Sr\.)(?<!Sra\.)(?<!Dra\.)(?<! nr\.)(?<! no\.)(?<!D-l\.)(?!(?<=dvs\.)\s+[a-zăâîșțşţ])[\"»”)]*\s+|\n+"
)
"""Initials, titles, "no." and a "dvs." that goes on in small letters end no sentence."""
_LONGEST_REMEMBERED = 1000
"""Letters of a text of which the pieces are remembered: the several rules that read a sentence cut it once."""


class Span(NamedTuple):
    """A piece of a text and its place."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Piece(NamedTuple):
    """The smallest part that phrases are made of: "n'est-ce" is three ("n'", "est", "ce")."""

    form: str
    """In small letters; in Romanian without diacritics, for many write without."""
    text: str
    start: int
    end: int
    opens: bool
    """It stands at the beginning of a sentence, or after a colon or a semicolon."""


def small(word: str, language: str) -> str:
    """The word as phrases compare it; as long as it was."""
    lower = word.translate(_OLD_LETTERS).lower()
    return lower.translate(_BARE) if language == "ro" else lower


class Text:
    """A text with its sentences and words."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.remembered: dict[tuple[str, str], object] = {}
        """What rules found out about this text and others ask again."""

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences, without the space around them."""
        found, start = [], 0
        for cut in [*_SENTENCE_END.finditer(self.body), None]:
            end = cut.start() if cut else len(self.body)
            piece = self.body[start:end]
            if piece.strip():
                found.append(Span(piece.strip(), start + len(piece) - len(piece.lstrip())))
            start = cut.end() if cut else end
        return found

    @cached_property
    def words(self) -> list[Span]:
        """Its words and numbers; apostrophes and hyphens inside a word belong to it."""
        return [Span(word[0], word.start()) for word in _WORD.finditer(self.body)]

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """What stands between quotation marks: other people's words, titles."""
        return [found.span() for found in _QUOTED.finditer(self.body)]

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Addresses of the web and of mail: no words of a language."""
        return _places(self.body)

    def met(self, language: str) -> list[tuple[int, Met]] | None:
        """Each sentence with its place, as it was met before; None for a text that is too long or has too many or too long ones."""
        key = ("met", language)
        if key not in self.remembered:
            self.remembered[key] = _met(self.sentences, language) if len(self.body) <= LONGEST_TEXT else None
        met: list[tuple[int, Met]] | None = self.remembered[key]  # type: ignore[assignment]
        return met

    def of_sentences(self, language: str, what: str, find_out: Callable[[Text, str], T]) -> list[tuple[int, T]]:
        """What is found out of each sentence, with the place where it begins; of all at once where nothing is remembered of them."""
        key = (what, language)
        if key not in self.remembered:
            met = self.met(language)
            self.remembered[key] = [(0, find_out(self, language))] if met is None else _found_out(met, what, find_out)
        found: list[tuple[int, T]] = self.remembered[key]  # type: ignore[assignment]
        return found

    def pieces(self, language: str) -> tuple[Piece, ...]:
        """Its pieces, those of addresses left out."""
        key = ("pieces", language)
        if key not in self.remembered:
            is_short = len(self.body) <= _LONGEST_REMEMBERED
            self.remembered[key] = (pieces_of if is_short else _cut_into_pieces)(self.body, language)
        pieces: tuple[Piece, ...] = self.remembered[key]  # type: ignore[assignment]
        return pieces


def _cut_into_pieces(body: str, language: str) -> tuple[Piece, ...]:
    found: list[Piece] = []
    last = 0
    forms = small(body, language)
    is_aligned = len(forms) == len(body)  # a few capitals have two small letters
    for piece in _PIECE.finditer(body):
        start, end = piece.span()
        gap = body[last:start]
        opens = not found or (gap not in {" ", ""} and _STOP.search(gap) is not None)
        form = forms[start:end] if is_aligned else small(piece[0], language)
        found.append(Piece(form, piece[0], start, end, opens))
        last = end
    places = _places(body)
    return tuple(piece for piece in found if not is_within(piece.start, places)) if places else tuple(found)


pieces_of = lru_cache(maxsize=128)(_cut_into_pieces)


def _places(body: str) -> list[tuple[int, int]]:
    if not any(mark in body for mark in ("://", "@", "www.")):
        return []
    return [
        found.span()
        for found in _PLACE.finditer(body)
        if "://" in found[0] or "@" in found[0].strip("@") or "www." in found[0]
    ]


def _met(sentences: list[Span], language: str) -> list[tuple[int, Met]] | None:
    if len(sentences) > MOST_SENTENCES or any(len(text) > LONGEST for text, _ in sentences):
        return None
    return [(start, meet(text, language)) for text, start in sentences]


def _found_out(met: list[tuple[int, Met]], what: str, find_out: Callable[[Text, str], T]) -> list[tuple[int, T]]:
    def find_out_alone(sentence: str, language: str) -> T:
        return find_out(alone(sentence), language)

    return [(by, each.known(what, find_out_alone)) for by, each in met]


@lru_cache(maxsize=64)
def alone(sentence: str) -> Text:
    """A text of one sentence, the same for the several rules that read it."""
    text = Text(sentence)
    text.sentences = [Span(sentence, 0)]
    return text


def beginning(body: str, at_most: int) -> Text:
    """The text, or so many letters of it, ended between words where there is a space."""
    if len(body) <= at_most:
        return Text(body)
    cut = body[:at_most]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return Text(cut[:space] if space > at_most // 2 else cut)


def is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether the place lies in one of the spans, which are in order."""
    at = bisect_right(spans, (place, 1 << 62)) - 1
    return at >= 0 and spans[at][0] <= place < spans[at][1]


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch joined."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether anything between start and end lies in one of the spans, which are in order and apart."""
    at = bisect_right(spans, (start, 1 << 62)) - 1
    return (at >= 0 and start < spans[at][1]) or (at + 1 < len(spans) and spans[at + 1][0] < end)
