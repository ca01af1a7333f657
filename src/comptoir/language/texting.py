"""Texting language: abbreviations and spellings of short messages, but for those that the charter allows."""

from __future__ import annotations

import re

from comptoir.language.findings import Finding, Fix
from comptoir.language.phrases import Match, matches
from comptoir.language.rules import ReplyRules
from comptoir.language.text import Text, is_within

_DRAWN_OUT = re.compile(r"\b[^\W\d_]*?([^\W\d_])\1{2}[^\W\d_]*")
_SEE_YOU = re.compile(r"(?<!\S)[@aàAÀ] ?\+(?=[.!,]?\s?$|[.!,\n])")  # "@+", "a+"
_NUMERAL_OR_SITE = frozenset("iw")
"""Three of these in a row are a Roman numeral or the beginning of a site."""


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each abbreviation, with the words it stands for; quotations are left alone."""
    allowed = {abbreviation.lower() for abbreviation in rules.allowed_abbreviations}
    found = [
        _abbreviation(match, text.body)
        for match in matches(text, rules.language, "texting")
        if not is_within(match.start, text.quotations)
        and text.body[match.start : match.end].lower() not in allowed
        and not (len(match.pieces) == 1 and _is_part_of_a_name(text.body, match))
        and not _is_unit(text.body, match)
    ]
    found += _drawn_out(text, rules.language)
    if rules.language == "fr":
        found += [
            Finding("texting", seen.start(), seen.end(), "texting_abbreviation")
            for seen in _SEE_YOU.finditer(text.body)
        ]
    return found


def _abbreviation(match: Match, body: str) -> Finding:
    """What it stands for, with the apostrophes that the text is written with."""
    beside = match.beside.replace("'", "’") if "’" in body else match.beside.replace("’", "'")
    meanings = [meaning.strip() for meaning in beside.split("|") if meaning.strip()]
    if match.pieces[0].text[0].isupper():
        meanings = [meaning[0].upper() + meaning[1:] for meaning in meanings]
    fixes = tuple(Fix(meaning, is_safe=len(meanings) == 1) for meaning in meanings)
    return Finding("texting", match.start, match.end, "texting_abbreviation", fixes=fixes)


def _is_unit(body: str, match: Match) -> bool:
    """ "2700 k": a letter after a number."""
    return len(match.pieces[0].text) == 1 and body[max(0, match.start - 3) : match.start].rstrip()[-1:].isdigit()


def _is_part_of_a_name(body: str, match: Match) -> bool:
    """Whether it is written as a name, or a hyphen, a dot or a digit binds it to more: "PB-12", "pk.ro"; a dot that ends the sentence does not."""
    first = match.pieces[0]
    if not first.opens and first.text.istitle():
        return True  # "Mr Ata Ur Rahman"
    before, after = body[match.start - 1 : match.start], body[match.end : match.end + 2]
    return before in ("-", "/", "_", ".", "#") or (len(after) == 2 and after[0] in "-/_.&" and after[1].isalnum())


def _drawn_out(text: Text, language: str) -> list[Finding]:
    """ "merciiii": a letter three times in a row."""
    found = []
    for seen in _DRAWN_OUT.finditer(text.body):
        letter = seen[1]
        if seen[0].isupper() or (letter in _NUMERAL_OR_SITE and set(seen[0].lower()) <= set("ivxw")):
            continue
        if language == "ro" and seen[0].endswith("iii"):
            continue  # "copiii"
        if not is_within(seen.start(), text.quotations) and not is_within(seen.start(), text.places):
            short = re.sub(r"(.)\1{2,}", r"\1", seen[0])
            found.append(Finding("texting", seen.start(), seen.end(), "drawn_out_word", fixes=(Fix(short),)))
    return found
