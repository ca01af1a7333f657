"""Mails for the tests: small ones made here, and those that others published, where they lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

PUBLISHED = Path(__file__).parents[5] / "shared" / "mails"
"""Mails of the test suites of others, a folder for each; no part of Comptoir."""

FROM = b"From: Ana <ana@example.org>\r\n"


def published(folder: str = "", pattern: str = "*") -> list[Path]:
    """The published mails of a folder. Skips the test where there are none."""
    found = sorted(path for path in (PUBLISHED / folder).rglob(pattern) if path.is_file())
    if not found:
        pytest.skip("no published mails lie beside the repository")
    return found


def mail(*lines: bytes | str, body: bytes | str = b"Bom dia") -> bytes:
    """A mail of Ana's with these headers and this body."""
    headers = b"".join(_bytes(line) + b"\r\n" for line in lines)
    return FROM + headers + b"\r\n" + _bytes(body)


def multipart(kind: str, *parts: bytes | str, boundary: str = "b", headers: bytes = FROM) -> bytes:
    """A multipart of these parts, each with its own headers."""
    mark = b"--" + boundary.encode()
    body = b"".join(mark + b"\r\n" + _bytes(part) + b"\r\n" for part in parts)
    return headers + f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode() + body + mark + b"--\r\n"


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
