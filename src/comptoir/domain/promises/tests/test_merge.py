"""Two requests become one: what was promised in the one that ends goes on in the other, and is not called kept."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import assign, close_conversation, merge
from comptoir.domain.promises.actions import confirm_spoken
from comptoir.domain.promises.tests.stage import DAY, HOUR, a_request, a_word_promising_shop, later, promised, tell, the
from tests.people import a_member, a_viewer, a_visitor, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_word_promising_shop()


@pytest.fixture
def adele(shop):
    return a_member(shop)


@pytest.fixture
def vera(shop):
    return a_visitor(shop)


@pytest.fixture
def older(shop, vera, adele):
    return asked(shop, vera, adele, 0)


@pytest.fixture
def newer(shop, vera, adele):
    return asked(shop, vera, adele, 2 * HOUR)


def asked(shop, visitor, adele, at):
    talk = a_request(shop, visitor=visitor, now=later(at))
    assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(at))
    return talk


def made_one(one, other, adele, at):
    merge(conversation_id=one.pk, other_id=other.pk, viewer=a_viewer(adele), now=later(at))
    tell(later(at))


def test_a_request_that_was_merged_away_counts_as_no_resolution(older, newer, adele):
    """D4."""
    made_one(older, newer, adele, 3 * HOUR)
    resolution = the(newer, "resolution")
    assert (resolution.state, resolution.done_at) == ("released", later(3 * HOUR))
    assert (resolution.why, resolution.released_by_id) == (f"merged_into {older.reference}", adele.pk)
    assert the(newer, "first_answer").state == "released"
    assert [each.state for each in promised(older)] == ["running", "running"]


def test_what_the_other_promises_already_is_not_promised_twice(older, newer, adele):
    made_one(older, newer, adele, 3 * HOUR)
    assert the(older, "resolution").due_at == later(2 * DAY)
    close_conversation(conversation_id=older.pk, viewer=a_viewer(adele), now=later(DAY))
    tell(later(DAY))
    assert the(older, "resolution").state == "kept"


def test_an_answer_that_is_waited_for_is_promised_on_by_the_same_date(older, newer, adele):
    says(older, "Bonjour, je regarde.", by=adele, now=later(HOUR))
    made_one(older, newer, adele, 3 * HOUR)
    _done, taken = promised(older, "first_answer")
    assert (taken.state, taken.made_at, taken.due_at) == ("running", later(2 * HOUR), later(2 * HOUR + DAY))
    says(older, "Voici.", by=adele, now=later(4 * HOUR))
    tell(later(4 * HOUR))
    assert [each.state for each in promised(older, "first_answer")] == ["kept", "kept"]


def test_an_older_request_that_was_closed_goes_on_with_the_date_of_the_newer(older, newer, adele):
    close_conversation(conversation_id=older.pk, viewer=a_viewer(adele), now=later(HOUR))
    made_one(older, newer, adele, 3 * HOUR)
    first, second = promised(older, "resolution")
    assert (first.state, second.state, second.due_at) == ("kept", "running", later(2 * HOUR + 2 * DAY))


def test_heard_late_and_in_any_order_it_is_the_same(older, newer, adele):
    says(older, "Bonjour, je regarde.", by=adele, now=later(HOUR))
    merge(conversation_id=older.pk, other_id=newer.pk, viewer=a_viewer(adele), now=later(3 * HOUR))
    says(older, "Voici.", by=adele, now=later(4 * HOUR))
    close_conversation(conversation_id=older.pk, viewer=a_viewer(adele), now=later(5 * HOUR))
    tell(later(3 * DAY))
    assert [each.state for each in promised(older, "first_answer")] == ["kept", "kept"]
    assert the(older, "resolution").state == "kept"
    assert the(newer, "resolution").state == "released"


def test_where_it_was_the_customers_turn_the_clock_stands_still_on(older, newer, adele):
    says(newer, "Quelle taille ?", by=adele, now=later(2.5 * HOUR))
    close_conversation(conversation_id=older.pk, viewer=a_viewer(adele), now=later(HOUR))
    made_one(older, newer, adele, 3 * HOUR)
    taken = promised(older, "resolution")[-1]
    assert (taken.state, taken.paused_since) == ("paused", later(3 * HOUR))
    assert taken.spans == ((later(2.5 * HOUR), later(3 * HOUR)),)


def test_what_was_broken_stays_broken(older, newer, adele):
    made_one(older, newer, adele, 5 * DAY)
    assert the(newer, "resolution").state == "broken"
    assert the(newer, "resolution").done_at == later(5 * DAY)


def test_a_word_that_somebody_gave_stays_theirs_to_keep(older, newer, adele):
    message = says(newer, "Je vous rappelle demain.", by=adele, now=later(2.5 * HOUR))
    confirm_spoken(
        conversation_id=newer.pk,
        seq=message.seq,
        viewer=a_viewer(adele),
        words="Je vous rappelle demain",
        due=later(DAY),
        now=later(2.5 * HOUR),
    )
    made_one(older, newer, adele, 3 * HOUR)
    assert the(newer, "spoken").is_undone
