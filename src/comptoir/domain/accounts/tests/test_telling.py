"""Who owns an account is told by mail of what was done to it (mission F, A23)."""

from __future__ import annotations

import pytest
import time_machine

from comptoir.domain.accounts.events import AccountTouched
from comptoir.domain.accounts.noting import TOLD, note
from comptoir.domain.accounts.reactions import tell_of_change
from comptoir.domain.accounts.sentences import DONE
from comptoir.domain.channels.models import SentMail
from tests.people import NOON


@pytest.fixture(autouse=True)
def _way_out(settings) -> None:
    settings.SMTP_URL, settings.MAIL_DOMAIN = "smtp://127.0.0.1:1", "reply.example"


@pytest.mark.parametrize("act", sorted(DONE))
def test_each_thing_is_told_once_to_the_owner_alone(desk, act: str) -> None:
    with time_machine.travel(NOON, tick=False):
        record = note(act, user_id=desk.adele.user_id, actor_id=desk.marc.user_id, detail="Firefox, Linux", now=NOON)
        for _ in range(2):
            tell_of_change(AccountTouched(record.pk))

    letter = SentMail.objects.get()
    assert (letter.recipient, letter.template) == (desk.adele.user.email, "account")
    assert b"1 December 2026, 13:00" in bytes(letter.content).replace(b"=\r\n", b"")


def test_what_is_told_has_its_words() -> None:
    assert DONE.keys() == TOLD
