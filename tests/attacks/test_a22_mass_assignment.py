"""Attack A22: fields that nobody asked for (as in CVE-2026-40569): every JSON body is closed."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.people.models import Membership, User
from comptoir.domain.people.tokens import visitor_token
from tests.people import a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db

PRIVILEGES = {
    "role": "administrator",
    "is_staff": True,
    "is_active": False,
    "shop": 2,
    "shop_id": 2,
    "visitor_id": 1,
    "customer_id": 1,
    "membership_id": 1,
    "assignee": 1,
    "status": "closed",
    "from": "agent",
    "author": "agent",
    "kind ": "note",
    "seq": 99,
    "at": "2020-01-01T00:00:00Z",
    "id": 1,
    "__proto__": {"role": "administrator"},
    "constructor": {},
    "Body": "x",
}
WIDGET = {
    "conversations": {"client_id": str(uuid4()), "body": "Bonjour"},
    "messages": {"client_id": str(uuid4()), "body": "x"},
    "read": {"seq": 1},
    "rating": {"score": 5},
    "leave_message": {"client_id": str(uuid4()), "email": "a@b.example", "body": "x"},
}


@pytest.mark.parametrize("route", WIDGET)
def test_the_widget_takes_no_field_more(route: str) -> None:
    """A22: 400, and nothing is kept."""
    shop = a_shop()
    talk = a_conversation(shop)
    before = Conversation.objects.count(), Entry.objects.count()
    address = reverse(f"widget:{route}", args=[shop.key] if route == "conversations" else [shop.key, talk.pk])
    headers = {"Authorization": f"Bearer {visitor_token(talk.visitor)}"}

    for field in PRIVILEGES.keys() - WIDGET[route].keys():
        sent = json.dumps(WIDGET[route] | {field: PRIVILEGES[field]})
        answer = Client().post(address, sent, content_type="application/json", headers=headers)
        assert answer.status_code == 400, (field, answer.content)
        assert answer.json()["code"] == "bad_request"
        cache.clear()
    assert (Conversation.objects.count(), Entry.objects.count()) == before


def test_the_console_takes_no_field_more() -> None:
    """A22: neither with a message nor with the switch."""
    shop = a_shop()
    member = a_member(shop)
    talk = a_conversation(shop, answered_by=member)
    client = Client()
    client.force_login(member.user)
    before = Entry.objects.count()
    bodies = {
        reverse("console:messages", args=[talk.pk]): {"client_id": str(uuid4()), "body": "x"},
        reverse("console:availability"): {"availability": "available"},
    }

    for field, value in PRIVILEGES.items():
        for address, body in bodies.items():
            sent = json.dumps(body | {field: value})
            assert client.post(address, sent, content_type="application/json").status_code == 400, (address, field)
    assert Entry.objects.count() == before


def test_forms_change_what_they_are_for_and_nothing_else() -> None:
    """A22: a form's other fields are not looked at."""
    member = a_member(a_shop(), "ambassador")
    client = Client()
    client.force_login(member.user)
    untouched = ("role", "audience", "shop_id", "user_id", "is_active", "chats_at_once", "topics")
    before = Membership.objects.filter(pk=member.pk).values(*untouched).get()
    more = {
        "role": "administrator",
        "audience": "advisor",
        "is_active": "",
        "chats_at_once": 50,
        "user": 1,
        "email": "x",
    }

    client.post(reverse("console:introduction"), {"shop": member.shop_id, "name": "Amin", "note": "", **more})
    client.post(reverse("console:preferences"), {"language": "fr", "theme": "dark", **more})

    assert Membership.objects.filter(pk=member.pk).values(*untouched).get() == before
    assert User.objects.get(pk=member.user_id).email == member.user.email
    assert timezone.now() > member.joined_at


FORMS = {
    "topic": ({"topic": "products", "category": "services"}, {"topic", "category"}),
    "hand_back": ({}, {"assignee_id", "status", "waiting_since"}),
    "contact_card": ({}, set()),
    "request": ({"email": "vera@example.org"}, {"is_live", "email"}),
    "close": ({}, {"status", "closed_at"}),
    "take": ({}, {"assignee_id", "status", "waiting_since"}),
    "reopen": ({}, {"status", "closed_at", "waiting_since", "assignee_id", "is_live"}),
}
"""The forms about a conversation: what they carry, and which of its fields they are for."""

COUNTED = {"seq", "public_seq", "last_entry_at", "last_words", "last_from", "last_answer_seq", "unanswered_since"}
"""What every entry moves."""


@pytest.mark.parametrize("name", FORMS)
def test_a_form_about_a_conversation_changes_what_it_is_for_and_nothing_else(name: str) -> None:
    """A22: whoever adds fields of the conversation, of its shop or of its people to a form moves none of them."""
    shop, other = a_shop(), a_shop("autre-maison")
    member, colleague = a_member(shop), a_member(shop, name="Odile")
    page = "https://www.maison-perle.example/mon-compte/"
    talk = a_conversation(shop, answered_by=None if name == "take" else member, page_url=page)
    if name == "reopen":
        close_conversation(conversation_id=talk.pk, now=timezone.now())
    client = Client()
    client.force_login(member.user)
    form, meant = FORMS[name]
    before = Conversation.objects.values().get(pk=talk.pk)
    wanted = dict.fromkeys(before, "9") | {"shop_id": other.id, "assignee_id": colleague.pk, "visitor_id": 1}
    wanted |= {key: str(value) for key, value in PRIVILEGES.items()}

    answer = client.post(reverse(f"console:{name}", args=[talk.pk]), wanted | form)

    assert answer.status_code == 204, answer.content
    after = Conversation.objects.values().get(pk=talk.pk)
    assert {field for field in after if after[field] != before[field]} <= meant | COUNTED
    assert after["assignee_id"] in (None, member.pk)
