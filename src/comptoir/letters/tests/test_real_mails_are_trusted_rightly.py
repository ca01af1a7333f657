"""Real mails: one sender for everybody who reads it, and files that are what they are (D1, A7, A13)."""

from __future__ import annotations

from collections import Counter
from functools import cache

from comptoir.letters.cleaning import Cleaned, clean
from comptoir.letters.letter import Letter, Unreadable
from comptoir.letters.reading import read_letter
from comptoir.letters.sender.author import author_of, headers_of
from comptoir.letters.tests.mails import published


@cache
def _mails() -> tuple[tuple[bytes, Letter], ...]:
    found = []
    for path in published():
        raw = path.read_bytes()
        try:
            found.append((raw, read_letter(raw)))
        except Unreadable:
            continue
    return tuple(found)


def test_who_is_checked_is_who_is_shown_or_nobody():
    """Two readings of one From would let a stranger be checked and another be believed."""
    counted = Counter[str]()
    for raw, letter in _mails():
        author = author_of(headers_of(raw))
        shown = letter.sender.address if letter.sender else ""
        assert author.address in (shown, ""), (author, shown)
        counted["same" if author.address else author.problem] += 1
    assert counted["same"] > 20 * (counted["unreadable"] + counted["several_senders"])


def test_files_of_real_mails_are_cleaned_or_refused_with_a_reason():
    counted = Counter[str]()
    for _, letter in _mails():
        for part in letter.parts:
            for is_mediated in (True, False):
                made = clean(part.name, part.content_type, part.content, is_mediated=is_mediated, stem="foto-1")
                if isinstance(made, Cleaned):
                    assert made.content
                    assert not is_mediated or made.content_type.startswith(("image/", "application/pdf"))
                counted["kept" if isinstance(made, Cleaned) else made.why] += 1
    assert counted["kept"] > 10
