"""Attack A4: one's own conversation in the address, another's file, person, group or message in what is sent; and two memberships."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comptoir.domain.conversations.actions import close_conversation, keep_file
from comptoir.domain.conversations.models import Attachment, Conversation, Entry, Mention
from comptoir.domain.people.actions import add_member
from comptoir.domain.people.models import Group, Membership
from comptoir.domain.people.queries import forget_members
from comptoir.domain.people.tokens import visitor_token
from comptoir.domain.routing.models import HandOver
from comptoir.foundation.models import Announcement
from tests.attacks.test_a04_foreign_objects import Place, frozen, reach, signed_in
from tests.people import a_conversation, a_member, a_shop, a_viewer, says
from tests.routes import of_one_conversation

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine() -> Conversation:
    """A conversation that Adèle answers."""
    shop = a_shop()
    return a_conversation(shop, answered_by=a_member(shop))


@pytest.fixture
def theirs() -> Conversation:
    """A neighbour's in the same shop, answered by Odile, with a file and a message."""
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop, name="Odile"))
    says(talk, "secret")
    return talk


def file_in(talk: Conversation, *, by: Membership | None = None) -> UUID:
    """A file that its sender has not posted yet."""
    sender: dict[str, Any] = {"viewer": a_viewer(by)} if by else {"visitor_id": talk.visitor_id}
    return keep_file(conversation_id=talk.pk, name="a.txt", content=b"secret", now=timezone.now(), **sender).key


def asks(talk: Conversation, name: str, *more: Any, **body: Any) -> HttpResponse:
    """The visitor of `talk` asks; with a body they send it."""
    address = reverse(f"widget:{name}", args=["maison-perle", talk.pk, *more])
    headers = {"Authorization": f"Bearer {visitor_token(talk.visitor)}"}
    if not body:
        return Client().get(address, headers=headers)
    return Client().post(address, json.dumps(body), content_type="application/json", headers=headers)


def as_agent(talk: Conversation) -> Client:
    return signed_in(Membership.objects.get(pk=talk.assignee_id))


def sends(agent: Client, talk: Conversation, **more: Any) -> HttpResponse:
    body = json.dumps({"client_id": str(uuid4()), "body": "voici", **more})
    return agent.post(reverse("console:messages", args=[talk.pk]), body, content_type="application/json")


def test_a_key_of_anothers_file_opens_nothing_through_ones_own_conversation(mine: Conversation, theirs: Conversation):
    """A4: neither for the visitor nor for the agent, posted or not."""
    for key in (file_in(theirs), file_in(theirs, by=Membership.objects.get(pk=theirs.assignee_id))):
        assert asks(mine, "address", key).status_code == 404
        assert as_agent(mine).get(reverse("console:file", args=[mine.pk, key])).status_code == 404
    assert asks(mine, "address", file_in(mine)).status_code == 200


def test_nobody_posts_a_file_that_another_has_sent(mine: Conversation, theirs: Conversation):
    """A4: that would give them its address."""
    foreign = [file_in(theirs), file_in(theirs, by=Membership.objects.get(pk=theirs.assignee_id))]
    of_the_agent, of_the_visitor = file_in(mine, by=Membership.objects.get(pk=mine.assignee_id)), file_in(mine)

    for key in (*foreign, of_the_agent):
        answer = asks(mine, "messages", client_id=str(uuid4()), body="voici", files=[str(key)])
        assert (answer.status_code, answer.json()["code"]) == (400, "file_refused"), key
    for key in (*foreign, of_the_visitor):
        assert sends(as_agent(mine), mine, files=[str(key)]).status_code == 400, key
    assert not Attachment.objects.exclude(entry_seq=None).exists()
    assert not Entry.objects.filter(body="voici").exists()


def test_what_the_team_keeps_to_itself_has_no_address_for_the_visitor(mine: Conversation):
    """A4: a file of a note, and one that an agent has not posted yet, even to who knows the key."""
    adele = Membership.objects.get(pk=mine.assignee_id)
    of_note, waiting = file_in(mine, by=adele), file_in(mine, by=adele)
    assert sends(as_agent(mine), mine, kind="note", files=[str(of_note)]).status_code == 201

    assert asks(mine, "address", of_note).status_code == 404
    assert asks(mine, "address", waiting).status_code == 404
    posted = file_in(mine, by=adele)
    assert sends(as_agent(mine), mine, files=[str(posted)]).status_code == 201
    assert asks(mine, "address", posted).status_code == 200


def test_the_id_of_anothers_message_tells_nothing_of_it(mine: Conversation, theirs: Conversation):
    """A4: a resend is known within its own conversation alone."""
    foreign = Entry.objects.get(conversation=theirs, body="secret")

    answer = asks(mine, "messages", client_id=str(foreign.client_id), body="à moi")

    assert answer.status_code == 201
    assert Entry.objects.get(conversation=mine, client_id=foreign.client_id).body == "à moi"
    assert answer.json()["seq"] == Entry.objects.filter(conversation=mine).count()


def test_people_and_groups_of_another_shop_cannot_be_named(mine: Conversation):
    """A4: not mentioned, not handed over to."""
    other = a_shop("autre-maison")
    stranger = a_member(other, name="Étienne", groups=["Atelier"])
    group = Group.objects.get(shop_id=other.id)
    agent, before = as_agent(mine), frozen()

    for to in (f"member:{stranger.pk}", f"group:{group.pk}", "member:999999", "group:999999", "audience:autre-maison"):
        form = {"to": to, "summary": "x"}
        answer = agent.post(reverse("console:hand_over", args=[mine.pk]), form)
        assert answer.status_code in (400, 403, 404, 409, 422), (to, answer.status_code)
    assert not HandOver.objects.exists()
    assert frozen() == before
    assert sends(agent, mine, kind="note", mentions=[stranger.pk, 999_999]).status_code == 201
    assert not Mention.objects.exists()


def test_rights_in_one_shop_give_none_in_another():
    """A4: an administrator there who is an ambassador here has an ambassador's rights here."""
    shop, own = a_shop(), a_shop("autre-maison")
    here = a_member(shop, "ambassador", name="Amin")
    add_member(shop_id=own.id, email=here.user.email, name="Amin", role="administrator")
    forget_members()
    talk = a_conversation(shop, answered_by=a_member(shop, name="Odile"))
    says(talk, "secret")
    over = a_conversation(shop, answered_by=Membership.objects.get(pk=talk.assignee_id))
    close_conversation(conversation_id=over.pk, now=timezone.now())
    place = Place(talk, over, str(file_in(talk)), {}, {})
    payload = json.dumps({"shop_id": shop.id})
    failure = Announcement.objects.create(name="x", payload=payload, due_at=timezone.now(), failed_at=timezone.now())
    client, before = signed_in(here), frozen()

    for each in of_one_conversation():
        reach(client, each, place)
    assert client.post(reverse("console:retry", args=[failure.pk])).status_code == 404
    for page in ("list", "search", "rows"):
        said = client.get(reverse(f"console:{page}"), {"view": "all", "q": "secret", "ids": talk.pk}).content
        assert f"/console/c/{talk.pk}".encode() not in said, page
    assert frozen() == before
