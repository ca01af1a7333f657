"""By what texts were taken apart for the index: another release may fold words, find stems and know meanings differently."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

EDITION_LENGTH = 16
READ_BY = ("markdown.py", "meanings.py", "romanian.py", "tokens.py", "words.py")
"""The files of this folder that decide about tokens, beside what `meant/` says."""


@lru_cache(maxsize=1)
def edition() -> str:
    """A digest of all that decides which tokens a text has: the same in every process of a release."""
    libraries = (metadata.version("snowballstemmer"), unicodedata.unidata_version)
    return digest_of([*(it.encode() for it in libraries), *_deciding()])


def digest_of(parts: list[bytes]) -> str:
    """The digest of these parts, in their order; where one ends and the next begins counts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()[:EDITION_LENGTH]


def _deciding() -> Iterator[bytes]:
    folder = resources.files(__package__)
    yield from ((folder / name).read_bytes() for name in READ_BY)
    yield from _inside(folder / "meant")


def _inside(folder: Traversable) -> Iterator[bytes]:
    for it in sorted(folder.iterdir(), key=lambda it: it.name):
        if it.is_dir():
            yield from _inside(it)
        elif it.name.endswith(".toml"):
            yield it.name.encode()
            yield it.read_bytes()
