"""Pictures that somebody sends, drawn anew in a process that may die of them: this one's memory is not theirs to take."""

from __future__ import annotations

from django.utils.translation import gettext as _

from comptoir.domain.conversations.errors import FileRefused
from comptoir.letters.child import shared_drawer
from comptoir.letters.letter import Refused, Unreadable

PIXELS_AT_MOST, LONGEST_SIDE = 50_000_000, 12_000
"""Pixels of a picture, and of its longer side: what is longer is made smaller."""
_TOO_MUCH = ("too_slow", "too_big")


def drawn_anew(content: bytes, *, longest_side: int = LONGEST_SIDE) -> tuple[bytes, str, tuple[int, int]]:
    """A picture without its metadata: content, type, and size in pixels. Raises `FileRefused` when it is none, or asks for
    more memory or time than a picture may have.
    """
    try:
        picture = shared_drawer().draw(content, longest_side=longest_side, pixels=PIXELS_AT_MOST)
    except Unreadable as error:
        raise FileRefused(why=_why_not(error.code)) from error
    if isinstance(picture, Refused):
        raise FileRefused(why=_why_not(picture.why))
    return picture.content, picture.content_type, (picture.width, picture.height)


def _why_not(code: str) -> str:
    if code == "too_many_pixels":
        return _("the picture has too many pixels.")
    if code in _TOO_MUCH:
        return _("the picture takes too much to be read. Please send a smaller one.")
    if code == "no_reader":
        return _("pictures cannot be looked at just now. Please send it again in a moment.")
    return _("the picture cannot be read.")
