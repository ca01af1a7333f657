"""The wall: what needs somebody stands first, the longest before the others. A7."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.conversations.actions import assign, close_conversation, put_under_approval
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.tests.strict import CLEAN, a_strict_desk, writes
from comptoir.domain.supervision.queries import wall_of
from comptoir.domain.supervision.rules import Choice, Live, changed_in, counted, is_shown, need_of, ranked
from tests.people import NOON, a_conversation, a_shop, says

MINUTE = dt.timedelta(minutes=1)
CALM = Live(
    id=1,
    shop_id=1,
    reference="CH-AAA111",
    first_name="Vera",
    last_name="",
    status="active",
    audience="advisor",
    assignee_id=7,
    opened_at=NOON,
    waiting_since=None,
    unanswered_since=None,
    first_answer_at=NOON,
    last_entry_at=NOON,
    words="Bonjour",
    words_from="visitor",
    is_shielded=False,
    mood="calm",
    held=0,
    held_since=None,
    due_at=NOON + dt.timedelta(seconds=30),
    warn_at=NOON + dt.timedelta(seconds=20),
)
UNANSWERED = CALM._replace(first_answer_at=None, unanswered_since=NOON)


@pytest.mark.parametrize(
    ("live", "after", "need"),
    [
        (CALM, 60, "fine"),
        (UNANSWERED, 10, "fine"),
        (UNANSWERED, 20, "at_risk"),
        (UNANSWERED, 31, "late"),
        (CALM._replace(unanswered_since=NOON), 44, "fine"),
        (CALM._replace(unanswered_since=NOON), 45, "owed"),
        (CALM._replace(mood="upset"), 5, "upset"),
        (CALM._replace(mood="angry", held=1), 5, "held"),
        (CALM._replace(status="waiting", assignee_id=None), 5, "waiting"),
        (CALM._replace(risk="at_risk", held=2), 5, "at_risk"),
        (CALM._replace(risk="late", is_shielded=True), 5, "insult"),
        (UNANSWERED._replace(due_at=None, warn_at=None), 3600, "owed"),
    ],
)
def test_every_conversation_has_one_need(live, after, need):
    """A1, A7, B2"""
    assert need_of(live, NOON + dt.timedelta(seconds=after))[0] == need


def test_what_presses_most_stands_first_and_the_longest_before_the_others():
    fine = CALM._replace(id=5)
    insulted = CALM._replace(id=4, is_shielded=True, unanswered_since=NOON)
    late, later = UNANSWERED._replace(id=3), UNANSWERED._replace(id=2, unanswered_since=NOON - MINUTE)
    tiles = ranked([fine, late, insulted, later], NOON + MINUTE)
    assert [tile.live.id for tile in tiles] == [4, 2, 3, 5]
    assert counted(tiles) == {"all": 4, "risk": 2, "held": 0, "waiting": 0, "upset": 1, "owed": 2}


def test_it_is_narrowed_down_by_shop_audience_and_state():
    [tile] = ranked([CALM._replace(held=1, is_shielded=True)], NOON)
    assert is_shown(tile, Choice())
    assert is_shown(tile, Choice(1, "advisor", "held"))
    assert is_shown(tile, Choice(state="upset"))
    assert not is_shown(tile, Choice(2))
    assert not is_shown(tile, Choice(audience="ambassador"))
    assert not is_shown(tile, Choice(state="waiting"))


def test_only_what_is_different_is_told():
    assert changed_in(None, {"c": 1, "words": "a"}) == {"c": 1, "words": "a"}
    assert changed_in({"c": 1, "words": "a", "held": 0}, {"c": 1, "words": "b", "held": 0}) == {"c": 1, "words": "b"}
    assert changed_in({"c": 1, "held": 0}, {"c": 1, "held": 0}) == {}


@pytest.mark.django_db
def test_all_live_conversations_of_a_shop_stand_on_it_and_no_others():
    """A7, attack A4"""
    desk = a_strict_desk()
    other = a_conversation(a_shop("autre"))
    over = a_conversation(desk.shop, answered_by=desk.amin)
    close_conversation(conversation_id=over.pk, now=NOON)
    asked = a_conversation(desk.shop)
    Conversation.objects.filter(pk=asked.pk).update(is_live=False)

    assert list(wall_of(desk.shop.id)) == [desk.talk.pk]
    assert wall_of(desk.shop.id, {other.pk, over.pk}) == {}


@pytest.mark.django_db
def test_it_says_who_waits_what_is_held_and_the_clock_of_the_first_answer():
    """A1, A7"""
    desk = a_strict_desk()
    put_under_approval(membership_id=desk.amin.pk, shop_id=desk.shop.id, now=NOON)
    writes(desk.talk, desk.amin, CLEAN)
    waiting = a_conversation(desk.shop, now=NOON + MINUTE)

    wall = wall_of(desk.shop.id, {desk.talk.pk, waiting.pk})

    here = wall[desk.talk.pk]
    assert (here.held, here.held_since, here.assignee_id, here.words) == (1, NOON, desk.amin.pk, "Bonjour")
    assert here.due_at is not None
    assert here.due_at > NOON
    assert (wall[waiting.pk].status, wall[waiting.pk].waiting_since) == ("waiting", NOON + MINUTE)


@pytest.mark.django_db
def test_however_many_there_are_it_asks_three_questions(django_assert_num_queries):
    desk = a_strict_desk()
    for _ in range(5):
        talk = a_conversation(desk.shop)
        assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=NOON)
        says(talk, "Bonjour")
    wall_of(desk.shop.id)
    with django_assert_num_queries(3):
        assert len(wall_of(desk.shop.id)) == 6
