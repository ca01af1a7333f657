from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.cache import cache

from comptoir.domain.accounts.actions import sign_ins
from comptoir.domain.accounts.oidc.discovery import forget_told
from tests.people import a_member, a_shop


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    sign_ins._noted.clear()
    forget_told()
    return


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    """Maison Perle with an advisor, a manager and an administrator; and people of another shop."""
    shop, other = a_shop(), a_shop("autre-maison")
    return SimpleNamespace(
        shop=shop,
        other=other,
        adele=a_member(shop, "advisor"),
        marc=a_member(shop, "manager"),
        anne=a_member(shop, "administrator"),
        stranger=a_member(other, "administrator", name="Étienne"),
    )
