"""Senders who want to be taken for another: by the name that is shown, or by letters that look like others."""

from __future__ import annotations

import re
import unicodedata

from comptoir.letters.addresses import ascii_domain
from comptoir.letters.headers import decoded_words

_SOMEBODY = re.compile(r"[^\s@<>\"(),:;]{1,64}@([^\s@<>\"(),:;]{1,253}\.[^\s@<>\"(),:;]{2,63})")
_TOGETHER = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH", "FULLWIDTH"}
"""Japanese is written in them all at once."""


def odd_signs(address: str, name: str) -> tuple[str, ...]:
    """What should make one careful: "name_is_address" (the name is an address of another domain), "mixed_scripts"
    (letters of several scripts in one word of the domain). The name may be encoded (RFC 2047).
    """
    found, domain = [], ascii_domain(address.rpartition("@")[2])
    shown = _SOMEBODY.search(unicodedata.normalize("NFKC", decoded_words(name[:1000])))
    if shown and ascii_domain(shown[1]) != domain:
        found.append("name_is_address")
    if any(_scripts(label) > 1 for label in _written(domain).split(".")):
        found.append("mixed_scripts")
    return tuple(found)


def _written(domain: str) -> str:
    try:
        return domain.encode().decode("idna")
    except UnicodeError:
        return domain


def _scripts(label: str) -> int:
    scripts = {unicodedata.name(sign, "?").split(" ")[0] for sign in label if sign.isalpha()}
    return len(scripts - _TOGETHER) + bool(scripts & _TOGETHER)
