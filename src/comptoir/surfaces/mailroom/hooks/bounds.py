"""Mails that come taken apart, as JSON, cut to what can be put together in a moment: a header alone can keep a parser busy for minutes."""

from __future__ import annotations

import re
from typing import Any

import msgspec

BODIES = frozenset({"Text-part", "Html-part", "RawTextBody", "RawHtmlBody", "ExtractedMarkdownMessage", "RawEmail"})
LONGEST = 4000
"""Signs of what is no body and no file."""
BODY_LONGEST = 1_000_000
MANY = 500
DEEPEST = 8
_BREAKS = re.compile(r"[\r\n\x00]+")
_ENCODED = re.compile(r"[A-Za-z0-9+/=\r\n]*")


def bounded(body: bytes) -> bytes:
    """The same document with everything cut to its bound, and no line breaks where a header is. Raises `ValueError`."""
    try:
        return msgspec.json.encode(_cut(msgspec.json.decode(body), "", 0))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError("no JSON") from error


def _cut(value: Any, name: str, depth: int) -> Any:
    if isinstance(value, str):
        return _cut_text(value, name)
    if depth >= DEEPEST:
        return None
    if isinstance(value, dict):
        return {str(key)[:200]: _cut(each, str(key), depth + 1) for key, each in list(value.items())[:MANY]}
    if isinstance(value, list):
        return [_cut(each, name, depth + 1) for each in value[:MANY]]
    return value


def _cut_text(text: str, name: str) -> str:
    if name in BODIES:
        return text[:BODY_LONGEST]
    if "ttachment" in name and _ENCODED.fullmatch(text):
        return text  # a file, bounded by the request
    return _BREAKS.sub(" ", text[:LONGEST])
