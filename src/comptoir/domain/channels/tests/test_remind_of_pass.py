"""Who has passed what ends is reminded, by the desk and by mail (D6)."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.channels.inside import OWN_PAGES
from comptoir.domain.channels.models import SentMail
from comptoir.domain.channels.reactions import remind_of_pass
from comptoir.domain.channels.reminding import reminder_letter
from comptoir.domain.people.models import User
from comptoir.domain.people.queries import forget_members
from comptoir.domain.training.events import PassExpires
from comptoir.domain.training.models import Pass
from comptoir.domain.training.queries import reminder_of
from comptoir.domain.training.reactions import remind
from comptoir.domain.training.tests.stage import a_newcomer, a_school, passes
from comptoir.foundation.worker import Worker
from tests.people import ALWAYS_OPEN, NOON, apply_charter

pytestmark = pytest.mark.django_db
SOON = NOON + dt.timedelta(days=336)
OVER = NOON + dt.timedelta(days=366)


@pytest.fixture
def adele(monkeypatch):
    monkeypatch.setitem(OWN_PAGES, "training", lambda: "https://desk.example/console/training")
    forget_members()
    adele = a_newcomer(a_school())
    passes(adele, "welcome", "chat")
    return adele


def reminds(days: int, at: dt.datetime, monkeypatch) -> None:
    monkeypatch.setattr("comptoir.domain.channels.reactions.now", lambda: at)
    for given in Pass.objects.order_by("pk"):
        remind_of_pass(PassExpires(given.pk, days))


def test_one_letter_names_all_that_ends_on_that_day(adele, monkeypatch):
    """And is written once, however often it is tried."""
    reminds(30, SOON, monkeypatch)
    reminds(30, SOON, monkeypatch)
    letter = SentMail.objects.get()
    assert (letter.template, letter.recipient) == ("training", adele.user.email)
    written = reminder_letter(reminder_of(Pass.objects.first().pk, 30, SOON), OWN_PAGES["training"](), SOON)
    assert written.text.count("– ") == 2
    assert "https://desk.example/console/training" in written.text


def test_when_it_is_over_that_is_said_once_more(adele, monkeypatch):
    reminds(30, SOON, monkeypatch)
    reminds(0, OVER, monkeypatch)
    assert SentMail.objects.count() == 2


def test_what_was_renewed_needs_no_reminder(adele, monkeypatch):
    passes(adele, "welcome", "chat", now=NOON + dt.timedelta(days=300))
    reminds(30, SOON, monkeypatch)
    assert not SentMail.objects.exists()


def test_who_has_left_is_not_written_to(adele, monkeypatch):
    User.objects.filter(pk=adele.user_id).update(is_active=False)
    reminds(30, SOON, monkeypatch)
    assert not SentMail.objects.exists()


def test_a_shop_that_asks_for_no_training_reminds_nobody(adele, monkeypatch):
    apply_charter(text=ALWAYS_OPEN, now=NOON + dt.timedelta(days=1))
    reminds(30, SOON, monkeypatch)
    assert not SentMail.objects.exists()


def test_the_timers_of_a_pass_bring_the_letter(adele, monkeypatch):
    """What was announced when it was passed goes out when it is due."""
    monkeypatch.setattr("comptoir.domain.channels.reactions.now", lambda: SOON)
    monkeypatch.setattr("comptoir.domain.training.reactions.now", lambda: SOON)
    Worker({PassExpires: [remind, remind_of_pass]}).deliver_all(SOON)
    assert SentMail.objects.filter(template="training").count() == 1
