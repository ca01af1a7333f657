"""Mails that are odd, dangerous, or for several at once, brought by real servers: each ends in one visible state."""

from __future__ import annotations

import smtplib
import subprocess
from email.message import EmailMessage
from typing import Any

import pytest

from tests.mail_desk import LISTENED, SUPPORT, MailDesk, by_listener
from tests.post_office import CLIENT_IP, DESK, PEOPLE, REPLIES, PostOffice, a_mail, awaited, tool
from tests.servers.scanner import EICAR

pytestmark = [
    pytest.mark.servers,
    pytest.mark.enable_socket,
    pytest.mark.timeout(180),
]

ANA = f"ana@{PEOPLE}"
SETTLED = ("applied", "quarantined", "ignored", "failed")


def of(desk: MailDesk, subject: str) -> list[dict[str, Any]]:
    return [it for it in desk.look()["received"] if it["subject"] == subject]


def settled(desk: MailDesk, subject: str, number: int = 1) -> list[dict[str, Any]]:
    """The mails of that subject, once so many have their state."""

    def found() -> list[dict[str, Any]]:
        rows = of(desk, subject)
        return rows if len([it for it in rows if it["state"] in SETTLED]) >= number else []

    return list(awaited(found, 20, lambda: str(of(desk, subject)) + desk.log.read_text()[-2000:]))


def test_a_mail_to_two_mailboxes_of_the_desk_is_acknowledged_for_each(desk: MailDesk, post: PostOffice) -> None:
    """Threat 27: one envelope by LMTP, two recipients; Postfix believes what is said of each."""
    other = f"atelier@{DESK}"
    desk.connect(by_listener(other, name="Atelier"))
    mail = a_mail("Pour deux", sender=ANA, to=f"{LISTENED}, {other}", subject="Pour deux")
    post.send(mail, sender=ANA, to=[LISTENED, other])
    rows = awaited(
        lambda: (
            (it := [r for r in desk.look()["received"] if r["envelope_to"] in (f'["{LISTENED}"]', f'["{other}"]')])[1:]
            and it
        )
    )
    assert {row["source"] for row in rows} == {"lmtp"}
    assert {row["client_ip"] for row in rows} == {CLIENT_IP}
    assert {row["sender_check"] for row in settled(desk, "Pour deux")} == {"proven"}


def test_an_unknown_recipient_is_refused_by_the_first_server(desk: MailDesk, post: PostOffice) -> None:
    """Threat 5: refused while the sender waits, so that nobody gets a bounce for what he did not send."""
    with smtplib.LMTP("127.0.0.1", post.desk_lmtp) as client:
        client.ehlo()
        client.mail(ANA)
        assert client.rcpt(f"c-{'a' * 36}@{REPLIES}")[0] == 550
        assert client.rcpt(f"personne@{DESK}")[0] == 550
        assert client.rcpt(LISTENED)[0] == 250


def test_a_virus_is_held_and_shown(desk: MailDesk, post: PostOffice) -> None:
    """Threat 25: a real scanner, the virus that is made for tests, inside a zip as well."""
    mail = a_mail("Voir la pièce jointe", sender=ANA, to=SUPPORT, subject="Facture infectée")
    mail.add_attachment(EICAR, maintype="application", subtype="octet-stream", filename="facture.exe")
    post.drop(mail, to=SUPPORT, sender=ANA)
    [row] = settled(desk, "Facture infectée")
    assert (row["state"], row["conversation_id"]) == ("quarantined", None), row


FROM = f"From: {ANA}"
ODD = {
    "odd no body": ["--body", " "],
    "odd two Froms": ["--header", FROM, "--add-header", "From: outra@people.test"],
    "odd long line": ["--body", "x" * 900],
    "odd bare": ["--data", f"Subject: odd bare\\n{FROM}\\n\\n"],
    "odd automatic": ["--add-header", "Auto-Submitted: auto-replied"],
}


@pytest.mark.parametrize("subject", ODD)
def test_odd_mails_of_a_tester_of_mail_servers_end_in_one_state(desk: MailDesk, post: PostOffice, subject: str) -> None:
    """R8, A13"""
    odd = ODD[subject]
    command = [tool("swaks"), "--server", f"127.0.0.1:{post.smtp_port}", "--from", ANA, "--to", LISTENED]
    if "--data" not in odd:
        command += ["--header", f"Subject: {subject}"]
    done = subprocess.run(
        [*command, *odd], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [row] = settled(desk, subject)
    assert row["state"] == {"odd two Froms": "quarantined", "odd automatic": "ignored"}.get(subject, "applied"), row


def test_a_mail_slipped_in_behind_a_bare_line_end_is_no_mail(desk: MailDesk, post: PostOffice) -> None:
    """Threat 22, A24: said to our own listener by hand."""
    slipped = f"MAIL FROM:<{ANA}>\r\nRCPT TO:<{LISTENED}>\r\nDATA\r\nSubject: slipped in\r\n\r\nx\r\n.\r\n"
    before = len(desk.look()["received"])
    with smtplib.LMTP("127.0.0.1", post.desk_lmtp) as client:
        client.ehlo()
        client.mail(ANA)
        client.rcpt(LISTENED)
        assert client.docmd("DATA")[0] == 354
        client.send(b"Subject: carrier\r\n\r\nx\n.\n" + slipped.replace("\r\n", "\n").encode() + b"\r\n.\r\n")
        assert client.getreply()[0] == 250
    settled(desk, "carrier")
    assert len(desk.look()["received"]) == before + 1
    assert not of(desk, "slipped in")


def test_a_mail_in_a_foreign_alphabet_and_with_a_picture_is_read(desk: MailDesk, post: PostOffice) -> None:
    """D1: what mail programs really send, and our own reading of it."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Íris <{ANA}>", LISTENED, "Anel – avaria"
    mail.set_content("Bom dia, o anel está partido.\n", charset="iso-8859-1")
    mail.add_alternative('<p>Bom dia, o anel está partido.</p><img src="cid:anel">', subtype="html")
    post.send(mail, sender=ANA, to=LISTENED)
    [row] = settled(desk, "Anel – avaria")
    [entry] = [
        it
        for it in desk.look()["entries"]
        if (it["conversation_id"], it["seq"]) == (row["conversation_id"], row["entry_seq"])
    ]
    assert entry["body"] == "Bom dia, o anel está partido."
