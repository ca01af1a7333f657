"""Privacy requests at the desk: beside their conversation, step by step, in their list, each with its record. D9, G7, A11."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.privacy.actions import confirm_identity
from comptoir.domain.privacy.models import RightsRequest
from comptoir.domain.privacy.tests.stage import DAY, a_private_shop, a_talk, asks, said
from comptoir.domain.promises.models import Promise
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_member, a_viewer, says

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def desk(db):
    shop = a_private_shop()
    adele = a_member(shop, "advisor")
    return SimpleNamespace(
        shop=shop,
        adele=adele,
        amin=a_member(shop, "ambassador"),
        bea=a_member(shop, "advisor", name="Béa", audience="ambassador"),
        rose=a_member(shop, "referent", audience="advisor"),
        stranger=a_member(a_private_shop(key="autre-maison"), "manager", name="Étienne"),
        talk=a_talk(shop, adele),
    )


def words_of(answer):
    assert answer.status_code == 200, answer.content.decode()[:300]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split()).replace("\xa0", " ")


def ask(client, talk, **fields):
    told = {"right": "access", "seq": "1", "asking": str(uuid4())} | fields
    return client.post(f"/console/c/{talk.pk}/privacy", told, **AS_SCRIPT)


def step(client, request, act, **fields):
    return client.post(f"/console/privacy/{request.pk}/{act}", fields, **AS_SCRIPT)


def card(client, talk):
    return client.get(f"/console/c/{talk.pk}/promises", **AS_SCRIPT)


def test_from_the_menu_to_the_answer(desk, at_desk):
    """D9, G7: asked, confirmed, answered, each by a button; the card counts down, the page keeps the record."""
    client = at_desk(desk.adele)
    page = client.get(f"/console/c/{desk.talk.pk}", **AS_SCRIPT).content.decode()
    assert 'data-act="privacy"' in page
    dialog = words_of(client.get(f"/console/c/{desk.talk.pk}/privacy", **HTMX))
    assert "What do you know about me?" in dialog
    assert "Access They want to know what is kept about them" in dialog

    assert ask(client, desk.talk, note="Asked politely").status_code == 204
    request = RightsRequest.objects.get()
    shown = card(client, desk.talk).content.decode()
    assert 'data-act="privacy-step"' in shown
    assert 'data-due="2026-12-31T12:00:00Z"' in shown or "2026-12-31T12:00:00" in shown
    assert words_of(card(client, desk.talk)).count("Privacy request") == 1

    assert step(client, request, "answer").json()["code"] == "identity_missing"
    ways = words_of(client.get(f"/console/privacy/{request.pk}/confirm", **HTMX))
    assert "Answered from the address on file" in ways
    assert step(client, request, "confirm", reason="known_address").status_code == 204
    assert step(client, request, "answer").json()["code"] == "answer_missing"
    says(desk.talk, "Here is all that we know of you.", by=desk.adele)
    assert step(client, request, "answer", **{"from": "page"}).headers["X-Go-To"] == f"/console/privacy/{request.pk}"

    assert Promise.objects.get(kind="rights").state == "kept"
    _, record = words_of(client.get(f"/console/privacy/{request.pk}")).split("Record")
    places = [record.index(word) for word in ("Received ·", "Identity confirmed ·", "Answered ·")]
    assert places == sorted(places)
    assert "Asked politely" in record
    assert "Answered from the address on file" in record
    assert len(said(desk.talk)) == 1


def test_the_date_is_explained_by_the_name_of_its_clause(desk, at_desk):
    """D4, D9: also after it was extended."""
    client = at_desk(desk.rose)
    request = asks(desk.talk, desk.adele)
    promise = f"/console/promises/{request.promise_id}"
    assert "privacy.rights_answered_within" in words_of(client.get(promise, **HTMX))

    assert step(client, request, "extend", reason="complex").status_code == 204
    explained = words_of(client.get(promise, **HTMX))
    assert "Extended by two months, to the same day and hour" in explained
    assert "The term was extended by two months, and the customer was told why." in explained
    assert "/extend" not in card(client, desk.talk).content.decode()


def test_an_agent_is_offered_neither_to_refuse_nor_to_extend(desk, at_desk):
    """D9, A11"""
    request = asks(desk.talk, desk.adele)
    client = at_desk(desk.adele)
    shown = card(client, desk.talk).content.decode()
    for act in ("refuse", "extend"):
        assert f"/console/privacy/{request.pk}/{act}" not in shown
        assert client.get(f"/console/privacy/{request.pk}/{act}", **HTMX).status_code == 403
        assert step(client, request, act, reason="complex").status_code == 403
    rose = at_desk(desk.rose)
    assert f"/console/privacy/{request.pk}/refuse" in card(rose, desk.talk).content.decode()
    assert step(rose, request, "refuse", reason="duty_to_keep", note="Invoices").status_code == 204
    assert "The law obliges us to keep the data concerned." in said(desk.talk)[-1]
    assert "Invoices" not in said(desk.talk)[-1]


@pytest.mark.parametrize(
    "fields",
    [{"asking": "x"}, {"right": "all"}, {"right": ""}, {"seq": "x"}, {"seq": ""}, {"seq": "2"}, {"seq": "9" * 30}],
)
def test_what_makes_no_sense_is_refused_and_keeps_nothing(desk, at_desk, fields):
    """G8"""
    assert ask(at_desk(desk.adele), desk.talk, **fields).status_code == 400
    assert RightsRequest.objects.count() == 0


def test_the_same_twice_is_refused_in_clear_words(desk, at_desk):
    """D9"""
    client = at_desk(desk.adele)
    assert ask(client, desk.talk).status_code == 204
    refused = ask(client, desk.talk)
    assert (refused.status_code, refused.json()["code"]) == (409, "asked_already")
    assert "is not answered yet" in refused.json()["message"]


def test_a_step_that_there_is_none_of_is_not_found(desk, at_desk):
    """G8"""
    request = asks(desk.talk, desk.adele)
    assert at_desk(desk.rose).get(f"/console/privacy/{request.pk}/publish", **HTMX).status_code == 404
    assert step(at_desk(desk.rose), request, "confirm", reason="a hunch").status_code == 400


def test_nobody_sees_or_moves_what_is_not_theirs_to_see(desk, at_desk):
    """A11, D9: a volunteer, a colleague without the conversation, another shop."""
    request = asks(desk.talk, desk.adele)
    for member in (desk.amin, desk.stranger):
        client = at_desk(member)
        assert ask(client, desk.talk).status_code in (403, 404)
        hidden = 404 if member is desk.stranger else 403
        assert client.get(f"/console/privacy/{request.pk}").status_code == hidden
        assert client.get(f"/console/privacy/{request.pk}/confirm", **HTMX).status_code == hidden
        assert step(client, request, "confirm", reason="document").status_code == hidden
        assert request.number not in words_of(client.get("/console/privacy?state=all"))
    assert RightsRequest.objects.get().state == "asked"


def test_a_volunteer_neither_has_the_act_nor_the_list_in_the_rail(desk, at_desk):
    """A11: the promise alone is seen beside a conversation of theirs."""
    theirs = a_talk(desk.shop, desk.amin)
    asks(theirs, desk.rose)
    client = at_desk(desk.amin)
    page = client.get(f"/console/c/{theirs.pk}").content.decode()
    assert 'data-act="privacy"' not in page
    assert 'href="/console/privacy"' not in page
    assert "Privacy requests" not in words_of(card(client, theirs))
    assert client.get(f"/console/c/{theirs.pk}/privacy", **HTMX).status_code == 403


def test_the_list_shows_what_is_open_and_each_state_page_by_page(desk, at_desk):
    """D9: who watches sees all of the shop's, an agent those of conversations that they see."""
    other = a_talk(desk.shop, desk.rose)
    first, second = asks(desk.talk, desk.adele), asks(other, desk.rose, "erasure")
    confirm_identity(request_id=second.pk, viewer=a_viewer(desk.rose), way="document", now=NOON + DAY)

    rose, bea = at_desk(desk.rose), at_desk(desk.bea)
    page = words_of(rose.get("/console/privacy"))
    assert page.index(second.number) < page.index(first.number)
    confirmed = words_of(rose.get("/console/privacy?state=confirmed"))
    assert second.number in confirmed
    assert first.number not in confirmed
    assert "Nothing here." in words_of(rose.get("/console/privacy?state=answered"))
    assert rose.get("/console/privacy?state=lost").status_code == 400
    seen = words_of(bea.get("/console/privacy"))
    assert (first.number in seen, second.number in seen) == (False, False)
    assert first.number in words_of(at_desk(desk.adele).get("/console/privacy"))


