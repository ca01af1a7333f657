"""A case goes to and fro by mail: the seller answers by replying, the buyer reads it, neither learns the other's address. E3."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from uuid import uuid4

import pytest

from comptoir.domain.marketplace.actions import answer_as_seller, write_to_case
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.queries import case_for_buyer
from comptoir.domain.marketplace.tests.stage import (
    BUYERS_EMAIL,
    HOUR,
    SUPPORT,
    a_picture,
    a_reply,
    as_read,
    bodies,
    comes,
    letters,
    talk_of,
    tell,
    writes,
)
from tests.people import NOON


def case_now(case: Case) -> Case:
    return Case.objects.select_related("seller", "conversation").get(pk=case.pk)


def test_the_seller_gets_a_letter_with_all_that_is_needed_to_answer(market):
    """E3, E5: the words, the answers, the reason's playbook, until when, from an address that is nobody's."""
    case = writes(market.shop, market.buyer, files=[a_picture()])
    tell()

    (letter,) = letters(case)
    read = as_read(letter)
    assert (letter.recipient, letter.party, letter.template, letter.entry_seq) == (SUPPORT, "seller", "relay", 2)
    assert read.sender.address.endswith("@resposta.feira.example")
    assert read.sender.name == "João · Feira do Largo"
    assert read.subject == f"[#{talk_of(case).reference}] Garantia"
    for part in (
        "O candeeiro não acende.",
        "Candeeiro Farol",
        "Não acende",
        "Reparação gratuita",
        "2 de dezembro",
        "12:00",
    ):
        assert part in read.text, part
    assert [part.name for part in read.parts] == ["foto-1.jpg"]
    assert b"auto-submitted" not in bytes(letter.content).lower()


def test_the_seller_answers_by_replying_and_the_buyer_reads_it(market):
    """E3: on the page and by mail, without the quoted part; the turn is the buyer's."""
    case = writes(market.shop, market.buyer)
    tell()
    (first,) = letters(case)

    mail = comes(
        a_reply(
            first, "Lamento o incómodo. Enviamos outro candeeiro amanhã.\n\nCom os melhores cumprimentos,\nAna Ferreira"
        ),
        at=NOON + HOUR,
    )

    assert (mail.state, mail.why, mail.conversation_id) == ("applied", "", case.pk)
    shown = case_for_buyer(market.buyer, case.pk, NOON + HOUR)
    assert [(it.author, it.name) for it in shown.messages] == [("buyer", "João"), ("seller", "Casa Luz Apoio")]
    assert "Lamento o incómodo. Enviamos outro candeeiro amanhã." in shown.messages[1].body
    assert "escreveu" not in shown.messages[1].body
    answer = letters(case)[-1]
    read = as_read(answer)
    assert (answer.recipient, read.sender.name) == (BUYERS_EMAIL, "Casa Luz Apoio · Feira do Largo")
    assert SUPPORT.encode() not in bytes(answer.content)
    assert (case_now(case).turn, case_now(case).turn_since) == ("buyer", NOON + HOUR)


def test_the_buyer_answers_by_mail_too(market):
    """E3"""
    case = writes(market.shop, market.buyer)
    tell()
    comes(a_reply(letters(case)[0], "Tem a fatura?"))

    mail = comes(a_reply(letters(case)[1], "Sim, envio já.", name="João Melo"))

    assert (mail.state, bodies(case)) == ("applied", ["O candeeiro não acende.", "Tem a fatura?", "Sim, envio já."])
    last = letters(case)[-1]
    assert (last.recipient, case_now(case).turn) == (SUPPORT, "seller")
    assert "Reparação gratuita" not in as_read(last).text


def test_what_is_told_twice_is_written_once(market):
    """R1: the announcement is heard again, the letter is there already."""
    from comptoir.domain.marketplace.actions import relay

    case = writes(market.shop, market.buyer)
    tell()
    relay(case.pk, 2, NOON)

    assert len(letters(case)) == 1


def test_on_their_page_both_may_write_as_well(market):
    """E3: each message goes to the other by mail, under the number of the same thread."""
    case = writes(market.shop, market.buyer)
    answer_as_seller(
        conversation_id=case.pk, seller_id=market.seller.pk, body="Tem a fatura?", client_id=uuid4(), now=NOON
    )
    write_to_case(conversation_id=case.pk, buyer=market.buyer, body="Tenho.", client_id=uuid4(), now=NOON)
    tell()

    assert [letter.party for letter in letters(case)] == ["seller", "customer", "seller"]
    assert case_now(case).turn == "seller"


