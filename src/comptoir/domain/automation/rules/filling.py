"""Filling names into texts that were written beforehand."""

from __future__ import annotations

import re
from collections.abc import Mapping

VARIABLES = ("customer", "agent", "reference", "shop")

_PLACE = re.compile(rf"([ \u00a0]?)\{{({'|'.join(VARIABLES)})\}}", re.IGNORECASE)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables; one that is not known leaves no gap: “Bonjour {customer},” becomes “Bonjour,”."""

    def put(found: re.Match[str]) -> str:
        value = values.get(found[2].lower(), "")
        return f"{found[1]}{value}" if value else ""

    return _PLACE.sub(put, text).strip()
