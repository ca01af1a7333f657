"""Pictures that a telephone reads: drawn here, as a path in the page, so that no other server sees the secret."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

from comptoir.domain.accounts.actions import own_host

QUIET = 4
"""Empty cells around it, without which it is not read."""


class Picture(NamedTuple):
    """A square of `size` cells, and the path of its dark ones."""

    size: int
    path: str


def totp_address(email: str, secret: str) -> str:
    """What an app takes in: who it is, at which house, and the secret."""
    issuer = f"Comptoir {own_host()}"
    question = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(email)}?{question}"


def drawn(text: str) -> Picture:
    """The text as a picture."""
    import qrcode

    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    cells = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(cells) for x, is_dark in enumerate(row) if is_dark)
    return Picture(len(cells), path)
