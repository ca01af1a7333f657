from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from comptoir.domain.channels import actions
from comptoir.domain.channels.house import loop_name
from comptoir.domain.channels.models import SentMail, Suppressed
from comptoir.domain.channels.tests.stage import (
    ANA,
    SHOP,
    a_mail,
    a_talk_by_mail,
    as_read,
    comes,
    entries,
    letters,
    told,
)
from comptoir.domain.conversations.actions import assign
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.promises.models import Promise
from tests.people import NOON, says

LATER = NOON + dt.timedelta(minutes=10)


def a_bounce(about: SentMail, status: str = "5.1.1", action: str = "failed") -> bytes:
    """A mail server says that a letter of ours did not arrive."""
    return f"""From: MAILER-DAEMON@mx.client.example
To: {about.envelope_from}
Subject: Undelivered Mail Returned to Sender
Message-ID: <dsn{about.pk}@mx.client.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="limit"

--limit
Content-Type: text/plain

This is the mail system. Your message could not be delivered.

--limit
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.client.example

Final-Recipient: rfc822; {about.recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} it is not possible

--limit
Content-Type: text/rfc822-headers

Message-ID: {about.message_id}
Subject: Re: Ma commande

--limit--
""".encode()


def test_a_letter_that_did_not_arrive_is_marked_and_nothing_more_goes_there(desk: SimpleNamespace) -> None:
    """E8: at the message, on the customer, and for the team to see."""
    talk = a_talk_by_mail()
    [letter] = letters()
    actions.letter_sent(letter_id=letter.pk, now=NOON)
    mail = comes(a_bounce(letter), to=letter.envelope_from, envelope_from="", at=LATER)
    letter.refresh_from_db()
    assert (mail.state, mail.why, mail.taken_as, mail.entry_seq) == ("applied", "bounced", "bounce", 1)
    assert (letter.state, letter.why) == ("bounced", "5.1.1")
    assert Suppressed.objects.get().address == ANA
    told()
    assert entries(talk, kind="alarm")


@pytest.mark.parametrize("status", ["4.2.2", "4.4.1"])
def test_what_is_only_late_is_said_and_nothing_ends(desk: SimpleNamespace, status: str) -> None:
    """E8"""
    a_talk_by_mail()
    [letter] = letters()
    actions.letter_sent(letter_id=letter.pk, now=NOON)
    mail = comes(a_bounce(letter, status, "delayed"), to=letter.envelope_from, envelope_from="", at=LATER)
    letter.refresh_from_db()
    assert (mail.why, letter.state, letter.why) == ("delayed", "sent", "delayed")
    assert not Suppressed.objects.exists()


def test_a_full_mailbox_is_no_reason_to_write_there_never_again(desk: SimpleNamespace) -> None:
    a_talk_by_mail()
    [letter] = letters()
    actions.letter_sent(letter_id=letter.pk, now=NOON)
    comes(a_bounce(letter, "5.2.2"), to=letter.envelope_from, envelope_from="", at=LATER)
    letter.refresh_from_db()
    assert letter.state == "bounced"
    assert not Suppressed.objects.exists()


def test_a_bounce_that_came_to_the_mailbox_is_known_by_what_it_returns(desk: SimpleNamespace, settings) -> None:
    """Without a domain of our own there is no address for it."""
    settings.MAIL_DOMAIN = ""
    a_talk_by_mail()
    [letter] = letters()
    assert letter.envelope_from == SHOP
    mail = comes(a_bounce(letter), envelope_from="", at=LATER)
    assert (mail.state, mail.why) == ("applied", "bounced")


def test_a_bounce_of_nothing_that_we_wrote_becomes_no_conversation(desk: SimpleNamespace) -> None:
    foreign = SentMail(envelope_from=SHOP, recipient="x@y.example", message_id="<not.ours@y.example>")
    mail = comes(a_bounce(foreign), envelope_from="", at=LATER)
    assert (mail.state, mail.why) == ("ignored", "automatic")


