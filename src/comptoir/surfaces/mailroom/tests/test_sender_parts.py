"""What a server's answer means for a letter, by which way letters go, and at which pace."""

from __future__ import annotations

import smtplib

import pytest

from comptoir.domain.channels.connecting.access import Access, Trouble
from comptoir.surfaces.mailroom.sender import pace
from comptoir.surfaces.mailroom.sender.answers import Outcome, outcome_of
from comptoir.surfaces.mailroom.sender.lanes import house_access
from comptoir.surfaces.mailroom.sender.pace import Pace


def refused(code: int, said: bytes) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"ana@people.test": (code, said)})


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (refused(550, b"5.1.1 <ana@people.test>: unknown"), Outcome("never", "5.1.1", "550 5.1.1 …: unknown")),
        (refused(550, b"unknown"), Outcome("never", "5.0.0", "550 unknown")),
        (refused(450, b"4.2.0 greylisted"), Outcome("later", "4.2.0", "450 4.2.0 greylisted")),
        (smtplib.SMTPDataError(554, b"5.7.1 spam"), Outcome("never", "5.7.1", "554 5.7.1 spam")),
        (smtplib.SMTPDataError(451, b"5.1.1 odd"), Outcome("later", "4.0.0", "451 5.1.1 odd")),
        (smtplib.SMTPSenderRefused(530, b"5.7.0 sign in", "x"), Outcome("lane", "5.7.0", "530 5.7.0 sign in")),
        (smtplib.SMTPNotSupportedError(), Outcome("never", "5.6.7", "the server does not take such an address")),
        (smtplib.SMTPServerDisconnected("gone"), Outcome("lane", "4.4.2", "the connection broke off")),
        (ConnectionResetError(), Outcome("lane", "4.4.2", "the connection broke off")),
    ],
)
def test_an_answer_means_later_never_or_that_the_way_is_closed(error: Exception, outcome: Outcome) -> None:
    """Threat 26: what a server said is kept without addresses."""
    assert outcome_of(error) == outcome


def test_the_house_names_its_own_server() -> None:
    assert house_access("smtp://127.0.0.1") == Access("127.0.0.1", 25, "none", may_be_private=True)
    named = house_access("smtp+starttls://desk%40shop.test:p%3Aw@mx.shop.test:2525")
    assert named == Access("mx.shop.test", 2525, "starttls", "desk@shop.test", "p:w", may_be_private=True)
    assert house_access("smtps://mx.shop.test").port == 465


@pytest.mark.parametrize("address", ["", "http://mx.shop.test", "smtp://", "mx.shop.test:25"])
def test_what_names_no_server_is_a_trouble(address: str) -> None:
    with pytest.raises(Trouble) as trouble:
        house_access(address)
    assert trouble.value.code == "not_configured"


def test_letters_to_one_domain_go_at_a_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    at = 1000.0
    monkeypatch.setattr(pace.time, "monotonic", lambda: at)
    it = Pace(2)
    assert [it.wait_for(f"{n}@people.test") for n in range(3)] == [0.0, 0.0, 60.0]
    assert it.wait_for("a@shop.test") == 0.0
    at = 1061.0
    assert it.wait_for("a@people.test") == 0.0
