"""A photograph that tells more than it shows: where it was taken, by whom, with what; and a comment."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image

_PLACE = {1: "N", 2: (41.0, 8.0, 57.84), 3: "W", 4: (8.0, 36.0, 39.6)}


@cache
def photograph(name: str, address: str) -> bytes:
    """A small JPEG with GPS, artist, camera and comment."""
    picture = Image.new("RGB", (64, 48), (180, 120, 60))
    exif = Image.Exif()
    exif[0x013B] = name
    exif[0x010F] = "Casio"
    exif[0x010E] = f"Balcão de {name}"
    exif[0x9286] = f"ASCII\0\0\0{address}".encode()
    exif.get_ifd(0x8825).update(_PLACE)
    target = BytesIO()
    picture.save(target, "JPEG", exif=exif, comment=f"{name} {address}".encode())
    return target.getvalue()
