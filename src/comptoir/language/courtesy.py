"""The customer's courtesy: greeting, thanks, compliment, farewell. Nothing of it is ever asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from comptoir.language import tone
from comptoir.language.findings import Finding
from comptoir.language.folding import folded
from comptoir.language.leaning import leaning_sentences
from comptoir.language.rules import CustomerRules
from comptoir.language.text import Text, is_within
from comptoir.language.wordings import LONGEST_READ, Wording, wordings

_POLITE = ("greetings", "thanks", "farewells")
"""Whoever greets, thanks or takes leave in kind words is polite: what else they say is praise, or is not."""
_OPENING = re.compile(
    r"(?:^|[.!?…\n,;:()\-–—]|[^\w\s'])\s{0,3}(?:(?:oh|ah|ai|vai|et|and|e|si|oui|yes|da|sim|pardon|sorry|desculpe|scuze|bon|ok|well|so|alors|eh|aw|au|hey|oi|deci|asa|apoi|vai|ups|oops|donc|entao|voila|mais|but|dar|mas|anyway|right|cool)[\s,]{1,2}){0,2}$"
)
_SAYING = re.compile(r"(?:dire|dis|dit|say|said|saying|spun|zic|zis|spus|dizer|dizia|disse|digo)\s$")
_UNTIL = re.compile(r"(?:ate|a|pe|see you)\s")
_SOON = re.compile(r"(?:a (?:tres )?bientot|pe curand|ate breve|see (?:you|ya) soon)\b")
"""Names no time: whatever follows, it takes leave ("à bientôt au guichet")."""
_ENDING = re.compile(
    r"\s{0,2}(?:$|[^\w\s]|\n|(?:e|et|and|si|merci|thanks|multum|obrigad|madame|monsieur|tous|vous|todos|toata|then|all|soon)(?:\w|\b))"
)
"""What may follow a farewell that names a time ("à lundi !", "see you tomorrow and thanks")."""
_AFTER_THANKS = re.compile(r"\b(?:merci|obrigad[oa]|obg|multumesc|mersi|multumim|thanks|thank you)\b[^?]{0,30}$")
_BUT = re.compile(r"[\s,]{1,3}(?:mais|but|dar|insa|mas)\b")
_WISHES = re.compile(
    r"\s(?:as|vreau|doresc|am|aveti|cand|cat|unde|cum|se poate|pot|puteti|imi|mi-|va rog|caut|livrati|scuze|spuneti"
    r"|queria|gostava|tenho|tem|preciso|podem|pode|ainda|bom|boa|outra|je|j'|vous|tu|est-ce|c'est|pouvez|il y"
    r"|i|i'm|im|me|can|could|do|just|quick|any|there|again|all|guys|team|everyone)\b"
)
"""How those begin who greet without a pause."""
_OF_A_SHOP = ("you", "your", "service", "the_service", "reply")
_ONLY_AT_START = 40
"""Characters: what is said as greeting and as farewell alike ("boa noite") greets at the beginning of a message."""


def find(text: Text, rules: CustomerRules) -> list[Finding]:
    """One finding for each courtesy; quoted words are others', and irony ("merci pour rien") is no thanks."""
    found = [*_greetings(text, rules.language), *_thanks(text, rules.language), *_kind_words(text, rules.language)]
    farewells = [each for each in wordings(text.body, rules.language, "farewells") if _ends_as_farewell(text, each)]
    taken = [(each.start, each.end) for each in found if each.clause == "greeting"]
    found += [
        _finding("farewell", each) for each in farewells if not any(start <= each.start < end for start, end in taken)
    ]
    return [finding for finding in found if not is_within(finding.start, text.quotations)]


def _finding(clause: str, each: Wording) -> Finding:
    return Finding(clause, each.start, each.end, clause)


def _folded(text: Text) -> str:
    return folded(text.body[:LONGEST_READ])


def _before(text: Text, place: int) -> str:
    return _folded(text)[max(0, place - 40) : place]


def _greetings(text: Text, language: str) -> list[Finding]:
    found = []
    for each in wordings(text.body, language, "greetings"):
        before = _before(text, each.start)
        if not (_OPENING.search(before) or _SAYING.search(before)):
            continue
        is_late = each.start > _ONLY_AT_START and not _SAYING.search(before)
        if each.beside == "or_farewell" and (is_late or _AFTER_THANKS.search(before)):
            found.append(_finding("farewell", each))
        elif each.beside != "alone" or _stands_alone(text.body, each):
            found.append(_finding("greeting", each))
    return found


def _stands_alone(body: str, each: Wording) -> bool:
    """Whether a pause, a name or the wish itself follows ("Bună, caut…", "buna as vrea…", not "Bună lampă")."""
    after = body[each.end : each.end + 16]
    return re.match(r"\s{0,2}(?:$|[,.!?;:\n)]|[A-ZÀ-Þ])", after) is not None or bool(_WISHES.match(folded(after)))


def _thanks(text: Text, language: str) -> list[Finding]:
    ironic = wordings(text.body, language, "thanks_ironic")
    spared = [(each.start, each.end) for each in ironic]
    return [
        _finding("thanks", each)
        for each in wordings(text.body, language, "thanks")
        if not any(start < each.end and each.start < end for start, end in spared)
        and text.body[each.start - 1 : each.start] != "-"
    ]


def _kind_words(text: Text, language: str) -> list[Finding]:
    """Praise, once for each sentence; short praise only where a clause begins ("Super efficace, merci")."""
    found: dict[int, Finding] = {}
    for each in wordings(text.body, language, "compliments"):
        if each.beside == "opens" and not _opens(text, each):
            continue
        sentence = next(span for span in text.sentences if each.start < span.end)
        place = each.start - sentence.start
        if tone.is_supposed(sentence.text, place, language) or tone.is_wished(sentence.text, place, language):
            continue
        if tone.is_of_another(sentence.text, each.end - sentence.start, language, _OF_A_SHOP):
            continue
        first = found.setdefault(sentence.start, _finding("compliment", each))
        found[sentence.start] = replace(first, end=each.end)
    for said in tone.praise(text, language):
        sentence = next(span for span in text.sentences if said.start < span.end)
        if tone.is_of_another(sentence.text, said.end - sentence.start, language, _OF_A_SHOP):
            continue
        found.setdefault(sentence.start, Finding("compliment", said.start, said.end, "compliment"))
    polite = sorted(
        (each for kind in _POLITE for each in wordings(text.body, language, kind)), key=lambda each: each.start
    )
    for sentence in leaning_sentences(text, language, "kind", _OF_A_SHOP, polite):
        if not tone.is_wished(sentence.text, len(sentence.text), language):
            found.setdefault(sentence.start, Finding("compliment", sentence.start, sentence.end, "compliment"))
    return list(found.values())


def _opens(text: Text, each: Wording) -> bool:
    """Whether a clause begins here, and does not go on to decline ("Very kind, but no")."""
    is_declined = _BUT.match(_folded(text)[each.end : each.end + 8]) is not None
    return not is_declined and _OPENING.search(_before(text, each.start)) is not None


def _ends_as_farewell(text: Text, each: Wording) -> bool:
    """Short words ("pa", "bye") say farewell only where a clause begins."""
    said, after = _folded(text)[each.start : each.end], _folded(text)[each.end : each.end + 14]
    if _UNTIL.match(said) and not _SOON.match(said) and not _ENDING.match(after):
        return False  # "até à próxima semana"
    return each.beside != "alone" or _OPENING.search(_before(text, each.start)) is not None
