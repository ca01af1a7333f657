"""The clock of a privacy request: whose clause it is, how its date comes about, and the one time that it is extended. D9, G7."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from comptoir.domain.charter.rules import RIGHTS_CLAUSE, parse, promise_named, rights_promise
from comptoir.domain.promises.actions import extend, make_promise, recompute, sweep
from comptoir.domain.promises.errors import PromiseIsExtended, PromiseIsSettled
from comptoir.domain.promises.models import Promise, PromiseMove
from comptoir.domain.promises.queries import explanation_of
from comptoir.domain.promises.rules import months_later
from comptoir.domain.promises.tests.stage import DAY, announced, later
from comptoir.domain.promises.tests.test_recompute import applied
from tests.people import ALWAYS_OPEN, a_member, a_shop, a_viewer

PLAIN = (
    ALWAYS_OPEN
    + """
[privacy]
policy_page = "https://www.maison-perle.example/confidentialite"
contact = "privacy@maison-perle.example"
"""
)
ANY = """
[promises.all]
of = "any"
when = "resolution"
within = "2 d"
clock = "wall"
"""
FIRST = """
[promises.receipt]
of = "rights_request"
when = "first_answer"
within = "3 d"
clock = "wall"
"""
OWN = """
[promises.rights]
of = "rights_request"
when = "resolution"
within = "20 d"
clock = "working_days"
warn_at = "10 d"
"""


@pytest.mark.parametrize(
    ("more", "key", "within", "warnings"),
    [
        ("", RIGHTS_CLAUSE, "30 d", ["20 d", "27 d"]),
        (ANY, RIGHTS_CLAUSE, "30 d", ["20 d", "27 d"]),
        (ANY + FIRST, "receipt", "3 d", []),
        (FIRST + OWN, "rights", "20 d", ["10 d"]),
    ],
)
def test_the_own_clause_counts_then_the_term_of_privacy_and_never_what_holds_for_any_request(
    more, key, within, warnings
):
    """D9: a shop that says nothing of it has the thirty days of the law."""
    promise = rights_promise(parse(ALWAYS_OPEN + more))
    assert (promise.key, str(promise.within), [str(it) for it in promise.warn_at]) == (key, within, warnings)
    assert promise_named(parse(ALWAYS_OPEN + more), key) == promise


@pytest.mark.parametrize(("days", "warnings"), [(3, ["2 d"]), (2, ["1 d"]), (1, []), (9, ["6 d"])])
def test_a_short_term_is_warned_of_while_there_is_time(days, warnings):
    """D9"""
    text = PLAIN + f'rights_answered_within = "{days} d"\n'
    assert [str(it) for it in rights_promise(parse(text)).warn_at] == warnings


@pytest.mark.parametrize(
    ("at", "months", "then"),
    [
        ("2026-12-31T13:00+01:00", 2, "2027-02-28T13:00+01:00"),
        ("2026-11-15T09:30+01:00", 2, "2027-01-15T09:30+01:00"),
        ("2027-02-20T12:00+01:00", 2, "2027-04-20T12:00+02:00"),
        ("2027-03-01T00:00+01:00", 2, "2027-04-29T00:00+02:00"),
    ],
)
def test_two_months_later_is_the_same_day_and_hour_on_the_shops_wall(at, months, then):
    """D9: a term that ends with the last of February ends with the 28th of April."""
    moment = dt.datetime.fromisoformat(at).astimezone(dt.UTC)
    assert months_later(moment, months, ZoneInfo("Europe/Paris")) == dt.datetime.fromisoformat(then)


@pytest.fixture
def promise(db):
    return make_promise(
        shop_id=a_shop(charter=PLAIN).id,
        of="rights_request",
        when="resolution",
        made_at=later(0),
        subject="rights:1",
    )


def test_a_shop_with_privacy_alone_has_the_clock_and_its_date_is_explained(promise):
    """D9, D4"""
    assert (promise.clause, promise.kind, promise.due_at) == (RIGHTS_CLAUSE, "rights", later(30 * DAY))
    assert promise.next_at == later(20 * DAY)
    marc = a_member(a_shop(charter=PLAIN), "manager")
    found = explanation_of(promise.pk, a_viewer(marc))
    assert found.explanation.due_at == promise.due_at
    assert found.explanation.steps[0].kind == "received"


def test_it_is_warned_of_twice_and_told_when_it_is_broken(promise):
    """D9, G7"""
    assert [sweep(later(n * DAY)) for n in (19, 20, 27, 29, 30)] == [0, 1, 1, 0, 1]
    assert [it["tell"] for it in announced("at_risk")] == [["owner"], ["owner", "manager"]]
    [broken] = announced("broken")
    assert (broken["of"], broken["clause"], broken["tell"]) == ("rights_request", RIGHTS_CLAUSE, ["owner", "manager"])


def test_a_new_term_in_the_charter_moves_it(promise):
    """D9, D4"""
    version = applied(PLAIN + 'rights_answered_within = "25 d"\n', later(DAY))
    assert recompute(shop_id=promise.shop_id, version_id=version.pk, now=later(DAY)) == 1
    promise.refresh_from_db()
    assert (promise.due_at, promise.within, promise.next_at) == (later(25 * DAY), "25 d", later(16 * DAY))


def test_it_is_extended_once_by_two_months_with_its_warnings(promise):
    """D9, G7"""
    sweep(later(20 * DAY))
    due_at = extend(promise_id=promise.pk, months=2, now=later(21 * DAY))
    assert due_at == dt.datetime(2027, 2, 28, 12, tzinfo=dt.UTC)

    promise.refresh_from_db()
    assert (promise.state, promise.due_at, promise.extra_months) == ("running", due_at, 2)
    assert promise.next_at == dt.datetime(2027, 2, 21, 12, tzinfo=dt.UTC)
    move = PromiseMove.objects.get()
    assert (move.old_due_at, move.new_due_at, move.because) == (later(30 * DAY), due_at, "extended")
    with pytest.raises(PromiseIsExtended):
        extend(promise_id=promise.pk, months=2, now=later(22 * DAY))


def test_a_new_term_keeps_the_two_months(promise):
    """D9"""
    extend(promise_id=promise.pk, months=2, now=later(DAY))
    version = applied(PLAIN + 'rights_answered_within = "25 d"\n', later(2 * DAY))
    recompute(shop_id=promise.shop_id, version_id=version.pk, now=later(2 * DAY))
    promise.refresh_from_db()
    assert promise.due_at == dt.datetime(2027, 2, 26, 12, tzinfo=dt.UTC)


def test_what_is_late_is_not_extended(promise):
    """D9, G7"""
    with pytest.raises(PromiseIsSettled):
        extend(promise_id=promise.pk, months=2, now=later(31 * DAY))
    assert Promise.objects.get().extra_months == 0
