"""Pictures drawn anew: what is seen survives, and nothing else that was in the file."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageOps, UnidentifiedImageError

from comptoir.letters.cleaning.cleaned import Rejected

PIXELS_AT_MOST = 80_000_000
SIDE_AT_MOST = 20_000
LONGEST_SIDE = 4096
"""Pixels of the longer side that a picture is left with."""

_DRAWN_AS = {
    "JPEG": ("image/jpeg", "JPEG", "jpg"),
    "MPO": ("image/jpeg", "JPEG", "jpg"),
    "HEIF": ("image/jpeg", "JPEG", "jpg"),
    "PNG": ("image/png", "PNG", "png"),
    "GIF": ("image/png", "PNG", "png"),
    "WEBP": ("image/webp", "WEBP", "webp"),
}
_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, KeyError)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of ours."""

    content: bytes
    content_type: str
    ending: str
    width: int
    height: int


def drawn_anew(content: bytes, *, longest_side: int = LONGEST_SIDE) -> Picture:
    """The first picture of the file, upright, on a new canvas. Raises `Rejected`.

    Metadata, comments, colour profiles, thumbnails and what hangs behind the picture do not come along.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(content, longest_side)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise Rejected("too_many_pixels") from error
    except _UNREADABLE as error:
        raise Rejected("unreadable") from error


def _drawn(content: bytes, longest_side: int) -> Picture:
    Image.init()  # a fresh process knows no format yet
    if content[4:8] == b"ftyp":
        _know_heif()
    with Image.open(io.BytesIO(content), formats=[name for name in _DRAWN_AS if name in Image.OPEN]) as image:
        if image.width * image.height > PIXELS_AT_MOST or max(image.size) > SIDE_AT_MOST:
            raise Rejected("too_many_pixels")
        content_type, written_as, ending = _DRAWN_AS[image.format or "PNG"]
        # A large JPEG is decoded smaller at once.
        image.draft("RGB", (longest_side, longest_side))
        image.thumbnail((longest_side, longest_side))
        upright = ImageOps.exif_transpose(image)
    has_holes = written_as != "JPEG" and upright.has_transparency_data
    plain = upright.convert("RGBA" if has_holes else "RGB")
    canvas = Image.new(plain.mode, plain.size)
    canvas.paste(plain)
    out = io.BytesIO()
    canvas.save(out, written_as, quality=88)
    return Picture(out.getvalue(), content_type, ending, *canvas.size)


@cache
def _know_heif() -> None:
    """Pictures of telephones; the library is only loaded for one."""
    from pillow_heif import register_heif_opener

    Image.init()
    register_heif_opener(thumbnails=False, decode_threads=1)
