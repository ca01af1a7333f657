"""The shop's colour, fit to be read: the same shades as its widget wears, by day and by night."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

Rgb = tuple[int, int, int]

WHITE, BLACK, NIGHT, PAPER = (255, 255, 255), (0, 0, 0), (28, 31, 37), (251, 250, 247)
READABLE = 4.6
"""Contrast that text needs with what is behind it: a little more than the 4.5 that is asked for."""
_STEPS = 20


class Sheet(NamedTuple):
    """A style sheet, and the short digest of its content."""

    css: str
    digest: str


@lru_cache(maxsize=256)
def sheet_of(colour: str) -> Sheet:
    """The tokens of a shop whose colour is `colour`, as in "#1f6f5c"."""
    rgb = _rgb(colour)
    on = BLACK if _contrast(rgb, BLACK) > 7 else WHITE
    shop = _readable(rgb, WHITE, BLACK) if on == WHITE else rgb
    day, night = _readable(rgb, PAPER, BLACK), _readable(rgb, NIGHT, WHITE)
    css = (
        f":root{{--shop:{_css(shop)};--on-shop:{_css(on)};"
        f"--accent:light-dark({_css(day)},{_css(night)});--on-accent:light-dark({_css(WHITE)},{_css(BLACK)});"
        f"--accent-strong:light-dark({_css(_mixed(day, BLACK, 0.2))},{_css(_mixed(night, WHITE, 0.2))});"
        "--accent-wash:color-mix(in srgb,var(--accent) 9%,var(--surface))}\n"
    )
    return Sheet(css, hashlib.sha256(css.encode()).hexdigest()[:12])


def _readable(rgb: Rgb, paper: Rgb, ink: Rgb) -> Rgb:
    mixes = (_mixed(rgb, ink, step / _STEPS) for step in range(_STEPS))
    return next((it for it in mixes if _contrast(it, paper) >= READABLE), ink)


def _mixed(rgb: Rgb, ink: Rgb, part: float) -> Rgb:
    red, green, blue = (round(value + (other - value) * part) for value, other in zip(rgb, ink, strict=True))
    return red, green, blue


def _contrast(one: Rgb, other: Rgb) -> float:
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return lighter / darker


def _light(rgb: Rgb) -> float:
    red, green, blue = (_linear(value / 255) for value in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _css(rgb: Rgb) -> str:
    return "rgb({} {} {})".format(*rgb)
