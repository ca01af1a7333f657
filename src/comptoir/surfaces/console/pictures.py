"""Pictures of those who answer: drawn anew, small, under names of our own; customers see them too."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.domain.conversations.actions.filing import drawn_anew, kept_file
from comptoir.domain.conversations.errors import FileRefused

LONGEST_SIDE = 256
LARGEST = 5 * 1024 * 1024
MEGABYTES = LARGEST // 2**20


class Limits(NamedTuple):
    """What a picture may be, for the form that asks for one: bytes, and the words for it."""

    bytes: int
    words: str
    too_large: str


def picture_limits() -> Limits:
    """In the reader's language."""
    return Limits(LARGEST, _("PNG, JPEG or WebP, up to %(most)s MB.") % {"most": MEGABYTES}, _too_large().text())


def keep_picture(content: bytes, *, longest_side: int = LONGEST_SIDE) -> str:
    """Keep a picture; returns its address. Raises `FileRefused` when it is none, or too large; `StoreUnavailable`."""
    if len(content) > LARGEST:
        raise _too_large()
    if not _begins_as_one(content):
        raise FileRefused(
            why=_("it is no picture. Choose a PNG, JPEG or WebP, up to %(most)s MB.") % {"most": MEGABYTES}
        )
    drawn, content_type, _size = drawn_anew(content, longest_side=longest_side)
    key, ending = uuid4(), content_type.partition("/")[2]
    with kept_file(_path(key, ending), drawn):
        return reverse("console:picture", kwargs={"key": key, "ending": ending})


def picture(key: UUID, ending: str) -> bytes | None:
    """A picture's content, or nothing."""
    path = _path(key, ending)
    return path.read_bytes() if path.exists() else None


def _too_large() -> FileRefused:
    return FileRefused(why=_("it is larger than %(most)s MB.") % {"most": MEGABYTES})


def _begins_as_one(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")) or content[8:12] == b"WEBP"


def _path(key: UUID, ending: str) -> Path:
    return Path(settings.FILES_DIR) / "pictures" / f"{key.hex}.{ending}"
