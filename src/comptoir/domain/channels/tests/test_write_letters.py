from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.channels import actions
from comptoir.domain.channels.actions import LetterToWrite
from comptoir.domain.channels.models import Mailbox, ReplyAddress, Suppressed
from comptoir.domain.channels.tests.stage import ANA, RELAY, SHOP, a_talk_by_mail, as_read, letters
from tests.people import NOON


def a_letter(desk: SimpleNamespace, **fields: object) -> LetterToWrite:
    facts: dict[str, object] = {
        "shop_id": desk.shop.id,
        "template": "answer",
        "recipient": ANA,
        "subject": "Votre bague",
        "text": "Elle part demain.",
        "mailbox_id": desk.box.pk,
        "once": "test",
        "at": NOON,
    }
    return LetterToWrite(**(facts | fields))


def test_a_letter_is_written_once_and_never_changes(desk: SimpleNamespace) -> None:
    """R2: Message-ID and bytes are fixed when it is written."""
    first = actions.write_letter(a_letter(desk))
    before = letters()[0]
    assert actions.write_letter(a_letter(desk, text="Autre chose", at=NOON + dt.timedelta(hours=1))) == first
    [after] = letters()
    assert (bytes(after.content), after.message_id) == (bytes(before.content), before.message_id)


@pytest.mark.parametrize("recipient", [SHOP, f"c-abc@{RELAY}", SHOP.upper()])
def test_nothing_is_written_to_ourselves(desk: SimpleNamespace, recipient: str) -> None:
    """A6"""
    actions.write_letter(a_letter(desk, recipient=recipient))
    assert [(it.state, it.why, bytes(it.content)) for it in letters()] == [("suppressed", "own_address", b"")]


def test_nothing_goes_where_nothing_arrives(desk: SimpleNamespace) -> None:
    """E8: and who looks at the message sees why."""
    Suppressed.objects.create(shop_id=desk.shop.id, address=ANA, why="bounced", at=NOON)
    actions.write_letter(a_letter(desk))
    assert [(it.state, it.why) for it in letters()] == [("suppressed", "bounced")]
    assert actions.write_letter(a_letter(desk, template="warning", is_automatic=True, once="2")) is None


def test_what_is_no_address_fails_visibly(desk: SimpleNamespace) -> None:
    """A24"""
    actions.write_letter(a_letter(desk, recipient="ana@client.example\r\nBcc: all@x.example"))
    assert [(it.state, it.why) for it in letters()] == [("failed", "bad_address")]


def test_no_header_is_smuggled_in(desk: SimpleNamespace) -> None:
    """Threat 23, A24"""
    actions.write_letter(a_letter(desk, subject="Bague\r\nBcc: x@y.example", from_name="Ana\r\nX-Evil: 1"))
    read = letters()[0].content.decode()
    assert "\r\nBcc:" not in read
    assert "\r\nX-Evil" not in read


def test_card_numbers_are_not_in_any_letter(desk: SimpleNamespace) -> None:
    """D9"""
    actions.write_letter(a_letter(desk, subject="4111 1111 1111 1111", text="Carte 4111 1111 1111 1111"))
    read = as_read(letters()[0])
    assert "1111 1111 1111" not in read.subject + read.text + read.html


def test_a_thread_takes_so_many_letters_a_minute(desk: SimpleNamespace) -> None:
    """A6, threat 19"""
    talk = a_talk_by_mail()
    for n in range(12):
        actions.write_letter(a_letter(desk, conversation_id=talk.pk, once=f"n{n}"))
    states = [it.state for it in letters(template="answer")]
    assert states == ["waiting"] * 9 + ["suppressed"] * 3  # the acknowledgement is one of the ten


def test_a_code_may_be_asked_for_again_but_not_without_end(desk: SimpleNamespace) -> None:
    """Threat 18: the relay is no mail bomb."""
    asked = [
        actions.write_letter(
            a_letter(desk, template="verification", is_automatic=True, is_wanted=True, once=f"code {n}")
        )
        for n in range(8)
    ]
    assert sum(it is not None for it in asked) == 6


def test_a_relayed_letter_shows_neither_address(desk: SimpleNamespace) -> None:
    """E2, threats 7, 8: From is the address for replies, under the name that was given."""
    talk = a_talk_by_mail()
    letter = a_letter(
        desk,
        template="relay",
        party="seller",
        recipient="seller@atelier.example",
        mailbox_id=None,
        reply_party="seller",
        from_name="Cliente",
        conversation_id=talk.pk,
        once="relay",
    )
    actions.write_letter(letter)
    row = letters(template="relay")[0]
    read = as_read(row)
    kept = ReplyAddress.objects.get(conversation_id=talk.pk, party="seller")
    assert [read.sender and read.sender.address] == [f"{kept.local_part}@{RELAY}"]
    assert kept.address == "seller@atelier.example"
    assert ANA.encode() not in bytes(row.content)
    assert read.references == ()
    assert row.message_id.endswith(f"@{RELAY}>")


def test_without_any_way_out_a_letter_fails_visibly(desk: SimpleNamespace, settings) -> None:
    settings.SMTP_URL = ""
    actions.write_letter(a_letter(desk))
    assert [(it.state, it.why) for it in letters()] == [("failed", "no_way_out")]


def test_in_a_demo_what_goes_out_is_caught(desk: SimpleNamespace, settings) -> None:
    settings.SMTP_URL, settings.DEMO = "", True
    actions.write_letter(a_letter(desk))
    [letter] = letters()
    assert (letter.state, letter.next_at) == ("sent", None)
    assert as_read(letter).text


def test_the_mailboxs_signature_stands_below_in_the_letters_language(desk: SimpleNamespace) -> None:
    """D1"""
    Mailbox.objects.update(signature={"fr": "L’équipe Perle", "en": "The Perle team"})
    actions.write_letter(a_letter(desk, language="en"))
    assert "The Perle team" in as_read(letters()[0]).text
