"""Beginning a conversation and carrying it on by HTTP."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import jwt
import pytest
from django.db import OperationalError

from comptoir.domain.conversations.actions import assign
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.people.models import Visitor
from comptoir.domain.routing.actions import seek_agent
from comptoir.domain.shops.identity import identity_key
from comptoir.domain.shops.queries import KnownShop
from comptoir.surfaces.widget import limits
from comptoir.surfaces.widget.tests.stage import SITE, Browser, an_opening
from tests.people import NOON, a_member, a_shop, says

pytestmark = pytest.mark.django_db


def test_first_words_begin_a_conversation() -> None:
    snapshot = Browser(a_shop()).begins(body="Bonjour, une bague ?")
    assert snapshot["state"]["status"] == "waiting"
    assert snapshot["entries"][0]["body"] == "Bonjour, une bague ?"
    assert snapshot["first_seq"] == 1


def test_the_same_beginning_sent_twice_begins_once() -> None:
    """G8: a resend is one conversation, for a browser that has its token and for one whose first answer was lost."""
    browser = Browser(a_shop())
    opening = an_opening()
    first = browser.ask("POST", "conversations", opening).json()
    without_token = browser.ask("POST", "conversations", opening).json()
    browser.token = first["token"]
    with_token = browser.ask("POST", "conversations", opening).json()
    assert first["conversation"] == without_token["conversation"] == with_token["conversation"]
    assert (Conversation.objects.count(), Visitor.objects.count()) == (1, 1)


def test_a_returning_visitor_keeps_the_history_of_their_browser() -> None:
    browser = Browser(a_shop())
    first = browser.begins(body="Une bague")
    second = browser.begins(body="Un collier")
    listed = browser.ask("GET", "conversations").json()["conversations"]
    assert [row["id"] for row in listed] == [second["id"], first["id"]]
    assert listed[0]["last_words"] == "Un collier"


def signed_by(shop: KnownShop, **facts: object) -> str:
    """Who the customer is, as the shop's own server signs it."""
    exp = int(dt.datetime.now(dt.UTC).timestamp()) + 600
    return jwt.encode({"id": "42", "exp": exp, **facts}, identity_key(shop), algorithm="HS256")


def test_the_shop_says_who_its_customer_is() -> None:
    shop = a_shop()
    signed = signed_by(shop, first_name="Vera", email="vera@example.org")
    kept = Conversation.objects.get(pk=Browser(shop).begins(identity=signed)["id"])
    assert kept.customer is not None
    assert (kept.customer.external_id, kept.visitor.first_name, kept.email) == ("42", "Vera", "vera@example.org")


def test_nobody_claims_to_be_a_customer_without_the_shops_signature() -> None:
    """Attack A5: a signature of another shop, or of nobody, is refused, and nothing is begun."""
    shop = a_shop()
    for forged in ["x.y", "a.b.c", signed_by(a_shop("autre-maison")), signed_by(shop, exp=1)]:
        answer = Browser(shop).ask("POST", "conversations", an_opening(identity=forged))
        assert (answer.status_code, answer.json()["code"]) == (403, "identity_not_proven")
    assert not Conversation.objects.exists()


def test_the_visitor_chooses_where_the_charter_lets_them() -> None:
    """A3: by the page consulted, the visitor may choose who answers; on other pages the charter decides."""
    shop = a_shop()
    chosen = Browser(shop).begins(page=f"{SITE}/alliances/or", audience="advisor")
    decided = Browser(shop).begins(page=f"{SITE}/bagues/or", audience="advisor")
    assert (chosen["state"]["audience"], decided["state"]["audience"]) == ("advisor", "ambassador")


def test_a_message_left_becomes_a_request_with_a_reference() -> None:
    """A2: outside the hours, or with nobody there, a message becomes a conversation to answer, with a reference."""
    snapshot = Browser(a_shop()).begins(leave_message=True, email="vera@example.org", answers={"first_name": "Vera"})
    kept = Conversation.objects.get(pk=snapshot["id"])
    assert not snapshot["state"]["is_live"]
    assert snapshot["entries"][-1]["facts"]["reference"] == kept.reference
    assert (kept.email, kept.visitor.first_name) == ("vera@example.org", "Vera")


