"""What a child can be asked to do: each by its name, with a content in bytes and plain arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from comptoir.letters.letter import Refused


def _read(content: bytes) -> object:
    from comptoir.letters.reading import read_letter

    return read_letter(content)


def _clean(content: bytes, *, name: str, content_type: str, is_mediated: bool, stem: str) -> object:
    from comptoir.letters.cleaning import clean

    return clean(name, content_type, content, is_mediated=is_mediated, stem=stem)


def _draw(content: bytes, *, longest_side: int, pixels: int) -> object:
    from comptoir.letters.cleaning import Rejected
    from comptoir.letters.cleaning.pictures import drawn_anew

    try:
        return drawn_anew(content, longest_side=longest_side, pixels=pixels)
    except Rejected as rejected:
        return Refused("", "", rejected.why)


OPERATIONS: dict[str, Callable[..., Any]] = {"read": _read, "clean": _clean, "draw": _draw}
"""Imported late: a child that only reads never loads what cleans."""
