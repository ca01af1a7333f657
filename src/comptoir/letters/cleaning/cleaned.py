"""What comes of a file."""

from __future__ import annotations

from dataclasses import dataclass

SIZE_AT_MOST = 25 * 2**20
"""Bytes of a file."""

WHY = (
    *("empty", "too_large", "kind", "program", "hypertext", "encrypted", "macros", "bomb", "unreadable"),
    *("too_many_pixels", "too_many_pages", "contact_card", "calendar", "mail", "archive", "signature", "key"),
)
"""Why a file is refused. "kind": files of this kind are not taken here."""


class Rejected(Exception):
    """The file is not taken. `why` is one of `WHY`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it may be kept: a safe name, what it truly is, what is in it; the size of a picture, in pixels."""

    name: str
    content_type: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of ours."""

    content: bytes
    content_type: str
    ending: str
    width: int
    height: int
