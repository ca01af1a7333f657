"""Drift from the matter, noticed conservatively: a hint, where a sentence speaks of life outside the shop and nothing of it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise

from comptoir.language import learnt
from comptoir.language.findings import Finding
from comptoir.language.lexicons import words
from comptoir.language.phrases import Match, matches
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Span, Text, overlaps, small

_MY = {
    "fr": frozenset(("mon", "ma", "mes")),
    "en": frozenset(("my",)),
    "ro": frozenset(("meu", "mea", "mei", "mele")),
    "pt": frozenset(("meu", "minha", "meus", "minhas")),
}
_AFTER_ITS_NOUN = "ro"
"""The language in which "my" follows."""
_MOST_SENTENCES = 60
_SHORTEST = 2  # letters of what somebody owns


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each sentence off topic. A word of any topic of the charter, of the trade, or a title in quotation
    marks, keeps it on topic; what is "sure" no word of the trade does, nor what is "aside" once it tells of somebody's life."""
    astray = matches(text, rules.language, "off_topic")
    own = _own_life(text, rules.language)
    adrift = _adrift(text, rules.language)
    if not astray and not own and not adrift:
        return []
    life = [match.start for match in matches(text, rules.language, "life")]
    business = [match.start for match in matches(text, rules.language, "business")]
    found = []
    for sentence in text.sentences:
        if overlaps(sentence.start, sentence.end, text.quotations):
            continue
        is_trade = _any_in(sentence, business)
        told = _told(sentence, astray, is_personal=_any_in(sentence, life), is_trade=is_trade)
        words = text.body[told.start : told.end] if told else ""
        if not told and not is_trade:
            words = next((each.text for each in own if sentence.start <= each.start < sentence.end), "")
            words = words or adrift.get(sentence.start, "")
        if words and not _is_on_topic(sentence, rules):
            facts = {"words": words}
            found.append(Finding("off_topic", sentence.start, sentence.end, "off_topic", facts))
    return found


def _told(sentence: Span, astray: list[Match], *, is_personal: bool, is_trade: bool) -> Match | None:
    """The first words by which the sentence strays."""
    at = bisect_left(astray, sentence.start, key=lambda match: match.start)
    while at < len(astray) and astray[at].start < sentence.end:
        how = astray[at].beside
        is_enough = how not in {"weak", "aside"} or is_personal
        if is_enough and (how in {"sure", "aside"} or not is_trade):
            return astray[at]
        at += 1
    return None


def _adrift(text: Text, language: str) -> dict[int, str]:
    """The sentences that lean to small talk by all their words, by their places."""
    sentences = text.sentences[:_MOST_SENTENCES]
    return {each.start: each.text for each in sentences if learnt.leans(each.text, language, "drift")}


def _own_life(text: Text, language: str) -> list[Span]:
    """What the agent calls their own, but for what belongs to work. "My" and what is theirs stand in one sentence."""
    known = text.of_sentences(language, "own life", _own_in)
    if not any(is_plain for _, (is_plain, _) in known):
        return []
    return [Span(words, start + by) for by, (_, found) in known for words, start in found]


def _own_in(text: Text, language: str) -> tuple[bool, list[Span]]:
    """Whether "my" stands there as a word between spaces, and what follows it, however it is written."""
    own, at_work = _MY[language], _at_work(language)
    is_plain = not own.isdisjoint(text.body.lower().split())
    pieces = text.pieces(language)
    found: list[Span] = []
    for before, after in pairwise(pieces):
        mine, thing = (after, before) if language == _AFTER_ITS_NOUN else (before, after)
        if mine.form in own and not after.opens and len(thing.form) > _SHORTEST and thing.form not in at_work:
            found.append(Span(thing.text, thing.start))
    return is_plain, found


@cache
def _at_work(language: str) -> frozenset[str]:
    return frozenset(small(word, language) for word in words(language, "at_work"))


def _any_in(sentence: Span, places: list[int]) -> bool:
    at = bisect_left(places, sentence.start)
    return at < len(places) and places[at] < sentence.end


def _is_on_topic(sentence: Span, rules: ReplyRules) -> bool:
    forms = {piece.form for piece in Text(sentence.text).pieces(rules.language)}
    whole, stems = _words_of(tuple(map(tuple, rules.moment.topics.values())), rules.language)
    return not whole.isdisjoint(forms) or any(form.startswith(stems) for form in forms)


@lru_cache(maxsize=64)
def _words_of(topics: tuple[tuple[str, ...], ...], language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of all topics as they are compared, and the beginnings of words."""
    words = frozenset(small(word, language) for topic in topics for word in topic)
    return words, tuple(sorted(word[:-1] for word in words if word.endswith("*")))
