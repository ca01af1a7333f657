"""Attack A4: asking for what is another's by its number (as in CVE-2022-1176, CVE-2026-40591): every route × role × foreign object."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comptoir.domain.conversations.actions import close_conversation, keep_file
from comptoir.domain.conversations.models import Conversation, Entry, HeldMessage, Rating
from comptoir.domain.people.models import Membership
from comptoir.domain.people.rules import may
from comptoir.domain.people.tokens import visitor_token
from comptoir.domain.routing.models import Offer
from comptoir.domain.wording.models import DictionaryWord
from comptoir.foundation.models import Announcement
from tests.people import NAMES, a_conversation, a_member, a_shop, a_visitor, says
from tests.routes import Route, of_one_conversation, routes

pytestmark = pytest.mark.django_db

HIDDEN = {403, 404}
IN_ANOTHER_STATE = {"escalate", "snooze", "wake", "block", "spam", "forward", "word_due"}
"""What only opens for a conversation that stands otherwise; each has a test of its own beside its view."""
BODIES: dict[str, Any] = {
    "messages": {"client_id": str(uuid4()), "body": "intrus"},
    "check": {"body": "intrus"},
    "words": {"word": "intrus", "language": "fr"},
    "read": {"seq": 1},
    "rating": {"score": 1, "comment": "intrus"},
    "leave_message": {"client_id": str(uuid4()), "email": "a@b.example", "body": "intrus"},
    "hand_over": {"to": "audience:advisor", "summary": "intrus"},
    "topic": {"topic": "services", "category": "intrus"},
}


@dataclass
class Place:
    """What there is to be robbed: a conversation of shop one with a file and a note, one that is over, and those who come."""

    talk: Conversation
    closed: Conversation
    file: str
    roles: dict[str, Membership]
    strangers: dict[str, Membership]


@pytest.fixture
def place() -> Place:
    shop, other = a_shop(), a_shop("autre-maison")
    roles = {role: a_member(shop, role) for role in NAMES}
    owner = a_member(shop, "referent", name="Odile", audience="advisor")
    talk = a_conversation(shop, answered_by=owner, page_url="https://www.maison-perle.example/mon-compte/")
    says(talk, "secret", by=owner, kind="note")
    content = b"secret of the visitor"
    kept = keep_file(
        conversation_id=talk.pk, visitor_id=talk.visitor_id, name="a.txt", content=content, now=timezone.now()
    )
    strangers = {role: a_member(other, role, name=f"Foreign {role}") for role in NAMES}
    over = a_conversation(shop, answered_by=owner, page_url="https://www.maison-perle.example/mon-compte/")
    close_conversation(conversation_id=over.pk, now=timezone.now())
    return Place(talk, over, str(kept.key), roles, strangers)


def frozen() -> Any:
    """All that an intruder could have changed."""
    return (
        list(Conversation.objects.order_by("pk").values_list()),
        list(Entry.objects.order_by("conversation_id", "seq").values_list("conversation_id", "seq", "body")),
        Rating.objects.count(),
        list(Offer.objects.values_list("pk", "outcome")),
        list(HeldMessage.objects.values_list("pk", "outcome", "word", "body")),
        list(DictionaryWord.objects.values_list("pk", "word")),
    )


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def test_who_is_in_charge_gets_in_by_every_route(place: Place) -> None:
    """A4: the matrix tries addresses and bodies that do open for whom they are meant; else it would prove nothing."""
    visitor = {"Authorization": f"Bearer {visitor_token(place.talk.visitor)}"}
    owner = signed_in(Membership.objects.get(pk=place.talk.assignee_id))

    meant = [it for it in of_one_conversation() if it.takes == {"conversation_id"} and it.door]
    theirs = [it for it in meant if it.door and may("referent", it.door.right) and it.short not in IN_ANOTHER_STATE]
    assert [it.name for it in theirs if not any(is_open(answer) for answer in tried(owner, it, place))] == []
    for route in of_one_conversation("widget"):
        answers = tried(Client(), route, place, visitor)
        assert any(answer.status_code not in HIDDEN | {401, 405} for answer in answers), route.name


@pytest.mark.parametrize("role", NAMES)
def test_no_role_of_another_shop_reaches_a_conversation(place: Place, role: str) -> None:
    """A4: not by any route, not by any method, administrators of the other shop included."""
    client, before = signed_in(place.strangers[role]), frozen()

    for route in of_one_conversation():
        reach(client, route, place)
    assert frozen() == before


def test_an_ambassador_does_not_reach_what_an_advisor_answers(place: Place) -> None:
    """A4, A11: in the same shop, too."""
    client, before = signed_in(place.roles["ambassador"]), frozen()

    for route in of_one_conversation():
        reach(client, route, place)
    assert frozen() == before


def test_nobody_reaches_anything_without_signing_in(place: Place) -> None:
    """A4: every page of the console asks who it is."""
    client, before = Client(), frozen()

    for route in routes("console"):
        if route.door and route.door.right == "anybody":
            continue
        for method in (client.get, client.post):
            answer = method(address_of(route, place))
            assert answer.status_code in (302, 401, 403, 404, 405, 410), (route.name, answer.status_code)
            assert b"secret" not in answer.content
    assert frozen() == before


def is_open(answer: Any) -> bool:
    """Whether the door opened: what is refused behind it for another reason than who asks, was reached."""
    if answer.status_code not in HIDDEN | {405}:
        return True
    is_told = answer["Content-Type"].startswith("application/json")
    return is_told and answer.json().get("code") not in (None, "not_allowed", "not_found", "conversation_not_found")


def reach(client: Client, route: Route, place: Place) -> None:
    """Try a route by every method; nothing may be seen or done."""
    for answer in tried(client, route, place):
        assert answer.status_code in HIDDEN | {405}, (route.name, answer.status_code, answer.content[:200])
        assert b"secret" not in answer.content
        assert not answer.changed, route.name


def tried(client: Client, route: Route, place: Place, headers: dict[str, str] | None = None) -> list[Any]:
    """What a route answers to each way of asking; what it did is undone after each."""
    address, body = address_of(route, place), BODIES.get(route.short, {})
    more: dict[str, Any] = {"headers": headers or {}}
    text = json.dumps(body)
    ways = [
        lambda: client.get(address, **more),
        lambda: client.get(address, {"after": "-1"}, **more),
        lambda: client.get(address, {"before": "9"}, **more),
        lambda: client.head(address, **more),
        lambda: client.post(address, text, content_type="application/json", **more),
        lambda: client.put(address, text, content_type="application/json", **more),
        lambda: client.delete(address, **more),
    ]
    if route.name.startswith("console:"):
        ways.append(lambda: client.post(address, body, **more))
    return [undone(way) for way in ways]


def undone(way: Callable[[], Any]) -> Any:
    """What came of it; whether it could have changed something is seen by what it changed before it is undone."""
    before, point = frozen(), transaction.savepoint()
    answer = way()
    answer.changed = frozen() != before
    transaction.savepoint_rollback(point)
    return answer


def address_of(route: Route, place: Place) -> str:
    """The route's address, filled in with what belongs to somebody else."""
    talk = place.closed if route.name == "console:reopen" else place.talk
    return route.address(conversation_id=talk.pk, key=UUID(place.file))


