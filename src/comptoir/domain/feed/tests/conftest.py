"""A jeweller's team around its feed: an ambassador, two advisors, a referent; and somebody of another shop."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.people import a_member, a_shop, a_viewer


@pytest.fixture
def team(db: None) -> SimpleNamespace:
    """The members, and each as one who looks: `amin`, `adele`, `zoe`, `rose`, `stranger`; memberships under `of`."""
    shop, other = a_shop(), a_shop("autre-maison")
    members = SimpleNamespace(
        amin=a_member(shop, "ambassador"),
        adele=a_member(shop, "advisor"),
        zoe=a_member(shop, "advisor", name="Zoé"),
        rose=a_member(shop, "referent", audience="advisor"),
        stranger=a_member(other, "advisor", name="Étienne"),
    )
    viewers = {name: a_viewer(member) for name, member in vars(members).items()}
    return SimpleNamespace(shop=shop, other=other, of=members, **viewers)