def test_an_absence_is_a_note_and_no_answer(desk: SimpleNamespace) -> None:
    """Threat 29: the clock goes on, nobody answers it, the customer is not asked again."""
    talk = a_talk_by_mail()
    told()
    to = as_read(letters()[0]).reply_to[0].address
    raw = a_mail("Je suis absente jusqu’au 12.", subject="Absence", Auto_Submitted="auto-replied")
    mail = comes(raw, to=to, at=LATER)
    [note] = entries(talk, kind="note")
    assert (mail.state, mail.taken_as, note.public_seq, note.author) == ("applied", "automatic", None, "system")
    told()
    assert Promise.objects.get(conversation_id=talk.pk, kind="first_answer").done_at is None
    assert len(letters()) == 1


def test_a_machine_begins_no_conversation_and_gets_no_answer(desk: SimpleNamespace) -> None:
    """A6"""
    mail = comes(a_mail("Ticket received", Auto_Submitted="auto-generated"))
    assert (mail.state, mail.why) == ("ignored", "automatic")
    assert letters() == []
    assert not Conversation.objects.exists()


def test_a_letter_of_our_own_that_comes_back_goes_round_no_more(desk: SimpleNamespace) -> None:
    """A6"""
    assert comes(a_mail("Re", X_Comptoir_Loop=loop_name())).why == "loop"
    assert comes(a_mail("Re", sender=SHOP)).why == "loop"
    raw = b"".join(b"Received: from a by b; Tue, 01 Dec 2026 11:00:00 +0000\r\n" for _ in range(31)) + a_mail()
    assert comes(raw).why == "loop"


def test_two_that_acknowledge_each_other_stop_at_once(desk: SimpleNamespace) -> None:
    """A6: the other side's acknowledgement bears no mark of a machine, and begins something new each time."""
    for n in range(4):
        comes(a_mail(f"Thank you for contacting us, no {n}", subject=f"Ticket {n}", sender="help@other.example"))
    assert len(letters(recipient="help@other.example")) == 1


def sends_by_itself(desk: SimpleNamespace, talk: Any, *templates: str, from_minute: int = 0) -> None:
    for n, template in enumerate(templates, from_minute):
        letter = actions.LetterToWrite(
            shop_id=desk.shop.id,
            template=template,
            recipient=ANA,
            subject="x",
            text="x",
            conversation_id=talk.pk,
            mailbox_id=desk.box.pk,
            is_automatic=True,
            once=f"test {n}",
            at=LATER + dt.timedelta(minutes=n),
        )
        actions.write_letter(letter)


def test_two_letters_of_machines_in_a_row_are_enough(desk: SimpleNamespace) -> None:
    """A6"""
    talk = a_talk_by_mail()
    sends_by_itself(desk, talk, "warning", "closed", "notice")
    assert [it.template for it in letters()] == ["acknowledgement", "warning"]


def test_what_was_promised_goes_out_all_the_same_and_counts_apart(desk: SimpleNamespace) -> None:
    """E8, A6: no mail makes a reminder go out; six a day are the most even so, and none of them stops another letter."""
    talk = a_talk_by_mail()
    sends_by_itself(desk, talk, "reminder_1", "reminder_2", "late", "warning", "closed")
    assert [it.template for it in letters()] == ["acknowledgement", "reminder_1", "reminder_2", "late", "warning"]

    sends_by_itself(desk, talk, *(f"reminder_{n}" for n in range(3, 9)), from_minute=60)
    assert [it.template for it in letters()][5:] == ["reminder_3", "reminder_4", "reminder_5"]


def test_an_answer_of_an_agent_is_marked_as_no_machines(desk: SimpleNamespace) -> None:
    """Or the customer's programs would not show it as such."""
    talk = a_talk_by_mail()
    assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=LATER)
    says(talk, "Elle part demain.", by=desk.adele, now=LATER)
    told()
    assert "auto-submitted" not in as_read(letters()[-1]).headers
