"""What a provider signs is believed only as far as it can be (A23): every way in which it may lie, or somebody for it."""

from __future__ import annotations

import datetime as dt
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from comptoir.domain.accounts.oidc.tokens import TokenNotBelieved, claims_of, person_of

ISSUER, CLIENT, NONCE = "https://id.maison-perle.example", "comptoir", "n-1"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(key, kid: str = "one", **more: str) -> dict:
    return {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": kid, "use": "sig", **more}


def token(key=KEY, algorithm: str = "RS256", kid: str | None = "one", header: dict | None = None, **lie: object) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "u-1", "iat": now, "exp": now + 300, "nonce": NONCE}
    claims = {name: value for name, value in (claims | lie).items() if value is not None}
    return jwt.encode(claims, key, algorithm=algorithm, headers={**({"kid": kid} if kid else {}), **(header or {})})


def claimed(text: str, keys: list[dict] | None = None, now: dt.datetime | None = None) -> dict:
    now = now or dt.datetime.now(dt.UTC)
    return claims_of(text, keys=keys or [public(KEY)], issuer=ISSUER, client_id=CLIENT, nonce=NONCE, now=now)


def test_a_token_that_is_all_right_is_believed() -> None:
    assert claimed(token())["sub"] == "u-1"
    assert claimed(token(aud=[CLIENT]))["sub"] == "u-1"
    assert claimed(token(kid=None), [public(OTHER, "zero"), public(KEY)])["sub"] == "u-1"


def test_a_key_on_a_curve_will_do_too() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    listed = {**json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())), "kid": "e"}

    assert claimed(token(key, "ES256", kid="e"), [public(KEY), listed])["sub"] == "u-1"


LIES = {
    "another issuer": {"iss": "https://id.evil.example"},
    "the issuer with a slash": {"iss": ISSUER + "/"},
    "for somebody else": {"aud": "another"},
    "for somebody else and us, and not said for whom": {"aud": [CLIENT, "another"]},
    "for us, asked for by another": {"azp": "another"},
    "another question": {"nonce": "n-2"},
    "no question": {"nonce": None},
    "an empty question": {"nonce": ""},
    "over": {"exp": int(time.time()) - 120},
    "without an end": {"exp": None},
    "made long ago": {"iat": int(time.time()) - 3600},
    "without a date": {"iat": None},
    "made tomorrow": {"iat": int(time.time()) + 86400},
    "of nobody": {"sub": None},
    "of an empty name": {"sub": ""},
    "of a name that is too long": {"sub": "u" * 192},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_token_that_says_something_else_is_not_believed(lie: dict) -> None:
    """A23"""
    with pytest.raises(TokenNotBelieved):
        claimed(token(**lie))


def test_a_token_that_nobody_has_signed_is_not_believed() -> None:
    """A23: alg none, in every spelling."""
    plain = jwt.encode({"iss": ISSUER, "aud": CLIENT, "sub": "u-1", "nonce": NONCE}, None, algorithm="none")
    for text in (plain, plain.replace("none", "None"), token().rpartition(".")[0] + "."):
        with pytest.raises(TokenNotBelieved):
            claimed(text)


def test_a_token_signed_by_another_key_is_not_believed() -> None:
    with pytest.raises(TokenNotBelieved):
        claimed(token(OTHER))


def test_a_public_key_is_no_shared_secret() -> None:
    """A23: signed with what everybody can read."""
    secret = str(KEY.public_key().public_numbers().n).encode()
    for algorithm in ("HS256", "HS512"):
        with pytest.raises(TokenNotBelieved):
            claimed(token(secret, algorithm))


def test_a_key_that_the_token_brings_itself_is_not_used() -> None:
    for header in ({"jwk": public(OTHER)}, {"jku": "https://id.evil.example/keys"}, {"crit": ["x"], "x": 1}):
        with pytest.raises(TokenNotBelieved):
            claimed(token(OTHER, header=header))


def test_a_key_for_another_use_or_another_signature_is_not_used() -> None:
    for more in ({"use": "enc"}, {"alg": "RS512"}):
        with pytest.raises(TokenNotBelieved):
            claimed(token(), [public(KEY) | more])
    with pytest.raises(TokenNotBelieved):
        claimed(token(), [{"kty": "oct", "k": "c2VjcmV0", "kid": "one"}])


@pytest.mark.parametrize("text", ["", ".", "a.b.c", "x" * 40_000, "é.é.é"])
def test_nonsense_is_not_believed(text: str) -> None:
    with pytest.raises(TokenNotBelieved):
        claimed(text)


@pytest.mark.parametrize(
    ("said", "is_verified"),
    [(True, True), (False, False), ("true", False), ("false", False), (1, False), (None, None), ([], False)],
)
def test_only_a_plain_yes_confirms_an_address(said: object, is_verified: bool | None) -> None:
    """A23: "false" in quotes is no yes."""
    assert person_of({"sub": "u-1", "email": "A@B.example", "email_verified": said}).is_verified is is_verified


def test_odd_claims_are_left_out() -> None:
    person = person_of({"sub": "u-1", "email": ["x"], "name": {"a": 1}, "amr": "mfa", "auth_time": True})

    assert (person.email, person.name, person.methods, person.proven_at) == ("", "", frozenset(), None)
