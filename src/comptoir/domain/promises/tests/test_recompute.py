"""A new charter moves what is open, says so, and rewrites nothing."""

from __future__ import annotations

import datetime as dt
import time

import pytest
import time_machine

from comptoir.domain.charter import queries as charters
from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.promises.actions import recompute, recomputing, sweep
from comptoir.domain.promises.models import Promise, PromiseMove
from comptoir.domain.promises.tests.stage import (
    CHARTER,
    DAY,
    HOUR,
    a_request,
    a_word_promising_shop,
    announced,
    later,
    tell,
    the,
)

pytestmark = pytest.mark.django_db

LONGER = CHARTER.replace('within = "2 d"', 'within = "4 d"')


def applied(text, at):
    with time_machine.travel(at, tick=False):
        return apply_charter(text=text, now=at)


def test_open_promises_are_counted_anew_and_each_move_is_explained():
    request = a_request(a_word_promising_shop())
    version = applied(LONGER, later(HOUR))
    with time_machine.travel(later(HOUR), tick=False):
        assert recompute(shop_id=request.shop_id, version_id=version.pk, now=later(HOUR)) == 1
    promise = the(request, "resolution")
    assert (promise.due_at, promise.within, promise.charter_version_id) == (later(4 * DAY), "4 d", version.pk)
    [move] = PromiseMove.objects.all()
    facts = (move.promise_id, move.old_due_at, move.new_due_at, move.because, move.charter_version_id)
    assert facts == (promise.pk, later(2 * DAY), later(4 * DAY), "charter", version.pk)
    assert [it["because"] for it in announced("moved")] == ["charter"]


def test_it_happens_by_itself_when_the_charter_is_applied():
    request = a_request(a_word_promising_shop())
    applied(LONGER, later(HOUR))
    tell(later(HOUR))
    tell(later(HOUR + 2))
    assert the(request, "resolution").due_at == later(4 * DAY)


def test_a_worker_that_has_just_read_the_charters_hears_of_one_that_another_process_applied():
    """G1: `comptoir charter apply` is a process of its own."""
    request = a_request(a_word_promising_shop())
    before = charters._newest_first(request.shop_id)
    applied(LONGER, later(HOUR))
    charters._versions[request.shop_id] = (time.monotonic() + DAY, before)
    tell(later(HOUR))
    tell(later(HOUR + 2))
    assert the(request, "resolution").due_at == later(4 * DAY)


def test_a_charter_for_a_later_day_counts_from_that_day_on():
    request = a_request(a_word_promising_shop())
    applied(LONGER.replace("in_force_from = 2026-01-01", "in_force_from = 2026-12-02"), later(HOUR))
    tell(later(10 * HOUR))
    assert the(request, "resolution").due_at == later(2 * DAY)
    tell(dt.datetime(2026, 12, 1, 23, 0, 1, tzinfo=dt.UTC))  # midnight in Paris
    assert the(request, "resolution").due_at == later(4 * DAY)


def test_what_is_settled_is_never_touched():
    request = a_request(a_word_promising_shop())
    sweep(later(3 * DAY))
    before = list(Promise.objects.order_by("pk").values())
    applied(LONGER, later(3 * DAY))
    tell(later(3 * DAY))
    tell(later(3 * DAY + 2))
    assert list(Promise.objects.order_by("pk").values()) == before
    assert request.pk


def test_a_charter_breaks_no_promise_by_itself():
    request = a_request(a_word_promising_shop())
    applied(CHARTER.replace('within = "2 d"', 'within = "1 h"'), later(DAY))
    tell(later(DAY))
    tell(later(DAY + 2))
    assert the(request, "resolution").due_at == later(2 * DAY)
    assert PromiseMove.objects.count() == 0


def test_a_promise_whose_clause_is_gone_goes_on_as_it_was_made():
    request = a_request(a_word_promising_shop())
    applied(CHARTER.replace("simple_resolution", "quick_resolution"), later(HOUR))
    tell(later(HOUR))
    tell(later(HOUR + 2))
    promise = the(request, "resolution")
    assert (promise.clause, promise.due_at) == ("simple_resolution", later(2 * DAY))


def test_many_are_counted_portion_by_portion(monkeypatch):
    shop = a_word_promising_shop()
    requests = [a_request(shop) for _ in range(5)]
    monkeypatch.setattr(recomputing, "TOGETHER", 3)
    applied(LONGER, later(HOUR))
    tell(later(HOUR))
    tell(later(HOUR + 2))
    assert {the(each, "resolution").due_at for each in requests} == {later(4 * DAY)}
