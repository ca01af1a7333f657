"""Praise and complaint put together from words: what is said (good, bad, absent, late) and of whom or of what.

`lexicons/<language>/tone.txt` says which part each word may play; the sentences below are the same for every language. A sentence
becomes a line of signs, one a word (or a phrase of the lexicon), and expressions over these signs find what is said in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries
from comptoir.language.past_whens import past_whens
from comptoir.language.text import Text
from comptoir.language.tone_sentences import COMPLAINTS, PRAISE

_FIRST_SIGN = 0xE000
"""Signs are characters of the private area: one for each set of parts that a word of the lexicon may play."""
_MOST_SENTENCES = 200
_LONGEST_PHRASE = 4
"""Words."""
_SHORTEST_STEM = 3
_WORD = re.compile(r"[^\W_]+(?:\x00[^\W_]+)*|[,;:()–—]")
"""Words, and marks that part; an apostrophe that joins ("haven't") is a zero here."""
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_JOINED = re.compile(r"(?<=\w)'(?=\w)")
_LONG_WORD = 6
_PART = re.compile(r"<([a-z_|]+)>")
_BEFORE = 4
"""Words before what is said in which a negation or its speaker turns it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where praise or a complaint stands in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    signs: dict[frozenset[str], str]
    phrases: dict[tuple[str, ...], frozenset[str]]
    stems: dict[str, frozenset[str]]

    def sign(self, parts: frozenset[str]) -> str:
        return self.signs[parts]

    def compiled(self, expression: str) -> re.Pattern[str]:
        return re.compile(_PART.sub(lambda found: self._any_of(found[1]), expression))

    def _any_of(self, names: str) -> str:
        wanted = set(names.split("|"))
        signs = "".join(sign for parts, sign in self.signs.items() if parts & wanted)
        return f"[{signs}]" if signs else r"(?!)"


def praise(text: Text, language: str) -> list[Said]:
    """What is good about who answers. Questions, conditions, wishes and what is denied are none."""
    return list(_said(text, language, "praise"))


def complaints(text: Text, language: str) -> list[Said]:
    """What went wrong, as the customer tells it. Questions and conditions are none."""
    return list(_said(text, language, "complaints"))


def _said(text: Text, language: str, kind: str) -> Iterator[Said]:
    lexicon = _lexicon(language)
    denials = _any_of(lexicon.signs, "not")
    for sentence in text.sentences[:_MOST_SENTENCES]:
        if "?" in text.body[sentence.end - 1 : sentence.end + 2]:
            continue
        signs, places = _signs(sentence.text, language)
        condition = _condition(lexicon, signs)
        wish = _first(lexicon, signs, "seek") if kind == "praise" else len(signs)
        for expression in _expressions(language, kind):
            for found in expression.finditer(signs):
                at = found.start()
                is_denied = kind == "praise" and not denials.isdisjoint(signs[max(0, at - _BEFORE) : at])
                if at < condition and at <= wish and not is_denied:
                    yield Said(sentence.start + places[found.start()][0], sentence.start + places[found.end() - 1][1])


def is_wished(sentence: str, place: int, language: str) -> bool:
    """Whether somebody looks for what stands at this place of the sentence ("I need an excellent service")."""
    signs, places = _signs(sentence, language)
    wishes = _any_of(_lexicon(language).signs, "seek")
    return any(sign in wishes and end <= place for sign, (_, end) in zip(signs, places, strict=True))


def is_supposed(sentence: str, place: int, language: str) -> bool:
    """Whether what stands at this place is asked, or is a condition, or stands after one."""
    return sentence.endswith("?") or _supposed_from(sentence, language) <= place


@lru_cache(maxsize=64)
def _supposed_from(sentence: str, language: str) -> int:
    """The place of the first condition, or the end of the sentence."""
    signs, places = _signs(sentence, language)
    condition = _condition(_lexicon(language), signs)
    return places[condition][0] if condition < len(signs) else len(sentence)


def is_of_another(sentence: str, end: int, language: str, shops: tuple[str, ...]) -> bool:
    """Whether somebody of the customer's own is spoken of ("my colleague", "mon fils") before this place, and nothing
    that plays one of the parts of a shop.
    """
    lexicon = _lexicon(language)
    signs, places = _signs(sentence, language)
    signs = signs[: sum(start < end for start, _ in places)]
    own, some, friends = (_any_of(lexicon.signs, part) for part in ("my", "a", "mate"))
    friends |= _any_of(lexicon.signs, "kin")
    pairs = [*pairwise(signs), *pairwise(signs[::-1])]
    people = friends | _any_of(lexicon.signs, "colleague")
    if not any((left in own and right in people) or (left in some and right in friends) for left, right in pairs):
        return False
    return not any(set(signs) & _any_of(lexicon.signs, part) for part in shops)