def test_a_page_ends_after_fifty_and_the_next_begins_there(desk, at_desk):
    """D9, G8"""
    known = {"shop_id": desk.shop.id, "conversation_id": desk.talk.pk, "right": "access", "asked_at": NOON}
    RightsRequest.objects.bulk_create(
        RightsRequest(**known, asking_id=uuid4(), state="withdrawn", moved_at=NOON + n * DAY) for n in range(51)
    )
    client = at_desk(desk.rose)
    page = client.get("/console/privacy?state=withdrawn").content.decode()
    assert page.count('<td><a href="/console/privacy/') == 50
    following = unescape(re.search(r'href="\?([^"]*after=[^"]*)"', page)[1])
    assert client.get(f"/console/privacy?{following}").content.decode().count('<td><a href="/console/privacy/') == 1


def test_the_list_takes_as_many_queries_for_ten_as_for_one(desk, at_desk):
    """G8"""
    client = at_desk(desk.rose)

    def queries():
        client.get("/console/privacy?state=all")
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get("/console/privacy?state=all").status_code == 200
        return len([it for it in found.captured_queries if "privacy_" in it["sql"] or "promises_" in it["sql"]])

    asks(desk.talk, desk.adele)
    one = queries()
    for _ in range(9):
        asks(a_talk(desk.shop, desk.adele), desk.adele)
    assert queries() == one


def test_a_closed_conversation_still_takes_what_its_customer_asked(desk, at_desk):
    """D9: the law does not ask whether it was closed."""
    close_conversation(conversation_id=desk.talk.pk, viewer=a_viewer(desk.adele), now=NOON)
    client = at_desk(desk.adele)
    assert 'data-act="privacy"' in client.get(f"/console/c/{desk.talk.pk}").content.decode()
    assert ask(client, desk.talk).status_code == 204
    assert said(desk.talk)[-1].startswith("We have received your request")
