"""How the customer feels: upset or angry, one of the two for a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from comptoir.language import tone
from comptoir.language.findings import Finding
from comptoir.language.folding import folded
from comptoir.language.leaning import is_contradicted, leaning_sentences
from comptoir.language.rules import CustomerRules
from comptoir.language.text import Span, Text, is_within
from comptoir.language.wordings import Wording, wordings

_CAPITAL_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,30}(?!\w)")
_FEWEST_WORDS = 3
_DENIED = re.compile(
    r"\b(?:pas|not|nu|nao|never|jamais|nada)\s(?:(?:tres|si|vraiment|du tout|very|at all|really|deloc|foarte|muito|nada|mesmo|sunt|estou|sou)\s){0,2}$"
)
_NEVER = re.compile(
    r"\b(?:jamais|never|not once|nunca|jamais|niciodata|nu)\s(?:(?:ete|been|felt|me|suis|senti|sentie|yet|fui|fiquei|fico|am|"
    r"m-am|fost|once|encore|eu|sai|estive)\s){0,3}$"
)
_EVER_SO = re.compile(r"\b(?:so|si|aussi|such|tao|atat|asa|more|plus|mai)\b")
"""Who was never so disappointed is."""
_CONDITIONS = {
    "fr": re.compile(r"\b(?:si|s'il|au cas ou)\s(?:\w{1,12}\s)?$"),
    "en": re.compile(r"\b(?:if|unless|in case)\s(?:\w{1,12}\s)?$"),
    "ro": re.compile(r"\b(?:daca|in caz ca)\s(?:\w{1,12}\s)?$"),
    "pt": re.compile(r"\b(?:se|caso)\s(?:\w{1,12}\s)?$"),
}
_TIMES = re.compile(r"\b(?:fois|time|oara|vez)(?: que)?$")
_COMES_BACK = re.compile(
    r"\s?(?:que |that |cand )?(?:(?:je|j'|nous|on|i|we|i've|we've|i have)\s?)?(?:(?!(?:my|ma|mon|la|the|a|o|this|our) )\w{1,8} )?"
    r"(?:command|achet|buy|bought|order|shop|cumpar|comand(?!a\b)|compr|encomend)"
)
"""What may follow "the third time": who buys again is no less content for it."""
_MOSTLY = 0.8
_DEMANDS = re.compile(
    r"\b(?:veux|exige|rembours\w*|immediat\w*|marre|honte|argent|plainte|want|demand|refund|money|now|disgrace|vreau|cer|banii|imediat|acum|rusine|quero|exijo|dinheiro|reembols\w*|ja|vergonha|scandal\w*|inadmis\w*)\b"
)
_ASKS = re.compile(r"\b(?:normal|ok|usual)\s?\?")
"""Whoever asks whether it is normal wonders, no more."""
_KIN = (
    r"(?:(?:mon|ma|mes|notre|nos|my|our|o meu|a minha|os meus|as minhas|meu|minha|meus|minhas)\s(?:ex|mari|femme|chefs?|patronn?e?|voisine?s?|freres?|soeurs?|fils|filles?|enfants?|copine?s?|"
    r"chien|chat|mere|pere|parents|eleves?|husband|wife|boss|neighbou?rs?|brothers?|sisters?|sons?|daughters?|children|kids|mates?|dad|mum|parents|dog|cat|marido|mulher|chefe|patrao|"
    r"vizinh\w{1,3}|irma\w?s?|irmaos?|filh\w{1,2}|criancas|pais?|mae|cao|gato)|(?:sotul|sotia|seful|sefa|vecin\w{1,3}|fratele|sora|fiul|fiica|copiii|parintii|mama|tata|cainele|pisica)(?:\s(?:meu|mea|mei|mele|nostru|noastra|nostri))?)"
)
_OF_KIN_BEFORE = re.compile(rf"\b{_KIN}\s(?:[\w'-]{{1,10}}\s){{0,4}}$")
_AT_KIN_AFTER = re.compile(rf"\s(?:contre|apres|de|with|at|by|pe|cu|de la|com|contra)\s{_KIN}\b")
"""Anger of somebody of one's own, or at them ("mon mari en a marre de ses lunettes"): no matter of the shop's."""
_SHOP = re.compile(
    r"\b(?:vous|votre|vos|you|your|yours|voi|va|v|dumneavoastra|dvs|voastra|vostru|vosso|vossa|vos|voces|convosco|livr\w+|colis|command\w+|deliver\w*|orders?|parcel|service|comand\w+|"
    r"colet\w*|encomend\w*|entreg\w*|atendimento)\b"
)
_CLAUSE = re.compile(r"[,;:!?.]")
_ASHAMED_BEFORE = re.compile(r"(?:mi-e|mie|imi este|imi e|tenho|j'ai|jai)\s(?:\w{1,8}\s)?$")
_ASHAMED_AFTER = re.compile(r"\s(?:sa|de|d'|a)(?!\w)(?!\s(?:voi|voce|vous))")
"""Who is ashamed to ask is not angry."""
_PITY = re.compile(r"\b(?:shame|pity|pacat|pena|dommage)\b")
_OF_A_SHOP = (
    "you",
    "your",
    "service",
    "the_service",
    "reply",
    "delivery",
    "the_delivery",
    "carrier",
    "late",
    "damaged",
)
_OWN_MISTAKE = re.compile(
    r"\b(?:m'etre trompe|je me suis tromp|j'ai (?:du )?(?:fait une erreur|mal (?:lu|compris|choisi|not)|oublie)|par mon erreur|my (?:own )?mistake|my fault|i (?:may have |might have |think i |must have )?"
    r"(?:made a mistake|got it wrong|(?:order|pick|choose|chose|select)\w{0,3} the wrong|forgot)|am gresit|gresisem|am uitat|din greseala mea|enganei-me|ter-me enganado|me enganei|engano meu|esqueci-me|erro meu)"
)
"""Who is mistaken, or has forgotten something, wonders about it; what else they feel is said by other words."""
_INSISTS = re.compile(r"[!?]\s?[!?]")


def find(text: Text, rules: CustomerRules) -> list[Finding]:
    """The sentences that are angry; if none is, those that are upset."""
    angry = _felt(text, rules.language, "angry")
    angry += [(shouted, "shouting") for shouted in text.sentences[:200] if _is_shouted(shouted.text)]
    if angry:
        return _findings("angry", angry)
    return _findings("upset", [*_felt(text, rules.language, "upset"), *_told(text, rules.language)])


def _told(text: Text, language: str) -> list[tuple[Span, str]]:
    """The sentences that tell what went wrong, in whatever words."""
    places = [said.start for said in tone.complaints(text, language)]
    places += [each.start for each in _mishaps(text, language)]
    heard = [_sentence(text, place) for place in places if not is_within(place, text.quotations)]
    told = [sentence for sentence in heard if not is_contradicted(sentence.text, language, "upset")]
    leaning = leaning_sentences(text, language, "upset", _OF_A_SHOP)
    told += [
        each
        for each in leaning
        if not (is_within(each.start, text.quotations) or _OWN_MISTAKE.search(folded(each.text)))
    ]
    return [(sentence, "upset") for sentence in told]


def _mishaps(text: Text, language: str) -> Iterator[Wording]:
    """What went wrong, as a fact: neither asked nor a condition."""
    for each in wordings(text.body, language, "mishaps"):
        sentence = _sentence(text, each.start)
        if not tone.is_supposed(sentence.text, each.start - sentence.start, language):
            yield each


def _sentence(text: Text, place: int) -> Span:
    return next(span for span in text.sentences if place < span.end)


def _felt(text: Text, language: str, clause: str) -> list[tuple[Span, str]]:
    found = []
    for each in wordings(text.body, language, clause):
        if not is_within(each.start, text.quotations) and not _is_denied(text.body, each, language):
            sentence = _sentence(text, each.start)
            if _is_of_own_life(text.body, each, sentence):
                continue
            if clause == "angry" or not _is_calm(sentence.text, language):
                found.append((sentence, each.beside or clause))
    return found


def _is_of_own_life(body: str, each: Wording, sentence: Span) -> bool:
    """Whether somebody of the customer's own is meant, or the customer is ashamed to ask, or finds a pity what they ask about."""
    before, after = folded(body[sentence.start : each.start])[-60:], folded(body[each.end : sentence.end])[:60]
    if _AT_KIN_AFTER.match(after) or (_ASHAMED_BEFORE.search(before) and _ASHAMED_AFTER.match(after)):
        return True
    if sentence.text.endswith("?") and _PITY.search(folded(body[each.start : each.end])):
        return True
    return _OF_KIN_BEFORE.search(before) is not None and not _SHOP.search(_CLAUSE.split(after, maxsplit=1)[0])


