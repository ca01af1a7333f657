"""Which country's way of writing dates and amounts each language of ours is meant in."""

from __future__ import annotations

LOCALES = {"en": "en_GB", "pt": "pt_PT"}
"""Where a language is written differently in several countries, the one we mean."""


def locale_of(language: str) -> str:
    """The name by which Babel knows how a language of ours writes, as in "pt_PT"; of others, the language itself."""
    return LOCALES.get(language, language).replace("-", "_")
