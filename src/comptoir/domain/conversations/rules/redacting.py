"""Words of a customer as colleagues may read them who do not serve that customer: no contact details, names or numbers. A10, A11, D9.

What was taken out is named by its kind between `⟦ ⟧`, in no language: each reader sees it in their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from comptoir.language.cards import masked
from comptoir.language.folding import folded
from comptoir.language.masking import COUNTED, NAME, Found, Parties, masked_as
from comptoir.language.rules import Shop

_CONTACTS = ("mail_address", "phone_number", "postal_address", "account_number", "card_number")
_NUMBERS = frozenset(("account_number", "card_number", "order_number"))
_NAMES = frozenset(("first_name", "last_name"))
_KINDS = {"email": "mail_address", "phone": "phone_number", "address": "postal_address", "orders": "order_number"}
READ_WITH_NOTES = _NAMES | _KINDS.keys()
"""Fields of a customer that stand in what colleagues write of them, and may be granted one without the other."""

_CAPITAL = "A-ZÀ-ÖØ-ÞĂÂÎȘȚŞŢ"
_WORD = r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*"
_NAMED = rf"(?:\s(?:d[eaou]s?|van|von|le|la)\b)?\s[{_CAPITAL}][^\W\d_]*(?:['’-][^\W\d_]+)*"
_GOES_ON = r"(?:et|and|și|si|e|je|j|i|eu|am|mais|but|dar|mas|pour|for|sur|on|de|da|do|du|the|la|le|cu|com|avec|with)\b"
_SAYS_NAME = re.compile(
    r"\b(?i:je m['’]appelle|mon (?:nom|prénom) est|au nom de|my name is|my name's|in the name of|under the name(?: of)?|"
    r"m[ăa] numesc|numele meu (?:este|e)|m[ăa] cheam[ăa]|pe numele(?: de)?|chamo-me|me chamo|(?:o )?meu nome [ée]|em nome de)"
    rf"\s*:?\s(?P<name>{_WORD}(?:\s(?!(?i:{_GOES_ON})){_WORD})?(?:{_NAMED}){{0,3}})"
)
_MARKED = re.compile("⟦(?:name|contact|number)⟧")
_KEPT = re.compile(r"⟦([0-9]{1,4})⟧")
_TITLED = re.compile(
    rf"\b(?i:madame|monsieur|mademoiselle|mme|mlle|m|mr|mrs|ms|miss|sr|sra|senhora?|dna|dl|d-na|d-l|doamna|domnul|domnișoara)\.?"
    rf"\s(?P<name>[{_CAPITAL}][^\W\d_]*(?:['’-][^\W\d_]+)*(?:{_NAMED}){{0,2}})"
)
_SIGNED = re.compile(
    r"(?:cordialement|salutations|merci(?: d['’]avance)?|bien à vous|regards|sincerely|thanks|thank you|cumprimentos|obrigad[oa]|"
    r"cu stim[ăa]|cu respect|mul[țţt]umesc)\s*[,.!]?\s*\n\s*"
    rf"(?P<name>{_WORD}(?:[ ]{_WORD}){{0,3}})\s*$",
    re.IGNORECASE,
)
_LAST_LINE = re.compile(rf"\n\s*(?P<name>[{_CAPITAL}][^\W\d_]+(?:[ -][{_CAPITAL}][^\W\d_]+){{1,2}})\s*$")
_DIGITS = re.compile(r"(?<![\w.,])#?\d{6,}(?!\w)(?!\s?(?:€|eur|euros?|lei|ron|£|\$|km|kg|g)\b)", re.IGNORECASE)
_AFTER_ORDER = re.compile(
    r"\b(?:commandes?|orders?|comenzi[ie]?|comanda|comandă|encomendas?|facture|invoice|factura|fatura|colis|parcel|suivi|awb|n[°ºo]\.?|nr\.?|#)\s*[:#]?\s*"
    r"(?:n[°ºo]\.?\s*|nr\.?\s*|number\s+|num[eé]ro\s+)?(?P<number>[\w/-]*\d[\w/-]*)",
    re.IGNORECASE,
)
_SHORTEST_NAME = 3
_SHORTEST_IN_ADDRESS = 4
_NOBODY = frozenset(
    ("info", "contact", "contacto", "client", "cliente", "office", "mail", "email", "admin", "bonjour", "hello", "shop")
)


class Line(NamedTuple):
    """A message as it will be shown: `who` is "visitor", "seller", "agent" or "system"."""

    who: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a customer, and what is the shop's own; `numbers_in` finds the shop's own order numbers in a text."""

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    numbers_in: Callable[[str], Iterator[tuple[int, int]]] = field(default=lambda _text: iter(()))
    shop: Shop = field(default_factory=Shop)


