"""Lines that nobody wrote: "Sent from my iPhone", the notes of virus scanners, visiting cards."""

from __future__ import annotations

import re
from functools import cache

from comptoir.letters.quotes.lines import Line, spaced
from comptoir.letters.quotes.words import phrases, words

_WIDTH = 110
_CARD = 12
_PLAIN_GEAR = ("iphone", "ipad", "android", "outlook")
_EDGES = " \t-_*~#<([>)]\u2022|"
_LINK = re.compile(r"<?\(?https?://\S{1,300}|\[[^\]]{0,80}\]\([^)]{0,300}\)|\[[^\]]{0,80}\]")
_CONTACT = re.compile(
    r"@|\bwww\.|https?:|\+\d|(?:\d[ .()/-]{0,2}){8}"
    r"|\b(?:tel|telefone?|mob|movil|mobile|phone|gsm|fax|whatsapp|skype|instagram|facebook|linkedin|nif|cui|siret|rcs|web|site|email|e-mail)\b ?[.:]"
)
_WAYS = (re.compile(r"\S@\S"), re.compile(r"\bwww\.|https?:"), re.compile(r"\+\d|(?:\d[ .()/-]{0,2}){8}"))
_POSTSCRIPT = re.compile(r"p\.? ?s\.?\b")


def is_device(line: Line) -> bool:
    """Is this a line such as "Sent from my iPhone", and not a sentence that begins so?"""
    if line.depth or not line.folded or len(line.raw) > _WIDTH * 3:
        return False
    text = line.folded if "outlook" in line.folded else _LINK.sub(" ", line.folded)
    text = text.strip(_EDGES)
    said = spaced(text)
    length = phrases("devices").length_before(text, said)
    if not length or (len(text) > _WIDTH and "outlook" not in text):
        return False
    is_named = bool(words("gear").intersection(said.split())) or any(gear in text for gear in _PLAIN_GEAR)
    return is_named or _is_odd(said[length:].split())


def is_footer(line: Line) -> bool:
    """Is this what a virus scanner or a mailing list adds?"""
    return phrases("footers").is_before(line.folded, spaced(line.folded.strip(_EDGES)))


def is_closing(line: Line) -> bool:
    """Is this "Kind regards," or the like, alone on its line?"""
    said = spaced(line.folded[:80]).strip()
    return bool(said) and (said in _closings() or line.folded.strip(" ,.!") in words("closings"))


def is_contact(line: Line) -> bool:
    """Does the line hold a phone number, an address or a page, as signatures do?"""
    return bool(_CONTACT.search(line.folded))


def is_sentence(line: Line) -> bool:
    """Does somebody say something here? Contact lines, however long, say nothing."""
    if _POSTSCRIPT.match(line.folded) or line.folded.endswith(("?", "!")):
        return True
    count = len(line.folded.split())
    if is_contact(line):
        return count > _CARD and line.folded.endswith(".")
    return count >= 7 or (count >= 3 and line.folded.endswith("."))


def is_card(lines: list[Line]) -> bool:
    """Are these lines a visiting card: short, without a sentence, with a way to reach somebody?"""
    texts = [line for line in lines if not line.is_blank]
    return 0 < len(texts) <= _CARD and any(map(is_contact, texts)) and not any(map(is_sentence, texts))


def is_full_card(lines: list[Line]) -> bool:
    """Is it a card with two ways or more to reach somebody: mail, page, telephone?"""
    return is_card(lines) and sum(any(way.search(line.folded) for line in lines) for way in _WAYS) >= 2


def is_name(line: Line) -> bool:
    """May this be the name of a person or a shop, alone on its line?"""
    if line.depth or is_contact(line) or any(letter.isdigit() for letter in line.folded):
        return False
    return 0 < len(line.folded.split()) <= 4 and not line.folded.endswith(("?", "!", ":"))


def _is_odd(rest: list[str]) -> bool:
    """ "Sent from my TI-85": no more than three words, one with a digit."""
    return len(rest) <= 3 and any(letter.isdigit() for word in rest for letter in word)


@cache
def _closings() -> frozenset[str]:
    return frozenset(spaced(each).strip() for each in words("closings"))
