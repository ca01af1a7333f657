"""Spelling: words that no dictionary knows, words written as one, and Romanian words without their diacritics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from comptoir.language.dictionaries import knows, with_commas
from comptoir.language.findings import Finding, Fix
from comptoir.language.jargon import is_form
from comptoir.language.lexicons import entries, words
from comptoir.language.likeness import distance, plain
from comptoir.language.memory import Memory
from comptoir.language.rules import LANGUAGES, ReplyRules
from comptoir.language.suggestions import UNHEARD, fixes, is_speakable, rarity, with_accents
from comptoir.language.text import Text, is_within
from comptoir.language.tokens import Token, tokens

_Told = tuple[str, tuple[Fix, ...]]
"""Why a word is wrong and what would mend it; `_RIGHT` for one that is not."""
_RIGHT: _Told = ("", ())
_MOST_WORDS = 4096
FOUND_OUT = Memory[Memory[_Told]](at_most=16)
"""By rules; each shop's words are its own."""

FINDINGS_AT_MOST = 60
"""A text with more unknown words is no reply in this language; what follows is left unread."""

READ_AT_MOST = 5000
"""Characters of a text, and of a sentence: what is longer is no reply, and must not keep others waiting."""

_SHORTEST = 4
_FEWEST_STRANGE = 3
_USUAL = 480
_LESS_USUAL = 520
_RARELY = 620
_EVERYDAY = 420
_CONSTANT = 350
_A_SLIP = 1.0
"""As far as a letter that is too much, too few or another; two that were swapped or one that was doubled are nearer."""
_TWO_SLIPS = 2.0
_MORE_USUAL = 150
"""So much more must a word be used than what is written, which else may be a name as well."""
_ADVERB = {"fr": "ment", "en": "lly", "pt": "mente"}
"""Endings of words that open sentences before a comma, as names do when they are called to."""
_LONG = 8  # letters: of a word that resembles one other alone
_VERY_LONG = 10  # letters: of a word that is nobody's name when two of its letters are swapped
_SHARE_OF_ANOTHER_LANGUAGE = 0.5
_LOOKED_AT = 60  # unknown words: enough to tell another language
_FUTURE = re.compile(
    r"(?<=[^\W\d_]-[^\W\d_]{2})-(?:ei|ás|á|emos|ão|ia|ias|íamos|iam)$|(?<=-[^\W\d_]{3})-(?:ei|ás|á|emos|ão|ia|ias|íamos|iam)$"
)
_OLD_PORTUGUESE = re.compile(r"c(?=[çct])|p(?=[çct])")
_COMPOSED = re.compile(
    r"(?:semi|mini|super|ultra|anti|auto|multi|micro|inter|extra|bio|eco|photo|foto|video|vidéo|tele|télé)(?P<rest>[^\W\d_]{5,20})"
)
"""Words that are made freely: "semimaraton", "antirayures"."""
_PORTUGUESE_PRONOUN = re.compile(
    r"^(.+[áâéêíóô])-(?:l[oa]s?)(?:-(?:ei|ás|á|emos|ão|ia|ias|íamos|iam))?$|^(.+mo)-(?:n?[oa]s?|l[oa]s?|vos)$"
)


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each misspelt word, with at most three fixes. Names, codes, addresses and quotations are left alone."""
    found: list[Finding] = []
    for sentence in text.sentences:
        if sentence.start > READ_AT_MOST:
            break
        found += _suspects(sentence.text[:READ_AT_MOST], sentence.start, text, rules)
        if len(found) >= FINDINGS_AT_MOST:
            break
    return found[:FINDINGS_AT_MOST]


def _suspects(body: str, start: int, text: Text, rules: ReplyRules) -> list[Finding]:
    """The misspelt words of one sentence; none where most of its words are another language's."""
    read = [token for token in tokens(body, start, text.body) if not is_within(token.start, text.quotations)]
    if _is_foreign(rules.language, read):
        return []
    mistakes = _mistakes(read, rules)
    return list(islice((mistake for mistake in mistakes if mistake), FINDINGS_AT_MOST))


def _mistakes(read: list[Token], rules: ReplyRules) -> Iterator[Finding | None]:
    """The finding of each word that has one: what was found out of a word holds wherever it stands."""
    remembered = _found_out(rules)
    for token in read:
        question = token[0], *token[2:]
        told = remembered.kept(question)
        if told is None:
            found = _mistake(token, rules)
            told = (found.why, found.fixes) if found else _RIGHT
            remembered.keep(question, told)
        if told is not _RIGHT:
            yield _finding(token, *told)


