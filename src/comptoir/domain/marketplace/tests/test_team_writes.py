"""Support answers either side, and sees all. E8."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import Carried, Post, assign, close_conversation, post_message
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.marketplace.actions import forget_originals
from comptoir.domain.marketplace.models import Case, Original, Reveal
from comptoir.domain.marketplace.queries import CaseFilters, case_for_buyer, case_for_seller, case_for_team, cases
from comptoir.domain.marketplace.tests.stage import (
    BUYERS_EMAIL,
    DAY,
    SUPPORT,
    a_reply,
    as_read,
    bodies,
    comes,
    letters,
    talk_of,
    tell,
    writes,
)
from tests.people import NOON, a_viewer


def says(market, case: Case, body: str, to: str) -> None:
    """Adèle, who answers the case, writes to one side or to both."""
    if talk_of(case).assignee_id is None:
        assign(conversation_id=case.pk, membership_id=market.adele.pk, now=NOON)
    carried = Carried(to=to)  # type: ignore[arg-type]
    post = Post(
        case.pk, uuid4(), body, viewer=a_viewer(market.adele), carried=carried, is_confirmed=True, language="pt"
    )
    post_message(post, now=NOON)
    tell()


@pytest.mark.parametrize(
    ("to", "recipients", "buyer_reads", "seller_reads"),
    [
        ("customer", [BUYERS_EMAIL], 2, 1),
        ("seller", [SUPPORT], 1, 2),
        ("both", [SUPPORT, BUYERS_EMAIL], 2, 2),
    ],
)
def test_support_writes_to_one_side_or_to_both(market, to, recipients, buyer_reads, seller_reads):
    """E8: who is not meant reads nothing of it."""
    case = writes(market.shop, market.buyer)
    tell()
    before = len(letters(case))

    says(market, case, "Bom dia, aqui Adèle da Feira do Largo. Estamos a acompanhar o seu caso.", to)

    assert sorted(letter.recipient for letter in letters(case)[before:]) == sorted(recipients)
    assert len(case_for_buyer(market.buyer, case.pk, NOON).messages) == buyer_reads
    assert len(case_for_seller(market.seller.pk, case.pk, NOON).messages) == seller_reads
    assert as_read(letters(case)[-1]).sender.name == "Adèle · Feira do Largo"


def test_a_word_to_the_seller_answers_no_buyer(market):
    """E8: the seller's time runs on."""
    case = writes(market.shop, market.buyer)
    tell()
    says(market, case, "Bom dia, aqui Adèle da Feira do Largo. Pode responder ao cliente?", "seller")

    assert Case.objects.get(pk=case.pk).turn == "seller"
    assert case_for_team(a_viewer(market.adele), case.pk, "pt", NOON).due_at == NOON + dt.timedelta(hours=24)


def test_closing_the_conversation_in_the_inbox_closes_the_case(market):
    """E8"""
    case = writes(market.shop, market.buyer)
    close_conversation(conversation_id=case.pk, viewer=a_viewer(market.rose), now=NOON)
    tell()

    assert Case.objects.get(pk=case.pk).turn == ""
    assert cases([a_viewer(market.rose)], CaseFilters(), NOON).rows == []
    assert len(cases([a_viewer(market.rose)], CaseFilters(state="closed"), NOON).rows) == 1


def test_the_list_of_cases_costs_the_same_however_many(market, django_assert_max_num_queries):
    """E8: filtered by reason, turn and seller."""
    for reason, answers in (("warranty", {"fault": "x"}), ("wrong_item", {"received": "x"})):
        writes(market.shop, market.buyer, reason=reason, answers=answers)
    viewer = a_viewer(market.rose)
    cases([viewer], CaseFilters(), NOON)

    with django_assert_max_num_queries(2):
        rows = cases([viewer], CaseFilters(), NOON).rows
    assert len(rows) == 2
    assert [it.reason for it in cases([viewer], CaseFilters(reason="wrong_item"), NOON).rows] == ["wrong_item"]
    assert cases([viewer], CaseFilters(turn="support"), NOON).rows == []
    assert cases([viewer], CaseFilters(seller_id=market.other.pk), NOON).rows == []


def test_a_mail_in_html_passes_as_its_words(market):
    """Threats 11, 12 and 24: no markup, no attribute, no picture from elsewhere, and no subject of its writer's."""
    case = writes(market.shop, market.buyer)
    tell()
    reply: EmailMessage = a_reply(letters(case)[0], "Enviamos outro.", Subject="Ligue 912 345 678 - Ana Ferreira")
    reply.add_alternative(
        '<p title="ana@casa-luz.example">Enviamos <a href="mailto:ana@casa-luz.example" data-x="912345678">outro</a>.</p>'
        '<!-- Ana Ferreira --><img src="https://pixel.casa-luz.example/1.gif" alt="912 345 678">',
        subtype="html",
    )

    comes(reply)

    sent = letters(case)[-1]
    assert sent.subject == f"[#{talk_of(case).reference}] Garantia"
    for word in (b"casa-luz.example", b"912", b"Ferreira", b"pixel", b"<img", b"data-x", b"mailto:ana"):
        assert word not in bytes(sent.content), word
    assert bodies(case)[-1] == "Enviamos outro."


def test_originals_are_forgotten_with_raw_mail(market):
    """D9: what was masked stays masked."""
    case = writes(market.shop, market.buyer, "Ligue 912 345 678")

    assert forget_originals(shop_id=market.shop.id, before=NOON) == 0
    assert forget_originals(shop_id=market.shop.id, before=NOON + DAY) == 1
    assert (Original.objects.count(), Reveal.objects.count(), bodies(case)) == (0, 0, ["Ligue [contacto removido]"])


def test_a_buyer_writes_by_the_case_and_by_no_other_way(market):
    """E7: the chat of the shop's pages would not mask it."""
    case = writes(market.shop, market.buyer)

    with pytest.raises(ConversationNotFound):
        post_message(Post(case.pk, uuid4(), "Ligue 912 345 678", visitor_id=market.buyer.visitor_id), now=NOON)
    assert len(bodies(case)) == 1
