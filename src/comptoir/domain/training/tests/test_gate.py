"""The gate: nobody is offered, takes or is handed what they have not been trained for (G5, D6)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.training.errors import NotTrainedYet
from comptoir.domain.training.models import Pass
from comptoir.domain.training.queries import forget_passes, may_answer, missing_for, passed_by, refuse_untrained
from comptoir.domain.training.tests.stage import a_newcomer, a_school, passes
from tests.people import NOON, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db
A_YEAR_LATER = NOON + dt.timedelta(days=366)


def test_nobody_answers_before_the_first_modules_are_passed():
    """D6, G5"""
    shop = a_school()
    adele = a_newcomer(shop)

    assert missing_for(a_viewer(adele), NOON) == ("welcome", "chat")
    assert may_answer([adele.pk], "", NOON, shop_id=shop.id) == frozenset()
    with pytest.raises(NotTrainedYet) as refused:
        refuse_untrained(a_viewer(adele), "products", NOON)
    assert refused.value.as_answer()["modules"] == ["welcome", "chat"]


def test_who_has_passed_answers_and_each_topic_may_ask_for_more():
    """G5"""
    shop = a_school()
    adele = a_newcomer(shop)
    passes(adele, "welcome", "chat")

    assert may_answer([adele.pk], "products", NOON, shop_id=shop.id) == {adele.pk}
    assert may_answer([adele.pk], "after_sales", NOON, shop_id=shop.id) == frozenset()

    passes(adele, "after_sales")
    assert may_answer([adele.pk], "after_sales", NOON, shop_id=shop.id) == {adele.pk}


def test_a_pass_that_has_ended_closes_the_gate_again():
    """D6: continuous training with expiry"""
    shop = a_school()
    adele = a_newcomer(shop)
    passes(adele, "welcome", "chat")

    assert missing_for(a_viewer(adele), A_YEAR_LATER) == ("welcome", "chat")


def test_a_shop_without_training_has_no_gate():
    shop = a_shop()
    adele = a_member(shop)

    assert may_answer([adele.pk], "after_sales", NOON, shop_id=shop.id) == {adele.pk}
    refuse_untrained(a_viewer(adele), "after_sales", NOON)


def test_who_answers_as_nobody_has_no_gate_before_them():
    """A7: who watches over the shop steps in at any moment"""
    marc = a_newcomer(a_school(), "manager")

    refuse_untrained(a_viewer(marc), "after_sales", NOON)


def test_many_are_asked_about_with_one_query_and_for_a_moment_with_none():
    shop = a_school()
    ids = [a_newcomer(shop, name=f"Member {n}").pk for n in range(20)]
    charter = charter_in_force(shop.id, NOON)[1]
    forget_passes()

    with CaptureQueriesContext(
        connection,
    ) as first:
        passed_by(ids, NOON)
    with CaptureQueriesContext(connection) as second:
        passed_by(ids, NOON)

    assert (len(first), len(second)) == (1, 0)
    assert may_answer(ids, "", NOON, shop_id=shop.id, charter=charter) == frozenset()


def test_passes_of_one_shop_are_worth_nothing_in_another():
    """A4"""
    shop, other = a_school(), a_school("autre-maison")
    here, there = a_newcomer(shop), a_newcomer(other, name="Étienne")
    passes(here, "welcome", "chat")

    assert may_answer([there.pk], "", NOON, shop_id=other.id) == frozenset()
    assert not Pass.objects.filter(membership=there).exists()
