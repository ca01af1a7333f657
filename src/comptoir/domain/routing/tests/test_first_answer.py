"""The clock of the first answer."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import become_request, close_conversation
from comptoir.domain.conversations.models import Entry
from comptoir.domain.routing.actions import start_first_answer_clock
from comptoir.domain.routing.models import Search
from comptoir.domain.routing.tests.stage import at_desk, frames_of, later, tell
from comptoir.foundation.models import Announcement
from tests.people import ALWAYS_OPEN, a_conversation, a_member, a_shop, says

pytestmark = pytest.mark.django_db


def alarms(talk) -> list[str]:
    rows = Entry.objects.filter(conversation=talk, kind="alarm").order_by("seq")
    return [row.facts for row in rows]


def timers() -> int:
    return Announcement.objects.filter(name__in=["routing.first_answer_at_risk", "routing.first_answer_late"]).count()


def an_accepted_chat():
    shop = a_shop()
    amin = a_member(shop, "ambassador")
    at_desk(amin)
    talk = a_conversation(shop, answered_by=amin)
    tell()
    return shop, amin, talk


def test_it_alarms_before_thirty_seconds_are_gone_and_again_when_they_are(telling):
    """A1."""
    shop, amin, talk = an_accepted_chat()

    with telling() as frames:
        tell(later(19.9))
        assert alarms(talk) == []
        tell(later(20))
        tell(later(30))

    assert ["at_risk" in facts for facts in alarms(talk)] == [True, False]
    told = frames_of(frames, "alarm")
    assert [(frame["why"], frame["seconds"]) for _, frame in told] == [("at_risk", 20), ("late", 30)]
    assert told[0][0] == (f"shop:{shop.id}:watchers", f"member:{amin.pk}")


def test_the_visitor_is_told_the_next_best_things_before_they_wonder(telling):
    """A1, A6."""
    _shop, _amin, talk = an_accepted_chat()

    with telling() as frames:
        tell(later(30))

    [(topics, frame)] = frames_of(frames, "late")
    assert topics == (f"c:{talk.pk}:public",)
    assert frame["offers"] == ["message", "other_audience"]
    assert Search.objects.get(pk=talk.pk).told_visitor_at == later(30)


def test_an_answer_in_time_stops_the_clock():
    """A1: the time of every first answer is kept."""
    _shop, amin, talk = an_accepted_chat()
    assert timers() == 2

    says(talk, "Bonjour, je suis là.", by=amin, now=later(9))
    tell(later(9))

    assert timers() == 0
    talk.refresh_from_db()
    assert talk.first_answer_at == later(9)


def test_a_timer_that_could_not_be_taken_back_looks_at_how_things_are(telling):
    _shop, amin, talk = an_accepted_chat()
    says(talk, "Bonjour.", by=amin, now=later(9))

    with telling() as frames:
        tell(later(40))

    assert alarms(talk) == []
    assert frames_of(frames, "alarm") == frames_of(frames, "late") == []


@pytest.mark.parametrize("ending", ["closed", "a request"])
def test_nobody_is_alarmed_for_a_chat_that_is_over(ending):
    _shop, _amin, talk = an_accepted_chat()
    if ending == "closed":
        close_conversation(conversation_id=talk.pk, now=later(5))
    else:
        become_request(conversation_id=talk.pk, now=later(5))

    tell(later(40))

    assert alarms(talk) == []


def test_no_clock_runs_for_a_message_left_to_be_answered_later():
    """A2."""
    a_conversation(a_shop(), leave_message=True)
    tell()
    assert timers() == 0


def test_by_the_clock_of_opening_hours_none_runs_while_the_audience_is_closed():
    """A2."""
    charter = ALWAYS_OPEN.replace('mon-sun = ["00:00-24:00"]', 'mon-sun = ["08:00-09:00"]')
    talk = a_conversation(a_shop(charter=charter))
    type(talk).objects.filter(pk=talk.pk).update(is_live=True)
    start_first_answer_clock(conversation_id=talk.pk, audience="ambassador", opened_at=later(0))
    assert timers() == 0


def test_a_shop_that_promises_nothing_has_no_clock():
    charter = ALWAYS_OPEN[: ALWAYS_OPEN.index("[promises")] + ALWAYS_OPEN[ALWAYS_OPEN.index("[wording]") :]
    a_conversation(a_shop(charter=charter))
    tell()
    assert timers() == 0
