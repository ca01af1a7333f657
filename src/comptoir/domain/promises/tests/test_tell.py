"""Warnings and breaks are told by portions: who of the owners has left is asked once for all of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.people.models import Membership
from comptoir.domain.promises.actions import tell_broken, telling
from comptoir.domain.promises.events import PromiseBroken
from tests.people import NOON, a_member, a_shop

pytestmark = pytest.mark.django_db


def broken(shop, owners, number):
    told = ("owner",)
    return [
        PromiseBroken(n, shop.id, n, "resolution", "it", "simple", owners[n % len(owners)], NOON, told)
        for n in range(number)
    ]


def test_a_thousand_breaks_ask_for_their_owners_once():
    """G3: ten thousand come due at once, and are told within seconds."""
    shop = a_shop()
    owners = [a_member(shop, name=name).pk for name in ("Adèle", "Béa", "Chloé")]
    with CaptureQueriesContext(connection) as asked:
        tell_broken(broken(shop, owners, 1000))
    assert len([it for it in asked.captured_queries if "people_membership" in it["sql"]]) == 1


def test_what_belongs_to_somebody_who_has_left_is_told_to_who_watches(monkeypatch):
    """D4, G3"""
    shop = a_shop()
    adele, gone = a_member(shop), a_member(shop, name="Gaston")
    Membership.objects.filter(pk=gone.pk).update(is_active=False)
    told = []
    monkeypatch.setattr(telling, "tell_all", told.extend)
    tell_broken(broken(shop, [adele.pk, gone.pk], 2))
    assert [it.topics for it in told] == [(f"member:{adele.pk}",), (f"shop:{shop.id}:watchers",)]
