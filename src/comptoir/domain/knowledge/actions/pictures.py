"""Pictures of articles: drawn anew, and kept under a name of our own."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.domain.knowledge.errors import PictureRefused
from comptoir.domain.knowledge.models import Picture
from comptoir.domain.knowledge.rules.articles import may_write
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed, StoreUnavailable
from comptoir.language.cards import masked
from comptoir.letters.child import shared_drawer
from comptoir.letters.letter import Refused, Unreadable

if TYPE_CHECKING:
    from comptoir.letters.cleaning.cleaned import Picture as Drawn

LONGEST_SIDE = 1_600
"""Pixels: twice the width in which articles are read."""
PIXELS_AT_MOST = 50_000_000
FORGOTTEN_AFTER = dt.timedelta(days=7)
"""A picture that no article has shown by then goes, when the next one comes."""
UNSHOWN_AT_MOST = 200
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")


def keep_picture(*, viewer: Viewer, content: bytes, alt: str = "", now: dt.datetime) -> Picture:
    """Keep a picture that an article will show. Neither its metadata nor anything hidden in it survives.

    Raises `PictureRefused`, `NotAllowed`.
    """
    if not may_write(viewer, viewer.shop_id):
        raise NotAllowed
    if len(content) > settings.LARGEST_FILE:
        raise PictureRefused(why=_("it is larger than %(most)s MB.") % {"most": settings.LARGEST_FILE // 2**20})
    drawn = _drawn(content)
    _forget_unshown(viewer.shop_id, now)
    key = _key()
    with transaction.atomic():
        kept = Picture.objects.create(
            key=key,
            shop_id=viewer.shop_id,
            content_type=drawn.content_type,
            size=len(drawn.content),
            width=drawn.width,
            height=drawn.height,
            alt=masked(" ".join(alt.split()))[:300],
            by_id=viewer.membership_id,
            at=now,
        )
        _write(picture_path(key), drawn.content)
    return kept


def picture_path(key: UUID) -> Path:
    """Where a picture lies: under a name of our own."""
    return Path(settings.FILES_DIR) / "articles" / key.hex[:2] / key.hex


def _drawn(content: bytes) -> Drawn:
    """Drawn anew in a process that may die of it."""
    if not (content.startswith(_BEGINNINGS) or content[8:12] == b"WEBP"):
        raise PictureRefused(why=_("only JPEG, PNG, WebP and GIF are accepted."))
    try:
        drawn = shared_drawer().draw(content, longest_side=LONGEST_SIDE, pixels=PIXELS_AT_MOST)
    except Unreadable as error:
        raise PictureRefused(why=_why_not(error.code)) from error
    if isinstance(drawn, Refused):
        raise PictureRefused(why=_why_not(drawn.why))
    return drawn


def _why_not(code: str) -> str:
    if code == "too_many_pixels":
        return _("the picture has too many pixels.")
    if code == "no_reader":
        return _("pictures cannot be looked at just now. Please send it again in a moment.")
    return _("the picture cannot be read.")


def _key() -> UUID:
    """One whose digits are not taken for a card's in the text that shows it."""
    while True:
        key = uuid4()
        if masked(key.hex) == key.hex:
            return key


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise StoreUnavailable from error


def _forget_unshown(shop_id: int, now: dt.datetime) -> None:
    unshown = Picture.objects.filter(shop_id=shop_id, article=None)
    old = list(unshown.filter(at__lt=now - FORGOTTEN_AFTER).values_list("key", flat=True)[:UNSHOWN_AT_MOST])
    unshown.filter(key__in=old).delete()
    for key in old:
        with suppress(OSError):
            picture_path(key).unlink()
    if unshown.count() >= UNSHOWN_AT_MOST:
        raise PictureRefused(why=_("too many pictures wait to be shown in an article."))
