"""Words for animals and things that are insults too ("gros chien", "la ferme", "you tool"): they hurt only where somebody is meant."""

from __future__ import annotations

import re
from functools import cache

from comptoir.language.folding import folded
from comptoir.language.lexicons import entries, words

_CALLS = re.compile(
    r"(?:^|[.!?,;:\n…()\"«»*-])\s{0,3}(?:(?:oh|ah|eh|he|hey|oi|ei|o|ba|mai|bre|fa|mais|but|mas|dar|et|and|e|si|alors|bon|bien|well|so|donc|deci|putain|merci|thanks|"
    r"non|no|nu|nao|oui|yes|da|sim|toi|vous|tu|voce|voces|voi|degage|ecoute|ecoutez|reponds|repondez|rends|rendez|casse-toi|cala-te|calem-se|cale-se|listen|mars|va|vai|allez|toata|all of|just|oh my god)[\s,]{1,2}){0,2}$"
)
"""What stands before a word that somebody is called by."""
_ENDS = re.compile(
    r"\s{0,2}(?:$|[.!?,;:\n…)(\"»*]|(?:va|vas|de merda|de merde|que vous|que tu|qui|que nao|ce esti|ce sunteti|maintenant|acum|agora|now|already|will you|or what|or something|la dentro)\b)"
)
_MEANT_AFTER = re.compile(
    r"\s(?:ce|cet|cette|celui|celle|vous|tu|votre|vos|au telephone|a l'accueil|aia|ala|asta|voastra|vosso|vossa|este vosso|you have|you employ|she is|he is|they are|she's|he's)\b"
)
"""After an exclamation: "quelle cruche cette vendeuse"."""
_EXCLAIMS = re.compile(r"(?:quel|quelle|quels|quelles|que|mas que|ce|what an?)\s")
_OF_YOU = re.compile(
    r"(?:vous|tu|t'?\s?es|vs|z'|elle est|il est|ils sont|elles sont|votre|ce conseiller|cette conseillere|espece|especes|bande|tas|ramassis|you'?re|you are|ur|u r|your|they|she|he|"
    r"bunch|load|pack|lot|gang|sunteti|esti|consult|coleg|angajat|operator|curier|es|sao|sois|voce|o senhor|a senhora|assistente|funcionari|estafeta|cambada|bando|corja|adunatura|sleahta|gasca)"
    r"(?!\w* ?(?:of (?:monkeys|donkeys|thieves)|d'andouilles|d'anes))(?:\w*)\s"
)
"""How those wordings begin that name who is meant."""
_SOMEBODY_IS = re.compile(
    r"\b(?:vous|tu|il|elle|ils|elles|conseill\w+|livreu\w+|vendeu\w+|collegue|employe\w*|patron\w*|direct\w+|technicien\w*|serveu\w+|you|he|she|they|driver|staff|manager|colleague|agent|"
    r"voi|curierul|coleg\w*|angajat\w*|voces?|senhora?|estafeta|funcionari\w+|tecnico|chefe)(?:\s(?:n'|ne\s)?(?:est|etes|es|sont|is|are|was|were|e|este|sunt|sunteti|esti|sao|foi|eram?)|'s|'re)\s(?:[\w']{1,10}\s){0,3}$"
)
_YOU = re.compile(r"(?:you|ya|u)\s")
_DOES = re.compile(
    r"\s(?:out|up|about|in|on|around|for|the|an?|your|our|my|some|any|it|them|this|that|leather|gloves)\b"
)
"""What follows where "you tool", "you trash" say what you do."""
_SCORNS = re.compile(r"(?:pauvres?|sales?|gros|grosses?|vieux|vieilles?)\s")
_NO_NAME = re.compile(
    r"\b(?:un|une|le|la|les|des|de|du|au|aux|mon|ma|mes|ton|ta|tes|son|sa|ses|leurs?|notre|nos|votre|vos|ce|cet|cette|ces|deux|trois|\d+|quel|quelle|avec|pour|en|trop|tres|plus|si|est|et|ou)\s$"
)
"""What stands before a thing or an animal, and not before what somebody is called ("tu sers à rien pauvre cruche")."""
_DETERMINED = re.compile(r"\b(?:quelle|quelles|cette|une|chaque|toute|aucune|autre|meme|l'|d'|des|les|ces)\s?$")
_ANY_KIND = re.compile(r"especes? d[e'] ?")


def is_thing(plain: str, start: int, end: int, language: str) -> bool:
    """Whether the insult that stands there in a folded text names an animal or a thing, and calls nobody so."""
    kind = _ANY_KIND.match(plain, start)
    if kind and _DETERMINED.search(plain[max(0, start - 12) : start]):
        return not _is_strong(plain[kind.end() : end], language)
    if not _things(language).search(plain[start:end]):
        return False
    before, after = plain[max(0, start - 60) : start], plain[end : end + 20]
    if _EXCLAIMS.match(plain, start):
        return not (_ENDS.match(after) or _MEANT_AFTER.match(after))
    if _OF_YOU.match(plain, start) or _SOMEBODY_IS.search(before):
        return False
    is_followed = _ENDS.match(after) or (_YOU.match(plain, start) and not _DOES.match(after))
    is_called = _CALLS.search(before) or (_SCORNS.match(plain, start) and not _NO_NAME.search(before))
    return not (is_followed and is_called)


def is_half_said(plain: str, start: int, end: int, language: str) -> bool:
    """Whether a word that harasses only as a call of its own ("crève !") is part of a sentence ("pneu crevé")."""
    if plain[start:end] not in words(language, "harassment_alone"):
        return False
    return not (_CALLS.search(plain[max(0, start - 60) : start]) and _ENDS.match(plain[end : end + 20]))


def is_plain_elsewhere(found: str) -> bool:
    """Whether the words, without capitals and diacritics, are plain ones in another of our languages."""
    return found in words("all", "insults_elsewhere")


@cache
def _things(language: str) -> re.Pattern[str]:
    """Those words where a wording ends."""
    listed = sorted((folded(word) for word, _ in entries(language, "insults_things")), key=len, reverse=True)
    return re.compile(rf"(?:^|\W)(?:{'|'.join(map(re.escape, listed)) or '(?!)'})$")


@cache
def _strong(language: str) -> re.Pattern[str]:
    listed = sorted((folded(word) for word, _ in entries(language, "insults_of_a_kind")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed)) or '(?!)'})")


def _is_strong(word: str, language: str) -> bool:
    """Whether "une espèce de …" goes on with a word that is said of people alone."""
    return _strong(language).match(word) is not None
