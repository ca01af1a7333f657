"""Files that wait for their message, and what is said when one cannot be sent."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from comptoir.domain.conversations.actions import Post, keep_file, post_message
from comptoir.domain.conversations.actions.filing import UNPOSTED_AT_MOST, path_of
from comptoir.domain.conversations.errors import FileRefused
from comptoir.domain.conversations.models import Attachment, Conversation
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


def _kept(talk: Conversation, now: dt.datetime = NOON, **by: Any) -> Attachment:
    by = by or {"visitor_id": talk.visitor_id}
    return keep_file(conversation_id=talk.pk, name="note.txt", content=b"Bonjour", now=now, **by)


def test_a_visitor_who_adds_files_without_end_does_not_keep_the_agent_from_adding_one():
    """C2."""
    shop = a_shop()
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele)
    for _ in range(UNPOSTED_AT_MOST):
        _kept(talk)

    with pytest.raises(FileRefused):
        _kept(talk)
    assert _kept(talk, viewer=a_viewer(adele)).pk


def test_files_that_were_never_sent_are_gone_after_a_day_and_make_room():
    talk = a_conversation(a_shop())
    sent, forgotten = _kept(talk), _kept(talk)
    post_message(Post(talk.pk, uuid4(), "", visitor_id=talk.visitor_id, files=(sent.key,)), now=NOON)

    fresh = _kept(talk, now=NOON + dt.timedelta(hours=25))

    assert set(Attachment.objects.values_list("pk", flat=True)) == {sent.pk, fresh.pk}
    assert (path_of(sent.key).exists(), path_of(forgotten.key).exists()) == (True, False)


@pytest.mark.parametrize("number", [1, 11])
def test_why_a_file_cannot_be_sent_is_said_in_the_senders_language(number: int):
    """A message is refused where nobody speaks, on the writing thread, and the reason is put into words later."""
    talk = a_conversation(a_shop())
    files = tuple(uuid4() for _ in range(number))
    with translation.override("en"), pytest.raises(FileRefused) as refused:
        post_message(Post(talk.pk, uuid4(), "", visitor_id=talk.visitor_id, files=files), now=NOON)
    said = []
    for language in ("en", "fr"):
        with translation.override(language):
            said.append(str(refused.value.facts["why"]))
    assert said[0] != said[1]