@lru_cache(maxsize=64)
def _is_calm(sentence: str, language: str) -> bool:
    """Whether the sentence wonders, or tells of somebody else's feelings about something else."""
    if _ASKS.search(folded(sentence[-40:])):
        return True
    return tone.is_of_another(sentence, len(sentence), language, _OF_A_SHOP)


def _is_denied(body: str, each: Wording, language: str) -> bool:
    """Whether a word is denied ("pas déçu"), a longer wording is a condition ("si je ne suis pas satisfait"), or somebody buys again."""
    if _TIMES.search(folded(body[each.start : each.end])) and _COMES_BACK.match(folded(body[each.end : each.end + 40])):
        return True
    before, words = folded(body[max(0, each.start - 24) : each.start]), folded(body[each.start : each.end])
    if _NEVER.search(before) and not _EVER_SO.search(words):
        return True
    return (_CONDITIONS[language] if " " in words else _DENIED).search(before) is not None


def _findings(clause: str, felt: list[tuple[Span, str]]) -> list[Finding]:
    """One for each sentence, however often it says so."""
    sentences = {sentence.start: (sentence, why) for sentence, why in felt}
    return [Finding(clause, sentence.start, sentence.end, why) for _, (sentence, why) in sorted(sentences.items())]


def _is_shouted(sentence: str) -> bool:
    """Whether it is in capitals and exclaims or demands; who merely writes in capitals is calm."""
    words = _CAPITAL_WORD.findall(sentence[:400])
    if len(words) < _FEWEST_WORDS or sum(word.isupper() for word in words) < _MOSTLY * len(words):
        return False
    demands = set(_DEMANDS.findall(folded(sentence[:400])))
    return _INSISTS.search(sentence) is not None or len(demands) > 1 or ("!" in sentence and bool(demands))