def test_contact_details_in_an_answer_are_removed_and_its_writer_is_told(market):
    """E7, threats 9 and 10: signature, telephone, the seller's own name; said in the letter, and to the seller."""
    case = writes(market.shop, market.buyer)
    tell()

    comes(a_reply(letters(case)[0], "Ligue para 21 345 67 89 ou escreva a apoio@casa-luz.example.\nAna Ferreira"))

    notice, answer = letters(case)[1:]
    (_, message) = case_for_buyer(market.buyer, case.pk, NOON).messages
    assert message.masked == {"phone_number": 1, "mail_address": 1}
    assert message.body.startswith("Ligue para [contacto removido] ou escreva a [contacto removido].")
    assert "Ferreira" not in message.body
    assert (notice.template, notice.recipient, notice.is_automatic) == ("masked", SUPPORT, True)
    assert (answer.template, answer.recipient) == ("relay", BUYERS_EMAIL)


def test_an_absence_is_a_note_for_the_team_and_no_answer(market):
    """Threat 29: nothing is sent on, the clock runs on, nobody answers it."""
    case = writes(market.shop, market.buyer)
    tell()
    away = a_reply(letters(case)[0], "Estou de férias até dia 10.", Auto_Submitted="auto-replied")

    mail = comes(away)

    assert (mail.state, mail.why, mail.taken_as) == ("applied", "automatic", "automatic")
    assert (bodies(case), len(letters(case)), case_now(case).turn) == (["O candeeiro não acende."], 1, "seller")


def test_added_recipients_get_nothing_and_the_seller_is_told_once(market):
    """E6, threat 15"""
    case = writes(market.shop, market.buyer)
    tell()
    first = letters(case)[0]

    comes(a_reply(first, "Enviamos outro.", Cc="chefe@casa-luz.example, apoio@feira-do-largo.example"))
    comes(a_reply(first, "Já seguiu.", Cc="chefe@casa-luz.example"))

    assert bodies(case)[1:] == ["Enviamos outro.", "Já seguiu."]
    assert sorted(letter.template for letter in letters(case)) == ["recipients", "relay", "relay", "relay"]
    assert not [letter for letter in letters() if letter.recipient.startswith("chefe")]


@pytest.mark.parametrize(
    ("sender", "verdict", "why"),
    [
        ("outra@casa-luz.example", "proven", "stranger"),
        (BUYERS_EMAIL, "proven", "stranger"),
        (SUPPORT, "unproven", "unproven_sender"),
        (SUPPORT, "forged", "forged_sender"),
    ],
)
def test_an_address_for_replies_is_no_proof_of_who_writes(market, senders, sender, verdict, why):
    """Threats 1 and 2: it is held for the team; the buyer gets nothing."""
    case = writes(market.shop, market.buyer)
    tell()
    senders.verdict = verdict

    mail = comes(a_reply(letters(case)[0], "Pague-me por fora.", by=sender), source="lmtp")

    assert (mail.state, mail.why, bodies(case)) == ("quarantined", why, ["O candeeiro não acende."])


def test_a_word_of_ours_never_goes_to_the_other_side(market):
    """Threat 7: no header of the seller's mail comes through, whatever it says."""
    case = writes(market.shop, market.buyer)
    tell()
    odd = {
        "X_Mailer": "CasaLuz Mail 3",
        "X_Originating_IP": "203.0.113.9",
        "Organization": "Casa Luz Lda",
        "Disposition_Notification_To": "ana@casa-luz.example",
        "Autocrypt": "addr=ana@casa-luz.example",
        "Reply_To": "ana@casa-luz.example",
        "Thread_Topic": "Candeeiro do João Melo",
    }

    comes(a_reply(letters(case)[0], "Enviamos outro.", **odd))

    sent = bytes(letters(case)[-1].content)
    for word in (b"CasaLuz", b"203.0.113.9", b"Lda", b"casa-luz.example", b"Autocrypt", b"Melo", b"Ferreira"):
        assert word not in sent, word


def test_a_mail_that_came_in_time_was_in_time(market):
    """Threat 29: what counts is when it came to our server, not when it was fetched, nor the Date that it says."""
    case = writes(market.shop, market.buyer)
    tell()
    late: EmailMessage = a_reply(letters(case)[0], "Enviamos outro.", Date="Tue, 08 Dec 2026 10:00:00 +0000")

    comes(late, at=NOON + 25 * HOUR, received_at=NOON + 23 * HOUR)

    message = case_for_buyer(market.buyer, case.pk, NOON + dt.timedelta(days=2)).messages[-1]
    assert message.at == NOON + 23 * HOUR


def test_an_answer_that_brings_back_our_words_alone_is_none(market):
    """E3: the buyer gets nothing, the turn and its clock stay the seller's, the team sees the mail; let in, it is said."""
    case = writes(market.shop, market.buyer)
    tell()
    (first,) = letters(case)
    before = case_now(case).turn_since

    mail = comes(a_reply(first, ""), at=NOON + HOUR)

    assert (mail.state, mail.why, mail.conversation_id) == ("quarantined", "nothing_written", case.pk)
    assert (case_now(case).turn, case_now(case).turn_since) == ("seller", before)
    assert len(letters(case)) == 1
    assert "O candeeiro não acende." in mail.quoted
