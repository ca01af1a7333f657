"""Offers that are not the shop's: competitors, codes, things that people sell themselves, rewards of others."""

from __future__ import annotations

import re

from comptoir.language.findings import Finding
from comptoir.language.folding import folded
from comptoir.language.lexicons import words
from comptoir.language.links import leads_elsewhere
from comptoir.language.rules import ReplyRules, Shop
from comptoir.language.text import Span, Text
from comptoir.language.wordings import wordings

_CODE = re.compile(
    r"\b(?:code|codes|codul|cod|codigo|voucher|vouchers|coupon|cupon|cuponul|cupao|bon)\s(?:(?:promo|promotionnel|de reduction|reduction|promotional|discount|de reducere|promotional|promocional|de desconto)\s)?"
    r"[\"'«“„:]?\s?(?P<code>[a-z][a-z0-9]{3,14})\b"
)
_WHOLE_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_PERCENT = re.compile(r"-?\s?\d{1,2}\s?%")
_LESS = re.compile(r"(?:€|£|%)\s(?:de moins|less|cheaper|off|mai puțin|mai ieftin|a menos|menos)\b")
_ELSEWHERE = re.compile(
    r"\b(?:[Cc]hez|(?:[Gg]o|[Hh]ead|[Ss]witch|[Pp]op|[Nn]ip|[Tt]ry|[Vv][áa]|[Ii]r|[Pp]asse|[Rr]ecorra)(?: (?:instead|over|rather|antes|mas é))? ?(?:to|à|ao|a)|[Oo]ver at|[Aa]t|[Ff]rom|[Ll]a|[Pp]e|[Nn]a|[Nn]o|[Nn]os|[Ee]m|[Ss]ur|[Oo]n)\s(?P<name>[A-ZÀ-ÞȘȚ][\w'’&.-]{1,25}(?:\s(?:d['’]|&\s|de\s)?[A-ZÀ-ÞȘȚ][\w'’-]{1,25}){0,3})"
)
_WEAK = {"sur", "on", "em", "pe", "from"}
"""Places in a shop's own pages are named so too ("-10 % sur Ondine"): only known names count after these."""

_OWN_PAGES = {"na", "no", "nos", "la"}
"""So do these, unless the sentence speaks of other people ("au 30% reducere", "estão com 20%")."""
_THEIRS = re.compile(
    r"\b(?:ils|elles|leurs?|estao|fazem|vendem|deles|delas|mesm[oa]s?|mais barat[oa]s?|au|fac|vand|lor|ei|acolo|mai ieftin\w*|acelasi|aceeasi|gasiti|gasesti|luati)(?!\w)"
)

_SPARED = re.compile(r"\b(?:se|care|magazinele|notre|nos|our|nossa|nosso|nossas|nossos)\s$")
"""Before the Romanian "vând", which is "I sell" as well as "they sell", and before the shop's own "boutique d'en face"."""


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each sentence that offers what is not the shop's."""
    found = []
    for sentence in text.sentences[:300]:
        why = _why(sentence, rules)
        if why:
            found.append(Finding("outside_offer", sentence.start, sentence.end, why))
    return found


def _why(sentence: Span, rules: ReplyRules) -> str:
    """Why the sentence offers what is not the shop's, or nothing."""
    body, language = sentence.text[:2000], rules.language
    offer = wordings(body, language, "offer_words") or _PERCENT.search(body)
    if leads_elsewhere(body, rules) and (wordings(body, language, "comparisons") or _LESS.search(body)):
        return "other_shop"
    if offer and _other_shops(body, rules):
        return "other_shop"
    if offer and _has_foreign_code(body, rules.shop):
        return "unknown_code"
    if any(not _SPARED.search(folded(body[: each.start])) for each in wordings(body, language, "private_sales")):
        return "private_sale"
    return ""


def _other_shops(body: str, rules: ReplyRules) -> bool:
    own = _own_words(rules.shop)
    is_compared = bool(wordings(body, rules.language, "comparisons")) or bool(_PERCENT.search(body))
    for match in _ELSEWHERE.finditer(body):
        name = folded(match["name"])
        if set(re.findall(r"\w{3,}", name)) & own:
            continue
        is_known = name in words("en", "retailers") or name.partition(" ")[0] in words("en", "retailers")
        place = folded(match[0]).partition(" ")[0]
        is_weak = place in _WEAK or (place in _OWN_PAGES and not _THEIRS.search(folded(body)))
        if is_known or (is_compared and not is_weak and not _is_calendar(name, rules.language)):
            return True
    return False


def _is_calendar(name: str, language: str) -> bool:
    return name.partition(" ")[0] in words(language, "not_shops")


def _own_words(shop: Shop) -> set[str]:
    """The words of its name, its sites and its addresses: names of its stores and towns."""
    return set(re.findall(r"\w{3,}", folded(" ".join((*shop.names, *shop.sites, *shop.addresses)))))


def _has_foreign_code(body: str, shop: Shop) -> bool:
    plain = folded(body)
    for match in _CODE.finditer(plain):
        written = body[match.start("code") : match.end("code")]
        if written.isupper() and not _is_own_code(_WHOLE_CODE.match(plain, match.start("code"))[0], shop):  # type: ignore[index]
            return True
    return False


def is_own_code(code: str, shop: Shop) -> bool:
    """Whether a code is taken for the shop's own wherever it is written."""
    return _is_own_code(folded(code), shop)


def _is_own_code(code: str, shop: Shop) -> bool:
    """Whether the shop lists it; where it lists none, whether it bears the shop's own name ("PERLE10" of Maison Perle)."""
    if not shop.codes:
        return code.rstrip("0123456789") in set(re.findall(r"\w{4,}", folded(" ".join(shop.names))))
    own = (folded(each) for each in shop.codes)
    return any(code.startswith(each[:-1]) if each.endswith("*") else code == each for each in own)
