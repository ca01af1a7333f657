"""What a misspelt word was meant to be: from an index of our own, by likeness and by how usual a word is.

The index holds the usual words of a language under their letters without accents and doublings; a misspelling is
looked up with one letter changed. Only what the dictionary knows is suggested. Hunspell's own suggestions take a
tenth of a second a word and are never asked for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, product

from comptoir.language.dictionaries import knows, with_commas
from comptoir.language.findings import Fix
from comptoir.language.lexicons import entries, words
from comptoir.language.likeness import distance, plain, skeleton

AT_MOST = 3
_LONGEST = 40  # letters: nothing longer is a word
_RAREST = 650  # hundredths of a power of ten: words rarer than one in three millions are left out
_TRADE = 430
UNHEARD = 900
"""How rare a word is that is not among the usual ones."""
_HEARD_OFTEN = 560
_SHARED_BY = 3
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_FARTHEST = {3: 1.0, 4: 1.0, 5: 1.6}
_FARTHEST_OF_LONG_WORDS = 2.3
_FARTHEST_IN_LENGTH = 4
_CANDIDATES_AT_MOST = 60
_ACCENTED_AT_MOST = {"ro": 120}  # whole replies are written without diacritics
_ACCENTS = {
    "fr": {"a": "àâ", "c": "ç", "e": "éèêë", "i": "îï", "o": "ô", "u": "ùûü"},
    "en": {},
    "ro": {"a": "ăâ", "i": "î", "s": "ș", "t": "ț"},
    "pt": {"a": "ãáàâ", "c": "ç", "e": "éê", "i": "í", "o": "õóô", "u": "ú"},
}


@dataclass(frozen=True, slots=True)
class _Index:
    """Usual words by their plain letters, by their skeleton, and how rare each is."""

    by_plain: dict[str, str]
    by_skeleton: dict[str, str]
    rarity: dict[str, int]


@lru_cache(maxsize=16384)
def fixes(language: str, word: str) -> tuple[Fix, ...]:
    """At most three words that may have been meant, the likeliest first; safe where hardly another can be meant."""
    if len(word) > _LONGEST:
        return ()
    small = with_commas(word).lower()
    own = [right for left, right in entries(language, "misspelled") if left == small]
    if own:
        return tuple(Fix(_cased(right, word), is_safe=len(own) == 1) for right in own[:AT_MOST])
    ranked = _ranked(language, small)
    is_safe = bool(ranked) and len(small) > 4 and _is_alone(ranked)
    return tuple(
        Fix(_cased(found, word), is_safe=is_safe and not place) for place, (_, found) in enumerate(ranked[:AT_MOST])
    )


@lru_cache(maxsize=16384)
def with_accents(language: str, word: str) -> tuple[str, ...]:
    """The known words that differ from this one by accents alone, the usual ones first."""
    if len(word) > _LONGEST:
        return ()
    small = with_commas(word).lower()
    usual = [found for found in _index(language).by_plain.get(plain(small), "").split() if found != small]
    found = tuple(candidate for candidate in usual if knows(language, candidate))
    return found or tuple(candidate for candidate in _accented(language, small) if knows(language, candidate))


def rarity(language: str, word: str) -> int:
    """How rare a word is: 300 is one in a thousand, 600 one in a million; UNHEARD when it is not among the usual ones."""
    return _index(language).rarity.get(word, UNHEARD)


def is_speakable(language: str, word: str) -> bool:
    """Whether all its letters stand together in usual words: "Mireille" is, "Adrsa" and "Thnak" are not."""
    return _threes(plain(word)) <= _usual_threes(language)


@cache
def _usual_threes(language: str) -> frozenset[str]:
    """Three letters in a row, the edges counted, that several usual words share."""
    usual = (word for word, rareness in _index(language).rarity.items() if rareness < _HEARD_OFTEN)
    seen = Counter(three for word in usual for three in _threes(plain(word)))
    return frozenset(three for three, times in seen.items() if times >= _SHARED_BY)


def _threes(bare: str) -> frozenset[str]:
    edged = f" {bare} "
    return frozenset(edged[place : place + 3] for place in range(len(bare)))


def _ranked(language: str, small: str) -> list[tuple[float, str]]:
    farthest = _FARTHEST.get(len(small), _FARTHEST_OF_LONG_WORDS)
    found = []
    near = (each for each in _candidates(language, small) if abs(len(each) - len(small)) <= _FARTHEST_IN_LENGTH)
    for candidate in sorted(near, key=lambda each: rarity(language, each)):
        far = distance(small, candidate)
        if far <= farthest and candidate != small and candidate not in words(language, "unsuggested"):
            found.append((far + rarity(language, candidate) / 400, candidate))
    found.sort()
    return [
        each for each in found[:_CANDIDATES_AT_MOST] if knows(language, each[1]) or each[1] in words(language, "trade")
    ][: AT_MOST + 1]


def _candidates(language: str, small: str) -> set[str]:
    index, found = _index(language), set(with_accents(language, small))
    for table, key in ((index.by_plain, plain(small)), (index.by_skeleton, skeleton(small))):
        for near in _near(key):
            if near in table:
                found.update(table[near].split())
    return found


def _near(key: str) -> list[str]:
    """The key, and it with one letter taken out, put in, changed, or two neighbours swapped.

    Many at once are written by joining the alphabet with what stands around the letter: this runs at every keystroke.
    """
    found = [key, key + ("\n" + key).join(_ALPHABET)]
    for place in range(len(key)):
        left, right, rest = key[:place], key[place:], key[place + 1 :]
        found.append(left + (right + "\n" + left).join(_ALPHABET) + right)
        found.append(left + (rest + "\n" + left).join(_ALPHABET) + rest)
        found.append(left + rest)
        if rest:
            found.append(left + rest[0] + right[0] + rest[1:])
    return "\n".join(found).split("\n")


def _accented(language: str, small: str) -> list[str]:
    """Writings with at most three accents put on: for words too rare for the index."""
    accents = _ACCENTS[language]
    places = [place for place, letter in enumerate(small) if letter in accents][-7:]
    found = []
    for many in (1, 2, 3):
        for chosen in combinations(places, many):
            for letters in product(*(accents[small[place]] for place in chosen)):
                written = list(small)
                for place, letter in zip(chosen, letters, strict=True):
                    written[place] = letter
                found.append("".join(written))
    return found[: _ACCENTED_AT_MOST.get(language, 24)]


def _is_alone(ranked: list[tuple[float, str]]) -> bool:
    return len(ranked) == 1 or ranked[1][0] - ranked[0][0] >= 0.7


def _cased(found: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return found.upper()
    return found[:1].upper() + found[1:] if word[:1].isupper() else found


@cache
def _index(language: str) -> _Index:
    from wordfreq import get_frequency_list

    by_plain: dict[str, list[str]] = {}
    by_skeleton: dict[str, list[str]] = {}
    rare: dict[str, int] = {}
    for rareness, bucket in enumerate(get_frequency_list(language)[:_RAREST]):
        for listed in bucket:
            word = with_commas(listed)
            if word in rare or len(word) < 2 or not word.replace("-", "").replace("'", "").isalpha():
                continue
            rare[word] = rareness
            by_plain.setdefault(plain(word), []).append(word)
            by_skeleton.setdefault(skeleton(word), []).append(word)
    for word, _ in entries(language, "trade"):  # a shop's own words are meant more often than the language's
        if word not in rare:
            by_plain.setdefault(plain(word), []).append(word)
            by_skeleton.setdefault(skeleton(word), []).append(word)
        rare[word] = min(rare.get(word, _RAREST), _TRADE)
    joined = [{key: " ".join(words) for key, words in table.items()} for table in (by_plain, by_skeleton)]
    return _Index(joined[0], joined[1], rare)
