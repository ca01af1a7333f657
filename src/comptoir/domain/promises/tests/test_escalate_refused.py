"""Escalating a request: who may not, what cannot be, what is masked; and the word that comes due in between. D3, D9."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.conversations.errors import ConversationIsClosed, ConversationNotFound, StillChatting
from comptoir.domain.conversations.models import Entry
from comptoir.domain.promises.errors import EscalationUnexplained, NoSuchLevel
from comptoir.domain.promises.models import Escalation
from comptoir.domain.promises.tests.stage import DAY, HOUR, later, swept, the
from comptoir.domain.promises.tests.test_escalate import ESCALATING, a_complex_request, passed_on
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_shop(charter=ESCALATING)


@pytest.fixture
def adele(shop):
    return a_member(shop)


def test_who_may_not_cannot_and_what_cannot_be_is_refused(shop, adele):
    """D3: the wrong person, another shop's, a chat, a closed one, no reason, a level that is none."""
    talk = a_complex_request(shop, adele)
    colleague, elsewhere = a_member(shop, name="Zoé"), a_member(a_shop("autre"), "manager")
    chat = a_conversation(shop, answered_by=adele)

    with pytest.raises(NotAllowed):
        passed_on(talk, colleague)
    with pytest.raises(ConversationNotFound):
        passed_on(talk, elsewhere)
    with pytest.raises(StillChatting):
        passed_on(chat, adele)
    with pytest.raises(NoSuchLevel):
        passed_on(talk, adele, "advisor")
    with pytest.raises(NoSuchLevel):
        passed_on(talk, adele, "wizard")
    with pytest.raises(EscalationUnexplained):
        passed_on(talk, adele, why=" \0 ")
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(adele), now=NOON)
    with pytest.raises(ConversationIsClosed):
        passed_on(talk, adele)
    assert Escalation.objects.count() == 0


def test_a_card_number_in_the_reason_is_masked(shop, adele):
    """D9."""
    talk = a_complex_request(shop, adele)

    made = passed_on(talk, adele, why="She paid with 4111 1111 1111 1111")

    assert "1111 1111" not in made.why
    assert "1111 1111" not in Entry.objects.get(conversation_id=talk.pk, kind="escalated").facts


def test_a_follow_up_is_warned_of_before_it_is_due(shop, adele):
    """D3: complex, regular follow-up messages; the owner is told four hours before."""
    talk = a_complex_request(shop, adele)

    swept(later(2 * DAY - 4 * HOUR - 1))
    assert the(talk, "follow_up").state == "running"
    swept(later(2 * DAY - 4 * HOUR))
    assert the(talk, "follow_up").state == "at_risk"
