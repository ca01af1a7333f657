"""Contact: who answers now, and a message that becomes a request. D1, A2."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

from django.test import Client

from comptoir.domain.conversations.models import Conversation, Entry

CONTACT = "/help/maison-perle/fr/contact"
HERE = {"origin": "http://localhost:8000"}


def a_message(**changes: str) -> dict[str, str]:
    said = {
        "message": "Bonjour, ma bague est trop grande.",
        "email": "vera@courriel.example",
        "name": "Vera",
        "once": str(uuid4()),
    }
    return said | changes


def test_the_page_says_who_answers_and_by_which_ways(centre: SimpleNamespace) -> None:
    answer = Client().get(CONTACT)
    assert answer.status_code == 200
    assert b'class="answering"' in answer.content
    assert answer["Cache-Control"] == "private, no-store"


def test_a_message_becomes_a_request_once(centre: SimpleNamespace) -> None:
    said = a_message()
    for _ in range(2):
        answer = Client().post(CONTACT, said, headers=HERE)
        assert answer.status_code == 200
    request = Conversation.objects.get()
    assert request.reference in answer.content.decode()
    assert (request.channel, request.email, request.language) == ("message", "vera@courriel.example", "fr")
    assert Entry.objects.filter(conversation=request, body=said["message"]).count() == 1


def test_what_was_written_stays_when_it_cannot_be_sent(centre: SimpleNamespace) -> None:
    for change in ({"email": "vera"}, {"message": "  "}):
        answer = Client().post(CONTACT, a_message(name="Vera <b>", **change), headers=HERE)
        assert answer.status_code == 400
        assert b"Vera &lt;b&gt;" in answer.content
        assert answer.content.count(b"autofocus") == 1
    assert Client().post(CONTACT, a_message(once="x"), headers=HERE).status_code == 400
    assert not Conversation.objects.exists()


def test_another_site_writes_nothing(centre: SimpleNamespace) -> None:
    """Attack A10."""
    assert Client().post(CONTACT, a_message(), headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert not Conversation.objects.exists()


def test_one_address_cannot_write_without_end(centre: SimpleNamespace) -> None:
    codes = [Client().post(CONTACT, a_message(), headers=HERE).status_code for _ in range(12)]
    assert codes[:10] == [200] * 10
    assert set(codes[10:]) == {429}
