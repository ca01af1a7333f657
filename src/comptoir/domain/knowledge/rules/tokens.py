"""The tokens by which a text stands in the database's index. The first letter says of which kind one is:

`w` a stem, `m` a meaning, `t` one of these in the title or the words, `s` the shop, the language and the kind of text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from comptoir.domain.knowledge.rules.words import meanings_in, words_of

BODY_READ = 20_000
"""Characters of a body that count."""
BODY_TOKENS = 600
SAME_AT_MOST = 3
"""How often the same token counts in a body."""
TITLE_READ = 600
MEANING = "~"
"""Stands before the name of a meaning among the known words."""
MEANT = "m"
"""The first letter of the token of a meaning."""


class Tokens(NamedTuple):
    """A text as it is found: each field's tokens, each between spaces; all of them once; and its words with their tokens."""

    named: str
    worded: str
    bodied: str
    every: str
    known: dict[str, str]


def scope(shop_id: int, language: str, kind: str, *, is_public: bool = False) -> str:
    """The mark of all texts of a kind in a shop's language; or of those that customers may read."""
    return f"s{shop_id}{language}{kind}{'p' if is_public else ''}"


def tokens_of(title: str, words: str, body: str, language: str, scopes: Iterable[str]) -> Tokens:
    """A text as it is kept in the index."""
    known: dict[str, str] = {}
    named = _tokens(title, language, TITLE_READ, known)
    worded = _tokens(words, language, TITLE_READ, known)
    bodied = _seldom(_tokens(body, language, BODY_READ, known))
    heads = {f"t{it}" for it in (*named, *worded)}
    every = sorted({*named, *worded, *bodied, *heads, *scopes})
    return Tokens(_spaced(named), _spaced(worded), _spaced(bodied), " ".join(every), known)


def _tokens(text: str, language: str, longest: int, known: dict[str, str]) -> list[str]:
    """Of a title every word counts, also those that say nothing elsewhere: a phrase may be called "Merci"."""
    words = words_of(text, language, longest=longest)
    stems = [(it.plain, f"w{it.stem}") for it in words if not it.is_empty or longest == TITLE_READ]
    meant = [(f"{MEANING}{it.name}", meaning_token(it.name)) for it in meanings_in(words, language)]
    known.update((*stems, *meant))
    return [token for _, token in (*stems, *meant)]


def meaning_token(name: str) -> str:
    """The token of a meaning."""
    return f"{MEANT}{name.replace('_', '')}"


def _seldom(tokens: list[str]) -> list[str]:
    counted, kept = Counter[str](), list[str]()
    for token in tokens:
        counted[token] += 1
        if counted[token] <= SAME_AT_MOST:
            kept.append(token)
    # Meanings come last, and weigh most: what is cut off are words of the end.
    return [*kept[: BODY_TOKENS // 2], *kept[-BODY_TOKENS // 2 :]] if len(kept) > BODY_TOKENS else kept


def _spaced(tokens: list[str]) -> str:
    """Each between spaces of its own, so that counting one is counting a piece of text."""
    return "".join(f" {token} " for token in tokens)
