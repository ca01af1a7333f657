"""What comes due is told once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.actions import assign, close_conversation
from comptoir.domain.people.actions import remove_member
from comptoir.domain.promises.actions import make_promise, rehearse_warning, sweep
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.models import Promise
from comptoir.domain.promises.sweeps import tell_what_is_due
from comptoir.domain.promises.tests.stage import (
    DAY,
    HOUR,
    a_request,
    a_word_promising_shop,
    announced,
    frames_of,
    later,
    promised,
    swept,
    tell,
    the,
)
from comptoir.foundation.clock import now
from tests.people import a_conversation, a_member, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_word_promising_shop()


def test_each_warning_and_the_break_are_told_once_at_their_time(shop):
    """G3: before it is too late, and when it is."""
    talk = a_request(shop)
    seen = []
    for hours in (11, 12, 13, 20, 21, 24, 25, 40):
        sweep(later(hours * HOUR))
        sweep(later(hours * HOUR))
        promise = the(talk, "first_answer")
        seen.append((hours, promise.state, promise.warned, len(announced("at_risk")), len(announced("broken"))))
    assert seen == [
        (11, "running", 0, 0, 0),
        (12, "at_risk", 1, 1, 0),
        (13, "at_risk", 1, 1, 0),
        (20, "at_risk", 2, 2, 0),
        (21, "at_risk", 2, 2, 0),
        (24, "broken", 2, 2, 1),
        (25, "broken", 2, 2, 1),
        (40, "broken", 2, 2, 1),
    ]
    assert the(talk, "first_answer").settled_at == later(DAY)


def test_each_warning_goes_one_step_further_up_the_chain_and_the_break_to_all_of_it(shop):
    a_request(shop)
    for hours in (12, 20, 24):
        sweep(later(hours * HOUR))
    assert [(it["number"], it["tell"]) for it in announced("at_risk")] == [(1, ["owner"]), (2, ["owner", "referent"])]
    assert [it["tell"] for it in announced("broken")] == [["owner", "referent", "manager"]]


def test_warnings_that_passed_while_nobody_worked_are_told_as_one(shop):
    a_request(shop)
    sweep(later(21 * HOUR))
    assert [it["number"] for it in announced("at_risk")] == [2]


def test_what_passed_altogether_is_told_as_broken_and_no_more(shop):
    a_request(shop)
    sweep(later(30 * HOUR))
    assert (len(announced("at_risk")), len(announced("broken"))) == (0, 1)


def test_the_clock_set_back_an_hour_tells_nothing_again(shop):
    """The warning was told; the break is told when its time comes again."""
    talk = a_request(shop)
    sweep(later(12.5 * HOUR))
    for hours in (11.5, 12, 12.5, 23, 24):
        sweep(later(hours * HOUR))
    assert (len(announced("at_risk")), len(announced("broken"))) == (2, 1)
    assert the(talk, "first_answer").state == "broken"


def test_nothing_is_called_broken_that_was_done_in_time_and_is_only_heard_late(shop):
    """The sweep reads the conversation before it speaks: an announcement may wait while the house is busy."""
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele)
    tell()
    says(talk, "Bonjour.", by=adele, now=later(12))
    sweep(later(31))
    assert (the(talk, "first_answer").state, the(talk, "first_answer").settled_at) == ("kept", later(12))
    assert announced("broken") == announced("at_risk") == []


def test_what_was_called_broken_too_early_is_put_right_by_the_time_of_the_message(shop):
    """Two hosts' clocks may differ by a moment: what counts is when it was written."""
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele)
    tell()
    sweep(later(31))
    assert the(talk, "first_answer").state == "broken"
    says(talk, "Bonjour.", by=adele, now=later(29.9))
    tell(later(32))
    assert (the(talk, "first_answer").state, the(talk, "first_answer").settled_at) == ("kept", later(29.9))


def test_what_was_called_broken_too_early_is_let_go_when_it_was_closed_before(shop):
    """So it is with a closing that is heard late."""
    talk = a_conversation(shop)
    tell()
    sweep(later(31))
    close_conversation(conversation_id=talk.pk, visitor_id=talk.visitor_id, now=later(29.9))
    tell(later(32))
    released = the(talk, "first_answer")
    assert (released.state, released.settled_at, released.why) == ("released", later(29.9), "closed")


