"""What words mean in any shop, whatever the language: "colis", "parcel", "encomenda" and "colet" are one thing.

A file of each language in `meant/` says which words and expressions stand for a meaning in any shop, one in `meant/trades/` what is spoken
of in some trades, one in `meant/speech/` how customers say it, one in `meant/life/` what everyday life is about; what several files say of a
meaning is taken together. The meanings' names are the same in all languages; `broader.toml` says what is spoken of along with one.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

LONGEST_EXPRESSION = 6
"""Words of an expression: "pas encore reçu" has three."""
_JOINED = str.maketrans("", "", "'’-")


@lru_cache(maxsize=8)
def empty_words(language: str) -> frozenset[str]:
    """Words that say nothing about what is asked, folded."""
    return frozenset(word for file in _files(language) for word in file["empty"].split())


@lru_cache(maxsize=8)
def expressions(language: str) -> dict[str, tuple[str, ...]]:
    """For each meaning, the words and expressions that stand for it, as they are written; also without the apostrophes and hyphens
    that people in a hurry leave out.
    """
    every: dict[str, dict[str, None]] = {}
    for file in _files(language):
        for name, said in file["meanings"].items():
            each = [it.strip() for it in said.split(",") if it.strip()]
            every.setdefault(name, {}).update(dict.fromkeys([*each, *(it.translate(_JOINED) for it in each)]))
    return {name: tuple(said) for name, said in every.items()}


@lru_cache(maxsize=1)
def broader() -> dict[str, tuple[str, ...]]:
    """For a meaning, the meanings that are spoken of along with it: whoever says that it leaks speaks of a fault."""
    path = resources.files(__package__) / "broader.toml"
    said: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["broader"]
    return {name: tuple(it.strip() for it in each.split(",")) for name, each in said.items()}


@lru_cache(maxsize=8)
def _files(language: str) -> tuple[dict[str, Any], ...]:
    folder = resources.files(__package__) / "meant"
    paths = [folder / f"{language}.toml", *(folder / of / f"{language}.toml" for of in ("trades", "speech", "life"))]
    if not language.isalpha() or not paths[0].is_file():
        return ()
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)
