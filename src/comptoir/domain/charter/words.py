"""Words compared as people compare them: without case, accents and kinds of apostrophe."""

from __future__ import annotations

import re
import unicodedata

_SEPARATOR = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """`text` in small letters without accents: "Pâques" and "PAQUES" become the same."""
    plain = text.casefold().replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return [word for word in _SEPARATOR.split(folded(text)) if word]
