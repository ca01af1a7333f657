"""The mail page: every mail with its one state, and the lists of senders and addresses. R8, A4, A11."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace

import pytest

from comptoir.domain.channels.models import Blocked, Mailbox, ReceivedMail, SentMail, Suppressed
from comptoir.domain.channels.tests.conftest import own_domain, senders  # noqa: F401  fixtures
from comptoir.domain.channels.tests.stage import ANA, a_mail, a_shop_with_mail, a_talk_by_mail, comes
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_member

PASSWORD = "geheim-passwort-77"


@pytest.fixture
def desk(db, senders):  # noqa: F811
    shop, box = a_shop_with_mail()
    other, _box = a_shop_with_mail("autre-maison")
    senders.verdicts["direction@fausse.example"] = "forged"
    return SimpleNamespace(
        shop=shop,
        other=other,
        box=box,
        adele=a_member(shop, "advisor"),
        amin=a_member(shop, "ambassador"),
        rose=a_member(shop, "referent", audience="advisor"),
        marc=a_member(shop, "manager"),
        stranger=a_member(other, "manager", name="Étienne"),
    )


@pytest.fixture
def forged(desk):
    return comes(a_mail("Virement urgent", sender="La direction <direction@fausse.example>", subject="Virement"))


def words_of(answer):
    assert answer.status_code == 200, answer.content.decode()[:300]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split()).replace("\xa0", " ")


def test_each_mail_stands_in_one_list_with_its_reason(desk, at_desk, forged):
    """R8"""
    Blocked.objects.create(shop_id=desk.shop.id, pattern="@spam.example", at=NOON)
    comes(a_mail("Gagnez", sender="Promo <promo@spam.example>", subject="Voyage"))
    a_talk_by_mail("Bonjour", subject="Ma commande")
    client = at_desk(desk.rose)
    lists = {
        state: words_of(client.get(f"/console/mail?state={state}"))
        for state in ("quarantined", "ignored", "applied", "failed", "all")
    }
    assert "Virement" in lists["quarantined"]
    assert "The sender’s domain says that it did not send this mail." in lists["quarantined"]
    assert "Quarantined · 1" in lists["failed"]
    assert "The sender is blocked." in lists["ignored"]
    assert "Ma commande" in lists["applied"]
    assert all(subject in lists["all"] for subject in ("Virement", "Voyage", "Ma commande"))
    assert "Virement" not in lists["ignored"] + lists["applied"] + lists["failed"]


def test_a_held_mail_is_read_before_anybody_decides(desk, at_desk, forged):
    client = at_desk(desk.rose)
    page = words_of(client.get(f"/console/mail/{forged.pk}"))
    assert "sender forged" in page
    assert "Let in" in page
    said = client.get(f"/console/mail/{forged.pk}/words", **AS_SCRIPT).json()["words"]
    assert "Virement urgent" in said


def test_an_advisor_reads_and_decides_nothing(desk, at_desk, forged):
    """A11"""
    client = at_desk(desk.adele)
    page = words_of(client.get(f"/console/mail/{forged.pk}"))
    assert "Let in" not in page
    for act in ("let-in", "process-again", "spam"):
        assert client.post(f"/console/mail/{forged.pk}/settle/{act}", **AS_SCRIPT).status_code == 403
    assert client.get(f"/console/mail/{forged.pk}/original", **AS_SCRIPT).status_code == 403
    assert client.get(f"/console/mail/{forged.pk}/spam", **AS_SCRIPT).status_code == 403


@pytest.mark.parametrize("path", ["", "/words", "/written", "/original", "/spam"])
def test_nobody_of_another_shop_sees_a_mail(desk, at_desk, forged, path):
    """A4"""
    assert at_desk(desk.stranger).get(f"/console/mail/{forged.pk}{path}", **AS_SCRIPT).status_code == 404
    assert "Virement" not in words_of(at_desk(desk.stranger).get("/console/mail?state=all"))


def test_an_advisor_sees_no_mail_of_a_conversation_that_is_not_theirs(desk, at_desk):
    """A11"""
    talk = a_talk_by_mail("Bonjour", subject="Confidentiel")
    talk.audience = "ambassador"
    talk.topic = ""
    talk.save(update_fields=["audience", "topic"])
    mail = ReceivedMail.objects.get(conversation=talk)
    client = at_desk(desk.adele)
    assert "Confidentiel" not in words_of(client.get("/console/mail?state=applied"))
    assert client.get(f"/console/mail/{mail.pk}").status_code == 404


def test_letters_that_did_not_arrive_stand_in_their_list(desk, at_desk):
    talk = a_talk_by_mail("Bonjour")
    SentMail.objects.all().delete()
    facts = {"shop_id": desk.shop.id, "conversation": talk, "template": "answer", "recipient": ANA, "written_at": NOON}
    rest = {"envelope_from": "x@y.example", "content": b"x", "subject": "Re: Ma commande"}
    SentMail.objects.create(message_id="<1@x>", once="1", state="sent", **facts, **rest)
    SentMail.objects.create(message_id="<2@x>", once="2", state="bounced", why="5.2.2", detail="full", **facts, **rest)
    client = at_desk(desk.rose)
    assert "Sent by mail" in words_of(client.get("/console/mail?state=sent"))
    back = words_of(client.get("/console/mail?state=not-sent"))
    assert "Came back undelivered" in back
    assert "The recipient’s mailbox is full." in back


def test_the_list_is_paged_and_asks_as_much_whatever_it_holds(desk, at_desk, django_assert_max_num_queries):
    rows = [
        ReceivedMail(
            shop_id=desk.shop.id,
            source="lmtp",
            source_id=f"p{n}",
            sha256="",
            size=1,
            received_at=NOON,
            state="failed",
            why="too_deep",
            subject=f"Mail {n}",
        )
        for n in range(60)
    ]
    ReceivedMail.objects.bulk_create(rows)
    client = at_desk(desk.rose)
    client.get("/console/mail?state=failed")
    with django_assert_max_num_queries(24):
        first = client.get("/console/mail?state=failed").content.decode()
    assert first.count("<tr>") == 51
    following = unescape(re.search(r'href="\?(state=failed[^"]+)"[^>]*>Next ones', first)[1])
    assert client.get(f"/console/mail?{following}").content.decode().count("<tr>") == 11


def test_a_sender_is_blocked_and_let_in_again(desk, at_desk):
    client = at_desk(desk.adele)
    assert (
        client.post(
            "/console/mail/blocked/add", {"shop": desk.shop.id, "sender": "@Spam.Example"}, **AS_SCRIPT
        ).status_code
        == 204
    )
    page = words_of(client.get("/console/mail/blocked"))
    assert "@spam.example" in page
    assert "Adèle" in page
    kept = Blocked.objects.get()
    assert (
        at_desk(desk.stranger)
        .post(f"/console/mail/blocked/{kept.pk}/remove", {"shop": desk.other.id}, **AS_SCRIPT)
        .status_code
        == 204
    )
    assert Blocked.objects.exists(), "another shop’s list is not theirs to change"
    assert (
        client.post(f"/console/mail/blocked/{kept.pk}/remove", {"shop": desk.shop.id}, **AS_SCRIPT).status_code == 204
    )
    assert not Blocked.objects.exists()


@pytest.mark.parametrize("sender", ["", "nobody", "@", "a b@c.example", "x@y\r\nBcc: z@w.example"])
def test_what_is_no_sender_is_not_blocked(desk, at_desk, sender):
    assert (
        at_desk(desk.adele)
        .post("/console/mail/blocked/add", {"shop": desk.shop.id, "sender": sender}, **AS_SCRIPT)
        .status_code
        == 400
    )


def test_the_shops_own_address_is_not_blocked(desk, at_desk):
    answer = at_desk(desk.adele).post(
        "/console/mail/blocked/add", {"shop": desk.shop.id, "sender": desk.box.address}, **AS_SCRIPT
    )
    assert answer.json()["code"] == "sender_is_ours"


def test_letters_to_an_address_are_stopped_and_allowed_again(desk, at_desk):
    client = at_desk(desk.rose)
    stop = {"shop": desk.shop.id, "address": "Paul@Client.example", "detail": "il l’a demandé"}
    assert client.post("/console/mail/stopped/add", stop, **AS_SCRIPT).status_code == 204
    assert at_desk(desk.adele).post("/console/mail/stopped/add", stop, **AS_SCRIPT).status_code == 403
    page = words_of(client.get("/console/mail/stopped"))
    assert "paul@client.example" in page
    assert "il l’a demandé" in page
    assert (
        client.post(
            "/console/mail/stopped/remove", {"shop": desk.shop.id, "address": "paul@client.example"}, **AS_SCRIPT
        ).status_code
        == 204
    )
    assert not Suppressed.objects.exists()


def mailbox_form(desk, **fields):
    usual = {
        "shop": desk.shop.id,
        "address": "sav@maison-perle.example",
        "name": "SAV",
        "is_on": "on",
        "incoming": "imap",
    }
    usual |= {"imap_host": "imap.maison-perle.example", "imap_port": "993", "imap_security": "tls", "imap_user": "sav"}
    usual |= {"imap_secret": PASSWORD, "folder": "INBOX", "outgoing": "house", "signature_fr": "Votre SAV"}
    return usual | fields


def test_a_mailbox_is_connected_and_its_password_never_shown(desk, at_desk):
    """Secrets are sealed at once, and no page tells them again."""
    client = at_desk(desk.marc)
    answer = client.post("/console/mailboxes/new", mailbox_form(desk), **AS_SCRIPT)
    kept = Mailbox.objects.get(address="sav@maison-perle.example")
    assert answer["X-Go-To"] == f"/console/mailboxes/{kept.pk}"
    assert PASSWORD not in kept.imap_secret
    for path in ("/console/mailboxes", f"/console/mailboxes/{kept.pk}"):
        page = client.get(path).content.decode()
        assert PASSWORD not in page
        assert kept.imap_secret not in page
        assert "sav@maison-perle.example" in page


def test_a_kept_password_stays_and_is_told_to_no_other_server(desk, at_desk):
    """Whoever may change a mailbox does not get its password sent to a server of theirs."""
    client = at_desk(desk.marc)
    client.post("/console/mailboxes/new", mailbox_form(desk), **AS_SCRIPT)
    kept = Mailbox.objects.get(address="sav@maison-perle.example")
    same = client.post(f"/console/mailboxes/{kept.pk}", mailbox_form(desk, imap_secret="", name="Service"), **AS_SCRIPT)
    assert same.status_code == 204
    assert Mailbox.objects.get(pk=kept.pk).imap_secret == kept.imap_secret
    moved = mailbox_form(desk, imap_secret="", imap_host="imap.mallory.example", mailbox=str(kept.pk))
    for path in (f"/console/mailboxes/{kept.pk}", "/console/mailboxes/try"):
        answer = client.post(path, moved, **AS_SCRIPT)
        assert (answer.status_code, answer.json()["code"]) == (400, "mailbox_mistaken")
        assert "Password for IMAP" in answer.json()["message"]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"address": "nobody"}, "Address"),
        ({"imap_host": ""}, "IMAP server"),
        ({"imap_host": "imap/../x"}, "IMAP server"),
        ({"imap_port": "70000"}, "Port of the IMAP server"),
        ({"imap_security": "rot13"}, "Security of the IMAP server"),
        ({"incoming": "pigeon"}, "How mail comes in"),
        ({"outgoing": "pigeon"}, "How mail goes out"),
        ({"outgoing": "smtp"}, "SMTP server"),
        ({"incoming": "webhook", "webhook_provider": "nobody"}, "Provider"),
        ({"oauth_provider": "google"}, "Client ID"),
        ({"folder": "x" * 200}, "Folder"),
    ],
)
def test_what_cannot_be_is_named(desk, at_desk, fields, word):
    answer = at_desk(desk.marc).post("/console/mailboxes/new", mailbox_form(desk, **fields), **AS_SCRIPT)
    assert answer.status_code == 400
    assert f"“{word}”" in answer.json()["message"]


def test_an_address_is_connected_once(desk, at_desk):
    answer = at_desk(desk.marc).post(
        "/console/mailboxes/new", mailbox_form(desk, address=desk.box.address.upper()), **AS_SCRIPT
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "address_taken")


def test_only_managers_of_the_shop_come_to_its_mailboxes(desk, at_desk):
    """A4"""
    for who in (desk.adele, desk.amin, desk.rose):
        client = at_desk(who)
        assert client.get("/console/mailboxes").status_code == 403
        assert client.get(f"/console/mailboxes/{desk.box.pk}").status_code == 403
        assert client.post("/console/mailboxes/new", mailbox_form(desk), **AS_SCRIPT).status_code == 403
    stranger = at_desk(desk.stranger)
    assert stranger.get(f"/console/mailboxes/{desk.box.pk}").status_code == 404
    assert stranger.post(f"/console/mailboxes/{desk.box.pk}", mailbox_form(desk), **AS_SCRIPT).status_code == 404
    assert stranger.post(f"/console/mailboxes/{desk.box.pk}/remove", **AS_SCRIPT).status_code == 404
    assert stranger.post("/console/mailboxes/new", mailbox_form(desk), **AS_SCRIPT).status_code == 403
    assert (
        stranger.post("/console/mailboxes/try", mailbox_form(desk, mailbox=str(desk.box.pk)), **AS_SCRIPT).status_code
        == 404
    )


def test_a_mailbox_is_disconnected_and_what_came_by_it_stays(desk, at_desk):
    talk = a_talk_by_mail("Bonjour")
    assert at_desk(desk.marc).post(f"/console/mailboxes/{desk.box.pk}/remove", **AS_SCRIPT).status_code == 204
    assert not Mailbox.objects.filter(pk=desk.box.pk).exists()
    assert ReceivedMail.objects.filter(conversation=talk).exists()


def test_trying_a_mailbox_says_what_is_in_the_way(desk, at_desk):
    answer = at_desk(desk.marc).post("/console/mailboxes/try", mailbox_form(desk, imap_host="127.0.0.1"), **AS_SCRIPT)
    assert answer.status_code == 200
    told = answer.json()
    assert told["outgoing"] is None
    assert "inside our own network" in told["incoming"]