def reads_whole(granted: Collection[str]) -> bool:
    """Whether nothing is left out of what colleagues write, for whom the charter grants these fields of a customer. A11."""
    return "notes" in granted and READ_WITH_NOTES.issubset(granted)


def spared_by(granted: Collection[str]) -> frozenset[str]:
    """The kinds of pieces that stay for whom the charter grants these fields: an account's number only for whom all are granted."""
    return frozenset(kind for name, kind in _KINDS.items() if name in granted)


def redacted(
    text: str, known: Known, language: str, *, guesses: bool = True, spared: Collection[str] = frozenset()
) -> str:
    """`text` without the customer's contact details, names and numbers, but for kinds that are `spared`; doing it twice changes nothing.

    With `guesses` also what looks like a name that somebody says, or like a number; in a colleague's own words only what is known.
    """
    parties = Parties(addresses=known.addresses, names=known.names, phones=known.phones, shop=known.shop)
    only = {NAME, *(COUNTED if guesses else _CONTACTS)} - {*spared}

    def more(body: str) -> Iterator[Found]:
        yield from _known_names(body, known)
        if "order_number" not in spared:
            yield from ((start, end, "order_number") for start, end in known.numbers_in(body))
        if guesses:
            yield from _guessed(body)

    return masked_as(masked(text), parties, language, _mark, only=only, also=more).text


def blotted(text: str) -> str:
    """A redacted text for where nobody is told of which kind each piece was."""
    return _MARKED.sub("•••", text)


def names_said(text: str) -> list[str]:
    """The names by which somebody introduces themselves, or signs, in a text."""
    return [found["name"] for pattern in (_SAYS_NAME, _SIGNED) for found in pattern.finditer(text)]


def names_in_address(address: str) -> list[str]:
    """What in a mail address is likely to be a name: "camille.durand@…" is Camille Durand."""
    parts = re.split(r"[._+-]|\d+", address.partition("@")[0])
    return [part for part in parts if len(part) >= _SHORTEST_IN_ADDRESS and part.isalpha() and part not in _NOBODY]


def without_contacts(text: str, shop: Shop, language: str) -> str:
    """`text` without anybody's telephone, address, account or card but the shop's own: so every post is kept."""
    return masked_as(masked(text), Parties(shop=shop), language, _mark, only=_CONTACTS).text


def sparing_calls(mask: Callable[[str], str], names: Iterable[str]) -> Callable[[str], str]:
    """`mask`, but for colleagues who are called by one of these names: "@Rose" is nobody's account elsewhere."""
    calls = sorted((f"@{name}" for name in names if name), key=len, reverse=True)
    if not calls:
        return mask
    called = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, calls))})(?!\w)", re.IGNORECASE)

    def spare(text: str) -> str:
        kept = called.findall(text)
        places = iter(range(len(kept)))
        hidden = mask(called.sub(lambda _: f"⟦{next(places)}⟧", text))
        return _KEPT.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else found[0], hidden)

    return spare


def _mark(kind: str) -> str:
    return f"⟦{'name' if kind == NAME else 'number' if kind in _NUMBERS else 'contact'}⟧"


def _known_names(body: str, known: Known) -> Iterator[Found]:
    """The parts of names that are known, also in small letters."""
    plain = folded(body)
    for part in {part for name in known.names for part in folded(name).split() if len(part) >= _SHORTEST_NAME}:
        for found in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", plain):
            yield *found.span(), NAME


def _guessed(body: str) -> Iterator[Found]:
    """Names that somebody says or signs with, long numbers, and what follows a word such as "order"."""
    for pattern in (_SAYS_NAME, _TITLED, _SIGNED, _LAST_LINE):
        for found in pattern.finditer(body):
            yield *found.span("name"), NAME
    for found in _DIGITS.finditer(body):
        yield *found.span(), "order_number"
    for found in _AFTER_ORDER.finditer(body):
        yield *found.span("number"), "order_number"
