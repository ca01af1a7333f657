"""Mail addresses as people write them, and the one form in which they are kept and compared."""

from __future__ import annotations

import re

LONGEST = 254
_LOCAL = re.compile(r"[^\s<>()\[\]\\,;:@\"\x00-\x1f\x7f]{1,64}")
_DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def address_in(text: str) -> str | None:
    """The one address that `text` is, in small letters and its domain in ASCII; None where it is none or too long."""
    local, at, domain = text.strip().rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    plain = _in_ascii(domain.lower().rstrip("."))
    if plain is None or ("." not in plain and plain != "localhost"):
        return None
    address = f"{local.lower()}@{plain}"
    return address if len(address) <= LONGEST else None


def pattern_in(text: str) -> str | None:
    """The sender that `text` names: an address, or a whole domain as "@example.com"; None where it is neither."""
    text = text.strip()
    if text.startswith("@") or "@" not in text:
        domain = _in_ascii(text.removeprefix("@").lower().rstrip("."))
        return f"@{domain}" if domain and "." in domain else None
    return address_in(text)


def patterns_of(address: str) -> tuple[str, ...]:
    """By which patterns an address may be blocked: itself, its domain, and the domains above, but no top one."""
    parts = address.rpartition("@")[2].split(".")
    return address, *(f"@{'.'.join(parts[at:])}" for at in range(len(parts) - 1))


def _in_ascii(domain: str) -> str | None:
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode()
        except UnicodeError:
            return None
    return domain if len(domain) <= 253 and _DOMAIN.fullmatch(domain) else None
