"""What words mean in any shop, whatever the language: "colis", "parcel", "encomenda" and "colet" are one thing.

A file of each language in `meant/` says which words and expressions stand for a meaning; the meanings' names are the same in all.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

LONGEST_EXPRESSION = 4
"""Words of an expression: "pas encore reçu" has three."""


@lru_cache(maxsize=8)
def empty_words(language: str) -> frozenset[str]:
    """Words that say nothing about what is asked, folded."""
    return frozenset(_file(language)["empty"].split())


@lru_cache(maxsize=8)
def expressions(language: str) -> dict[str, tuple[str, ...]]:
    """For each meaning, the words and expressions that stand for it, as they are written."""
    meant = _file(language)["meanings"]
    return {name: tuple(it.strip() for it in said.split(",") if it.strip()) for name, said in meant.items()}


@lru_cache(maxsize=8)
def _file(language: str) -> dict[str, Any]:
    path = resources.files(__package__) / "meant" / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        return {"empty": "", "meanings": {}}
    return tomllib.loads(path.read_text(encoding="utf-8"))
