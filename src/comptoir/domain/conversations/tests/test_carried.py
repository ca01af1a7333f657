"""How an agent's message travels by mail is kept with it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from comptoir.domain.conversations.actions import Post, post_message
from comptoir.domain.conversations.actions.post import Carried
from comptoir.domain.conversations.models import Entry
from tests.people import a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


def test_an_address_with_a_cards_number_in_it_is_kept_nowhere() -> None:
    """D9"""
    shop = a_shop()
    agent = a_member(shop, "advisor")
    talk = a_conversation(shop, answered_by=agent)
    carried = Carried(cc=("4111111111111111@x.example", "paul@x.example"))

    post_message(Post(talk.pk, uuid4(), "Bonjour.", viewer=a_viewer(agent), carried=carried), now=timezone.now())

    facts = Entry.objects.filter(conversation=talk, author="agent", kind="message").latest("seq").facts
    assert "paul@x.example" in facts
    assert "4111111111111111" not in facts
