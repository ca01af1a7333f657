"""The team's most frequent mistakes, counted by day."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest

from comptoir.domain.people.models import Membership
from comptoir.domain.shops.queries import KnownShop
from comptoir.domain.wording.actions import Written, count_mistakes
from comptoir.domain.wording.models import CountedMessage, MistakeCount
from comptoir.domain.wording.queries import (
    ClauseCount,
    FrequentMistake,
    clauses_beside_own,
    languages_told,
    mistakes_beside_own,
)
from comptoir.domain.wording.tests.desk import judge, shop_with
from tests.people import NOON, a_member, a_shop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("checker")]
TODAY = NOON.date()
NUMBERS = itertools.count()


@pytest.fixture
def shop() -> KnownShop:
    return shop_with("jeweller")


@pytest.fixture
def adele(shop: KnownShop) -> Membership:
    return a_member(shop, "advisor")


def writes(shop: KnownShop, member: Membership, body: str, now: dt.datetime = NOON, **of: object) -> None:
    verdict = judge(shop, body, member.audience, **of)
    count_mistakes([Written(str(next(NUMBERS)), shop.id, member.pk, body, verdict, now.date())], today=now.date())


def test_the_most_frequent_come_first(shop: KnownShop, adele: Membership) -> None:
    """C1"""
    writes(shop, adele, "Votre comande est là. La comande est belle.")
    writes(shop, adele, "Une comande et votre adresse.")
    writes(shop, adele, "Slt, votre bague est là.")
    assert mistakes_beside_own(shop.id, "fr", 7, adele.pk, today=TODAY) == [
        FrequentMistake("spelling", "misspelled", "comande", 3, "commande", own=3),
        FrequentMistake("texting", "texting_abbreviation", "slt", 1, "salut", own=1),
    ]


def test_only_the_clause_of_what_is_private_is_kept(shop: KnownShop, adele: Membership) -> None:
    """A10, D9"""
    writes(shop, adele, "Appelez-moi au 06 12 34 56 78, ou camille@gmail.com.")
    assert set(MistakeCount.objects.values_list("clause", "word")) == {("contact_details", "")}


def test_a_promise_is_no_mistake(shop: KnownShop, adele: Membership) -> None:
    """C4"""
    writes(shop, adele, "Je vous rappelle demain.")
    assert not MistakeCount.objects.exists()


def test_a_member_sees_their_own(shop: KnownShop, adele: Membership) -> None:
    """C1: individual only to the person."""
    bruno = a_member(shop, "advisor", name="Bruno")
    writes(shop, adele, "Votre comande est là.")
    writes(shop, bruno, "Votre adrese est là.")
    assert [each.word for each in mistakes_beside_own(shop.id, "fr", 7, bruno.pk, today=TODAY)] == ["adrese"]
    assert MistakeCount.objects.count() == 2


def test_each_language_and_each_shop_has_its_own(shop: KnownShop, adele: Membership) -> None:
    """C1"""
    other = a_shop("autre")
    writes(shop, adele, "Votre comande est là.")
    writes(shop, adele, "We have recieved your parcel.", language="en")
    assert [each.word for each in mistakes_beside_own(shop.id, "en", 7, adele.pk, today=TODAY)] == ["recieved"]
    assert mistakes_beside_own(other.id, "fr", 7, adele.pk, today=TODAY) == []


def test_only_the_days_asked_for_count(shop: KnownShop, adele: Membership) -> None:
    writes(shop, adele, "Votre comande est là.", now=NOON - dt.timedelta(days=7))
    writes(shop, adele, "Votre adrese est là.", now=NOON - dt.timedelta(days=6))
    assert [each.word for each in mistakes_beside_own(shop.id, "fr", 7, adele.pk, today=TODAY)] == ["adrese"]
    assert len(mistakes_beside_own(shop.id, "fr", 8, adele.pk, today=TODAY)) == 2


def test_today_is_the_shops_own(shop: KnownShop, adele: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    """C1"""
    writes(shop, adele, "Votre comande est là.", now=NOON + dt.timedelta(days=1))
    after_midnight_in_paris = NOON.replace(hour=23, minute=30)
    monkeypatch.setattr("comptoir.domain.wording.queries.mistakes.now", lambda: after_midnight_in_paris)
    assert [each.word for each in mistakes_beside_own(shop.id, "fr", 1, adele.pk)] == ["comande"]


def test_counts_stay_when_the_member_is_taken_away(shop: KnownShop, adele: Membership) -> None:
    """G7"""
    writes(shop, adele, "Votre comande est là.")
    Membership.objects.filter(pk=adele.pk).delete()
    assert list(MistakeCount.objects.values_list("membership_id", "times")) == [(None, 1)]


def test_a_reply_without_mistakes_counts_nothing(
    shop: KnownShop, adele: Membership, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    written = Written("1", shop.id, adele.pk, "", judge(shop, "Votre bague est là."), TODAY)
    with django_assert_num_queries(0):
        count_mistakes([written], today=TODAY)


def test_a_message_counts_once_however_often_it_is_told(shop: KnownShop, adele: Membership) -> None:
    """C1"""
    body = "Votre comande est là."
    written = Written("c1.2", shop.id, adele.pk, body, judge(shop, body), TODAY)
    count_mistakes([written], today=TODAY)
    count_mistakes([written, replace(written, name="c1.3")], today=TODAY)
    assert [each.times for each in mistakes_beside_own(shop.id, "fr", 7, adele.pk, today=TODAY)] == [2]


def test_a_guess_is_not_taught_as_the_better_form(shop: KnownShop, adele: Membership) -> None:
    """C1"""
    writes(shop, adele, "Ce modèle est en zirgonette, merci de votre confirmattion.")
    better = {each.word: each.better for each in mistakes_beside_own(shop.id, "fr", 7, adele.pk, today=TODAY)}
    assert better == {"zirgonette": "", "confirmattion": "confirmation"}


def test_marks_of_what_was_counted_go_when_nobody_tells_of_it_any_more(shop: KnownShop, adele: Membership) -> None:
    writes(shop, adele, "Votre comande est là.", now=NOON - dt.timedelta(days=61))
    writes(shop, adele, "Votre adrese est là.")
    assert CountedMessage.objects.count() == 1


def test_ones_own_stand_beside_the_teams(shop: KnownShop, adele: Membership) -> None:
    """C1: individual only to the person."""
    bruno, chloe = (a_member(shop, "advisor", name=name) for name in ("Bruno", "Chloé"))
    for member in (adele, adele, bruno, chloe):
        writes(shop, member, "Votre comande est là.")
    assert [(each.times, each.own) for each in mistakes_beside_own(shop.id, "fr", 7, adele.pk, today=TODAY)] == [(4, 2)]
    assert [(each.times, each.own) for each in mistakes_beside_own(shop.id, "fr", 7, bruno.pk, today=TODAY)] == [(4, 1)]
    assert clauses_beside_own(shop.id, 7, bruno.pk, today=TODAY) == [ClauseCount("fr", "spelling", 4, 1)]


def test_with_one_other_nobody_reads_theirs_by_taking_off_their_own(shop: KnownShop, adele: Membership) -> None:
    """C1: individual only to the person; decision 11."""
    bruno, marc = a_member(shop, "advisor", name="Bruno"), a_member(shop, "manager")
    for member in (adele, bruno, bruno):
        writes(shop, member, "Votre comande est là.")
    assert [(each.times, each.own) for each in mistakes_beside_own(shop.id, "fr", 7, adele.pk, today=TODAY)] == [(1, 1)]
    assert clauses_beside_own(shop.id, 7, adele.pk, today=TODAY) == [ClauseCount("fr", "spelling", 1, 1)]
    assert [each.times for each in mistakes_beside_own(shop.id, "fr", 7, marc.pk, today=TODAY)] == [3]
    assert languages_told(shop.id, 7, adele.pk, today=TODAY) == frozenset()
    assert languages_told(shop.id, 7, marc.pk, today=TODAY) == {"fr"}


def test_the_only_one_who_writes_is_not_shown_to_who_manages_them(shop: KnownShop, adele: Membership) -> None:
    """C1; decision 11."""
    marc = a_member(shop, "manager")
    writes(shop, adele, "Votre comande est là.")
    assert mistakes_beside_own(shop.id, "fr", 7, marc.pk, today=TODAY) == []
    assert clauses_beside_own(shop.id, 7, marc.pk, today=TODAY) == []


def test_others_count_in_each_language_and_span_by_itself(shop: KnownShop, adele: Membership) -> None:
    """C1; decision 11."""
    bruno, chloe = (a_member(shop, "advisor", name=name) for name in ("Bruno", "Chloé"))
    writes(shop, bruno, "Votre comande est là.")
    writes(shop, chloe, "Votre comande est là.", now=NOON - dt.timedelta(days=10))
    writes(shop, bruno, "We have recieved your parcel.", language="en")
    assert languages_told(shop.id, 30, adele.pk, today=TODAY) == {"fr"}
    assert languages_told(shop.id, 7, adele.pk, today=TODAY) == frozenset()


def test_all_who_have_left_count_as_one(shop: KnownShop, adele: Membership) -> None:
    """C1, G7; decision 11."""
    for name in ("Bruno", "Chloé"):
        gone = a_member(shop, "advisor", name=name)
        writes(shop, gone, "Votre comande est là.")
        Membership.objects.filter(pk=gone.pk).delete()
    assert languages_told(shop.id, 7, adele.pk, today=TODAY) == frozenset()
