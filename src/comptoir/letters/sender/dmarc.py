"""What a domain asks to be done with letters that bear its name and are not proven to be its own (DMARC, RFC 7489)."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.letters.canonical import tags
from comptoir.letters.sender.names import Names, organization_of

_POLICIES = ("none", "quarantine", "reject")


@dataclass(frozen=True, slots=True)
class Policy:
    """`asks`: "none", "quarantine" or "reject". Strict: only the very domain counts as its own, not those beside it."""

    asks: str
    is_strict_spf: bool = False
    is_strict_dkim: bool = False


def policy_of(domain: str, names: Names) -> Policy | None:
    """What the domain asks, or the one it belongs to asks for it; None when neither says anything. Raises `NamesUnavailable`."""
    whole = organization_of(domain)
    own = _published(names.texts(f"_dmarc.{domain}"))
    if own is not None:
        return _read(own, "p")
    above = _published(names.texts(f"_dmarc.{whole}")) if whole != domain else None
    return _read(above, "sp") if above is not None else None


def publishes_spf(domain: str, names: Names) -> bool:
    """Whether the domain says which servers may write in its name. Raises `NamesUnavailable`."""
    return any(record.lower() == "v=spf1" or record.lower().startswith("v=spf1 ") for record in names.texts(domain))


def is_aligned(domain: str, author: str, *, is_strict: bool) -> bool:
    """Whether what is proven of a domain is proven of the author's."""
    if not domain or not author:
        return False
    return domain == author if is_strict else organization_of(domain) == organization_of(author)


def _published(records: tuple[str, ...]) -> dict[str, bytes] | None:
    meant = [record for record in records if record.replace(" ", "").startswith("v=DMARC1")]
    # Several say nothing.
    found = tags(meant[0].encode("latin-1")) if len(meant) == 1 else None
    return {name.lower(): value for name, value in found.items()} if found else None


def _read(published: dict[str, bytes], wanted: str) -> Policy:
    asks = published.get(wanted, published.get("p", b"none")).decode("latin-1").lower()
    asks = asks if asks in _POLICIES else "none"
    if published.get("pct") == b"0" or published.get("t", b"").lower() == b"y":
        # The domain only tries it out.
        asks = _POLICIES[max(0, _POLICIES.index(asks) - 1)]
    return Policy(asks, published.get("aspf", b"r").lower() == b"s", published.get("adkim", b"r").lower() == b"s")
