from __future__ import annotations

from types import SimpleNamespace

from comptoir.domain.channels.models import Correspondent
from comptoir.domain.channels.tests.stage import ANA, SHOP, a_mail, comes, entries, letters
from comptoir.domain.conversations.models import Conversation

FORM = "no-reply@maison-perle.example"
SENT_ON = f"""Tu peux lui répondre ?

---------- Forwarded message ---------
De : Ana Silva <{ANA}>
Date: mar. 1 déc. 2026 à 11:00
Subject: Ma bague
To: <adele@maison-perle.example>


Bonjour, où est ma bague ?
"""


def test_the_shops_own_form_brings_a_customers_words(desk: SimpleNamespace) -> None:
    """D1: answered is who filled it in; nobody has proven their address."""
    mail = comes(a_mail("Où est ma bague ?", sender=f"Formulaire <{FORM}>", Reply_To=f"Ana Silva <{ANA}>"))
    talk = Conversation.objects.get(pk=mail.conversation_id)
    assert (talk.email, mail.sender, mail.sender_check) == (ANA, ANA, "unproven")
    assert '"brought":"form"' in entries(talk)[0].facts
    assert [it.recipient for it in letters()] == [ANA]


def test_elsewhere_an_address_to_answer_to_is_not_believed(desk: SimpleNamespace) -> None:
    """A7: nobody writes as another by saying where to answer."""
    mail = comes(a_mail("Bonjour", sender="x@other.example", Reply_To=ANA))
    assert mail.sender == "x@other.example"
    desk.senders.verdicts[FORM] = "forged"
    assert comes(a_mail("Bonjour", sender=FORM, Reply_To=ANA)).why == "forged_sender"


def test_a_form_that_names_one_of_us_names_nobody(desk: SimpleNamespace) -> None:
    """A6"""
    mail = comes(a_mail("Bonjour", sender=FORM, Reply_To=SHOP))
    assert mail.sender == FORM


def test_a_colleague_sends_on_what_a_customer_wrote(desk: SimpleNamespace) -> None:
    """D1: the conversation is the customer's; the colleague's word is kept beside it."""
    raw = a_mail(SENT_ON, sender="Adèle <adele@maison-perle.example>", subject="TR: Ma bague")
    mail = comes(raw)
    talk = Conversation.objects.get(pk=mail.conversation_id)
    assert (talk.email, entries(talk)[0].body) == (ANA, "Bonjour, où est ma bague ?")
    assert "Tu peux lui répondre" in mail.quoted
    assert Correspondent.objects.get().visitor.first_name == "Ana"


def test_what_a_stranger_sends_on_is_the_strangers(desk: SimpleNamespace) -> None:
    """A7"""
    mail = comes(a_mail(SENT_ON, sender="x@other.example", subject="TR: Ma bague"))
    desk.senders.verdicts["adele@maison-perle.example"] = "unproven"
    doubtful = comes(a_mail(SENT_ON, sender="adele@maison-perle.example", subject="TR: Ma bague"))
    assert (mail.sender, doubtful.sender) == ("x@other.example", "adele@maison-perle.example")
