"""What happened is written down with its cause, once, or not at all."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from django.db import transaction

from comptoir.foundation import outbox
from comptoir.foundation.models import Announcement
from comptoir.foundation.outbox import announce, announce_all, failures, forget, tell_again
from comptoir.foundation.tests.happenings import BellRang, FlakeFell
from tests.people import NOON


@pytest.mark.django_db(transaction=True)
def test_nothing_is_announced_outside_the_transaction_of_what_happened():
    """G8."""
    with pytest.raises(RuntimeError, match="belongs in the transaction"):
        announce(BellRang(1))
    assert not Announcement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_was_never_announced():
    """G8: the event stands and falls with its cause."""

    @transaction.atomic
    def ring_and_fall() -> None:
        announce(BellRang(1))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ring_and_fall()
    assert not Announcement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_woken_when_it_is_committed_and_not_before():
    outbox.waiting.clear()
    with transaction.atomic():
        announce(BellRang(1))
        assert not outbox.waiting.is_set()
    assert outbox.waiting.is_set()


@pytest.mark.django_db
def test_a_newer_announcement_takes_the_place_of_the_one_under_its_key():
    announce(BellRang(1), key="bell", at=NOON)
    announce(BellRang(2), key="bell", at=NOON + dt.timedelta(seconds=9))
    [row] = Announcement.objects.all()
    assert outbox.read_events(row.name, row.payload) == [BellRang(2)]
    assert row.due_at == NOON + dt.timedelta(seconds=9)


@pytest.mark.django_db
def test_an_announcement_that_is_forgotten_is_not_told():
    announce(BellRang(1), key="bell")
    announce(BellRang(2), key="other bell")
    forget("bell")
    assert [row.key for row in Announcement.objects.all()] == ["other bell"]


@pytest.mark.django_db
def test_several_happenings_are_written_down_in_their_order():
    announce_all([BellRang(n) for n in range(5)])
    rows = Announcement.objects.order_by("id")
    assert [outbox.read_events(row.name, row.payload) for row in rows] == [[BellRang(n)] for n in range(5)]


@pytest.mark.django_db
def test_what_comes_in_bulk_is_written_down_together_in_bounded_portions():
    announce_all([FlakeFell(n) for n in range(50)])
    told = [outbox.read_events(row.name, row.payload) for row in Announcement.objects.order_by("id")]
    assert [len(portion) for portion in told] == [20, 20, 10]
    assert [flake for portion in told for flake in portion] == [FlakeFell(n) for n in range(50)]


@pytest.mark.django_db
def test_what_failed_for_good_is_listed_newest_first_and_can_be_told_again():
    announce_all([BellRang(1), BellRang(2), BellRang(3)])
    first, second, _ = Announcement.objects.order_by("id")
    Announcement.objects.filter(pk=first.pk).update(failed_at=NOON, attempts=12)
    Announcement.objects.filter(pk=second.pk).update(failed_at=NOON + dt.timedelta(hours=1), attempts=12)
    assert [row.pk for row in failures()] == [second.pk, first.pk]

    tell_again(first.pk, NOON + dt.timedelta(hours=2))

    first.refresh_from_db()
    assert (first.failed_at, first.attempts, first.due_at) == (None, 0, NOON + dt.timedelta(hours=2))
    assert [row.pk for row in failures()] == [second.pk]


def test_every_process_knows_the_events_of_every_app():
    """G8: a worker whose wiring does not name an event must not take it for another release's."""
    ask = "import django; django.setup(); from comptoir.foundation.outbox import is_known; print(is_known('charter.applied'))"
    said = subprocess.run([sys.executable, "-c", ask], stdout=subprocess.PIPE, text=True, check=True, timeout=60)
    assert said.stdout.strip() == "True"
