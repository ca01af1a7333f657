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
_AFTER_DOTTED = re.compile(rf"{_NAME}(?:{_DOT}{_NAME}){{0,2}}{_DOT}[a-z]{{2,10}}(?!\w)")
_AFTER = re.compile(rf"{_NAME}(?:(?:{_DOT}|\.){_NAME}){{0,2}}(?:{_DOT}|\.)[a-z]{{2,10}}(?!\w)")


_NAMES_OF_AT = ("arob", "arroba", "arond", "a-rond", "a rond", "coada de maimuta", "at sign")
_MAILBOXES = [
    "gmail",
    "yahoo",
    "hotmail",
    "outlook",
    "icloud",
    "orange",
    "free",
    "sfr",
    "wanadoo",
    "laposte",
    "sapo",
    "proton",
    "live",
    "msn",
    "gmx",
]
_HOUSED = re.compile(rf" (?:chez|at|a|la|no|na|pe) (?:{'|'.join(_MAILBOXES)}|protonmail)\b")
_FRAMED = re.compile(r"[(\[{] ?(?:at|a|@) ?[)\]}]")
_DOT_WRITTEN = re.compile(r"[ (\[{](?:point|dot|ponto|punct|punto|\.)[ )\]}]")
_AT_MOST = 200
"""Addresses of a kind: whoever writes more has been found out."""
_TRIED_AT_MOST = 2000


@lru_cache(maxsize=8)
def find_emails(body: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each mail address; in one text at most some hundreds."""
    found: list[tuple[int, int]] = []
    plain = folded(body)
    if "@" in body:
        found = [(seen.start(), seen.end() - _trailing(seen[0])) for seen in islice(_PLAIN.finditer(body), _AT_MOST)]
        spaced = (seen.span() for seen in islice(_SPACED.finditer(plain), _TRIED_AT_MOST) if " " in seen[0])
        taken = merged(found)
        found += islice((span for span in spaced if not overlaps(*span, taken)), _AT_MOST)
    taken = merged(found)
    return tuple(sorted(found + [span for span in _written_out(plain) if not overlaps(*span, taken)]))


def as_typed(address: str) -> str:
    """A mail address that was found, as one types it: "ana arobase exemple point fr" is "ana@exemple.fr"."""
    plain = folded(address)
    if "@" not in plain:
        plain = _AT.sub("@", plain, count=1)
    return re.sub(r"[\s()\[\]{}]", "", re.sub(_DOT, ".", plain))


def _trailing(address: str) -> int:
    return len(address) - len(address.rstrip(".-_"))


def _written_out(plain: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    if not may_be_written_out(plain):
        return found
    for at in islice(_AT.finditer(plain), _TRIED_AT_MOST):
        after = (_AFTER_DOTTED if at["bare"] else _AFTER).match(plain, at.end())
        if not after:
            continue
        begin = max(0, at.start() - 160)
        before = _BEFORE.search(plain[begin : at.start()].rpartition("\n")[2])
        if before:
            found.append((at.start() - len(before[0]), after.end()))
        if len(found) >= _AT_MOST:
            break
    return found


def may_have_at(plain: str) -> bool:
    """Whether "@" may stand in a folded sentence, in words or as "at"."""
    return _AT.search(plain) is not None


def may_be_written_out(plain: str) -> bool:
    """Whether it has what `_AT` needs, told quickly: a word for "@", a dot in words, or a mailbox's house."""
    if any(name in plain for name in _NAMES_OF_AT) or _FRAMED.search(plain) or _DOT_WRITTEN.search(plain):
        return True
    return any(house in plain for house in _MAILBOXES) and _HOUSED.search(plain) is not None
