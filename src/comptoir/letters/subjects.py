"""A subject without what mail programs put before it, in any language; and what those prefixes tell."""

from __future__ import annotations

import re

from comptoir.letters.quotes.lines import lines_of
from comptoir.letters.quotes.prefixes import is_sent_on, unwrapped
from comptoir.letters.quotes.words import words

_LONGEST = 1000
_FIRST = 20_000
_REFERENCE = re.compile(r"\[#([A-Za-z0-9-]{1,20})\]")


def bare_subject(subject: str) -> str:
    """ "RE: Re : AW: [#48213] Ana" is "Ana"; a subject of nothing but prefixes is empty. References of conversations go as well."""
    return unwrapped(subject)[0]


def reference_of(subject: str) -> str:
    """The reference of a conversation in a subject: "48213" for "Re: [#48213] Missing item"; empty without one."""
    found = _REFERENCE.search(subject[:_LONGEST])
    return found[1] if found else ""


def is_reply(subject: str) -> bool:
    """Does the first prefix say that this answers something?"""
    prefixes = unwrapped(subject)[1]
    return bool(prefixes) and prefixes[0] in words("replies")


def is_forward(subject: str, text: str = "") -> bool:
    """Was this mail sent on? By its subject ("Fwd:", "TR :", "Enc:"); without a prefix, by the title above what it brings."""
    return is_sent_on(subject, lines_of(text[:_FIRST]))