def _found_out(rules: ReplyRules) -> Memory[_Told]:
    """What was found out of words by such rules."""
    by = rules.language, tuple(rules.plain_words), rules.known_words, rules.diacritics_required
    return FOUND_OUT.recall(by, lambda: Memory[_Told](_MOST_WORDS))


def _is_foreign(language: str, read: list[Token]) -> bool:
    """Whether most of the words are another language's. What the dictionary does not know is looked at closer only then."""
    unknown = [
        token for token in read if not token.text[0].isupper() and not is_right(language, with_commas(token.text))
    ]
    fewest = max(_FEWEST_STRANGE, int(len(read) * _SHARE_OF_ANOTHER_LANGUAGE) + 1)
    if len(unknown) < fewest:
        return False
    looked_at = unknown[:_LOOKED_AT]
    strange = sum(_is_strange(language, token) for token in looked_at)
    return strange * len(unknown) >= fewest * len(looked_at)


def _is_strange(language: str, token: Token) -> bool:
    """Whether it is no word of this language, not even one without its accents, or with a slip that tells what was meant."""
    small = with_commas(token.text).lower()
    if token.text[0].isupper() or is_right(language, small) or with_accents(language, small):
        return False
    return not any(fix.is_safe for fix in fixes(language, small)[:1])


def _mistake(token: Token, rules: ReplyRules) -> Finding | None:
    language, word = rules.language, with_commas(token.text)
    small = word.lower()
    if small in rules.known_words or small in _left_alone(language):
        return None
    if word[0].isupper() and not token.is_first:
        return _place(token, word, rules)
    if small in words(language, "misspelled") and not _is_jargon(small, rules):
        return _finding(token, "misspelled", fixes(language, word))
    if is_right(language, word) or (not rules.diacritics_required and _is_bare(language, small)):
        return None
    if _is_jargon(small, rules):
        return None
    mended = fixes(language, word)
    return _finding(token, "unknown_word", mended) if _is_surely_wrong(language, small, token, mended) else None


def _is_surely_wrong(language: str, small: str, token: Token, mended: tuple[Fix, ...]) -> bool:
    """Whether an unknown word is a mistake, rather than a name, an abbreviation or an English word of the trade."""
    if token.text[0].isupper() and not _is_surely_no_name(language, small, token, mended):
        return False
    if len(small) < _SHORTEST:
        is_opening = token.is_first and len(small) > 2 and _opens_replies(language, small, mended)
        return is_opening or (bool(mended) and plain(mended[0].text) == small)
    is_english = language != "en" and knows("en", small)
    return not is_english or (bool(mended) and rarity(language, mended[0].text.lower()) < _USUAL)


@lru_cache(maxsize=65536)
def is_right(language: str, word: str) -> bool:
    """Whether the word is written as this language writes it, in parts or as one."""
    small = word.lower()
    if knows(language, word) or knows(language, small) or small in words(language, "trade"):
        return True
    if language == "pt" and (_has_pronoun(small) or knows("pt", _OLD_PORTUGUESE.sub("", small))):
        return True
    if language == "pt" and _FUTURE.search(small):
        return is_right(language, _FUTURE.sub("", small))
    if language == "pt" and small.startswith(("d'", "n'")):
        return is_right(language, small[2:])
    if "-" not in small:
        return _is_composed(language, small) or (
            language == "fr" and "œ" not in small and "oe" in small and knows("fr", small.replace("oe", "œ"))
        )
    return all(len(part) < 3 or is_right(language, part) for part in small.split("-") if part)


def _is_composed(language: str, small: str) -> bool:
    composed = _COMPOSED.match(small)
    return composed is not None and knows(language, composed["rest"])


def _has_pronoun(small: str) -> bool:
    """ "enviá-la", "fazê-lo-emos", "cumprimentamo-lo": Portuguese verbs that lost a letter before their pronoun."""
    seen = _PORTUGUESE_PRONOUN.match(small)
    if not seen:
        return False
    if seen[2]:
        return knows("pt", seen[2] + "s")
    stem = plain(seen[1][-1])
    return any(knows("pt", seen[1][:-1] + stem + ending) for ending in "rzs") or knows("pt", seen[1] + "s")