def test_a_message_left_needs_words_and_a_way_to_answer() -> None:
    browser = Browser(a_shop())
    for missing, code in [
        ({"email": ""}, "email_not_complete"),
        ({"email": "vera@"}, "email_not_complete"),
        ({"email": "vera\0@example.org"}, "email_not_complete"),
        ({"body": " "}, "message_empty"),
    ]:
        opening = an_opening(leave_message=True, **{"email": "vera@example.org", **missing})
        answer = browser.ask("POST", "conversations", opening)
        assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert Visitor.objects.count() == 0, "what is refused leaves nothing behind"


def test_a_message_is_posted_once_however_often_it_is_sent() -> None:
    """G8: every resend is one message."""
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    message = {"client_id": str(uuid4()), "body": "Taille 52"}
    answers = [browser.ask("POST", f"conversations/{c}/messages", message) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    after = browser.ask("GET", f"conversations/{c}?after=1").json()
    assert [entry["body"] for entry in after["entries"]] == ["Taille 52"]
    assert after["more"] is False


def test_what_the_team_writes_to_itself_is_not_told() -> None:
    """A11: notes are for the team; the visitor's numbering does not even show that there are any."""
    shop = a_shop()
    browser = Browser(shop)
    conversation = Conversation.objects.get(pk=browser.begins()["id"])
    advisor = a_member(shop, "referent")
    says(conversation, "Secret", by=advisor, kind="note")
    snapshot = browser.ask("GET", f"conversations/{conversation.pk}")
    assert "Secret" not in snapshot.content.decode()
    assert snapshot.json()["last_seq"] == 1


def test_a_waiting_chat_becomes_a_request() -> None:
    """A6: never a dead end."""
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    letter = {"client_id": str(uuid4()), "email": "vera@example.org", "body": "Rappelez-moi"}
    reference = browser.ask("POST", f"conversations/{c}/leave-message", letter).json()["reference"]
    snapshot = browser.ask("GET", f"conversations/{c}").json()
    assert snapshot["state"]["reference"] == reference
    assert [entry["kind"] for entry in snapshot["entries"]] == ["message", "request", "message"]


def test_a_browser_that_was_not_there_asks_how_the_wait_stands() -> None:
    """A1: the place in the queue is known again after a reload."""
    shop = a_shop()
    browser = Browser(shop)
    c = browser.begins()["id"]
    seek_agent(conversation_id=c, trigger="opened", now=NOON)
    assert browser.ask("GET", f"conversations/{c}/wait").json() == {
        "position": 1,
        "wait": None,
        "offers": ["message", "other_audience"],
    }
    browser.ask("POST", f"conversations/{c}/end")
    assert browser.ask("GET", f"conversations/{c}/wait").json()["position"] == 0


def test_the_end_and_the_rating_are_the_visitors_to_give() -> None:
    shop = a_shop()
    browser = Browser(shop)
    c = browser.begins()["id"]
    assert browser.ask("POST", f"conversations/{c}/end").status_code == 204
    assert browser.ask("POST", f"conversations/{c}/rating", {"score": 4, "comment": "Très bien"}).status_code == 204
    state = browser.ask("GET", f"conversations/{c}").json()["state"]
    assert (state["status"], state["rating"]) == ("closed", 4)
    refused = browser.ask("POST", f"conversations/{c}/rating", {"score": 6})
    assert (refused.status_code, refused.json()["code"]) == (400, "not_a_rating")
    closed = browser.ask("POST", f"conversations/{c}/messages", {"client_id": str(uuid4()), "body": "Encore"})
    assert (closed.status_code, closed.json()["code"]) == (409, "conversation_closed")


def test_reading_moves_the_visitors_mark() -> None:
    shop = a_shop()
    browser = Browser(shop)
    conversation = Conversation.objects.get(pk=browser.begins()["id"])
    assert browser.ask("POST", f"conversations/{conversation.pk}/read", {"seq": 1}).status_code == 204
    assert browser.ask("GET", "conversations").json()["conversations"][0]["unread"] == 0


def test_only_what_the_team_wrote_and_the_visitor_has_not_read_counts_as_unseen() -> None:
    """A5: an answer to a message left earlier is announced when the visitor comes back."""
    shop = a_shop()
    browser = Browser(shop)
    rose = a_member(shop, "referent")
    left = Conversation.objects.get(pk=browser.begins(leave_message=True, email="vera@example.org")["id"])
    live = browser.begins(body="Une bague")["id"]
    assert _unseen(browser) == {left.pk: 0, live: 0}
    assign(conversation_id=left.pk, membership_id=rose.pk, now=NOON)
    says(left, "Note", by=rose, kind="note")
    says(left, "Bonjour Vera", by=rose)
    says(left, "Votre bague est prête", by=rose)
    assert _unseen(browser) == {left.pk: 2, live: 0}
    browser.ask("POST", f"conversations/{left.pk}/read", {"seq": 99})
    assert _unseen(browser) == {left.pk: 0, live: 0}


def _unseen(browser: Browser) -> dict[int, int]:
    rows = browser.ask("GET", "conversations").json()["conversations"]
    return {row["id"]: row["unread"] for row in rows}


def test_fields_that_nobody_agreed_on_are_refused() -> None:
    """Attack A22: nothing can be set beside what a request is for."""
    browser = Browser(a_shop())
    for extra in [{"status": "active"}, {"is_live": True}, {"assignee": 1}, {"visitor": 1}]:
        answer = browser.ask("POST", "conversations", an_opening(**extra))
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"\xff\xfe", 400),
        (b"null", 400),
        (b"x" * (64 * 1024 + 1), 413),
        (b'{"client_id": "1"}', 400),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(body: bytes, status: int) -> None:
    answer = Browser(a_shop()).ask("POST", "conversations", body)
    assert answer.status_code == status
    assert answer.json()["message"]


