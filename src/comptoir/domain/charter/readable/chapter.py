"""A chapter of the charter as people read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title, whole sentences, and rows of a name with what is said of it; `key` is the same in every language."""

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
