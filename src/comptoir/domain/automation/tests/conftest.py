from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.people import a_member, a_shop


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    """Maison Perle with its people; and the manager of another shop."""
    shop, other = a_shop(), a_shop("autre-maison")
    return SimpleNamespace(
        shop=shop,
        other=other,
        amin=a_member(shop, "ambassador"),
        adele=a_member(shop, "advisor"),
        rose=a_member(shop, "referent"),
        marc=a_member(shop, "manager"),
        stranger=a_member(other, "manager", name="Étienne"),
    )