@lru_cache(maxsize=16384)
def _is_bare(language: str, small: str) -> bool:
    """Whether it is a Romanian word of which only the diacritics are missing."""
    if language != "ro":
        return False
    return all(is_right("ro", part) or bool(with_accents("ro", part)) for part in small.split("-") if part)


def _place(token: Token, word: str, rules: ReplyRules) -> Finding | None:
    """A known place without its diacritics; any other capitalised word inside a sentence is a name."""
    meant = _places(rules.language).get(word) if rules.diacritics_required else None
    return _finding(token, "missing_accent", (Fix(meant, is_safe=True),)) if meant else None


def _is_surely_no_name(language: str, small: str, token: Token, mended: tuple[Fix, ...]) -> bool:
    """Whether a capitalised word that opens a sentence is a usual word misspelt, rather than somebody's name."""
    if not mended or token.is_alone or _is_name(token.text):
        return False
    if _opens_replies(language, small, mended):
        return True
    word = mended[0].text.lower()
    if word.endswith(_ADVERB.get(language, "\0")):
        return rarity(language, small) == UNHEARD > rarity(language, word)
    return _is_slip(language, small, word, mended[0].is_safe) and not (token.is_addressed and len(small) < _LONG)


def _opens_replies(language: str, small: str, mended: tuple[Fix, ...]) -> bool:
    """Whether it is a letter away from a word that replies begin with: "Helo"."""
    meant = words(language, "first_words").intersection(fix.text.lower() for fix in mended)
    return rarity(language, small) > _RARELY and any(distance(small, each) <= _A_SLIP for each in meant)


def _is_slip(language: str, small: str, meant: str, is_safe: bool) -> bool:
    """Whether hands write the one for the other, and nobody is called so. "Dupuis" is no *depuis*: it is heard too often."""
    far, usual, often = distance(small, meant), rarity(language, meant), rarity(language, small)
    is_unheard, is_long = often == UNHEARD, len(small) >= _LONG
    if plain(small) == plain(meant):
        return usual < (_LESS_USUAL if is_long else _EVERYDAY)
    if far < _TWO_SLIPS and is_long and is_unheard:
        is_swapped = far < _A_SLIP and len(small) >= _VERY_LONG
        return usual < (_RARELY if is_swapped else _LESS_USUAL if is_safe else _USUAL)
    if far > _A_SLIP or often - usual < _MORE_USUAL:
        return False
    if len(small) <= _SHORTEST:
        return usual < _CONSTANT and is_unheard
    if far == _A_SLIP and not is_unheard:
        return is_long and usual < _USUAL
    return usual < _rarest_meant(language, small, meant, far, is_unheard)


def _rarest_meant(language: str, small: str, meant: str, far: float, is_unheard: bool) -> int:
    """How rare a word may be to have been meant: swapped and doubled letters, and what nobody can say, are surer slips."""
    if far < _A_SLIP:
        return _LESS_USUAL if is_unheard else _USUAL
    is_strange = not is_speakable(language, small) or meant in words(language, "trade")
    return _USUAL if is_strange else _CONSTANT


def _is_name(word: str) -> bool:
    """Whether a dictionary, of whatever language, has it with its capital alone."""
    return any(knows(language, word) and not knows(language, word.lower()) for language in LANGUAGES)


def _is_jargon(small: str, rules: ReplyRules) -> bool:
    language = rules.language
    parts = {part.lower() for term in rules.plain_words for part in term.split()}
    return any(
        is_form(word, part, language) for part in parts for word in (small, small.split("-", maxsplit=1)[0])
    ) or any(small in part.split("-") for part in parts)


def _finding(token: Token, why: str, mended: tuple[Fix, ...]) -> Finding:
    return Finding("spelling", token.start, token.start + len(token.text), why, {"word": token.text}, mended)


@cache
def _left_alone(language: str) -> frozenset[str]:
    """Texting language has a clause of its own."""
    texting = (left.lower().lstrip("=^") for left, _ in entries(language, "texting") if " " not in left)
    return frozenset(form for entry in texting for form in entry.split("|"))


@cache
def _places(language: str) -> dict[str, str]:
    found = {plain(left).capitalize(): left for left, _ in entries(language, "places")}
    return {bare: written for bare, written in found.items() if bare != written}
