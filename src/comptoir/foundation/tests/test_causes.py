"""What follows from something carries its cause, however far."""

from __future__ import annotations

import pytest

from comptoir.foundation.models import Announcement
from comptoir.foundation.outbox import announce, announce_all, because_of, present_cause
from comptoir.foundation.tests.happenings import BellRang, DoorOpened, FlakeFell
from comptoir.foundation.worker import Worker, in_batches
from tests.people import NOON

pytestmark = pytest.mark.django_db


def test_what_is_announced_carries_the_present_cause() -> None:
    """F"""
    with because_of("rule:7"):
        announce(BellRang(1), at=NOON)
        announce(BellRang(2), at=NOON, caused_by="somebody")
    announce(BellRang(3), at=NOON)

    causes = Announcement.objects.order_by("id").values_list("caused_by", flat=True)
    assert list(causes) == ["rule:7", "somebody", ""]
    assert present_cause() == ""


def test_what_follows_from_it_carries_it_on() -> None:
    """F: the cause goes from announcement to reaction to announcement."""
    heard: list[tuple[int, str]] = []

    def open_door(event: BellRang) -> None:
        announce(DoorOpened(event.door), at=NOON)

    worker = Worker({BellRang: [open_door], DoorOpened: [lambda event: heard.append((event.door, present_cause()))]})
    with because_of("rule:7"):
        announce(BellRang(1), at=NOON)
    announce(BellRang(2), at=NOON)

    worker.deliver_all(NOON)
    assert heard == [(1, "rule:7"), (2, "")]


@pytest.mark.parametrize("is_deaf", [False, True])
def test_bulk_is_not_told_together_with_what_has_another_cause(is_deaf: bool) -> None:
    """F: also where a batch fails, and each is told alone."""
    heard: list[tuple[int, str]] = []

    @in_batches
    def count(events: list[FlakeFell]):
        def write() -> None:
            if is_deaf and len(events) > 1:
                raise ZeroDivisionError("no ears")
            heard.extend((event.number, present_cause()) for event in events)

        return write

    with because_of("rule:7"):
        announce_all([FlakeFell(1), FlakeFell(2)], at=NOON)
    announce_all([FlakeFell(3)], at=NOON)

    Worker({FlakeFell: [count]}).deliver_all(NOON)
    assert sorted(heard) == [(1, "rule:7"), (2, "rule:7"), (3, "")]
