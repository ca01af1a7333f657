"""Versions of a charter: kept for ever, numbered, in force from a day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.models import CharterVersion
from comptoir.domain.charter.queries import (
    changes_of_version,
    charter_in_force,
    charter_of_version,
    text_of_version,
    versions_of,
)
from comptoir.domain.charter.rules import CharterMistakes
from comptoir.domain.charter.tests.charters import SMALL, small
from comptoir.domain.people.models import User
from comptoir.domain.shops.models import Shop
from comptoir.domain.shops.queries import shop_of_key
from comptoir.foundation.models import Announcement

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
LATER = small(old="2026-01-01", new="2026-07-01")


def test_the_first_charter_brings_the_shop_and_is_announced():
    """G1"""
    version = apply_charter(text=SMALL, now=NOON)

    shop = shop_of_key("petit")
    assert (shop.name, shop.languages, shop.time_zone) == ("Petit", ("fr", "en"), "Europe/Paris")
    assert shop.origins == {"https://petit.example"}
    assert (version.shop_id, version.number, version.in_force_from) == (shop.id, 1, dt.date(2026, 1, 1))
    assert [row.name for row in Announcement.objects.all()] == ["charter.applied"]


def test_the_same_text_again_is_no_new_version():
    """G1"""
    first = apply_charter(text=SMALL, now=NOON)
    second = apply_charter(text=SMALL, now=NOON)

    assert second.pk == first.pk
    assert Announcement.objects.count() == 1


def test_going_back_to_an_older_text_is_a_new_version():
    for text in (SMALL, LATER, SMALL):
        apply_charter(text=text, now=NOON)

    assert [version.number for version in versions_of(shop_of_key("petit").id)] == [3, 2, 1]


def test_a_charter_with_mistakes_changes_nothing():
    """G1"""
    with pytest.raises(CharterMistakes):
        apply_charter(text=small(old="Europe/Paris", new="Europe/Pari"), now=NOON)

    assert not CharterVersion.objects.exists()
    assert not Shop.objects.exists()


def test_a_version_comes_into_force_on_its_day_in_the_shops_time_zone():
    """G1"""
    first = apply_charter(text=SMALL, now=NOON)
    second = apply_charter(text=LATER, now=NOON)
    shop = shop_of_key("petit")
    last_minute = dt.datetime(2026, 6, 30, 21, 59, tzinfo=dt.UTC)

    assert charter_in_force(shop.id, last_minute)[0] == first.pk
    assert charter_in_force(shop.id, last_minute + dt.timedelta(minutes=1))[0] == second.pk


def test_a_shop_whose_first_charter_is_for_later_is_served_by_it_already():
    version = apply_charter(text=LATER, now=NOON)

    assert charter_in_force(version.shop_id, NOON)[0] == version.pk


def test_a_shop_without_a_charter_and_a_version_nobody_knows_are_refused():
    shop = Shop.objects.create(key="nu", name="Nu")

    with pytest.raises(NoCharter):
        charter_in_force(shop.pk, NOON)
    with pytest.raises(NoCharter):
        charter_of_version(99)
    with pytest.raises(NoCharter):
        changes_of_version(99)


def test_a_conversation_can_be_judged_by_the_version_of_its_day():
    """G1"""
    first = apply_charter(text=SMALL, now=NOON)
    apply_charter(text=small(old='"14:00-18:00"', new='"14:00-17:00"'), now=NOON)

    assert str(charter_of_version(first.pk).hours["office"].week[0][1]) == "14:00-18:00"
    assert text_of_version(first.pk) == SMALL


def test_what_a_version_changed_can_be_told():
    first = apply_charter(text=SMALL, now=NOON)
    second = apply_charter(text=LATER, now=NOON)

    assert changes_of_version(first.pk) == []
    assert [str(change) for change in changes_of_version(second.pk)] == [
        "charter.in_force_from: 2026-01-01 → 2026-07-01"
    ]


def test_who_applied_a_version_is_named_and_may_leave():
    user = User.objects.create_user("marc@petit.example", name="Marc")
    version = apply_charter(text=SMALL, now=NOON, applied_by=user)

    assert [it.applied_by for it in versions_of(version.shop_id)] == ["Marc"]
    user.delete()
    assert [it.applied_by for it in versions_of(version.shop_id)] == [""]


def test_a_version_never_changes_and_never_goes():
    """G1"""
    version = apply_charter(text=SMALL, now=NOON)

    version.text = "nothing"
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()
    with pytest.raises(TypeError):
        version.delete()
    with pytest.raises(TypeError):
        CharterVersion.objects.update(text="nothing")
    with pytest.raises(TypeError):
        CharterVersion.objects.all().delete()
    with pytest.raises(ProtectedError):
        Shop.objects.get().delete()
    assert text_of_version(version.pk) == SMALL


def test_asking_again_costs_no_query(django_assert_num_queries):
    version = apply_charter(text=SMALL, now=NOON)
    charter_in_force(version.shop_id, NOON)

    with django_assert_num_queries(0):
        charter_in_force(version.shop_id, NOON)
        charter_of_version(version.pk)
