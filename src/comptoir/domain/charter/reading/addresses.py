"""Readers of addresses: origins, pages, patterns of pages, mail addresses."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from comptoir.domain.charter.mistakes import Advice
from comptoir.domain.charter.reading.cells import Cell
from comptoir.domain.charter.reading.kinds import string

_MAIL = re.compile(r"[^@\s<>,;\"]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+", re.IGNORECASE)
_LOCAL = {"localhost", "127.0.0.1", "::1"}


def origin(cell: Cell) -> str:
    """A site's origin: `https://` and a host, no path; plain `http://` only for this machine."""
    parts = _https(cell)
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise cell.refuse("origin_with_path", Advice("write_origin", {"origin": _origin(parts)}))
    return _origin(parts)


def page_address(cell: Cell) -> str:
    """The full address of a page: `https://`; plain `http://` only for this machine."""
    _https(cell)
    return str(cell.value).strip()


def origin_of(address: str) -> str:
    """The origin of an address that was read by `page_address`."""
    return _origin(urlsplit(address))


def mail_address(cell: Cell) -> str:
    """One plain e-mail address."""
    value = string(cell, 254)
    if not _MAIL.fullmatch(value):
        raise cell.refuse("not_mail_address", value=value)
    return value


def page_pattern(cell: Cell) -> str:
    """A path on the shop's sites in which `*` stands for anything; `*` alone means every page."""
    value = string(cell, 300)
    if value == "*" or value.startswith(("/", "*/")):
        if any(sign in value for sign in "?#"):
            raise cell.refuse("pattern_with_query", Advice("write_pattern"))
        return value
    raise cell.refuse("not_page_pattern", Advice("write_pattern"), value=value)


def _https(cell: Cell) -> SplitResult:
    value = string(cell, 500)
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise cell.refuse("not_address", Advice("write_address"), value=value) from None
    if any(sign.isspace() for sign in value) or parts.scheme not in ("https", "http") or not _HOST.fullmatch(host):
        raise cell.refuse("not_address", Advice("write_address"), value=value)
    if "@" in parts.netloc or "\\" in value:
        raise cell.refuse("not_address", Advice("write_address"), value=value)
    if parts.scheme == "http" and host not in _LOCAL:
        raise cell.refuse("not_https", Advice("did_you_mean", {"near": value.replace("http://", "https://", 1)}))
    return parts


def _origin(parts: SplitResult) -> str:
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port and parts.port != usual else "")
