"""Signing letters of ours for our domain (DKIM, RFC 6376): who receives them can tell that they are."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from comptoir.letters.canonical import body_as, cut, header_as

_SIGNED = (
    *(b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"in-reply-to", b"references"),
    *(b"mime-version", b"content-type", b"content-language", b"auto-submitted"),
)
_ONCE_MORE = (b"from", b"to", b"subject", b"date", b"reply-to")
"""Signed once more than they are there: nobody adds another."""


class BadKey(ValueError):
    """The key cannot be used: it is no RSA key of 1024 bits or more, nor an Ed25519 key, in PEM without a password."""


def sign(raw: bytes, *, domain: str, selector: str, key: str, at: int) -> bytes:
    """The letter with a signature on top. `key` is a private key in PEM, `at` the time in seconds of Unix.

    The same letter, key and time give the same bytes. Raises `BadKey`.
    """
    private, algorithm = _key(key)
    letter = cut(raw)
    if letter is None:
        raise ValueError("no letter")
    there = [name for name, _ in letter.headers]
    named = [name for name in _SIGNED for _ in range(there.count(name))] + list(_ONCE_MORE)
    body = b64encode(sha256(body_as(letter.body, "relaxed")).digest()).decode()
    lines = (
        f"DKIM-Signature: v=1; a={algorithm}; c=relaxed/relaxed; d={domain}; s={selector};",
        f" t={at}; bh={body};",
        f" h={b':'.join(sorted(named)).decode()};",
        " b=",
    )
    bare = "\r\n".join(_folded(line) for line in lines).encode("ascii")
    waiting = {name: [header for each, header in letter.headers if each == name] for name in set(named)}
    chosen = [waiting[name].pop() for name in sorted(named) if waiting[name]]
    content = b"".join(header_as(header, "relaxed") for header in chosen)
    content += header_as(bare + b"\r\n", "relaxed").removesuffix(b"\r\n")
    signature = _made(private, sha256(content).digest())
    return bare + b"\r\n ".join(signature[at : at + 70] for at in range(0, len(signature), 70)) + b"\r\n" + raw


def record_to_publish(key: str) -> str:
    """What is to be published as TXT at `<selector>._domainkey.<domain>`. Raises `BadKey`."""
    private, algorithm = _key(key)
    public = private.public_key()
    if algorithm == "ed25519-sha256":
        return f"v=DKIM1; k=ed25519; p={b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()}"
    pem = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={b64encode(pem).decode()}"


@lru_cache(maxsize=8)
def _key(written: str) -> tuple[RSAPrivateKey | Ed25519PrivateKey, str]:
    try:
        key = load_pem_private_key(written.encode(), password=None)
    except (ValueError, TypeError) as error:
        raise BadKey from error
    if isinstance(key, Ed25519PrivateKey):
        return key, "ed25519-sha256"
    if isinstance(key, RSAPrivateKey) and key.key_size >= 1024:
        return key, "rsa-sha256"
    raise BadKey


def _made(key: RSAPrivateKey | Ed25519PrivateKey, digest: bytes) -> bytes:
    if isinstance(key, RSAPrivateKey):
        return b64encode(key.sign(digest, PKCS1v15(), Prehashed(SHA256())))
    return b64encode(key.sign(digest))


def _folded(line: str) -> str:
    """Folded behind colons and semicolons, where blanks change nothing."""
    lines, now = [], ""
    for piece in line.replace(":", ":\0").replace("; ", ";\0").split("\0"):
        if now.strip() and len(now) + len(piece) > 74:
            lines.append(now)
            now = " "
        now += piece if not now or now.isspace() else (" " if now.endswith(";") else "") + piece
    return "\r\n".join([*lines, now])
