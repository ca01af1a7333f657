"""Mail addresses in a text, also written out ("ana arobase exemple point fr")."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from comptoir.language.folding import folded
from comptoir.language.text import merged, overlaps

_PLAIN = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SPACED = re.compile(r"[\w.+-]{1,64} ?@ ?[\w-]{2,63}(?: ?\. ?[a-z]{2,10}){1,2}(?!\w)")
_DOT = r"[ (\[{]{1,3}(?:point|dot|ponto|punct|punto|\.)[ )\]}]{1,3}"
_NAME = r"[a-z0-9][\w-]{0,40}"
_AT = re.compile(
    r"(?P<named>[ (\[{]{1,3}(?:arobase|arobaze|arobas|arroba|arond|a-rond|a rond|coada de maimuta|at sign)[ )\]}]{1,3}(?=\w))"
    r"|(?P<framed> ?[(\[{] ?(?:at|a|@) ?[)\]}] ?(?=\w))"
    r"|(?P<bare> (?:at|et) (?=\w))"
    r"|(?P<housed> (?:chez|at|a|la|no|na|pe) (?=(?:gmail|yahoo|hotmail|outlook|icloud|orange|free|sfr|wanadoo|laposte|sapo|proton|protonmail|live|msn|gmx)\b))"
)
_BEFORE = re.compile(
    rf"(?:[a-z0-9][\w.+-]{{0,40}}(?:{_DOT}| (?:tiret|dash|underscore|underline|hifen|linie|minus) )){{0,3}}[a-z0-9][\w.+-]{{0,40}}$"
)
_AT_WRITTEN = re.compile(
    r"aro[bn]|arroba|a.rond|coada de|at sign|[(\[{] ?(?:at|a|@)|\b(?:at|et)\b"
    r"| (?:chez|at|a|la|no|na|pe) (?:gmail|yahoo|hotmail|outlook|icloud|orange|free|sfr|wanadoo|laposte|sapo|proton|live|msn|gmx)"
)
_AFTER_DOTTED = re.compile(rf"{_NAME}(?:{_DOT}{_NAME}){{0,2}}{_DOT}[a-z]{{2,10}}(?!\w)")
_AFTER = re.compile(rf"{_NAME}(?:(?:{_DOT}|\.){_NAME}){{0,2}}(?:{_DOT}|\.)[a-z]{{2,10}}(?!\w)")


def find_emails(body: str) -> list[tuple[int, int]]:
    """Start and end of each mail address."""
    found = []
    if "@" in body:
        found = [(match.start(), match.end() - _trailing(match[0])) for match in _PLAIN.finditer(body)]
        plain = folded(body)
        found += [
            match.span() for match in _SPACED.finditer(plain) if " " in match[0] and not _overlaps(match.span(), found)
        ]
    return sorted(found + [span for span in _written_out(folded(body)) if not _overlaps(span, found)])


def _trailing(address: str) -> int:
    return len(address) - len(address.rstrip(".-_"))


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _written_out(plain: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at in _AT.finditer(plain):
        after = (_AFTER_DOTTED if at["bare"] else _AFTER).match(plain, at.end())
        if not after:
            continue
        begin = max(0, at.start() - 160)
        before = _BEFORE.search(plain[begin : at.start()].rpartition("\n")[2])
        if before:
            offset = at.start() - len(before[0])
            found.append((offset, after.end()))
    return found
