"""The name of an article in its address: small letters, digits and hyphens, made of its title."""

from __future__ import annotations

import re
import unicodedata

from comptoir.language.cards import masked

SLUG_LONGEST = 80
_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "’": "-", "'": "-"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_of(title: str, otherwise: str = "article") -> str:
    """The title as it stands in an address; `otherwise` where nothing of it can."""
    plain = unicodedata.normalize("NFKD", title[:400].lower().translate(_SPELT_OUT))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(words) > SLUG_LONGEST:
        words = words[: SLUG_LONGEST + 1].rsplit("-", 1)[0][:SLUG_LONGEST].strip("-")
    return words or otherwise


def is_slug(text: str) -> bool:
    """Whether it may stand in an address as it is; a card's number may not. D9."""
    return len(text) <= SLUG_LONGEST and _SLUG.fullmatch(text) is not None and masked(text) == text
