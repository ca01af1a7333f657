"""Pictures of those who answer: drawn anew, small, under names of our own; customers see them too."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.urls import reverse

from comptoir.domain.conversations.actions.filing import drawn_anew, kept_file
from comptoir.domain.conversations.errors import FileRefused

LONGEST_SIDE = 256
LARGEST = 5 * 1024 * 1024


def keep_picture(content: bytes, *, longest_side: int = LONGEST_SIDE) -> str:
    """Keep a picture; returns its address. Raises `FileRefused` when it is none, or too large; `StoreUnavailable`."""
    if len(content) > LARGEST:
        raise FileRefused(why=f"{LARGEST // 2**20} MB")
    drawn, content_type, _size = drawn_anew(content, longest_side=longest_side)
    key, ending = uuid4(), content_type.partition("/")[2]
    with kept_file(_path(key, ending), drawn):
        return reverse("console:picture", kwargs={"key": key, "ending": ending})


def picture(key: UUID, ending: str) -> bytes | None:
    """A picture's content, or nothing."""
    path = _path(key, ending)
    return path.read_bytes() if path.exists() else None


def _path(key: UUID, ending: str) -> Path:
    return Path(settings.FILES_DIR) / "pictures" / f"{key.hex}.{ending}"
