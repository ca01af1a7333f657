"""A team to be changed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.people import a_member, a_shop, a_viewer


@pytest.fixture
def team(db: None) -> SimpleNamespace:
    """Maison Perle's administrator, manager, referent, advisor and ambassador, as members; and its neighbour's manager."""
    shop, other = a_shop(), a_shop("autre-maison")
    members = {
        "anne": a_member(shop, "administrator"),
        "marc": a_member(shop, "manager"),
        "rose": a_member(shop, "referent"),
        "adele": a_member(shop, "advisor"),
        "amin": a_member(shop, "ambassador"),
    }
    stranger = a_member(other, "administrator", name="Etienne")
    seen = {f"as_{name}": a_viewer(member) for name, member in members.items()}
    return SimpleNamespace(shop=shop, other=other, stranger=stranger, as_stranger=a_viewer(stranger), **members, **seen)
