"""Everybody who reacts is told, each once; who fails is told again, alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, OperationalError, transaction

from comptoir.foundation import outbox
from comptoir.foundation import worker as working
from comptoir.foundation.models import Announcement, Receipt
from comptoir.foundation.outbox import announce, announce_all, failures, tell_again
from comptoir.foundation.tests.happenings import BellRang, DoorOpened, FlakeFell
from comptoir.foundation.worker import ATTEMPTS, Worker, each_alone, in_batches
from tests.people import NOON

pytestmark = pytest.mark.django_db


class Ears:
    """Reactions that remember what they heard; `is_deaf` makes the second one fail."""

    def __init__(self) -> None:
        self.first: list[int] = []
        self.second: list[int] = []
        self.is_deaf = False

    def hear_first(self, event: BellRang) -> None:
        self.first.append(event.door)

    def hear_second(self, event: BellRang) -> None:
        announce(DoorOpened(event.door), at=NOON)
        if self.is_deaf:
            raise ZeroDivisionError("no ears")
        self.second.append(event.door)


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def worker(ears: Ears) -> Worker:
    return Worker({BellRang: [ears.hear_first, ears.hear_second]})


def later(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


def test_each_reaction_hears_each_event_once_and_in_order(ears: Ears, worker: Worker):
    """G8."""
    announce_all([BellRang(n) for n in range(3)], at=NOON)
    worker.deliver_all(NOON)
    worker.deliver_all(NOON)
    assert ears.first == ears.second == [0, 1, 2]
    assert not Announcement.objects.exists()
    assert not Receipt.objects.exists()


def test_who_fails_is_told_again_alone_and_what_it_began_is_undone(ears: Ears, worker: Worker):
    """G8: a failure neither repeats what has succeeded nor leaves half of itself behind."""
    ears.is_deaf = True
    announce(BellRang(1), at=NOON)
    worker.deliver(NOON)
    assert (ears.first, ears.second) == ([1], [])
    assert not Announcement.objects.filter(name="test.DoorOpened").exists()
    [row] = Announcement.objects.all()
    assert "hear_second: ZeroDivisionError('no ears')" in row.last_error

    ears.is_deaf = False
    worker.deliver(later(60))

    assert (ears.first, ears.second) == ([1], [1])
    assert not Announcement.objects.filter(name="test.BellRang").exists()


def test_the_waits_between_tries_grow(ears: Ears, worker: Worker):
    ears.is_deaf = True
    announce(BellRang(1), at=NOON)
    waits, at = [], NOON
    for _ in range(4):
        worker.deliver(at)
        due = Announcement.objects.get().due_at
        waits.append((due - at).total_seconds())
        assert worker.deliver(due - dt.timedelta(milliseconds=1)) == 0, "not before its time"
        at = due
    assert waits == [2, 4, 8, 16]


def test_one_that_fails_does_not_keep_the_others_waiting(ears: Ears, worker: Worker):
    def stumble(event: BellRang) -> None:
        if event.door == 1:
            raise ZeroDivisionError
        ears.first.append(event.door)

    announce_all([BellRang(n) for n in range(4)], at=NOON)
    Worker({BellRang: [stumble]}).deliver(NOON)
    assert ears.first == [0, 2, 3]


def test_what_fails_for_good_is_shown_and_when_it_is_told_again_only_who_failed_hears_it(ears: Ears, worker: Worker):
    """G8: visible in the console, never silently dropped."""
    ears.is_deaf = True
    announce(BellRang(1), at=NOON)
    at = NOON
    for _ in range(ATTEMPTS):
        worker.deliver(at)
        at += dt.timedelta(hours=2)
    [failed] = failures()
    assert failed.attempts == ATTEMPTS
    assert worker.deliver(at) == 0

    ears.is_deaf = False
    tell_again(failed.pk, at)
    worker.deliver(at)

    assert (ears.first, ears.second) == ([1], [1])
    assert failures() == []


def test_a_timer_rings_when_it_is_due(ears: Ears, worker: Worker):
    announce(BellRang(1), at=later(30), key="timer")
    worker.deliver(later(29))
    assert ears.first == []
    worker.deliver(later(30))
    assert ears.first == [1]


def test_an_event_without_reactions_is_done_with(worker: Worker):
    announce(DoorOpened(1), at=NOON)
    worker.deliver(NOON)
    assert not Announcement.objects.exists()


def test_an_event_of_another_release_waits_for_a_worker_who_knows_it(worker: Worker):
    """G8: while a release is rolled out, the old worker must not throw away what the new server announces."""
    Announcement.objects.create(name="test.OfTomorrow", payload="{}", due_at=NOON)
    Announcement.objects.create(name="test.OfTomorrow", payload="{}", due_at=NOON)
    worker.deliver(NOON)
    rows = list(Announcement.objects.all())
    assert [row.last_error for row in rows] == ["nobody here knows test.OfTomorrow"] * 2
    assert all(row.due_at > NOON for row in rows)


def test_what_comes_in_bulk_is_told_together_after_all_else():
    heard: list[list[int]] = []

    @in_batches
    def hear_all(events: list[FlakeFell]) -> None:
        heard.append([event.number for event in events])

    announce_all([FlakeFell(n) for n in range(3)], at=NOON)
    announce(DoorOpened(1), at=NOON)
    announce(FlakeFell(3), at=NOON)
    Worker({FlakeFell: [hear_all], DoorOpened: [lambda event: heard.append([])]}).deliver(NOON)
    assert heard == [[], [0, 1, 2, 3]]


def test_a_group_that_fails_is_told_one_by_one():
    heard: list[int] = []

    @in_batches
    def hear_all(events: list[FlakeFell]) -> None:
        if any(event.number == 1 for event in events):
            raise ZeroDivisionError
        heard.extend(event.number for event in events)

    announce_all([FlakeFell(n) for n in range(3)], at=NOON)
    worker = Worker({FlakeFell: [hear_all]})
    worker.deliver(NOON)
    assert heard == [0, 2]
    [row] = Announcement.objects.all()
    assert (row.attempts, outbox.read_events(row.name, row.payload)) == (1, [FlakeFell(1)])
    assert outbox.facts_of(row) == {"number": 1}


def test_what_another_worker_has_told_meanwhile_is_not_written_again():
    """G8: a file of SQLite has no locks that others leave out; two workers on it tell each event once."""
    written: list[int] = []

    @in_batches
    def hear_all(events: list[FlakeFell]) -> Callable[[], None]:
        Announcement.objects.filter(events=1).delete()  # as the other worker does
        return lambda: written.extend(event.number for event in events)

    announce_all([FlakeFell(1)], at=NOON)
    announce_all([FlakeFell(2), FlakeFell(3)], at=NOON)
    worker = Worker({FlakeFell: [hear_all]})
    worker.deliver(NOON)
    assert written == []
    worker.deliver(NOON)
    assert written == [2, 3]


def test_while_others_are_busy_the_worker_rests_from_what_comes_in_bulk_and_not_from_the_rest(
    monkeypatch: pytest.MonkeyPatch,
):
    """Issue of Chat, "Speed": what can wait leaves the processor to the messages."""
    heard: list[object] = []

    @in_batches
    def hear_all(flakes: list[FlakeFell]) -> None:
        heard.extend(flakes)

    worker = Worker({FlakeFell: [hear_all], DoorOpened: [heard.append]})
    clock = [100.0]
    monkeypatch.setattr(working.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(working.Rest, "seconds", lambda _rest: 5.0)
    announce_all([FlakeFell(n) for n in range(60)])
    worker.work()
    assert heard == [FlakeFell(n) for n in range(20)]

    announce(DoorOpened(1))
    clock[0] = 104.9
    worker.work()
    assert heard[20:] == [DoorOpened(1)]
    clock[0] = 105.0
    worker.work()
    assert heard[21:] == [FlakeFell(n) for n in range(20, 40)]


def test_a_rest_is_twenty_times_as_long_as_the_work_where_others_were_busy_and_none_where_they_were_idle(
    monkeypatch: pytest.MonkeyPatch,
):
    wall, own, everybody = [10.0], [1.0], [5.0]
    monkeypatch.setattr(working.time, "monotonic", lambda: wall[0])
    monkeypatch.setattr(working.time, "thread_time", lambda: own[0])
    monkeypatch.setattr(working.time, "process_time", lambda: everybody[0])
    idle, busy = working.Rest(), working.Rest()
    wall[0], own[0], everybody[0] = 10.1, 1.1, 5.1
    assert idle.seconds() == 0
    own[0] = 1.0
    assert busy.seconds() == pytest.approx(2.0)


def test_a_worker_whose_database_is_away_goes_on_when_it_is_back(monkeypatch: pytest.MonkeyPatch):
    """G8."""
    monkeypatch.setattr(working, "LONGEST_WAIT", 0.0)
    troubles = iter([DatabaseError("away"), DatabaseError("still away")])
    rounds: list[str] = []
    worker = Worker({})
    monkeypatch.setattr(worker, "_drop_connection", lambda: rounds.append("dropped"))

    def work() -> int:
        trouble = next(troubles, None)
        if trouble:
            raise trouble
        rounds.append("told")
        worker.stop()
        return 0

    monkeypatch.setattr(worker, "work", work)
    monkeypatch.setattr(working.connection, "close", lambda: None)
    worker.run()
    assert rounds == ["dropped", "dropped", "told"]


def test_sweeps_run_when_their_time_has_come(monkeypatch: pytest.MonkeyPatch):
    clock = [100.0]
    monkeypatch.setattr(working.time, "monotonic", lambda: clock[0])
    swept: list[float] = []
    worker = Worker({}, [(5.0, lambda now: swept.append(clock[0]))])
    for clock[0] in (100.0, 103.0, 105.0, 109.9, 110.0):
        worker.sweep()
    assert swept == [100.0, 105.0, 110.0]


def test_a_worker_that_has_nothing_to_do_waits_no_longer_than_its_next_sweep_does(monkeypatch: pytest.MonkeyPatch):
    """G3: what comes due four times a second is not told once a second."""
    clock, waits = [100.0], list[float]()

    def wait(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds
        if len(waits) == 6:
            worker.stop()

    swept: list[float] = []
    worker = Worker({}, [(0.25, lambda now: swept.append(clock[0])), (5.0, lambda now: None)])
    monkeypatch.setattr(working.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(working.outbox.waiting, "wait", wait)
    monkeypatch.setattr(working.connection, "close", lambda: None)
    monkeypatch.setattr(worker, "work", lambda: 0)
    worker.run()
    assert swept == [100.0, 100.25, 100.5, 100.75, 101.0, 101.25]
    assert waits == [0.25] * 6


def test_a_sweep_that_fails_does_not_stop_those_behind_it():
    """G8: agents who are gone are released, whatever is wrong with the queue."""
    swept: list[str] = []

    def stumble(now: dt.datetime) -> None:
        raise ZeroDivisionError

    Worker({}, [(0.0, stumble), (0.0, lambda now: swept.append("after"))]).sweep()
    assert swept == ["after"]


def test_a_sweep_acts_on_each_alone_and_gives_up_only_when_the_database_is_away():
    """G8."""
    seen: list[int] = []

    @transaction.atomic
    def act(number: int) -> None:
        seen.append(number)
        announce(BellRang(number), at=NOON)
        if number == 1:
            raise ZeroDivisionError
        if number == 3:
            raise OperationalError("away")

    with pytest.raises(OperationalError):
        each_alone(act, [0, 1, 2, 3, 4])
    assert seen == [0, 1, 2, 3]
    told = [outbox.read_events(row.name, row.payload) for row in Announcement.objects.order_by("id")]
    assert told == [[BellRang(0)], [BellRang(2)]]


def test_what_another_worker_has_taken_does_not_count_as_work(monkeypatch: pytest.MonkeyPatch, worker: Worker):
    """Else a worker who finds everything with its colleague would ask again without a pause."""
    announce(BellRang(1), at=NOON)
    announce(FlakeFell(1), at=NOON)
    monkeypatch.setattr(working, "_locked", lambda rows: rows.none())
    assert worker.deliver(NOON) == 0


def test_what_comes_in_bulk_and_is_with_another_worker_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """G8: nothing is heard of it here, and nothing is taken apart."""
    heard: list[list[FlakeFell]] = []

    @in_batches
    def hear_all(events: list[FlakeFell]) -> None:
        heard.append(events)

    announce_all([FlakeFell(1), FlakeFell(2)], at=NOON)
    monkeypatch.setattr(working, "_locked", lambda rows: rows.none())
    assert Worker({FlakeFell: [hear_all]}).deliver(NOON) == 0
    assert (heard, caplog.records, Announcement.objects.count()) == ([], [], 1)
