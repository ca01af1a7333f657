"""Attack A16: tokens that can be guessed, last for ever or match nothing (as in CVE-2026-27637, CVE-2026-53595)."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comptoir.domain.people.actions import revoke_visitor_token
from comptoir.domain.people.errors import TokenNotValid
from comptoir.domain.people.queries import visitor_of_token
from comptoir.domain.people.tokens import SALT, VALID_FOR, visitor_token
from comptoir.domain.shops.errors import IdentityNotProven
from comptoir.domain.shops.identity import identity_key, proven_identity
from comptoir.surfaces.widget.views.files import HOLDS
from comptoir.surfaces.widget.views.files import SALT as FILE_SALT
from tests.people import a_shop, a_visitor

pytestmark = pytest.mark.django_db


def test_visitors_tokens_cannot_be_guessed():
    """A16: what names a visitor is random, 122 bits of it, and the signature is not shorter."""
    shop = a_shop()
    keys = {a_visitor(shop).key for _ in range(50)}
    token = visitor_token(a_visitor(shop))

    assert len(keys) == 50
    assert all(key.version == 4 for key in keys)
    assert len(token.rsplit(":", 1)[1]) >= 43


def wrong_tokens(token: str) -> dict[str, str]:
    head, signature = token.rsplit(":", 1)
    return {
        "empty": "",
        "blank": " ",
        "null": "null",
        "none": "None",
        "undefined": "undefined",
        "NUL": "\0",
        "lower case": token.lower(),
        "upper case": token.upper(),
        "swapped case": token.swapcase(),
        "cut": token[:-1],
        "longer": token + "A",
        "blank inside": token[:9] + " " + token[9:],
        "without signature": head,
        "empty signature": head + ":",
        "signature alone": ":" + signature,
        "another's signature": signing.dumps(["x", 1], salt=SALT).rsplit(":", 1)[0] + ":" + signature,
        "another salt": signing.dumps(["x", 1], salt="comptoir.other"),
        "another key": signing.dumps(["x", 1], key="secret", salt=SALT),
        "empty list": signing.dumps([], salt=SALT),
        "an object": signing.dumps({"key": 1}, salt=SALT),
        "null inside": signing.dumps([None, None], salt=SALT),
        "empty inside": signing.dumps(["", 1], salt=SALT),
        "number inside": signing.dumps([0, 1], salt=SALT),
        "long": "x" * 100_000,
        "compressed bomb": signing.dumps(["x" * 10_000_000, 1], salt=SALT, compress=True),
    }


def test_only_the_very_token_opens():
    """A16: empty, null, cut, another's and in other letters: all are refused alike."""
    shop = a_shop()
    visitor = a_visitor(shop)
    token = visitor_token(visitor)

    assert visitor_of_token(token, shop) == visitor
    for kind, wrong in wrong_tokens(token).items():
        with pytest.raises(TokenNotValid):
            visitor_of_token(wrong, shop)
        answer = Client().get(
            f"/widget/{shop.key}/conversations", headers={"Authorization": f"Bearer {ascii(wrong)[1:-1]}"}
        )
        assert answer.status_code == 401, kind


def test_a_token_ends(time_machine):
    """A16: after a year, at revocation, and in another shop."""
    shop, other = a_shop(), a_shop("autre-maison")
    visitor = a_visitor(shop)
    token = visitor_token(visitor)

    with pytest.raises(TokenNotValid):
        visitor_of_token(token, other)
    revoke_visitor_token(visitor_id=visitor.pk)
    with pytest.raises(TokenNotValid):
        visitor_of_token(token, shop)
    visitor.refresh_from_db()
    token = visitor_token(visitor)
    assert visitor_of_token(token, shop) == visitor
    time_machine.move_to(timezone.now() + timezone.timedelta(seconds=VALID_FOR + 60))
    with pytest.raises(TokenNotValid):
        visitor_of_token(token, shop)


def test_an_address_of_a_file_ends_and_is_for_this_one_file():
    """A16: ten minutes; a visitor's token, another salt and a changed key open no file."""
    key = uuid4().hex
    made = time.time() - HOLDS - 5
    wrong = [signing.dumps(key, salt=SALT), signing.dumps(key, salt=FILE_SALT)[:-1], "x", "null"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: made)
        wrong.append(signing.dumps(key, salt=FILE_SALT))

    for signed in wrong:
        answer = Client().get(reverse("widget:file", args=[signed]))
        assert answer.status_code in (403, 404, 410), (signed, answer.status_code)
    assert Client().get(reverse("widget:file", args=[signing.dumps(key, salt=FILE_SALT)])).status_code == 404


def test_an_identity_that_the_shop_did_not_sign_is_refused():
    """A16: no algorithm, an empty key, another shop's key, no end, an end too far away."""
    import jwt

    shop, other = a_shop(), a_shop("autre-maison")
    soon, claims = int(time.time()) + 600, {"sub": "42"}
    key = identity_key(shop)
    assert proven_identity(shop, jwt.encode(claims | {"exp": soon}, key, "HS256")).id == "42"
    assert len(key) == 64

    forged = [
        jwt.encode(claims | {"exp": soon}, "", "none"),
        jwt.encode(claims | {"exp": soon}, "x" * 64, "HS256"),
        jwt.encode(claims | {"exp": soon}, identity_key(other), "HS256"),
        jwt.encode(claims | {"exp": soon}, key, "HS512"),
        jwt.encode(claims, key, "HS256"),
        jwt.encode(claims | {"exp": soon - 700}, key, "HS256"),
        jwt.encode(claims | {"exp": soon + 10**9}, key, "HS256"),
        jwt.encode({"sub": "", "exp": soon}, key, "HS256"),
        jwt.encode({"exp": soon}, key, "HS256"),
        jwt.encode({"sub": None, "exp": soon}, key, "HS256"),
        "",
        ".",
        "..",
        "null",
        "e30.",
        "é.é",
    ]
    for signed in forged:
        with pytest.raises(IdentityNotProven):
            proven_identity(shop, signed)
