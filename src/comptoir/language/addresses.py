"""Postal addresses of persons in a text; the shop's own stores are none."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from comptoir.language.folding import folded
from comptoir.language.rules import Shop

_WORD = r"[\w.'’-]{1,25}"
_NAME = r"[A-ZÀ-ÞȘȚĂÂÎŞŢ][\w'’.-]{0,25}"
_JOINING = r"(?:de|du|des|la|le|les|l'|d'|da|do|das|dos|e|et|cel|lui|al|a|sur|sous|en)"
_FR_STREET = r"(?:rue|avenue|av\.|boulevard|bd\.?|blvd|impasse|allée|allées|chemin|quai|route|square|faubourg|sentier|ruelle|esplanade|place|cours|passage|villa|résidence|lotissement|hameau)"
_EN_STREET = r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Court|Place|Square|Gardens|Terrace|Way|Crescent|Grove|Mews|Hill|Row|Walk|Park|Green|Parade)"
_RO_STREET = r"(?:[Ss]trada|[Ss]tr\.|[Bb]ulevardul|[Bb]d\.|[Bb]-dul|[Cc]alea|[Aa]leea|[Ss]oseaua|[ȘŞ]oseaua|[șş]oseaua|[Ss]plaiul|[Ii]ntrarea|[Pp]ia[țţt]a)"
_PT_STREET = r"(?:[Rr]ua|R\.|Av\.|[Aa]venida|[Tt]ravessa|Tv\.|[Ll]argo|[Pp]raça|[Pp]raceta|[Bb]eco|[Cc]alçada|[Ee]strada|[Aa]lameda|[Uu]rbanização|[Bb]airro)"
_PATTERNS = (
    re.compile(
        rf"(?<![\w.,/-])\d{{1,4}}(?: ?(?:bis|ter|quater|[A-D])\b)?,? {_FR_STREET} (?:{_JOINING}[ ']?){{0,3}}{_NAME}(?:[ -]{_WORD}){{0,5}}?"
        rf"(?:,? (?:\d{{5}}|F-\d{{5}})(?: {_NAME}(?:[ -]{_NAME}){{0,3}})?|(?=[.,;:!?)\n]|$| (?:à|a|au|et|ou|pour|je|vous)\b))"
    ),
    re.compile(
        rf"(?<![\w.,/-])(?:(?:[Ff]lat|[Aa]partment|[Uu]nit) \d{{1,4}}[a-zA-Z]?,? )?\d{{1,4}}[a-zA-Z]?,? (?:{_NAME} ){{1,4}}{_EN_STREET}\b\.?"
        rf"(?:,? {_NAME}(?: {_NAME}){{0,2}})?(?:,? [A-Z]{{1,2}}\d[\dA-Z]? ?\d[A-Z]{{2}}\b)?"
    ),
    re.compile(
        rf"(?<!\w){_RO_STREET} (?:{_JOINING} )?(?:{_NAME}|\d{{1,2}} {_NAME})(?:[ -]{_WORD}){{0,4}}?,? (?:nr\.?|num[aă]rul|no\.?)? ?\d{{1,4}}[A-Za-z]?\b"
        rf"(?:,? (?:bl|bloc|blocul|sc|scara|et|etaj|etajul|ap|apartament|apartamentul)\.? ?\w{{1,4}}){{0,4}}(?:,? (?:\d{{6}},? )?{_NAME}(?:[ -]{_NAME})?)?"
    ),
    re.compile(
        rf"(?<!\w){_PT_STREET} (?:{_JOINING} ){{0,2}}{_NAME}(?:[ -]{_WORD}){{0,6}}?,? (?:n\.?[ºo°]? ?)?\d{{1,4}}(?:[A-Z]\b)?"
        rf"(?:,? ?(?:\d{{1,2}}\.?[ºª°]|r/c|lote|bloco)(?: ?\w{{1,5}}\.?)?){{0,3}}(?:,? \d{{4}}-\d{{3}}(?: {_NAME})?)?(?![\d%€])"
    ),
)
_KIND = re.compile(rf"\b(?:{_FR_STREET}|{_EN_STREET}|{_RO_STREET}|{_PT_STREET})(?!\w)", re.IGNORECASE)
_MAY_BE = re.compile(rf"(?:^|\s)(?:{_FR_STREET}|{_EN_STREET}\b)|(?<!\w)(?:{_RO_STREET}|{_PT_STREET})")
_KINDS = (
    *(
        folded(kind.replace("\\", "").replace("?", ""))
        for kinds in (_FR_STREET, _EN_STREET, _PT_STREET)
        for kind in re.sub(r"\[(\w)\w\]", r"\1", kinds)[3:-1].split("|")
    ),
    *("strada", "str.", "bulevardul", "bd.", "b-dul", "calea", "aleea", "soseaua", "splaiul", "intrarea", "piat"),
)
"""Every kind of street as it stands folded: a text without any of them is not looked at further."""
_NUMBER = re.compile(r"\d")
_AT_MOST = 200
"""Addresses of a country that are looked at."""
_PUBLIC = re.compile(
    r"\b(?:relais|points? de (?:retrait|vente|collecte)|bureau de poste|la poste|agence|consigne|boutiques?|magasins?|showroom|ateliers?|entrepots?|siege|pressing|tabac|librairie"
    r"|succursale|bijouteri\w*|bijoutiers?|joailliers?|horlogers?|comptoir|vitrine|en rayon|expose\w*|retraits?|vous attend(?:ent|ons)?|vous accueil\w+|vous rec(?:oit|oivent|evons)|nous voir"
    r"|(?:adresse|service|centre) (?:de|des|du)? ?retours?|returns? (?:address|centre|center|department|team|desk)|collection point|pick-?up point|pickup|parcel ?shop|post office|depot|stores?|shops?"
    r"|warehouse|head office|newsagents?|locker|branch\w*|jewell?ers?|counter|on display|in stock|collection|ready to collect|(?:drop|pop|call) in|waiting for you|welcom\w+ you"
    r"|punct\w* de (?:ridicare|lucru|colectare)|oficiu\w* postal|posta|easybox|magazin\w*|sediu\w*|depozit\w*|atelier\w*|adresa de retur|service-ul|showroom-\w+|bijuteri\w*|vitrina|expus\w*|in stoc|ridica\w*|va asteapta|va asteptam|va primim|la noi"
    r"|pontos? de (?:recolha|entrega|venda|levantamento)|lojas?|correios|balcao|armazem|sede|cacifo|oficina|papelaria|joalhari\w*|ourivesari\w*|montra|em exposicao|em stock|levantar|levantad\w+|a sua espera|esperamos|recebemo\w*|morada (?:de|para) devoluc\w*)\b"
)
"""What an address belongs to when it is nobody's home: a shop's, a post office's, a pick-up point's."""
_PRIVATE = re.compile(
    r"\b(?:chez (?:moi|lui|elle|eux)|mon|ma|mes|j'habite|habite\w*|domicile|my|mine|home|i live|lives?|acasa|mea|meu|mele|mei|locuies\w*|stau|minha|minhas|moro|mora|em casa|a casa|vivo"
    r"|avec moi|envoyez-moi|with me|to me|cu mine|trimiteti-mi|comigo|envie-me"
    r"|(?:votre|son|leur) (?:adresse|domicile)|(?:your|his|her|their) (?:address|house|flat|home)|adresa (?:dumneavoastra|dvs|lui|ei)|(?:sua|vossa|tua) (?:morada|casa))\b"
)
_TO = r"(?:,? (?:au|a|at|on|in|la|pe|na|no|em|aici))?,? ?$"
_HERE = re.compile(
    r"\b(?:(?:retrouvez[- ]nous|nous trouve[rz]|(?:find|visit|see|join) us|encontra[- ]nos|encontrar[- ]nos|visite[- ]nos|visitar[- ]nos|ne (?:gasiti|gasesti|puteti gasi|puteti vizita)|vizitati-ne)(?:,? \w+){0,4}"
    rf"|(?:nous sommes|we are|we're|estamos|ficamos|suntem|ne aflam)(?: \w+)?){_TO}"
)
"""Just before an address: the shop says where it is to be found, and an agent who is at home does not say "we"."""
_SENTENCE_END = re.compile(r"[!?\n]|\.\s")
_NEAR = 90
_SIGNS = re.compile(r"[^\W\d_]+|\d+")
_LEFT_OUT = frozenset(("nr", "no", "n", "nº", "º", "numarul", "numero", "saint", "sainte", "ste"))
"""Words of an address that some write and others do not, or shorten ("St" is an English street as well)."""
_POSTCODE = re.compile(r"\b(?:\d{5}|\d{4}-\d{3}|\d{6}|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})\b")


def may_have_address(sentence: str) -> bool:
    """Whether a kind of street stands there as it does in an address; its number may stand in another sentence."""
    return _MAY_BE.search(sentence) is not None


def find_addresses(body: str, shop: Shop) -> list[tuple[int, int]]:
    """Start and end of each street address with its house number, with postcode and town where they follow."""
    plain = folded(body)
    if not _NUMBER.search(body) or not any(kind in plain for kind in _KINDS):
        return []
    own = _own(shop.addresses)
    found: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in islice(pattern.finditer(body), _AT_MOST):
            overlaps = any(start < match.end() and match.start() < end for start, end in found)
            if not (overlaps or _is_own(match[0], own) or _is_public(plain, match.start(), shop)):
                found.append((match.start(), match.start() + len(match[0].rstrip(".,; "))))
    return sorted(found)


def _is_public(plain: str, start: int, shop: Shop) -> bool:
    """Whether the sentence says before the address that a shop, a post office or a pick-up point stands there."""
    before = _SENTENCE_END.split(plain[max(0, start - _NEAR) : start])[-1]
    if _PRIVATE.search(before):
        return False
    return bool(_PUBLIC.search(before) or _HERE.search(before)) or any(
        folded(name) in before for name in shop.names if name
    )


def _signs(address: str) -> str:
    """Its words and numbers, each between spaces; kinds of street left out, for these are shortened in many ways."""
    words = _SIGNS.findall(folded(_KIND.sub(" ", address)))
    return f" {' '.join(word for word in words if word not in _LEFT_OUT)} "


@lru_cache(maxsize=64)
def _own(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_signs, addresses))


def _is_own(address: str, own: tuple[str, ...]) -> bool:
    """Whether the shop has this address, with or without its postcode and town: number 2 is not number 12."""
    signs = _signs(address)
    street = _signs(_POSTCODE.split(address)[0])
    core = _signs(re.split(r",(?! ?(?:nr|n\.|\d))", _POSTCODE.split(address)[0])[0])
    return any(
        signs in each or each in signs or street in each or (len(core) > 7 and core in each)
        for each in own
        if each.strip()
    )
