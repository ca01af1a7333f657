from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.channels import actions
from comptoir.domain.channels.models import Mailbox, SentMail, Suppressed
from comptoir.domain.channels.sealing import seal
from comptoir.domain.channels.tests.stage import ANA, a_talk_by_mail, letters
from comptoir.foundation.broadcast import captured
from tests.people import NOON

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def letter(desk: SimpleNamespace) -> SentMail:
    """A letter that is to be sent."""
    a_talk_by_mail()
    return letters()[0]


def due(at: dt.datetime) -> list[int]:
    return [it.id for it in actions.lease_letters(now=at, at_most=5)]


def test_a_letter_is_leased_to_one_process_at_a_time(letter: SentMail) -> None:
    """R2"""
    assert due(NOON) == [letter.pk]
    assert due(NOON + MINUTE) == []
    assert due(NOON + 6 * MINUTE) == [letter.pk]  # that process has died


def test_the_way_is_the_mailboxs_own_with_its_secret_opened(desk: SimpleNamespace, letter: SentMail) -> None:
    """A9: sealed where it is kept."""
    facts = {"smtp_host": "mail.x.example", "smtp_user": "shop", "smtp_secret": seal("hush")}
    Mailbox.objects.update(outgoing="smtp", **facts)
    [it] = actions.lease_letters(now=NOON)
    assert (it.outgoing.kind, it.outgoing.host, it.outgoing.user, it.outgoing.secret) == (
        "smtp",
        "mail.x.example",
        "shop",
        "hush",
    )
    assert (it.recipient, it.envelope_from, it.content) == (ANA, letter.envelope_from, bytes(letter.content))


def test_what_was_sent_is_sent(letter: SentMail) -> None:
    """And the team sees it at the message, without anybody's address."""
    with captured() as news:
        actions.letter_sent(letter_id=letter.pk, now=NOON)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, due(NOON + 60 * MINUTE)) == ("sent", NOON, [])
    del news


def test_what_could_not_be_sent_is_tried_again_later_each_time_and_given_up(letter: SentMail) -> None:
    """E8"""
    at, tries = NOON, 0
    while letter.state == "waiting":
        assert due(at) == [letter.pk]
        actions.letter_deferred(letter_id=letter.pk, why="greylisted", now=at)
        letter.refresh_from_db()
        tries, at = tries + 1, letter.next_at or at
        assert not letter.next_at or due(letter.next_at - dt.timedelta(seconds=1)) == []
    assert (letter.state, letter.why) == ("failed", "greylisted")
    assert 8 <= tries <= 14


@pytest.mark.parametrize(
    ("status", "words", "is_gone"),
    [
        ("550", "5.1.1 no such user", True),
        ("5.1.1", "user unknown", True),
        ("550", "mailbox unavailable", True),
        ("550", "5.7.1 blocked by policy", False),
        ("552", "5.2.2 mailbox full", False),
        ("554", "spam", False),
    ],
)
def test_who_is_not_there_gets_nothing_more(letter: SentMail, status: str, words: str, is_gone: bool) -> None:
    """E8: but a full or careful mailbox is still one."""
    actions.letter_refused(letter_id=letter.pk, status=status, why=words, now=NOON)
    letter.refresh_from_db()
    assert letter.state == "bounced"
    assert Suppressed.objects.filter(address=ANA).exists() == is_gone


def test_a_letter_that_is_settled_stays_so(letter: SentMail) -> None:
    """A late answer of a process whose lease was over changes nothing."""
    actions.letter_sent(letter_id=letter.pk, now=NOON)
    actions.letter_refused(letter_id=letter.pk, status="550", why="5.1.1", now=NOON)
    letter.refresh_from_db()
    assert letter.state == "sent"
