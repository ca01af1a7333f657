"""The lexicons: files that people read, one entry a line, `# reason` after an odd one; `[@name]` stands for any entry of another."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_NAMED = re.compile(r"(?<=[\[|])@(\w+)")


@cache
def entries(language: str, name: str) -> tuple[tuple[str, str], ...]:
    """The entries of a lexicon, each with what stands after its arrow (or nothing). An absent lexicon is empty."""
    return tuple(
        (_NAMED.sub(lambda it: _any_of(language, it[1]), left), right) for left, right in _lines(language, name)
    )


def _any_of(language: str, name: str) -> str:
    """A choice among the entries of a plain list."""
    return "|".join(left.replace("-", " ") if left.count("-") > 1 else left for left, _ in _lines(language, name))


@cache
def _lines(language: str, name: str) -> tuple[tuple[str, str], ...]:
    source = files("comptoir.language").joinpath("lexicons", language, f"{name}.txt")
    if not source.is_file():
        return ()
    found = []
    for line in source.read_text(encoding="utf-8").splitlines():
        entry = line.split("#", 1)[0].strip()
        if entry:
            left, _, right = entry.partition("->")
            found.append((left.strip(), right.strip()))
    return tuple(found)


@cache
def words(language: str, name: str) -> frozenset[str]:
    """The entries of a lexicon that is a plain list, in small letters."""
    return frozenset(left.lower() for left, _ in entries(language, name))
