"""What a client says, taken apart."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

_PATH = re.compile(r"(?i)(from|to):\s*<([^<>]*)>((?:\s+\S+)*)\s*")
_ROUTE = re.compile(r"@[^:<>]*:")
LONGEST_PATH = 320


class Path(NamedTuple):
    """An address of the envelope, and what was said of the mail besides."""

    address: str
    parameters: dict[str, str]


def path_in(argument: str, word: str) -> Path | None:
    """The address after FROM: or TO:; None where there is none that could be meant."""
    found = _PATH.fullmatch(argument.strip())
    if found is None or found[1].lower() != word:
        return None
    address = _ROUTE.sub("", found[2].strip(), count=1) if found[2].startswith("@") else found[2].strip()
    if len(address) > LONGEST_PATH or any(ord(sign) < 33 or ord(sign) == 127 for sign in address):
        return None
    words = [each.partition("=") for each in found[3].split()]
    return Path(address, {name.upper(): value for name, _, value in words})


def declared_size(parameters: dict[str, str]) -> int:
    """The size that the client announces; 0 where it says none."""
    said = parameters.get("SIZE", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0


def forwarded(argument: str) -> dict[str, str]:
    """What a mail server of the house tells of its own client (XFORWARD), by name."""
    words = [each.partition("=") for each in argument.split()]
    told = {name.upper(): _decoded(value) for name, _, value in words}
    return {
        name: value for name, value in told.items() if value and value.upper() not in ("[UNAVAILABLE]", "[TEMPUNAVAIL]")
    }


def _decoded(value: str) -> str:
    text = unquote(value.replace("+", "%2B"), errors="replace")
    return re.sub(r"[\x00-\x20\x7f]", "", text)[:253]
