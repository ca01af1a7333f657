"""A shop's key, from the command line."""

from __future__ import annotations

import time

import jwt
import pytest

from comptoir.config.command import main
from comptoir.domain.shops.errors import IdentityNotProven
from comptoir.domain.shops.identity import proven_identity
from comptoir.domain.shops.queries import shop_of_key
from tests.people import a_shop

pytestmark = pytest.mark.django_db


def test_a_key_is_printed_and_when_it_is_renewed_the_old_one_holds_no_longer(capsys: pytest.CaptureFixture[str]):
    """Attack A16."""
    shop = a_shop()
    assert main(["shop", "key", shop.key]) == 0
    old = capsys.readouterr().out.strip()
    claims = {"id": "42", "exp": int(time.time()) + 600}
    assert proven_identity(shop, jwt.encode(claims, old, "HS256")).id == "42"

    assert main(["shop", "key", shop.key, "--renew"]) == 0
    new = capsys.readouterr().out.strip()

    renewed = shop_of_key(shop.key)
    assert proven_identity(renewed, jwt.encode(claims, new, "HS256")).id == "42"
    with pytest.raises(IdentityNotProven):
        proven_identity(renewed, jwt.encode(claims, old, "HS256"))


def test_each_purpose_has_a_key_of_its_own(capsys: pytest.CaptureFixture[str]):
    """Attack A16."""
    shop = a_shop()
    keys = set()
    for purpose in ("identity", "api", "webhook"):
        assert main(["shop", "key", shop.key, "--for", purpose]) == 0
        keys.add(capsys.readouterr().out.strip())
    assert len(keys) == 3


def test_a_shop_that_is_not_here_has_no_key(capsys: pytest.CaptureFixture[str]):
    assert main(["shop", "key", "nowhere"]) == 1
    assert "There is no shop of this name here." in capsys.readouterr().err
