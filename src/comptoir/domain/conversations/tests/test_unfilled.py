"""No answer goes out with a gap in it unasked, on whatever way, by the same gate as all that is judged (A8, C2, A10)."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from comptoir.domain.conversations.actions import Held, Posted, correct_answer
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.conversations.tests.strict import CLEAN, a_strict_desk, writes
from comptoir.domain.conversations.wording_errors import WordingForbidden, WordingToConfirm
from comptoir.domain.wording.queries import because
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db
GAP = "Bonjour {customer.first_name}, votre bague est prête."


@pytest.fixture
def desk():
    return a_strict_desk()


def test_an_answer_with_a_gap_is_asked_about_and_sent_when_it_is_confirmed(desk):
    asked = writes(desk.talk, desk.amin, GAP)
    assert isinstance(asked, WordingToConfirm)
    assert [GAP[it.start : it.end] for it in asked.verdict.blocking] == ["{customer.first_name}"]
    assert not Entry.objects.filter(conversation=desk.talk, author="agent", kind="message").exists()
    assert isinstance(writes(desk.talk, desk.amin, GAP, is_confirmed=True), Posted)


@pytest.mark.parametrize("channel", ["chat", "email", "message", "marketplace"])
def test_it_is_asked_on_every_channel(desk, channel: str):
    Conversation.objects.filter(pk=desk.talk.pk).update(channel=channel)
    assert isinstance(writes(desk.talk, desk.amin, GAP), WordingToConfirm)


def test_a_note_for_colleagues_may_have_any_braces(desk):
    assert isinstance(writes(desk.talk, desk.amin, GAP, kind="note"), Posted)


def test_a_correction_is_asked_about_too(desk):
    answer = says(desk.talk, CLEAN, by=desk.amin)
    told = {"conversation_id": desk.talk.pk, "seq": answer.seq, "viewer": a_viewer(desk.rose), "now": NOON}
    with pytest.raises(WordingToConfirm):
        correct_answer(**told, body=GAP)


def test_what_is_held_besides_is_held_with_its_gap_told(desk):
    held = writes(desk.talk, desk.amin, f"{GAP} Voyez www.amazon.fr.")
    assert isinstance(held, Held)


@pytest.mark.parametrize(("level", "outcome"), [("forbid", WordingForbidden), ("hold", Held), ("off", Posted)])
def test_the_charter_says_how_firmly(level: str, outcome: type):
    shop = a_shop("ferme", charter=f'{ALWAYS_OPEN}\n[wording.ambassador]\nunfilled = "{level}"\n')
    amin = a_member(shop, "ambassador")
    assert isinstance(writes(a_conversation(shop, answered_by=amin), amin, GAP), outcome)


def test_the_agent_is_told_in_their_own_language(desk):
    """G2: whatever the customer's is."""
    asked = writes(desk.talk, desk.amin, GAP)
    with override("en"):
        assert because(asked.verdict.blocking[0]).startswith("{customer.first_name} is still to be filled in")
