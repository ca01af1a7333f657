"""S/MIME mails that are signed and not encrypted: the letter lies within the signature, in the form that BER gives it.

The signature itself is not looked at: who wrote is told by the sender's domain.
"""

from __future__ import annotations

_SIGNED = bytes.fromhex("06092a864886f70d010702")
_SEQUENCE, _OCTETS, _OCTETS_IN_PIECES, _WRAPPED = 0x30, 0x04, 0x24, 0xA0
_MOST_PIECES = 100_000


class _NotSealed(Exception):
    """It is no signed content, or its lengths lead nowhere."""


def unsealed(content: bytes) -> bytes | None:
    """The letter within a signed content; None for an encrypted one, and for what cannot be read."""
    try:
        _, at, _ = _head(content, 0, _SEQUENCE)
        if not content.startswith(_SIGNED, at):
            return None
        _, at, _ = _head(content, at + len(_SIGNED), _WRAPPED)
        _, at, _ = _head(content, at, _SEQUENCE)
        for _ in range(2):  # its version, and the ways of digesting
            at = _behind(content, at)
        _, at, _ = _head(content, at, _SEQUENCE)
        _, at, _ = _head(content, _behind(content, at), _WRAPPED)
        return _octets(content, at)
    except (_NotSealed, IndexError):
        return None


def _head(content: bytes, at: int, wanted: int | None = None) -> tuple[int, int, int]:
    """Tag, where the value begins, and its length (-1: until its end is marked)."""
    tag, length = content[at], content[at + 1]
    if wanted is not None and tag != wanted:
        raise _NotSealed
    if length == 0x80:
        return tag, at + 2, -1
    if length < 0x80:
        return tag, at + 2, length
    count = length & 0x7F
    if count > 4:
        raise _NotSealed
    return tag, at + 2 + count, int.from_bytes(content[at + 2 : at + 2 + count], "big")


def _behind(content: bytes, at: int) -> int:
    """Where what follows a value begins."""
    _, begin, length = _head(content, at)
    if length < 0:
        raise _NotSealed  # small values are never sent so
    return begin + length


def _octets(content: bytes, at: int) -> bytes:
    """A string of bytes, whole or in pieces."""
    tag, begin, length = _head(content, at)
    if tag == _OCTETS and length >= 0:
        return content[begin : begin + length]
    if tag != _OCTETS_IN_PIECES:
        raise _NotSealed
    pieces: list[bytes] = []
    end = len(content) if length < 0 else begin + length
    at = begin
    while at < end and len(pieces) < _MOST_PIECES and content[at : at + 2] != b"\0\0":
        _, start, size = _head(content, at, _OCTETS)
        if size < 0:
            raise _NotSealed
        pieces.append(content[start : start + size])
        at = start + size
    return b"".join(pieces)