def test_a_form_of_another_kind_is_refused() -> None:
    """Only JSON is taken: what a plain form on any page can send is not."""
    browser = Browser(a_shop())
    answer = browser._client.post("/widget/maison-perle/conversations", {"body": "x"}, headers={"origin": SITE})
    assert answer.status_code == 400


def test_odd_signs_are_refused_and_odd_numbers_too() -> None:
    browser = Browser(a_shop())
    assert browser.ask("POST", "conversations", an_opening(body="a\0b")).status_code == 400
    c = browser.begins()["id"]
    for odd in ["x", "1e9", "9" * 40, ""]:
        assert browser.ask("GET", f"conversations/{c}?after={odd}").status_code == 400


def test_a_message_beyond_measure_is_refused_and_says_why() -> None:
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    answer = browser.ask("POST", f"conversations/{c}/messages", {"client_id": str(uuid4()), "body": "x" * 4001})
    assert (answer.status_code, answer.json()["code"]) == (400, "message_too_long")


def test_an_address_that_begins_too_many_is_slowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OPENINGS_A_MINUTE", 2)
    browser = Browser(a_shop())
    statuses = [
        browser.ask("POST", "conversations", an_opening(), **{"x-forwarded-for": "198.51.100.7"}).status_code
        for _ in range(3)
    ]
    assert statuses == [201, 201, 429]


def test_a_visitor_who_posts_too_much_is_slowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "POSTS_A_MINUTE", 2)
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    sent = [
        browser.ask("POST", f"conversations/{c}/messages", {"client_id": str(uuid4()), "body": "x"}) for _ in range(3)
    ]
    assert [answer.status_code for answer in sent] == [201, 201, 429]
    assert sent[-1].json()["code"] == "too_many"


def test_a_store_that_cannot_write_acknowledges_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """G8: fail closed. The answer says that nothing was kept, and the widget may read it."""
    browser = Browser(a_shop())
    c = browser.begins()["id"]

    def cannot(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("comptoir.surfaces.widget.views.talk.actions.post_message", cannot)
    answer = browser.ask("POST", f"conversations/{c}/messages", {"client_id": str(uuid4()), "body": "x"})
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "unavailable", "5")
    assert answer["Access-Control-Allow-Origin"] == SITE


def test_answers_of_a_person_are_not_kept_by_any_cache() -> None:
    """Attack A17: no copy of a conversation or of its token stays in a cache on the way."""
    browser = Browser(a_shop())
    c = browser.begins()["id"]
    for path in ["conversations", f"conversations/{c}"]:
        assert browser.ask("GET", path)["Cache-Control"] == "no-store"
