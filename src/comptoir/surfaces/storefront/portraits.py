"""Portraits of the demo's people: initials on the colour of their audience, drawn when they are first asked for."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from PIL import Image, ImageDraw, ImageFont

SIZE = 192
FINE = 3
"""Drawn this many times larger, then made smaller: smooth edges."""

AMBASSADOR, ADVISOR, REFERENT, OFFICE = (
    ("#E9B44C", "#B97A12"),
    ("#5C86C4", "#27466F"),
    ("#B3709F", "#6B3059"),
    (
        "#7C8A85",
        "#3D4A46",
    ),
)


class Sitter(NamedTuple):
    """Whose portrait it is."""

    initials: str
    colours: tuple[str, str]


SITTERS = {
    "ines": Sitter("IF", AMBASSADOR),
    "bernard": Sitter("BL", AMBASSADOR),
    "aicha": Sitter("AD", AMBASSADOR),
    "salome": Sitter("SD", AMBASSADOR),
    "elena": Sitter("ED", AMBASSADOR),
    "doru": Sitter("DP", AMBASSADOR),
    "nadia": Sitter("NB", ADVISOR),
    "julien": Sitter("JM", ADVISOR),
    "emilie": Sitter("ÉG", ADVISOR),
    "lucas": Sitter("LB", ADVISOR),
    "ana": Sitter("AI", ADVISOR),
    "andrei": Sitter("AP", ADVISOR),
    "ioana": Sitter("IM", ADVISOR),
    "radu": Sitter("RG", ADVISOR),
    "joana": Sitter("JF", ADVISOR),
    "tiago": Sitter("TM", ADVISOR),
    "duarte": Sitter("DN", ADVISOR),
    "marta": Sitter("ML", REFERENT),
    "helena": Sitter("HS", OFFICE),
    "sylvie": Sitter("SC", REFERENT),
    "corina": Sitter("CV", REFERENT),
    "theo": Sitter("TM", OFFICE),
    "claire": Sitter("CA", OFFICE),
    "mihai": Sitter("MS", OFFICE),
    "olivia": Sitter("OS", OFFICE),
}


@lru_cache(maxsize=64)
def portrait_of(name: str) -> bytes | None:
    """The portrait as WebP; None when there is nobody of that name."""
    sitter = SITTERS.get(name)
    if sitter is None:
        return None
    side = SIZE * FINE
    picture = _light_from_above(side, *sitter.colours)
    _draw_arcs(picture, seed=sum(map(ord, name)))
    _write(picture, sitter.initials)
    out = io.BytesIO()
    picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(out, "WEBP", quality=90)
    return out.getvalue()


def _light_from_above(side: int, top: str, bottom: str) -> Image.Image:
    mask = Image.linear_gradient("L").resize((side, side)).rotate(-30, resample=Image.Resampling.BICUBIC, expand=False)
    mask = mask.resize((side * 2, side * 2)).crop((side // 2, side // 2, side // 2 + side, side // 2 + side))
    return Image.composite(Image.new("RGB", (side, side), bottom), Image.new("RGB", (side, side), top), mask)


def _draw_arcs(picture: Image.Image, seed: int) -> None:
    """Two faint rings off the middle, placed by the name: enough to tell two portraits of one colour apart."""
    side = picture.width
    veil = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    brush = ImageDraw.Draw(veil)
    for turn, radius in enumerate((0.34, 0.5)):
        x = side * (0.15 + 0.7 * ((seed * (turn + 3)) % 17) / 17)
        y = side * (0.1 + 0.8 * ((seed * (turn + 5)) % 13) / 13)
        reach = side * radius
        brush.ellipse((x - reach, y - reach, x + reach, y + reach), outline=(255, 255, 255, 26), width=side // 14)
    picture.paste(veil, mask=veil.getchannel("A"))


def _write(picture: Image.Image, initials: str) -> None:
    side = picture.width
    font = ImageFont.load_default(size=side * 0.44)
    brush = ImageDraw.Draw(picture)
    # The font that comes along has no letters with accents: it would draw a box for them.
    plain = "".join(sign for sign in normalize("NFD", initials) if not combining(sign))
    brush.text((side / 2, side * 0.51), plain, fill="#FFFFFF", font=font, anchor="mm")
