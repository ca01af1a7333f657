"""Signatures of domains in a letter (DKIM, RFC 6376 and 8463), verified."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NoBase64
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from comptoir.letters.canonical import Signed, body_as, cut, header_as, tags
from comptoir.letters.sender.author import ascii_domain
from comptoir.letters.sender.names import Names, NamesUnavailable, organization_of

SIGNATURES_AT_MOST = 8
"""Of one letter that are looked at: those of the sender's own domain first."""
SMALLEST_KEY, LARGEST_KEY = 1024, 8192
"""Bits of an RSA key."""

_BLANK = re.compile(rb"\s+")
_FORMS = {"simple", "relaxed"}
_ALGORITHMS = {b"rsa-sha256": b"rsa", b"ed25519-sha256": b"ed25519"}
_MADE_LATER_AT_MOST = 36_000


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose signature a letter bears, and whether it holds: "pass", "fail", "permerror" or "temperror" (no answer)."""

    result: str
    domain: str


@dataclass(frozen=True, slots=True)
class _Claim:
    header: bytes
    tags: dict[str, bytes]
    domain: str
    forms: tuple[str, str]


def signatures_of(raw: bytes, names: Names, *, author: str, at: float) -> tuple[Signature, ...]:
    """The signatures of a letter, those first that count for the author's domain. `at`: when it came, in seconds of Unix."""
    letter = cut(raw)
    if letter is None:
        return ()
    claims = [_claim(header) for name, header in letter.headers if name == b"dkim-signature"]
    known = [claim for claim in claims if claim is not None]
    known.sort(key=lambda claim: organization_of(claim.domain) != organization_of(author))
    bodies: dict[str, tuple[bytes, int]] = {}
    return tuple(
        Signature(_result(claim, letter, names, at, bodies), claim.domain) for claim in known[:SIGNATURES_AT_MOST]
    )


def _claim(header: bytes) -> _Claim | None:
    found = tags(header.partition(b":")[2])
    if not found or not {"v", "a", "b", "bh", "d", "h", "s"} <= found.keys():
        return None
    domain = ascii_domain(found["d"].decode("latin-1"))
    forms = found.get("c", b"simple/simple").decode("latin-1").lower().split("/")
    if not domain or not _FORMS.issuperset(forms) or len(forms) > 2:
        return None
    return _Claim(header, found, domain, (forms[0], forms[1] if len(forms) == 2 else "simple"))


def _result(claim: _Claim, letter: Signed, names: Names, at: float, bodies: dict[str, tuple[bytes, int]]) -> str:
    if not _is_sound(claim, at):
        return "permerror"
    form = claim.forms[1]
    if form not in bodies:
        body = body_as(letter.body, form)
        bodies[form] = sha256(body).digest(), len(body)
    digest, length = bodies[form]
    # What only signs the beginning of a letter says nothing of what anybody wrote behind it.
    if "l" in claim.tags and claim.tags["l"] != str(length).encode():
        return "fail"
    if _unpacked(claim.tags["bh"]) != digest:
        return "fail"
    try:
        records = names.texts(f"{claim.tags['s'].decode('latin-1')}._domainkey.{claim.domain}")
    except NamesUnavailable:
        return "temperror"
    key = _key(records, claim)
    return "permerror" if key is None else "pass" if _holds(claim, letter, key) else "fail"


def _is_sound(claim: _Claim, at: float) -> bool:
    """Whether the claim is one that can hold, before anything is asked."""
    given = claim.tags
    signed = [name.strip().lower() for name in given["h"].split(b":")]
    identity = ascii_domain(given.get("i", b"@" + claim.domain.encode()).decode("latin-1").rpartition("@")[2])
    until, made = given.get("x", b""), given.get("t", b"")
    return (
        given["v"] == b"1"
        and given["a"] in _ALGORITHMS
        and b"from" in signed
        and len(signed) <= 200
        and (identity == claim.domain or identity.endswith("." + claim.domain))
        and b"dns/txt" in given.get("q", b"dns/txt").split(b":")
        and (not until or (until.isdigit() and len(until) < 13 and int(until) >= at))
        and (not made or (made.isdigit() and len(made) < 13 and int(made) <= at + _MADE_LATER_AT_MOST))
    )


def _key(records: tuple[str, ...], claim: _Claim) -> RSAPublicKey | Ed25519PublicKey | None:
    found = next((tags(record.encode("latin-1")) for record in records if "p=" in record.replace(" ", "")), None)
    if not found or found.get("v", b"DKIM1") != b"DKIM1":
        return None
    kind, meant = found.get("k", b"rsa"), _ALGORITHMS[claim.tags["a"]]
    hashes, services = found.get("h", b"sha256").split(b":"), found.get("s", b"*").split(b":")
    if kind != meant or b"sha256" not in hashes or not {b"*", b"email"} & set(services):
        return None
    flags = found.get("t", b"").split(b":")
    identity = claim.tags.get("i", b"@" + claim.domain.encode()).decode("latin-1").rpartition("@")[2].lower()
    if b"s" in flags and identity != claim.domain:
        return None
    return _read_key(_unpacked(found.get("p", b"")), kind)


def _read_key(written: bytes, kind: bytes) -> RSAPublicKey | Ed25519PublicKey | None:
    try:
        if kind == b"ed25519":
            return Ed25519PublicKey.from_public_bytes(written)
        key = load_der_public_key(written)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, RSAPublicKey) and SMALLEST_KEY <= key.key_size <= LARGEST_KEY else None


def _holds(claim: _Claim, letter: Signed, key: RSAPublicKey | Ed25519PublicKey) -> bool:
    digest = sha256(signed_headers(letter, claim.tags["h"], claim.header, claim.forms[0])).digest()
    signature = _unpacked(claim.tags["b"])
    try:
        if isinstance(key, RSAPublicKey):
            key.verify(signature, digest, PKCS1v15(), Prehashed(SHA256()))
        else:
            key.verify(signature, digest)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_headers(letter: Signed, named: bytes, signature: bytes, form: str) -> bytes:
    """What a signature signs of the headers: those named, the lowest of a name first, and itself without its end."""
    waiting: dict[bytes, list[bytes]] = {}
    for name, header in letter.headers:
        waiting.setdefault(name, []).append(header)
    chosen = [waiting[name].pop() for name in _names(named) if waiting.get(name)]
    name, _, value = signature.partition(b":")
    pieces = value.removesuffix(b"\r\n").split(b";")
    bare = [piece.partition(b"=")[0] + b"=" if piece.partition(b"=")[0].strip() == b"b" else piece for piece in pieces]
    own = header_as(name + b":" + b";".join(bare) + b"\r\n", form).removesuffix(b"\r\n")
    return b"".join(header_as(header, form) for header in chosen) + own


def _names(named: bytes) -> list[bytes]:
    return [name.strip().lower() for name in named.split(b":")]


def _unpacked(written: bytes) -> bytes:
    try:
        return b64decode(_BLANK.sub(b"", written), validate=True)
    except (NoBase64, ValueError):
        return b""
