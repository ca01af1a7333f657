"""Letters to check the senders of, and the names that stand behind them."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from comptoir.letters.signing import record_to_publish, sign

NOON = 1_795_435_200
GOOD_IP, BAD_IP = "192.0.2.10", "203.0.113.9"
SPF = "v=spf1 ip4:192.0.2.0/28 -all"


def a_letter(
    sender: str = "Oficina <ana@seller.test>", *, more: str = "", body: str = "Bom dia,\r\n\r\nsegue hoje.\r\n"
) -> bytes:
    head = f"From: {sender}\r\nTo: c-x@reply.test\r\nSubject: Re: caso\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\n"
    return f"{more}{head}Message-ID: <1@seller.test>\r\n\r\n{body}".encode()


def a_key(kind: str = "rsa", bits: int = 1024) -> str:
    """Always the same of a kind."""
    return _key(kind, bits)


@cache
def _key(kind: str, bits: int) -> str:
    key = Ed25519PrivateKey.generate() if kind == "ed25519" else generate_private_key(65537, bits)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def signed(raw: bytes, domain: str = "seller.test", *, kind: str = "rsa") -> bytes:
    return sign(raw, domain=domain, selector="s1", key=a_key(kind), at=NOON)


def names_of(
    domain: str = "seller.test", *, spf: str = SPF, dmarc: str = "", kind: str = "rsa"
) -> dict[str, dict[str, list[str]]]:
    """What a domain publishes that does all: servers, key, policy. "" for what it does not."""
    names: dict[str, dict[str, list[str]]] = {
        domain: {"A": ["192.0.2.10"], "TXT": ["some-verification=1", *([spf] if spf else [])]},
        f"s1._domainkey.{domain}": {"TXT": [record_to_publish(a_key(kind))]},
    }
    if dmarc:
        names[f"_dmarc.{domain}"] = {"TXT": [dmarc]}
    return names
