"""What is done by mail from the desk: let in, spam, a blocked sender, a new message, a forward. D1, R8, A4."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.channels.models import Blocked, ReceivedMail
from comptoir.domain.channels.tests.conftest import own_domain, senders  # noqa: F401  fixtures
from comptoir.domain.channels.tests.stage import (
    ANA,
    a_mail,
    a_shop_with_mail,
    a_talk_by_mail,
    applied,
    as_read,
    comes,
    entries,
    letters,
    told,
)
from comptoir.domain.conversations.actions import assign
from comptoir.domain.conversations.models import Conversation
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_member

SUPPLIER = "atelier@fournisseur.example"


@pytest.fixture
def desk(db, senders):  # noqa: F811
    shop, box = a_shop_with_mail()
    other, other_box = a_shop_with_mail("autre-maison")
    return SimpleNamespace(
        shop=shop,
        box=box,
        other_box=other_box,
        adele=a_member(shop, "advisor"),
        amin=a_member(shop, "ambassador"),
        rose=a_member(shop, "referent", audience="advisor"),
        stranger=a_member(other, "manager", name="Étienne"),
        senders=senders,
    )


@pytest.fixture
def talk(desk):
    talk = a_talk_by_mail("Ma bague est cassée.")
    assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=NOON)
    return talk


def words_of(answer):
    assert answer.status_code == 200, answer.content.decode()[:300]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split()).replace("\xa0", " ")


def settle(client, mail, act, **fields):
    return client.post(f"/console/mail/{mail.pk}/settle/{act}", fields, **AS_SCRIPT)


def letter(desk, **fields):
    usual = {
        "from": f"{desk.shop.id}:{desk.box.pk}",
        "to": "camille@courriel.example",
        "subject": "Votre bague est prête",
    }
    usual |= {"body": "Bonjour Camille, votre bague vous attend en boutique.", "language": "fr", "own_id": str(uuid4())}
    return usual | fields


def test_a_held_mail_is_let_in_and_becomes_a_conversation(desk, at_desk):
    """R8: and who decided stands beside it."""
    desk.senders.verdicts[ANA] = "forged"
    mail = comes(a_mail("C’est bien moi."))
    assert mail.state == "quarantined"
    client = at_desk(desk.rose)
    assert settle(client, mail, "let-in").status_code == 204
    assert applied(mail.pk).state == "applied"
    page = words_of(client.get(f"/console/mail/{mail.pk}"))
    assert "In a conversation" in page
    assert "Decided by Rose." in page
    assert Conversation.objects.get().channel == "email"


def test_what_was_blocked_is_processed_again_once_its_sender_is_not(desk, at_desk):
    client = at_desk(desk.rose)
    kept = Blocked.objects.create(shop_id=desk.shop.id, pattern=ANA, at=NOON)
    mail = comes(a_mail("Bonjour"))
    assert (mail.state, mail.why) == ("ignored", "blocked")
    kept.delete()
    assert settle(client, mail, "process-again").status_code == 204
    assert applied(mail.pk).state == "applied"


def test_spam_is_ignored_with_its_sender(desk, at_desk):
    desk.senders.verdicts[ANA] = "forged"
    mail = comes(a_mail("Gagnez"))
    client = at_desk(desk.rose)
    assert f"Block {ANA}, too" in words_of(client.get(f"/console/mail/{mail.pk}/spam", **AS_SCRIPT))
    assert settle(client, mail, "spam", block="on").status_code == 204
    mail.refresh_from_db()
    assert (mail.state, mail.why) == ("ignored", "spam")
    assert Blocked.objects.get().pattern == ANA
    assert settle(client, mail, "spam").status_code == 403, "it is decided"


def test_a_conversation_is_called_spam_and_closed(desk, at_desk, talk):
    client = at_desk(desk.adele)
    assert client.post(f"/console/c/{talk.pk}/spam", {"block": "on"}, **AS_SCRIPT).status_code == 204
    talk.refresh_from_db()
    assert talk.status == "closed"
    assert comes(a_mail("Encore")).why == "blocked"


def test_a_sender_is_blocked_beside_their_conversation(desk, at_desk, talk):
    client = at_desk(desk.adele)
    assert "Everybody at client.example" in words_of(client.get(f"/console/c/{talk.pk}/block", **AS_SCRIPT))
    assert client.post(f"/console/c/{talk.pk}/block", {"what": "domain"}, **AS_SCRIPT).status_code == 204
    assert Blocked.objects.get().pattern == "@client.example"


def test_a_member_writes_first_and_the_answer_goes_on_there(desk, at_desk):
    """D1"""
    client = at_desk(desk.adele)
    assert desk.box.address in words_of(client.get("/console/write", **AS_SCRIPT))
    form = letter(desk, cc="paul@courriel.example; rita@courriel.example")
    answer = client.post("/console/write", form, **AS_SCRIPT)
    assert answer.status_code == 204, answer.content
    talk = Conversation.objects.get()
    assert answer["X-Go-To"] == f"/console/c/{talk.pk}"
    assert talk.assignee_id == desk.adele.pk
    told()
    assert [it.recipient for it in letters()] == [
        "camille@courriel.example",
        "paul@courriel.example",
        "rita@courriel.example",
    ]
    back = comes(
        a_mail("Merci !", sender="camille@courriel.example", In_Reply_To=letters()[0].message_id),
        envelope_from="camille@courriel.example",
    )
    assert back.conversation_id == talk.pk


def test_the_same_letter_sent_twice_goes_once(desk, at_desk):
    """R3: the button is pressed again when the line was slow."""
    client, form = at_desk(desk.adele), letter(desk)
    first, second = (client.post("/console/write", form, **AS_SCRIPT) for _ in range(2))
    assert first["X-Go-To"] == second["X-Go-To"]
    told()
    assert len(letters()) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"to": "nobody"}, "address_mistaken"), ({"cc": "x y"}, "address_mistaken"), ({"own_id": "x"}, "bad_request")],
)
def test_what_cannot_be_written_says_why(desk, at_desk, fields, code):
    answer = at_desk(desk.adele).post("/console/write", letter(desk, **fields), **AS_SCRIPT)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not Conversation.objects.exists()


def test_nobody_writes_from_another_shops_mailbox(desk, at_desk):
    """A4"""
    client = at_desk(desk.adele)
    foreign = letter(desk, **{"from": f"{desk.shop.id}:{desk.other_box.pk}"})
    assert client.post("/console/write", foreign, **AS_SCRIPT).json()["code"] == "no_way_out"
    elsewhere = letter(desk, **{"from": f"{desk.other_box.shop_id}:{desk.other_box.pk}"})
    assert client.post("/console/write", elsewhere, **AS_SCRIPT).status_code == 403
    assert at_desk(desk.amin).post("/console/write", letter(desk), **AS_SCRIPT).status_code == 403


def test_a_message_is_sent_on_and_the_answer_is_a_note(desk, at_desk, talk):
    """D1: the customer sees nothing of it."""
    client = at_desk(desk.adele)
    assert "Ma bague est cassée." in words_of(client.get(f"/console/c/{talk.pk}/forward", **AS_SCRIPT))
    form = {"to": SUPPLIER, "note": "Pouvez-vous la réparer ?", "seq": "1", "before": "on", "own_id": str(uuid4())}
    answer = client.post(f"/console/c/{talk.pk}/forward", form, **AS_SCRIPT)
    assert answer.status_code == 204, answer.content
    [sent] = letters(template="forward")
    assert sent.recipient == SUPPLIER
    assert "Ma bague est cassée." in as_read(sent).text
    assert ANA not in sent.content.decode("utf-8", "replace")
    comes(a_mail("Oui, en trois jours.", sender=SUPPLIER, In_Reply_To=sent.message_id), envelope_from=SUPPLIER)
    last = entries(talk)[-1]
    assert (last.kind, last.public_seq) == ("note", None)
    assert "Oui, en trois jours." in last.body


def test_the_whole_conversation_is_sent_on(desk, at_desk, talk):
    thread = ReceivedMail.objects.get(conversation=talk).message_id
    comes(a_mail("La pierre est tombée hier.", In_Reply_To=thread))
    seq = entries(talk, kind="message")[-1].seq
    form = {"to": SUPPLIER, "note": "", "seq": str(seq), "before": "on", "own_id": str(uuid4())}
    assert at_desk(desk.adele).post(f"/console/c/{talk.pk}/forward", form, **AS_SCRIPT).status_code == 204
    text = as_read(letters(template="forward")[0]).text
    assert text.index("La pierre est tombée hier.") < text.index("Ma bague est cassée.")


def test_who_may_not_change_a_conversation_sends_nothing_on(desk, at_desk, talk):
    """A4, A11"""
    form = {"to": SUPPLIER, "note": "", "seq": "1", "own_id": str(uuid4())}
    other = a_member(desk.shop, "advisor", name="Zoé")
    assert at_desk(other).post(f"/console/c/{talk.pk}/forward", form, **AS_SCRIPT).status_code == 403
    assert at_desk(desk.stranger).post(f"/console/c/{talk.pk}/forward", form, **AS_SCRIPT).status_code == 404
    assert not letters(template="forward")