def _first(lexicon: _Lexicon, signs: str, part: str) -> int:
    """Where the first word stands that plays this part; behind the end when none does."""
    wanted = _any_of(lexicon.signs, part)
    return next((at for at, sign in enumerate(signs) if sign in wanted), len(signs))


def _condition(lexicon: _Lexicon, signs: str) -> int:
    """Where the first condition stands; "si" and "se" are conditions only where a clause begins."""
    opening, pauses = _any_of(lexicon.signs, "if_opening"), _any_of(lexicon.signs, "comma")
    opens = (at for at, sign in enumerate(signs) if sign in opening and (at == 0 or signs[at - 1] in pauses))
    return min(_first(lexicon, signs, "if"), next(opens, len(signs)))


def _any_of(signs: dict[frozenset[str], str], part: str) -> set[str]:
    return {sign for parts, sign in signs.items() if part in parts}


@lru_cache(maxsize=64)
def _signs(sentence: str, language: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence as signs, and the place of each."""
    lexicon = _lexicon(language)
    plain = folded(sentence)
    if language == "en":
        plain = _JOINED.sub("\x00", plain)
    words = [(found[0], *found.span()) for found in _WORD.finditer(plain)]
    forms = [_form(word.replace("\x00", "")) for word, _, _ in words]
    facts = past_whens(plain, language)
    signs, places, at = [], [], 0
    while at < len(forms):
        length, parts = _longest(lexicon, forms, at) if words[at][1] not in facts else (1, _OTHER)
        if parts is None:
            parts = _unknown(sentence[words[at][1] : words[at][2]])
        signs.append(lexicon.sign(parts))
        places.append((words[at][1], words[at + length - 1][2]))
        at += length
    return "".join(signs), places


def _longest(lexicon: _Lexicon, forms: list[str], at: int) -> tuple[int, frozenset[str] | None]:
    for length in range(min(_LONGEST_PHRASE, len(forms) - at), 0, -1):
        parts = lexicon.phrases.get(tuple(forms[at : at + length]))
        if parts:
            return length, parts
    word = forms[at]
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        parts = lexicon.stems.get(word[:end])
        if parts:
            return 1, parts
    return 1, None


_COMMA, _NUMBER, _NAME, _OTHER = (frozenset({part}) for part in ("comma", "number", "name", "other"))


def _unknown(word: str) -> frozenset[str]:
    if not word[0].isalnum():
        return _COMMA
    if word.isdecimal():
        return _NUMBER
    return _NAME if len(word) > 2 and word[0].isupper() and word[1:].islower() else _OTHER


def _form(word: str) -> str:
    """The word as it is looked up: in a long one, doubled letters count once ("dissapointed")."""
    return _DOUBLED.sub(r"\1", word) if len(word) >= _LONG_WORD else word


@cache
def _lexicon(language: str) -> _Lexicon:
    phrases: dict[tuple[str, ...], set[str]] = {}
    stems: dict[str, set[str]] = {}
    for line, part in entries(language, "tone"):
        for entry in folded(line).split("|"):
            forms = tuple(_form(word) for word in re.findall(r"[^\W_]+\*?", entry))
            if len(forms) == 1 and forms[0].endswith("*"):
                stems.setdefault(_form(forms[0][:-1]), set()).add(part)
            else:
                phrases.setdefault(forms, set()).add(part)
    known = {key: frozenset(parts | _stem_parts(stems, key)) for key, parts in phrases.items()}
    stemmed = {key: frozenset(parts) for key, parts in stems.items()}
    every = sorted({*known.values(), *stemmed.values(), _COMMA, _NUMBER, _NAME, _OTHER}, key=sorted)
    return _Lexicon({parts: chr(_FIRST_SIGN + number) for number, parts in enumerate(every)}, known, stemmed)


def _stem_parts(stems: dict[str, set[str]], forms: tuple[str, ...]) -> set[str]:
    """The parts that a single word plays by its stem: "excelent" says how something is, and how it is done."""
    if len(forms) > 1:
        return set()
    return next((stems[forms[0][:end]] for end in range(len(forms[0]), 2, -1) if forms[0][:end] in stems), set())


@cache
def _expressions(language: str, kind: str) -> tuple[re.Pattern[str], ...]:
    lexicon = _lexicon(language)
    return tuple(lexicon.compiled(each) for each in (PRAISE if kind == "praise" else COMPLAINTS))
