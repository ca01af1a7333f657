"""Believing an id token: signed by one of the provider's keys, for us, now, for what this browser asked. A23."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that only the holder of a private key can make: never `none`, never a secret that we hold too."""

KINDS = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
"""The kind of key that each of them is made with."""

LEEWAY = 60
"""Seconds by which clocks may differ."""

OLDEST = 600
"""Seconds since the token was made."""

LONGEST = 32 * 1024
NAME_LONGEST = 191


class TokenNotBelieved(Exception):
    """The token is not what it should be; nobody is told which part, the log is."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the provider vouches for. `is_verified` is None where it does not say."""

    sub: str
    email: str
    is_verified: bool | None
    name: str
    methods: frozenset[str]
    proven_at: int | None


def claims_of(
    token: str, *, keys: list[dict[str, Any]], issuer: str, client_id: str, nonce: str, now: dt.datetime
) -> dict[str, Any]:
    """What the token says, all of it checked. Raises `TokenNotBelieved`."""
    try:
        header = jwt.get_unverified_header(token) if len(token) <= LONGEST else {}
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS or header.get("crit"):
            raise TokenNotBelieved("algorithm")
        claims: dict[str, Any] = _decoded(token, _fitting(keys, header), algorithm, issuer, client_id)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
        raise TokenNotBelieved(type(error).__name__) from error
    _check(claims, client_id, nonce, now)
    return claims


def person_of(claims: dict[str, Any]) -> Person:
    """Whom the claims are about. Only a plain `true` confirms an address."""
    verified = claims.get("email_verified")
    methods = claims.get("amr")
    proven = claims.get("auth_time")
    return Person(
        sub=str(claims["sub"]),
        email=_text(claims.get("email"), 254).lower(),
        is_verified=None if verified is None else verified is True,
        name=_text(claims.get("name"), 120),
        methods=frozenset(it for it in methods if isinstance(it, str)) if isinstance(methods, list) else frozenset(),
        proven_at=proven if isinstance(proven, int) and not isinstance(proven, bool) else None,
    )


def _decoded(token: str, keys: list[dict[str, Any]], algorithm: str, issuer: str, client_id: str) -> dict[str, Any]:
    last: Exception = TokenNotBelieved("no key")
    for key in keys:
        try:
            return jwt.decode(
                token,
                jwt.PyJWK.from_dict(key, algorithm=algorithm),
                algorithms=[algorithm],
                audience=client_id,
                issuer=issuer,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "sub", "aud", "iss"]},
            )
        except jwt.InvalidSignatureError as error:
            last = error
    raise last


def _fitting(keys: list[dict[str, Any]], header: dict[str, Any]) -> list[dict[str, Any]]:
    """The keys that may have signed: of that name where one is named, for signing, and not a shared secret."""
    named = header.get("kid")
    return [
        key
        for key in keys
        if (named is None or key.get("kid") == named)
        and key.get("use", "sig") == "sig"
        and key.get("kty") == KINDS[header["alg"][:2]]
        and key.get("alg", header["alg"]) == header["alg"]
    ][:5]


def _check(claims: dict[str, Any], client_id: str, nonce: str, now: dt.datetime) -> None:
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    party = claims.get("azp")
    if (len(audience) > 1 and party is None) or party not in (None, client_id):
        raise TokenNotBelieved("azp")
    said = claims.get("nonce")
    if not nonce or not isinstance(said, str) or not secrets.compare_digest(said.encode(), nonce.encode()):
        raise TokenNotBelieved("nonce")
    if now.timestamp() - float(claims["iat"]) > OLDEST:
        raise TokenNotBelieved("iat")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= NAME_LONGEST:
        raise TokenNotBelieved("sub")


def _text(value: Any, longest: int) -> str:
    return value.replace("\0", "").strip()[:longest] if isinstance(value, str) else ""
