"""A customer rates by a link: no sign-in, no script, and the link's secret is seen by nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.conversations.models import Conversation, Rating
from comptoir.domain.conversations.queries import rating_token
from comptoir.surfaces.ratings.limits import ANSWERS_A_MINUTE, LOOKS_A_MINUTE
from comptoir.surfaces.ratings.links import COOKIE
from tests.people import NOON, a_conversation, a_member, a_shop

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _clean_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def talk() -> Conversation:
    """A conversation in French with Adèle, which is over."""
    shop = a_shop()
    talk = a_conversation(shop, answered_by=a_member(shop), language="fr")
    close_conversation(conversation_id=talk.pk, now=NOON)
    return talk


def link_to(talk: Conversation, shop_key: str = "maison-perle") -> str:
    return reverse("ratings:arrive", args=[shop_key, rating_token(talk, NOON)])


def arrived(talk: Conversation, *, client: Client | None = None) -> tuple[Client, str]:
    """A browser that followed the link, and the address at which it is now."""
    client = client or Client()
    return client, client.get(link_to(talk))["Location"]


def test_a_customer_rates_by_the_link_without_signing_in(talk: Conversation) -> None:
    """D4"""
    client, address = arrived(talk)

    asked = client.get(address)
    sent = client.post(address, {"score": "4", "comment": "Très aimable"})
    thanked = client.get(sent["Location"]).content.decode()

    assert 'name="score"' in asked.content.decode()
    assert "Adèle" in asked.content.decode()
    assert (sent.status_code, sent["Location"]) == (303, address)
    assert "Très aimable" in thanked
    assert list(Rating.objects.values_list("conversation_id", "score", "comment")) == [(talk.pk, 4, "Très aimable")]


def test_the_secret_leaves_the_address_at_once_and_stands_in_no_page(talk: Conversation) -> None:
    """D4, A16: it is kept by the browser for this one question, out of reach of scripts and of other sites' forms."""
    token = rating_token(talk, NOON)
    client = Client()
    came = client.get(link_to(talk))
    page = client.get(came["Location"])
    cookie = came.cookies[COOKIE]

    assert came.status_code == 302
    assert token not in came["Location"]
    assert came["Referrer-Policy"] == "no-referrer"
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == (came["Location"], "Lax", True)
    assert token not in page.content.decode()
    for response in (came, page):
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Cache-Control"] == "no-store"
    assert "<script" not in page.content.decode()


def test_the_page_speaks_the_conversations_language(talk: Conversation) -> None:
    """F"""
    for language in ("fr", "ro", "pt", "en"):
        Conversation.objects.filter(pk=talk.pk).update(language=language)
        client, address = arrived(talk)
        page = client.get(address, headers={"accept-language": "de"}).content.decode()
        assert f'<html lang="{language}">' in page


def test_an_answer_may_be_changed_for_a_day_and_then_stands(talk: Conversation, clock: Any) -> None:
    """D4"""
    client, address = arrived(talk)
    client.post(address, {"score": "2"})
    clock.move_to(NOON + dt.timedelta(hours=23), tick=False)
    client.post(address, {"score": "5"})
    clock.move_to(NOON + DAY, tick=False)
    late = client.post(address, {"score": "1"})

    assert late.status_code == 409
    assert Rating.objects.get().score == 5
    assert 'name="score"' not in client.get(address).content.decode()


def test_a_link_is_over_after_thirty_days(talk: Conversation, clock: Any) -> None:
    """D4, A16"""
    clock.move_to(NOON + 30 * DAY, tick=False)
    client, address = arrived(talk)
    page = client.get(address)

    assert page.status_code == 410
    assert 'role="alert"' in page.content.decode()
    assert client.post(address, {"score": "1"}).status_code == 410


def test_another_shops_link_and_a_wrong_one_say_so(talk: Conversation) -> None:
    """A16: nothing of the conversation is shown."""
    a_shop("autre-maison")
    token = rating_token(talk, NOON)
    elsewhere = link_to(talk, "autre-maison")
    wrong = [reverse("ratings:arrive", args=["maison-perle", it]) for it in (token[:-1], token + "A", "null", "é", "x")]

    for link in (elsewhere, *wrong):
        client = Client()
        address = client.get(link)["Location"]
        page = client.get(address)
        assert page.status_code == 404, link
        assert talk.reference not in page.content.decode()
        assert client.post(address, {"score": "1"}).status_code == 404
    assert not Rating.objects.exists()


def test_without_the_link_there_is_nothing_to_see_or_to_rate(talk: Conversation) -> None:
    """A16: the address at which one answers is no secret, and opens nothing."""
    _client, address = arrived(talk)
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"score": "1"}).status_code == 404
    assert Client().get("/rate/no-such-shop/answer/0").status_code == 404


def test_whoever_is_signed_in_as_one_of_the_team_answers_nothing(talk: Conversation) -> None:
    """D4: the link passes through the team's hands, and what customers think is not theirs to say."""
    client = Client()
    client.force_login(a_member(a_shop(), "referent").user)
    _client, address = arrived(talk, client=client)

    assert 'name="score"' not in client.get(address).content.decode()
    assert client.post(address, {"score": "5"}).status_code == 403
    assert not Rating.objects.exists()


@pytest.mark.parametrize("score", ["", "0", "6", "-1", "4.5", "x", "٣"])
def test_no_number_from_one_to_five_is_no_rating(talk: Conversation, score: str) -> None:
    """D4"""
    client, address = arrived(talk)
    assert client.post(address, {"score": score}).status_code == 400
    assert not Rating.objects.exists()


def test_a_word_is_bounded_and_keeps_no_card_number(talk: Conversation) -> None:
    """D9"""
    client, address = arrived(talk)
    client.post(address, {"score": "3", "comment": "4111 1111 1111 1111 " + "é\0" * 2000})

    comment = Rating.objects.get().comment
    assert len(comment) == 1000
    assert "4111 1111" not in comment


def test_other_sites_forms_are_not_taken(talk: Conversation) -> None:
    """A10"""
    client, address = arrived(talk, client=Client(enforce_csrf_checks=True))
    sent = client.post(address, {"score": "1"}, headers={"origin": "https://elsewhere.example"})
    assert sent.status_code == 403
    assert not Rating.objects.exists()


def test_many_answers_and_many_looks_are_too_many(talk: Conversation) -> None:
    """A22"""
    client, address = arrived(talk)
    answers = [client.post(address, {"score": "3"}).status_code for _ in range(ANSWERS_A_MINUTE + 1)]
    looks = [client.get(address).status_code for _ in range(LOOKS_A_MINUTE)]

    assert answers == [303] * ANSWERS_A_MINUTE + [429]
    assert looks[-1] == 429


def test_a_page_asks_the_database_few_things(talk: Conversation, django_assert_max_num_queries: Any) -> None:
    client, address = arrived(talk)
    client.get(address)
    with django_assert_max_num_queries(0):
        client.get(link_to(talk))
    with django_assert_max_num_queries(6):
        client.get(address)
