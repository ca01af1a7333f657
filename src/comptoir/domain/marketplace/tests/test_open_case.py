"""A buyer writes to the seller of something they received. E1."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from comptoir.domain.marketplace import errors
from comptoir.domain.marketplace.actions import NewFile
from comptoir.domain.marketplace.models import Attempt, Case, Original
from comptoir.domain.marketplace.queries import case_for_buyer, case_for_seller, order_of_buyer, orders_of_buyer
from comptoir.domain.marketplace.tests.stage import (
    BULBS,
    DAY,
    KETTLE,
    LAMP,
    ORDER,
    a_buyer,
    a_picture,
    an_order,
    bodies,
    talk_of,
    writes,
)
from comptoir.domain.shops.rules import OrderLine
from tests.people import NOON


def test_a_buyer_writes_to_the_seller_of_what_they_received(market):
    """E1, E3: the conversation waits for the seller, and the team sees it with its reason."""
    case = writes(market.shop, market.buyer)

    talk = talk_of(case)
    assert (talk.channel, talk.topic, talk.audience, talk.is_live, talk.status) == (
        "marketplace",
        "warranty",
        "advisor",
        False,
        "waiting",
    )
    assert (case.is_direct, case.turn, case.turn_since, case.seller) == (True, "seller", NOON, market.seller)
    assert case.lines == [{"place": 0, "reference": "CAND-9", "name": "Candeeiro Farol", "quantity": 1}]
    assert bodies(case) == ["O candeeiro não acende."]
    assert talk.answers == {"O que não funciona?": "Não acende"}


def test_without_a_support_address_the_case_is_the_teams(market):
    """E4"""
    case = writes(
        market.shop,
        market.buyer,
        seller_key="cozinha-mar",
        places=[2],
        reason="missing_item",
        answers={"what": "A tampa"},
    )

    assert (case.is_direct, case.turn) == (False, "support")
    with pytest.raises(errors.CaseNotFound):
        case_for_seller(market.other.pk, case.pk, NOON)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason": "delivery"}, errors.ReasonNotOpen),
        ({"answers": {}}, errors.QuestionUnanswered),
        ({"places": []}, errors.ProductsNotChosen),
        ({"places": [2]}, errors.ProductsNotChosen),
        ({"seller_key": "ninguem"}, errors.SellerNotFound),
        ({"order_number": "P-2026-000418"}, errors.OrderNotFound),
        ({"body": "   "}, errors.WordsMissing),
        ({"body": "a" * 4001}, errors.WordsTooLong),
        ({"files": [NewFile("cartao.vcf", b"BEGIN:VCARD\nFN:Ana\nEND:VCARD")]}, errors.FileNotTaken),
        ({"files": [NewFile("a.png", b"")] * 11}, errors.TooManyFiles),
    ],
)
def test_what_is_not_complete_is_refused_and_leaves_nothing(market, changes, refusal):
    """E1, threat 14: the refusal says what is missing."""
    with pytest.raises(refusal):
        writes(market.shop, market.buyer, **changes)
    assert not Case.objects.exists()


def test_another_customers_order_is_not_there(market):
    """Threat 19"""
    stranger = a_buyer(market.shop, "C-78", email="eva@correio.example")

    with pytest.raises(errors.OrderNotFound):
        writes(market.shop, stranger)
    assert orders_of_buyer(market.shop, stranger, NOON).rows == []


def test_what_is_still_on_its_way_cannot_be_written_about(market):
    """E1: delivered orders only; the page says why."""
    an_order(market.shop, "P-2026-000500", status="shipped", delivered_at=None)

    with pytest.raises(errors.NotDeliveredYet):
        writes(market.shop, market.buyer, order_number="P-2026-000500")
    parts = order_of_buyer(market.shop, market.buyer, "P-2026-000500", NOON).parts
    assert {part.contact.why for part in parts} == {"not_delivered"}


def test_of_an_order_that_comes_in_parts_what_has_arrived_can_be_written_about(market):
    """E1: a line that was delivered by itself counts from then."""
    here = OrderLine("CAND-9", "Candeeiro Farol", seller="casa-luz", delivered_at=NOON - DAY)
    later = OrderLine("LAMP-2", "Lâmpada E27", seller="casa-luz", delivered_at=NOON + DAY)
    an_order(market.shop, "P-2026-000501", here, later, KETTLE, status="shipped", delivered_at=None)

    first, second = order_of_buyer(market.shop, market.buyer, "P-2026-000501", NOON).parts
    assert (first.contact.is_open, first.contact.places, second.contact.why) == (True, (0,), "not_delivered")
    with pytest.raises(errors.ProductsNotChosen):
        writes(market.shop, market.buyer, order_number="P-2026-000501", places=[0, 1])
    assert writes(market.shop, market.buyer, order_number="P-2026-000501", places=[0]).lines[0]["reference"] == "CAND-9"


def test_an_order_of_two_sellers_has_a_case_for_each(market):
    """E1"""
    parts = order_of_buyer(market.shop, market.buyer, ORDER, NOON).parts
    assert [(part.seller_name, [line.reference for line in part.lines]) for part in parts] == [
        ("Casa Luz", [LAMP.reference, BULBS.reference]),
        ("Cozinha Mar", [KETTLE.reference]),
    ]


def test_three_cases_of_an_order_can_be_open_at_a_time(market):
    """Threat 19"""
    for _ in range(3):
        writes(market.shop, market.buyer)

    with pytest.raises(errors.TooManyCases):
        writes(market.shop, market.buyer)
    assert {part.contact.why for part in order_of_buyer(market.shop, market.buyer, ORDER, NOON).parts} == {
        "too_many_cases"
    }


def test_sending_the_form_twice_opens_one_case(market):
    """E1, R1"""
    opening_id = uuid4()
    first = writes(market.shop, market.buyer, opening_id=opening_id)
    again = writes(market.shop, market.buyer, opening_id=opening_id)

    assert (first.pk, Case.objects.count(), len(bodies(first))) == (again.pk, 1, 1)


def test_contact_details_are_taken_out_said_and_counted(market):
    """E7, threats 9 and 10: the original stays for those who may ask for it."""
    case = writes(market.shop, market.buyer, "Ligue-me: 912 345 678 ou joao.melo@correio.example. João Melo")

    assert bodies(case) == ["Ligue-me: [contacto removido] ou [contacto removido]. [contacto removido]"]
    (message,) = case_for_buyer(market.buyer, case.pk, NOON).messages
    assert message.masked == {"phone_number": 1, "mail_address": 1}
    assert Original.objects.get().body.startswith("Ligue-me: 912 345 678")
    assert {(it.side, it.kind, it.number) for it in Attempt.objects.all()} == {
        ("buyer", "phone_number", 1),
        ("buyer", "mail_address", 1),
    }


def test_pictures_are_drawn_anew_under_names_of_ours(market):
    """Threats 13 and 14"""
    case = writes(market.shop, market.buyer, files=[a_picture(), a_picture("Ana_Silva.jpg")])

    (message,) = case_for_seller(market.seller.pk, case.pk, NOON).messages
    assert [file.name for file in message.files] == ["foto-1.jpg", "foto-2.jpg"]


def test_the_seller_learns_of_the_buyer_what_the_charter_says(market):
    """Threat 8: the first name, and nothing else."""
    case = writes(market.shop, market.buyer)

    shown = case_for_seller(market.seller.pk, case.pk, NOON)
    assert (shown.buyer_name, shown.messages[0].name) == ("João", "João")
    assert "Melo" not in repr(shown)
    assert "correio.example" not in repr(shown)
    assert "apoio@casa-luz.example" not in repr(case_for_buyer(market.buyer, case.pk, NOON))


def test_a_buyer_sees_their_orders_page_by_page(market, django_assert_max_num_queries):
    """E1: the number of queries does not grow with the orders."""
    for number in range(8):
        an_order(market.shop, f"P-2026-0006{number:02}", placed_at=NOON - dt.timedelta(days=30 + number))

    with django_assert_max_num_queries(7):
        page = orders_of_buyer(market.shop, market.buyer, NOON, limit=4)
    assert (len(page.rows), page.rows[0].number) == (4, ORDER)
    rest = orders_of_buyer(market.shop, market.buyer, NOON, after=page.next_cursor, limit=10)
    assert (len(rest.rows), rest.next_cursor) == (5, None)
