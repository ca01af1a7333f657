"""A mail that nobody can read, or may read, is erased at once by a manager; that it came stays. D9, R8."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from comptoir.domain.channels import actions
from comptoir.domain.channels.errors import MailIsSettled, MailNotFound
from comptoir.domain.channels.models import RawMail, ReceivedMail
from comptoir.domain.channels.tests.stage import ANA, a_mail, comes
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_member, a_shop, a_viewer

LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def manager(desk: SimpleNamespace):
    return a_viewer(a_member(desk.shop, "manager"))


@pytest.fixture
def unreadable(desk: SimpleNamespace) -> ReceivedMail:
    mail = comes(a_mail("Une mention très privée", sender=ANA))
    ReceivedMail.objects.filter(pk=mail.pk).update(state="failed", why="too_slow", conversation=None, entry_seq=None)
    return ReceivedMail.objects.get(pk=mail.pk)


def test_its_bytes_go_and_all_that_was_read_of_it(manager, unreadable):
    actions.erase_mail(mail_id=unreadable.pk, viewer=manager, now=LATER)

    kept = ReceivedMail.objects.get(pk=unreadable.pk)
    assert not RawMail.objects.filter(pk=kept.pk).exists()
    assert (kept.state, kept.why, kept.settled_by_id, kept.settled_at) == (
        "ignored",
        "erased",
        manager.membership_id,
        LATER,
    )
    assert (kept.sender, kept.subject, kept.to, kept.envelope_from, kept.quoted) == ("", "", [], "", "")
    assert kept.source_id == unreadable.source_id, "brought again it is known"


def test_it_is_erased_once_and_is_not_processed_again(manager, unreadable):
    actions.erase_mail(mail_id=unreadable.pk, viewer=manager, now=LATER)
    with pytest.raises(MailIsSettled):
        actions.erase_mail(mail_id=unreadable.pk, viewer=manager, now=LATER)
    with pytest.raises(MailIsSettled):
        actions.process_again(mail_id=unreadable.pk, viewer=manager, now=LATER)


def test_what_is_in_a_conversation_is_not_erased_here(manager):
    mail = comes(a_mail())
    with pytest.raises(MailIsSettled):
        actions.erase_mail(mail_id=mail.pk, viewer=manager, now=LATER)


def test_a_referent_does_not_erase_and_another_shops_manager_finds_nothing(desk, unreadable):
    """A11"""
    with pytest.raises(NotAllowed):
        actions.erase_mail(mail_id=unreadable.pk, viewer=a_viewer(desk.rose), now=LATER)
    stranger = a_viewer(a_member(a_shop("autre-maison"), "manager", name="Étienne"))
    with pytest.raises(MailNotFound):
        actions.erase_mail(mail_id=unreadable.pk, viewer=stranger, now=LATER)
