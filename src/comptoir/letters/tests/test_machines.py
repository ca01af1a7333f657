"""Who wrote: a person is never taken for a machine by one doubtful sign, a machine is never answered (E3, threat 29, A8)."""

from __future__ import annotations

import pytest

from comptoir.letters.reading import read_letter
from comptoir.letters.tests.mails import mail, multipart, published


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ("Auto-Submitted: auto-replied", "auto_submitted"),
        ("Auto-Submitted: auto-generated; owner-email=x", "auto_submitted"),
        ("X-Autoreply: yes", "autoreply_header"),
        ("X-Autorespond: 1", "autoreply_header"),
        ("Precedence: auto_reply", "autoreply_header"),
        ("X-MS-Exchange-Inbox-Rules-Loop: ana@example.org", "inbox_rule"),
        ("Return-Path: <>", "null_sender"),
        ("Subject: AUTO: Ana is out of the office (returning 12/01)", "away_subject"),
        ("Subject: Absence du bureau : Re: votre commande", "away_subject"),
        ("Subject: Réponse automatique : commande", "away_subject"),
        ("Subject: =?utf-8?q?Resposta_autom=C3=A1tica=3A_encomenda?=", "away_subject"),
        ("Subject: Fora do escritório", "away_subject"),
        ("Subject: Răspuns automat: comanda", "away_subject"),
        ("Subject: Out of office Re: order", "away_subject"),
        ("Subject: Automatic reply: order", "away_subject"),
        ("Subject: Re: Automatische Antwort: Bestellung", "away_subject"),
        ("Subject: Respuesta automática: pedido", "away_subject"),
        ("Subject: Risposta automatica: ordine", "away_subject"),
    ],
)
def test_a_machine_is_told_by_what_machines_say(header: str, sign: str):
    letter = read_letter(mail(header))
    assert (letter.kind, letter.because) == ("automatic", sign)


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: no",
        "Precedence: bulk",
        "Precedence: list",
        "List-Id: <amis.example.org>",
        "X-Auto-Response-Suppress: All",
        "Subject: Re: votre absence du 3 mars",
        "Subject: Minha encomenda está fora do prazo",
        "Subject: Undelivered parcel!",
        "Subject: Pourquoi une réponse automatique ?",
        "Subject: Failed delivery of my chair",
        "Return-Path: <ana@example.org>",
        "Subject: Absence : livraison du 3 mars",
        "Subject: Auto: devis pour une portière",
        "Subject: Niet aanwezig bij levering",
        "Subject: On holiday, please deliver later",
    ],
)
def test_a_person_is_not_taken_for_a_machine(header: str):
    assert read_letter(mail(header)).kind == "human"


@pytest.mark.parametrize("kind", ["disposition-notification", "feedback-report"])
def test_a_receipt_of_reading_and_a_complaint_are_machines(kind: str):
    raw = multipart(f"report; report-type={kind}", "\r\nread", f"Content-Type: message/{kind}\r\n\r\nx: y")
    letter = read_letter(raw)
    assert (letter.kind, letter.because) == ("automatic", "report")


def test_lists_and_bulk_are_marked_and_not_swallowed():
    assert read_letter(mail("Precedence: bulk")).is_list
    assert read_letter(mail("List-Id: <x.example.org>")).is_list
    assert not read_letter(mail()).is_list


def _report(
    *fields: str, text: str = "", returned: str = "Message-ID: <o7.abc@reply.shop.test>\r\nFrom: x@shop.test"
) -> bytes:
    block = "\r\n".join(("Final-Recipient: rfc822; Rui@Example.org", *fields))
    return multipart(
        'report; report-type="delivery-status"',
        f"\r\n{text or 'It did not work.'}",
        f"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n{block}\r\n",
        f"Content-Type: text/rfc822-headers\r\n\r\n{returned}\r\n",
        headers=b"From: MAILER-DAEMON@mx.example.org\r\nReturn-Path: <>\r\nSubject: Undelivered\r\n",
    )


def test_a_report_names_whom_it_did_not_reach_and_which_mail_comes_back():
    letter = read_letter(_report("Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 no such user"))
    (failed,) = letter.bounce
    assert (letter.kind, letter.because, letter.about) == ("bounce", "delivery_report", "<o7.abc@reply.shop.test>")
    assert (failed.address, failed.status, failed.is_permanent) == ("rui@example.org", "5.1.1", True)
    assert failed.diagnostic == "smtp; 550 5.1.1 no such user"


@pytest.mark.parametrize(
    ("fields", "status", "is_permanent"),
    [
        (("Action: delayed", "Status: 4.4.1"), "4.4.1", False),
        (("Action: failed", "Status: 4.4.7"), "4.4.7", False),
        (("Action: failed", "Status: 5.0.0", "Diagnostic-Code: smtp; 552 5.2.2 full"), "5.2.2", True),
        (("Action: failed", "Diagnostic-Code: smtp; 452 try later"), "", False),
        (("Action: failed",), "", True),
    ],
)
def test_for_now_and_for_good_are_kept_apart(fields: tuple[str, ...], status: str, is_permanent: bool):
    (failed,) = read_letter(_report(*fields)).bounce
    assert (failed.status, failed.is_permanent) == (status, is_permanent)


def test_a_report_that_all_went_well_names_nobody():
    letter = read_letter(
        _report("Action: delivered", "Status: 2.0.0", text="Your mail to rui@example.org failed nothing")
    )
    assert (letter.kind, letter.bounce) == ("bounce", ())


def test_a_server_that_writes_in_words_is_understood():
    letter = read_letter(
        b"From: MAILER-DAEMON@mx.example.org\r\nSubject: failure notice\r\n\r\n"
        b"Hi. I wasn't able to deliver your message.\r\n\r\n<rui@example.org>:\r\n550 Unknown user (#5.1.1)\r\n\r\n"
        b"--- Below this line is a copy of the message.\r\n\r\nFrom: shop@example.net\r\nTo: other@example.com\r\n"
    )
    assert letter.kind == "bounce"
    assert [(each.address, each.status) for each in letter.bounce] == [("rui@example.org", "5.1.1")]


def test_an_absence_that_a_mail_server_writes_is_no_bounce():
    letter = read_letter(
        b"From: postmaster@example.org\r\nSubject: Automatic reply: x\r\n\r\nI am away, ask rui@example.org"
    )
    assert (letter.kind, letter.bounce) == ("automatic", ())


def test_a_customer_who_sends_a_bounce_on_is_a_person():
    raw = multipart(
        "mixed",
        "\r\nMy mail to rui@example.org failed, what shall I do?",
        "Content-Type: message/rfc822\r\n\r\nFrom: mailer-daemon@example.org\r\n\r\n550 rui@example.org unknown",
        headers=b"From: ana@example.org\r\nSubject: Fwd: Undelivered Mail Returned to Sender\r\n",
    )
    assert read_letter(raw).kind == "human"


def test_of_published_bounces_the_recipient_is_found_in_nine_of_ten():
    """The promise is eight of ten."""
    paths = published("sisimai+set-of-emails", "*.eml")
    bounced = [path for path in paths if not path.name.startswith(("arf", "rfc3834"))]
    found = [path for path in bounced if read_letter(path.read_bytes()).bounce]
    assert len(found) >= 0.9 * len(bounced)


def test_published_mails_of_people_are_no_bounces():
    for path in published("mailgun+talon/tests/fixtures/signature/emails", "*_body"):
        assert read_letter(b"From: a@b.pt\r\n\r\n" + path.read_bytes()).kind == "human", path.name
