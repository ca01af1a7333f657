"""A table of faults: what is written, why it is wrong, what is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from comptoir.language.findings import Finding, Fix

Mend = str | Callable[[re.Match[str]], str | None]
_PLAIN = str.maketrans("şţŞŢ’ʼ\u00a0\u202f", "șțȘȚ''  ")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the part named `at` of what the pattern finds (or all of it), and what would mend it.

    A mend is written as for `re.sub`, or computed from the match; one that answers None says: no fault after all.
    """

    pattern: re.Pattern[str]
    why: str
    mend: Mend = ""
    is_safe: bool = False


def fault(pattern: str, why: str, mend: Mend = "", *, is_safe: bool = False) -> Fault:
    """A fault whose letters may be small or capital."""
    return Fault(re.compile(pattern, re.IGNORECASE), why, mend, is_safe)


def plain_marks(body: str) -> str:
    """The body with one kind of apostrophe and space, and Romanian letters with commas; every character keeps its place."""
    return body.translate(_PLAIN)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda each: (-len(each), each))) + ")"


def found(body: str, table: Iterable[Fault]) -> Iterator[Finding]:
    """The faults of a table that stand in a body with plain marks."""
    for each in table:
        for seen in each.pattern.finditer(body):
            finding = _finding(seen, each)
            if finding:
                yield finding


def _finding(seen: re.Match[str], of: Fault) -> Finding | None:
    at = "at" if "at" in seen.re.groupindex else 0
    written = seen[at]
    meant = of.mend(seen) if callable(of.mend) else (seen.expand(of.mend) if of.mend else "")
    if meant is None or meant == written:
        return None
    if written[:1].isupper():
        meant = meant[:1].upper() + meant[1:]
    fixes = (Fix(meant, is_safe=of.is_safe),) if meant else ()
    return Finding("grammar", seen.start(at), seen.end(at), of.why, fixes=fixes)
