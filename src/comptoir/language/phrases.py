"""Phrases of the lexicons, all found in one walk over a text.

A phrase is a line of words: `a|b` either word, `stem*` any word that begins so, `word?` may be absent, `_` up to three
words whatever they are, `=word` exactly these letters (with a capital where a sentence begins), `^` in front: only where a sentence begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from comptoir.language.lexicons import entries
from comptoir.language.text import Piece, Text, small

OF_SENTENCES = ("texting", "familiarity", "imperatives", "familiarity_not", "negative", "negative_not")
"""Lexicons that are looked up sentence by sentence."""
OF_MESSAGES = (
    "bad_news",
    "bad_news_not",
    "good_news",
    "good_news_not",
    "contrast",
    "denials",
    "conditions",
    "introduction",
    "apology",
    "displeasure",
    "off_topic",
    "life",
    "business",
)
"""Lexicons that are looked up in the whole message, at every keystroke."""
_MOST_WORDS_BETWEEN = 3
_SHORTEST_STEM = 3
_ELISION = re.compile(r"(?<=')(?=[^\s|?])|-")


class Match(NamedTuple):
    """A phrase found: its place, its words, and what the lexicon says beside it."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    """None of them in a message, of which nobody asks for them."""
    beside: str


Found = dict[str, list[Match]]
"""What was found, by lexicon."""


@dataclass(frozen=True, slots=True)
class _Element:
    forms: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()
    is_gap: bool = False
    is_optional: bool = False

    def is_plain(self) -> bool:
        """Whether it is nothing but words that are written out."""
        return bool(self.forms) and not (self.stems or self.exact or self.is_optional)

    def fits(self, piece: Piece) -> bool:
        if piece.form in self.forms or (self.stems and piece.form.startswith(self.stems)):
            return True
        text = piece.text[0].lower() + piece.text[1:] if piece.opens and piece.text.isalpha() else piece.text
        return text in self.exact or piece.text in self.exact


@dataclass(frozen=True, slots=True)
class _Phrase:
    lexicon: str
    elements: tuple[_Element, ...]
    opens: bool
    beside: str
    order: int = 0
    """Of phrases of one length the earliest is told."""


class _Starts:
    """The phrases that begin with a word: by their second word where it is plain, with the plain word after a gap, and all others."""

    def __init__(self) -> None:
        self._by_second: dict[str, list[_Phrase]] = {}
        self._gapped: list[tuple[frozenset[str], _Phrase]] = []
        self._others: list[_Phrase] = []

    def add(self, phrase: _Phrase) -> None:
        second, third = (*phrase.elements[1:3], None, None)[:2]
        if second and second.is_plain():
            for form in second.forms:
                self._by_second.setdefault(form, []).append(phrase)
        elif second and second.is_gap and third and third.is_plain():
            self._gapped.append((third.forms, phrase))
        else:
            self._others.append(phrase)

    def before(self, following: list[str]) -> list[_Phrase]:
        """Those that may stand where these words follow."""
        gapped = [phrase for forms, phrase in self._gapped if not forms.isdisjoint(following)]
        seconded = self._by_second.get(following[0]) if following else None
        if seconded or gapped:
            return [*(seconded or ()), *gapped, *self._others]
        return self._others


_NONE = _Starts()


def matches(text: Text, language: str, lexicon: str) -> list[Match]:
    """Where phrases of a lexicon stand in the text, in order; the longest at each place."""
    if lexicon not in OF_SENTENCES:
        return _of_message(text, language, lexicon)
    key = (OF_SENTENCES[0], language)
    if key not in text.remembered:
        text.remembered[key] = _walk(text, language, OF_SENTENCES)
    found: Found = text.remembered[key]  # type: ignore[assignment]
    return found.get(lexicon, [])


def _of_message(text: Text, language: str, lexicon: str) -> list[Match]:
    """Each sentence is walked once for ever, for no phrase goes on beyond its end."""
    key = (lexicon, language)
    if key not in text.remembered:
        text.remembered[key] = [
            Match(start + by, end + by, (), beside)
            for by, walked in text.of_sentences(language, "walked", _walked)
            for start, end, _, beside in walked.get(lexicon, ())
        ]
    found: list[Match] = text.remembered[key]  # type: ignore[assignment]
    return found


def _walked(text: Text, language: str) -> Found:
    return _walk(text, language, OF_MESSAGES)


def _walk(text: Text, language: str, lexicons: tuple[str, ...]) -> Found:
    found: Found = defaultdict(list)
    pieces = text.pieces(language)
    table, stems = _table(language, lexicons)
    for at, piece in enumerate(pieces):
        starting, stemmed = table.get(piece.form), stems.get(piece.form[:_SHORTEST_STEM])
        if not starting and not stemmed:
            continue
        following = [each.form for each in pieces[at + 1 : at + _MOST_WORDS_BETWEEN + 2]]
        longest: dict[str, tuple[int, int, str]] = {}
        for phrase in (*(starting or _NONE).before(following), *(stemmed or _NONE).before(following)):
            end = _end(phrase, pieces, at)
            if end and (end, -phrase.order) > longest.get(phrase.lexicon, (0, 0, ""))[:2]:
                longest[phrase.lexicon] = end, -phrase.order, phrase.beside
        for lexicon, (end, _, beside) in longest.items():
            found[lexicon].append(Match(piece.start, pieces[end - 1].end, pieces[at:end], beside))
    return found


def _end(phrase: _Phrase, pieces: Sequence[Piece], at: int) -> int:
    """The place after the last piece of the phrase that begins here, or 0."""
    if phrase.opens and not pieces[at].opens:
        return 0
    if not phrase.elements[0].fits(pieces[at]):
        return 0
    return _rest(phrase.elements, 1, pieces, at + 1)


def _rest(elements: tuple[_Element, ...], step: int, pieces: Sequence[Piece], at: int) -> int:
    if step == len(elements):
        return at
    element = elements[step]
    if element.is_gap:
        for skipped in range(_MOST_WORDS_BETWEEN + 1):
            if skipped and (at + skipped > len(pieces) or pieces[at + skipped - 1].opens):
                return 0
            end = _rest(elements, step + 1, pieces, at + skipped)
            if end:
                return end
        return 0
    if at < len(pieces) and not pieces[at].opens and element.fits(pieces[at]):
        end = _rest(elements, step + 1, pieces, at + 1)
        if end:
            return end
    return _rest(elements, step + 1, pieces, at) if element.is_optional else 0


@cache
def _table(language: str, lexicons: tuple[str, ...]) -> tuple[dict[str, _Starts], dict[str, _Starts]]:
    """The phrases by their first word, and by the first letters of their first stem."""
    table: dict[str, _Starts] = defaultdict(_Starts)
    stems: dict[str, _Starts] = defaultdict(_Starts)
    phrases = list(_phrases(language, lexicons))
    for order, phrase in enumerate(phrases):
        first = phrase.elements[0]
        by_form, by_stem = replace(phrase, order=order), replace(phrase, order=len(phrases) + order)
        for form in first.forms | {small(word, language) for word in first.exact}:
            table[form].add(by_form)
        for stem in first.stems:
            stems[stem[:_SHORTEST_STEM]].add(by_stem)
    return dict(table), dict(stems)


def _phrases(language: str, lexicons: tuple[str, ...]) -> Iterator[_Phrase]:
    for lexicon in lexicons:
        for line, beside in entries(language, lexicon):
            for words in _spelt_out(line.lstrip("^").split()):
                elements = tuple(_element(word, language) for word in words)
                yield _Phrase(lexicon, elements, line.startswith("^"), beside)


def _spelt_out(words: list[str]) -> list[list[str]]:
    """The phrase once for each choice among words of several pieces ("we|i can't|cannot" is two phrases)."""
    phrases: list[list[str]] = [[]]
    for word in words:
        parts = [_ELISION.sub(" ", part) for part in word.rstrip("?").split("|")]
        choices = [part.split() for part in parts if " " in part]
        simple = "|".join(part for part in parts if " " not in part)
        if simple or not choices:
            choices.append([simple + "?" * word.endswith("?")])
        elif word.endswith("?"):
            choices.append([])
        phrases = [phrase + choice for phrase in phrases for choice in choices]
    return phrases


def _element(word: str, language: str) -> _Element:
    if word == "_":
        return _Element(is_gap=True)
    parts = word.rstrip("?").split("|")
    return _Element(
        forms=frozenset(small(part, language) for part in parts if part[0] != "=" and part[-1] != "*"),
        stems=tuple(small(part[:-1], language) for part in parts if part[-1] == "*"),
        exact=frozenset(part[1:] for part in parts if part[0] == "="),
        is_optional=word.endswith("?"),
    )
