"""What the shop's orders say to a conversation, and to whom it is said. D2, D8, A11."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.charter.sweeps import forget_old_orders
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.queries import facts_of
from comptoir.domain.people.models import Customer
from comptoir.domain.shops.actions import keep_orders
from comptoir.domain.shops.models import Order
from comptoir.domain.shops.rules import Buyer, OrderLine, ToldOrder
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer, a_visitor, says

pytestmark = pytest.mark.django_db
WITH_ORDERS = (
    ALWAYS_OPEN
    + """
[orders]
formats = ["MP-#####"]

[returns]
within = "30 d"
not_returnable = ["engraved"]

[retention]
orders = "100 d"
"""
)
RING = OrderLine(reference="B-52", name="Bague Rivage")
ENGRAVED = OrderLine(reference="B-53", name="Bague gravée", tags=("engraved",))


@pytest.fixture
def shop():
    return a_shop(charter=WITH_ORDERS)


@pytest.fixture
def adele(shop):
    return a_member(shop, "advisor")


def told(shop, number="MP-48213", *, buyer="C-1", at=NOON, **fields):
    facts = {"placed_at": NOON - dt.timedelta(days=9), "customer": Buyer(buyer, f"{buyer}@courriel.example".lower())}
    keep_orders(shop_id=shop.id, orders={number: ToldOrder(**facts | fields)}, told_at=at)


def a_talk(shop, adele, *bodies, known="", **fields):
    visitor = a_visitor(shop)
    if known:
        visitor.customer = Customer.objects.create(shop_id=shop.id, external_id=known)
        visitor.save()
        fields["customer_id"] = visitor.customer_id
    talk = a_conversation(shop, visitor=visitor, answered_by=adele, body=bodies[0], **fields)
    for body in bodies[1:]:
        says(talk, body)
    return Conversation.objects.select_related("visitor", "customer").get(pk=talk.pk)


def facts(talk, member, now=NOON):
    return facts_of(talk, a_viewer(member), now)


def test_the_order_that_is_named_is_found_with_its_state_and_dates(shop, adele):
    """D2"""
    told(shop, status="shipped")
    talk = a_talk(shop, adele, "Bonjour", "ma commande mp 48213 n'est pas arrivée", known="C-1")

    (fact,) = facts(talk, adele)

    assert (fact.kind, fact.whose, fact.is_named) == ("known", "theirs", True)
    assert (fact.order.number, fact.order.status) == ("MP-48213", "shipped")


def test_what_may_come_back_is_computed_line_by_line_with_the_reason(shop, adele):
    """D8"""
    delivered = NOON - dt.timedelta(days=29)
    told(shop, status="delivered", placed_at=delivered, delivered_at=delivered, lines=(RING, ENGRAVED))
    talk = a_talk(shop, adele, "commande MP-48213", known="C-1")

    lines = facts(talk, adele)[0].lines

    assert [(it.name, back.is_allowed, back.why, back.kind) for it, back in lines] == [
        ("Bague Rivage", True, "in_time", ""),
        ("Bague gravée", False, "kind_excluded", "engraved"),
    ]
    assert facts(talk, adele, NOON + dt.timedelta(days=2))[0].lines[0][1].why == "too_late"


def test_what_has_come_back_does_not_come_back_again(shop, adele):
    """D8"""
    told(shop, status="returned", delivered_at=NOON, lines=(RING,))
    talk = a_talk(shop, adele, "commande MP-48213", known="C-1")

    assert facts(talk, adele)[0].lines == ((RING, None),)


def test_a_number_that_is_wrong_unknown_or_of_another_shop_is_explained(shop, adele):
    """D2"""
    a_shop("autre-maison", charter=WITH_ORDERS.replace("MP-#####", "GV-######"))
    told(shop, "MP-48213")
    talk = a_talk(shop, adele, "commande MP-4821", "ou GV-123456 ?", "ou MP-48214", known="C-1")

    found = {it.number: (it.kind, it.why, it.near) for it in facts(talk, adele) if it.is_named}

    assert found == {
        "MP-4821": ("wrong", "too_short", ""),
        "GV-123456": ("foreign", "", ""),
        "MP-48214": ("unknown", "", "MP-48213"),
    }


def test_of_the_order_of_another_customer_nothing_is_told_but_that_it_is(shop, adele):
    """D2, A11"""
    told(shop, buyer="C-2", status="shipped", lines=(RING,))
    talk = a_talk(shop, adele, "commande MP-48213", known="C-1")

    (fact,) = facts(talk, adele)

    assert (fact.kind, fact.order, fact.lines) == ("somebody_elses", None, ())


def test_an_unknown_number_is_never_compared_with_the_orders_of_others(shop, adele):
    """A11: a near number would tell that it exists."""
    told(shop, "MP-48213", buyer="C-2")

    assert facts(a_talk(shop, adele, "commande MP-48214", known="C-1"), adele)[0].near == ""


def test_what_somebody_says_of_themselves_proves_nothing(shop, adele):
    """A11"""
    told(shop)

    by_address = a_talk(shop, adele, "commande MP-48213", email="c-1@courriel.example")
    by_nothing = a_talk(shop, adele, "commande MP-48213")

    assert [facts(talk, adele)[0].whose for talk in (by_address, by_nothing)] == ["said", "unproven"]


def test_the_orders_of_a_customer_whom_the_shop_signed_for_are_at_hand(shop, adele):
    """D2"""
    for n in range(7):
        told(shop, f"MP-4821{n}", placed_at=NOON - dt.timedelta(days=n))
    talk = a_talk(shop, adele, "Bonjour", known="C-1")

    assert [it.number for it in facts(talk, adele)] == [f"MP-4821{n}" for n in range(5)]
    assert facts(a_talk(shop, adele, "Bonjour"), adele) == ()


def test_an_ambassador_never_sees_orders_unless_the_charter_grants_them(shop, adele):
    """A11"""
    amin = a_member(shop, "ambassador")
    told(shop)
    talk = a_talk(shop, amin, "commande MP-48213", known="C-1")
    assert facts(talk, amin) == ()

    granting = a_shop(
        "autre-maison", charter=WITH_ORDERS.replace('"language", "page"]', '"language", "page", "orders"]')
    )
    other_amin = a_member(granting, "ambassador")
    told(granting)
    talk = a_talk(granting, other_amin, "commande MP-48213", known="C-1")
    assert [it.number for it in facts(talk, other_amin)] == ["MP-48213"]


def test_who_may_not_see_the_conversation_learns_nothing_of_its_orders(shop, adele):
    """A11"""
    told(shop)
    talk = a_talk(shop, adele, "commande MP-48213", known="C-1")
    stranger = a_member(a_shop("autre-maison", charter=WITH_ORDERS), "manager")

    assert facts(talk, stranger) == ()


def test_a_number_given_before_the_chat_counts_too(shop, adele):
    """D2"""
    told(shop)

    assert facts(a_talk(shop, adele, "Bonjour", answers={"order": "MP 48213"}), adele)[0].number == "MP-48213"


def test_orders_are_forgotten_when_the_charter_says_so(shop):
    """D9"""
    told(shop, "MP-1", at=NOON - dt.timedelta(days=101))
    told(shop, "MP-2", at=NOON - dt.timedelta(days=99))

    forget_old_orders(NOON)

    assert [it.number for it in Order.objects.all()] == ["MP-2"]