def test_the_owner_and_those_who_watch_are_told(shop, telling):
    adele = a_member(shop)
    talk = a_request(shop)
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(1))
    tell(later(1))
    with telling() as frames:
        for hours in (12, 20, 24):
            swept(later(hours * HOUR))
    mine, watchers = f"member:{adele.pk}", f"shop:{shop.id}:watchers"
    told = [(frame["why"], frame["tell"], topics) for topics, frame in frames_of(frames, "promise")]
    assert told == [
        ("at_risk", ["owner"], (mine,)),
        ("at_risk", ["owner", "referent"], (mine, watchers)),
        ("broken", ["owner", "referent", "manager"], (mine, watchers)),
    ]
    assert {frame["c"] for _, frame in frames_of(frames, "promises")} == {talk.pk}


def test_what_somebody_promised_who_has_left_is_told_to_those_who_watch(shop, telling):
    """C4: their word is the shop's, and no warning is told to nobody."""
    adele = a_member(shop)
    talk = a_request(shop)
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(1))
    tell(later(1))
    remove_member(membership_id=adele.pk)
    with telling() as frames:
        swept(later(12 * HOUR))
    [(topics, frame)] = frames_of(frames, "promise")
    assert (topics, frame["owner"], frame["tell"]) == ((f"shop:{shop.id}:watchers",), None, ["owner"])


def test_a_warning_for_trial_goes_the_way_of_warnings_and_reaches_its_member_alone(shop, telling):
    """Notifications can be tried before they are needed."""
    adele = a_member(shop)
    with telling() as frames:
        rehearse_warning(membership_id=adele.pk, shop_id=shop.id, key="abc")
        assert frames_of(frames, "promise_test") == []
        tell(now())
    [(topics, frame)] = frames_of(frames, "promise_test")
    assert (topics, frame["key"]) == ((f"member:{adele.pk}",), "abc")


def test_the_first_answer_of_a_chat_rings_by_its_own_alarm_alone(shop, telling):
    """A1: routing alarms; the ledger records."""
    talk = a_conversation(shop)
    tell()
    with telling() as frames:
        swept(later(20))
        swept(later(30))
    assert frames_of(frames, "promise") == []
    assert the(talk, "first_answer").state == "broken"


def test_a_promise_without_a_conversation_comes_due_as_well(shop):
    """D8."""
    facts = {"shop_id": shop.id, "of": "return", "when": "refund", "made_at": later(0), "subject": "return:17"}
    refund = make_promise(**facts)
    assert refund is not None
    assert make_promise(**facts).pk == refund.pk, "once a subject"
    sweep(later(14 * DAY))
    assert (Promise.objects.get().state, len(announced("broken"))) == ("broken", 1)


def test_one_that_cannot_be_told_does_not_keep_the_others_from_theirs(shop, monkeypatch):
    first, second = a_request(shop), a_request(shop)
    bad, advance = the(first, "first_answer").pk, Books.advance

    def advance_or_fail(books, promise, at):
        if promise.pk == bad:
            raise ValueError("boom")
        advance(books, promise, at)

    monkeypatch.setattr(Books, "advance", advance_or_fail)
    tell_what_is_due(later(DAY))
    assert (the(first, "first_answer").state, the(second, "first_answer").state) == ("running", "broken")
    monkeypatch.undo()
    tell_what_is_due(later(DAY))
    assert the(first, "first_answer").state == "broken"
    assert len(announced("broken")) == 2


def test_a_sweep_asks_as_little_when_many_wait_as_when_few_do(shop):
    """Constant in the number of waiting ones: by an index of what is due next, in portions."""

    def statements(at) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            sweep(at)
        return [query["sql"] for query in queries]

    for _ in range(3):
        a_request(shop)
    few = len(statements(later(12 * HOUR)))
    for _ in range(12):
        a_request(shop)
    assert len(statements(later(12 * HOUR))) == few
    idle = statements(later(13 * HOUR))
    assert len(idle) == 1, "one question where nothing is due"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + idle[0])
            assert "promise_next" in str(cursor.fetchall())


def test_a_portion_has_its_limit(shop):
    for _ in range(5):
        a_request(shop)
    assert [sweep(later(12 * HOUR), limit=3) for _ in range(3)] == [3, 2, 0]
    assert {
        it.warned for talk in Promise.objects.filter(kind="first_answer") for it in promised(talk.conversation)
    } >= {1}
