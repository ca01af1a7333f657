"""The project's translations by the standard library alone, so that a charter can be checked without a running service."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

_LOCALE = Path(__file__).resolve().parents[2] / "locale"


@lru_cache(maxsize=16)
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of `language`; English where there is none."""
    return gettext.translation("django", _LOCALE, languages=[language], fallback=True)


def filled(sentence: str, params: Mapping[str, Any]) -> str:
    """`sentence` with its {named} gaps filled, as text; values are never read as templates themselves."""
    return sentence.format(**{name: str(value) for name, value in params.items()}) if params else sentence


def said_in(language: str, sentence: str, /, **params: Any) -> str:
    """A marked sentence in `language`, its gaps filled."""
    return filled(translations(language).gettext(sentence), params)


def N_(msgid: str) -> str:  # noqa: N802 - the name that extractors look for
    """Mark a sentence for translation where it stands; it is translated where it is said."""
    return msgid
