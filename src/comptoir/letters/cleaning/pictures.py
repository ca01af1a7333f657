"""Pictures drawn anew: what is seen survives, and nothing else that was in the file."""

from __future__ import annotations

import io
import warnings
from functools import cache

from PIL import Image, ImageOps, UnidentifiedImageError

from comptoir.letters.cleaning.cleaned import Picture, Rejected

PIXELS_AT_MOST = 65_000_000
SCALED_AT_MOST = 20_000_000
"""Points of a picture that are scaled as one likes; beyond that, in whole steps."""
SIDE_AT_MOST = 20_000
LONGEST_SIDE = 4096
"""Pixels of the longer side that a picture is left with."""

_DRAWN_AS = {
    "JPEG": ("image/jpeg", "JPEG", "jpg"),
    "MPO": ("image/jpeg", "JPEG", "jpg"),
    "HEIF": ("image/jpeg", "JPEG", "jpg"),
    "AVIF": ("image/jpeg", "JPEG", "jpg"),
    "PNG": ("image/png", "PNG", "png"),
    "GIF": ("image/png", "PNG", "png"),
    "WEBP": ("image/webp", "WEBP", "webp"),
}
_REDUCED = ("RGB", "RGBA", "L", "LA", "CMYK")
_UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, KeyError)


def drawn_anew(content: bytes, *, longest_side: int = LONGEST_SIDE, pixels: int = PIXELS_AT_MOST) -> Picture:
    """The first picture of the file, upright, on a new canvas; of so many pixels at most. Raises `Rejected`.

    Metadata, comments, colour profiles, thumbnails and what hangs behind the picture do not come along.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(content, longest_side, pixels)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise Rejected("too_many_pixels") from error
    except _UNREADABLE as error:
        raise Rejected("unreadable") from error


def _drawn(content: bytes, longest_side: int, pixels: int) -> Picture:
    plain, (content_type, written_as, ending) = _decoded(content, longest_side, pixels)
    canvas = Image.new(plain.mode, plain.size)
    canvas.paste(plain)
    # What is not needed any more goes at once: a picture takes more memory than anything else here.
    del plain
    out = io.BytesIO()
    canvas.save(out, written_as, quality=88)
    return Picture(out.getvalue(), content_type, ending, *canvas.size)


def _decoded(content: bytes, longest_side: int, pixels: int) -> tuple[Image.Image, tuple[str, str, str]]:
    """What is seen, upright, and as what it is to be written."""
    Image.init()  # a fresh process knows no format yet
    if content[4:8] == b"ftyp":
        _know_heif()
    with Image.open(io.BytesIO(content), formats=[name for name in _DRAWN_AS if name in Image.OPEN]) as image:
        if image.width * image.height > pixels or max(image.size) > SIDE_AT_MOST:
            raise Rejected("too_many_pixels")
        drawn_as = _DRAWN_AS[image.format or "PNG"]
        # A large JPEG is decoded smaller at once.
        image.draft("RGB", (longest_side, longest_side))
        upright = ImageOps.exif_transpose(_smaller(image, longest_side))
    has_holes = drawn_as[1] != "JPEG" and upright.has_transparency_data
    return upright.convert("RGBA" if has_holes else "RGB"), drawn_as


def _smaller(image: Image.Image, longest_side: int) -> Image.Image:
    times = -(-max(image.size) // longest_side)
    if image.width * image.height > SCALED_AT_MOST and times > 1 and image.mode in _REDUCED:
        # Whole steps need no picture between. How it was held is told in what comes with it.
        small = image.reduce(times)
        small.info = image.info
        return small
    image.thumbnail((longest_side, longest_side))
    return image


@cache
def _know_heif() -> None:
    """Pictures of telephones; the library is only loaded for one."""
    from pillow_heif import register_heif_opener

    Image.init()
    register_heif_opener(thumbnails=False, decode_threads=1)