@pytest.mark.parametrize("whose", ["neighbour", "abroad", "nobody"])
def test_no_visitor_reaches_anothers_conversation(place: Place, whose: str) -> None:
    """A4: a neighbour's token, another shop's, and none at all."""
    other = a_visitor(a_shop("troisième".replace("è", "e"))) if whose == "abroad" else None
    visitor = other or a_conversation(a_shop()).visitor
    client, before = Client(), frozen()
    headers = {} if whose == "nobody" else {"Authorization": f"Bearer {visitor_token(visitor)}"}

    for route in of_one_conversation("widget"):
        for answer in tried(client, route, place, headers):
            assert answer.status_code in HIDDEN | {401, 405}, (route.name, answer.status_code, answer.content[:200])
            assert b"secret" not in answer.content
            assert not answer.changed, route.name
    assert frozen() == before


@pytest.mark.parametrize("role", NAMES)
def test_shops_offers_and_failures_of_others_stay_shut(place: Place, role: str) -> None:
    """A4: by their numbers, too."""
    client, shop_id = signed_in(place.strangers[role]), place.talk.shop_id
    waiting = a_conversation(a_shop())
    offer = Offer.objects.create(
        conversation=waiting,
        membership=place.roles["ambassador"],
        audience="ambassador",
        trigger="opened",
        made_at=timezone.now(),
        expires_at=timezone.now() + timezone.timedelta(seconds=15),
    )
    failure = Announcement.objects.create(
        name="x", payload=json.dumps({"shop_id": shop_id}), due_at=timezone.now(), failed_at=timezone.now()
    )
    before = frozen()

    answers = [
        client.get(reverse("console:team"), {"shop": shop_id}),
        client.get(reverse("console:charter"), {"shop": shop_id}),
        client.post(reverse("console:introduction"), {"shop": shop_id, "name": "intrus"}),
        client.post(reverse("console:accept", args=[offer.pk])),
        client.post(reverse("console:refuse", args=[offer.pk])),
        client.post(reverse("console:retry", args=[failure.pk])),
        client.get(reverse("console:list"), {"shop": shop_id}),
    ]

    assert {answer.status_code for answer in answers[:-1]} <= HIDDEN
    assert b"secret" not in answers[-1].content
    rows = client.get(reverse("console:rows"), {"ids": f"{place.talk.pk},{waiting.pk}"})
    assert f"/console/c/{place.talk.pk}".encode() not in rows.content
    assert str(place.talk.reference).encode() not in rows.content
    failure.refresh_from_db()
    assert failure.failed_at is not None
    assert frozen() == before


@pytest.mark.parametrize("role", NAMES)
def test_what_is_held_and_the_dictionary_of_others_stay_shut(place: Place, role: str) -> None:
    """A4: nobody of another shop approves, returns, withdraws or reads a message, or touches a word."""
    client, shop_id = signed_in(place.strangers[role]), place.talk.shop_id
    held = HeldMessage.objects.create(
        conversation=place.talk,
        shop_id=shop_id,
        membership_id=place.talk.assignee_id,
        client_id=uuid4(),
        body="secret",
        held_at=timezone.now(),
    )
    word = DictionaryWord.objects.create(shop_id=shop_id, language="fr", word="secret", added_at=timezone.now())
    before = frozen()

    answers = [
        *(
            client.post(reverse(f"console:{name}", args=[held.pk]), text, content_type="application/json")
            for name in ("approve_held", "return_held", "withdraw_held", "see_returned")
            for text in ("{}", '{"body": "intrus"}', '{"word": "intrus"}')
        ),
        *(
            client.get(reverse(f"console:{name}"), {"shop": shop_id})
            for name in ("writing", "writing_words", "writing_rules")
        ),
        client.post(reverse("console:writing_add"), {"shop": shop_id, "word": "intrus", "of": "fr"}),
        client.post(reverse("console:writing_remove", args=[word.pk]), {"shop": shop_id}),
        client.post(reverse("console:writing_remove", args=[word.pk]), {"shop": place.strangers[role].shop_id}),
    ]

    for answer in answers:
        assert answer.status_code in HIDDEN, (answer.request["PATH_INFO"], answer.content[:200])
        assert b"secret" not in answer.content
    assert frozen() == before
