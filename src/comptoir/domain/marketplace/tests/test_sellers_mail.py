"""Mails of sellers that belong to no case, and letters to them that come back. E6, E7, threats 4, 17, 18."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from comptoir.domain.channels.models import Mailbox
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.marketplace.actions import believe_sender, lose_seller, reveal_original
from comptoir.domain.marketplace.errors import CaseNotFound
from comptoir.domain.marketplace.models import Case, Reveal
from comptoir.domain.marketplace.queries import seller_shown, sellers
from comptoir.domain.marketplace.tests.stage import (
    MARKETPLACE,
    SUPPORT,
    a_reply,
    as_read,
    bodies,
    comes,
    letters,
    tell,
    writes,
)
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_member, a_shop, a_viewer

BOX = "apoio@feira-do-largo.example"


def a_mail(sender: str = SUPPORT, body: str = "Preciso de falar com um cliente.") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Ana <{sender}>", BOX, "Uma pergunta"
    mail["Message-ID"] = "<novo-1@casa-luz.example>"
    mail.set_content(body)
    return mail


def a_box(market) -> Mailbox:
    return Mailbox.objects.create(
        shop_id=market.shop.id, address=BOX, incoming="catcher", outgoing="catcher", created_at=NOON
    )


def test_a_sellers_new_mail_goes_to_sales_support_and_never_to_a_buyer(market):
    """E6, E7: and they are told so."""
    a_box(market)

    mail = comes(a_mail(), to=BOX)

    talk = Conversation.objects.get(pk=mail.conversation_id)
    assert (talk.channel, talk.topic, talk.audience) == ("email", "seller", "sales_support")
    (word,) = letters(party="seller")
    assert (word.template, word.recipient, word.is_automatic) == ("acknowledgement", SUPPORT, True)
    assert "não" in as_read(word).text.lower() or "does not go to a customer" in as_read(word).text


def test_where_nobody_is_there_for_sellers_they_are_told_politely_once_a_day(market):
    """E7, threat 17"""
    text = MARKETPLACE.replace('sales_support = "seller"\n', "").replace('edition = "2026/3"', 'edition = "2026/4"')
    a_shop(key="feira-do-largo", charter=text)
    a_box(market)

    first = comes(a_mail(), to=BOX)
    again = a_mail(body="Outra vez.")
    del again["Message-ID"]
    again["Message-ID"] = "<novo-2@casa-luz.example>"
    comes(again, to=BOX)

    assert (first.state, first.why, first.conversation_id) == ("ignored", "seller_begins", None)
    assert [it.template for it in letters(party="seller")] == ["not_here"]


def test_who_is_no_seller_or_does_not_prove_it_is_a_customer_like_any_other(market, senders):
    """Threat 17: nothing is said of who is a seller here."""
    a_box(market)
    senders.verdict = "unproven"

    mail = comes(a_mail(), to=BOX, source="lmtp")

    assert Conversation.objects.get(pk=mail.conversation_id).topic != "seller"
    assert letters(party="seller") == []


def test_a_seller_whose_domain_proves_nothing_is_believed_once_somebody_has_said_so(market, senders):
    """Threat 4: the mail is held, the seller told how to have it taken, then it is passed on; a domain that could prove is not believed."""
    case = writes(market.shop, market.buyer)
    tell()
    first = letters(case)[0]
    senders.verdict, senders.has_means = "unproven", False
    mail = comes(a_reply(first, "Enviamos outro."), source="lmtp")
    assert (mail.state, mail.why) == ("quarantined", "unproven_sender")
    assert [it.template for it in letters(case)] == ["relay", "not_proven"]
    assert seller_shown(market.shop.id, market.seller.pk, NOON).asks_to_be_believed

    believe_sender(seller_id=market.seller.pk, now=NOON)

    mail.refresh_from_db()
    assert mail.state == "waiting"
    second = comes(a_reply(first, "E o número de seguimento é RR123456789PT."), source="lmtp")
    assert second.state == "applied"
    assert bodies(case)[-1] == "E o número de seguimento é RR123456789PT."
    senders.has_means = True
    third = comes(a_reply(first, "Mais uma coisa."), source="lmtp")
    assert (third.state, third.why) == ("quarantined", "unproven_sender")


def test_a_letter_that_comes_back_for_good_gives_the_cases_to_the_team(market):
    """Threat 18: an older address that fails changes nothing."""
    case = writes(market.shop, market.buyer)
    tell()

    assert not lose_seller(conversation_id=case.pk, recipient="antiga@casa-luz.example", detail="5.1.1", now=NOON)
    assert lose_seller(conversation_id=case.pk, recipient=SUPPORT, detail="5.1.1 no such user", now=NOON)

    shown = seller_shown(market.shop.id, market.seller.pk, NOON)
    assert (shown.state, shown.unreachable_why) == ("unreachable", "5.1.1 no such user")
    assert (Case.objects.get(pk=case.pk).turn, Case.objects.get(pk=case.pk).rerouted_why) == ("support", "bounced")


def test_attempts_are_counted_per_seller_for_the_team(market, django_assert_max_num_queries):
    """E7"""
    case = writes(market.shop, market.buyer)
    tell()
    comes(a_reply(letters(case)[0], "Ligue 21 345 67 89 ou 91 234 56 78, ou escreva a ana@gmail.com"))

    with django_assert_max_num_queries(5):
        page = sellers(a_viewer(market.rose), NOON)
    assert [(it.name, it.attempts, it.open_cases) for it in page.rows] == [
        ("Casa Luz", {"phone_number": 2, "mail_address": 1}, 1),
        ("Cozinha Mar", {}, 0),
    ]


def test_the_original_is_read_by_who_watches_and_that_they_did_is_kept(market):
    """A11"""
    case = writes(market.shop, market.buyer, "Ligue 912 345 678")

    assert (
        reveal_original(conversation_id=case.pk, seq=2, viewer=a_viewer(market.rose), now=NOON) == "Ligue 912 345 678"
    )
    (reveal,) = Reveal.objects.all()
    assert (reveal.membership_id, reveal.at) == (market.rose.pk, NOON)
    with pytest.raises(NotAllowed):
        reveal_original(conversation_id=case.pk, seq=2, viewer=a_viewer(market.adele), now=NOON)
    with pytest.raises(CaseNotFound):
        reveal_original(conversation_id=case.pk, seq=1, viewer=a_viewer(market.rose), now=NOON)


def test_a_volunteer_sees_no_case(market):
    """A11"""
    from comptoir.domain.marketplace.queries import CaseFilters, case_for_team, cases

    case = writes(market.shop, market.buyer)
    amin = a_viewer(a_member(market.shop, "ambassador"))

    assert cases([amin], CaseFilters(), NOON).rows == []
    with pytest.raises(CaseNotFound):
        case_for_team(amin, case.pk, "en", NOON)
