"""Returns at the desk: beside their conversation, step by step, and in their list. D8, A11."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import close_conversation
from comptoir.domain.promises.models import Promise
from comptoir.domain.returns.models import Return
from comptoir.domain.returns.tests.stage import ENGRAVED, RING, a_returning_shop, a_talk, an_order, asks
from comptoir.domain.shops.models import Order
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_member, said

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def desk(db):
    shop, other = a_returning_shop(), a_returning_shop(key="autre-maison")
    adele = a_member(shop, "advisor")
    an_order(shop)
    return SimpleNamespace(
        shop=shop,
        adele=adele,
        amin=a_member(shop, "ambassador"),
        rose=a_member(shop, "referent", audience="advisor"),
        stranger=a_member(other, "manager", name="Étienne"),
        talk=a_talk(shop, adele),
    )


def words_of(answer):
    assert answer.status_code == 200, answer.content.decode()[:300]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split()).replace("\xa0", " ")


def order_of(shop):
    order = Order.objects.get(shop_id=shop.id)
    return f"{order.pk}:{order.number}", order.pk


def ask(client, desk, pieces=2, **fields):
    order, pk = order_of(desk.shop)
    told = {"order": order, f"pieces-{pk}-0": str(pieces), "asking": str(uuid4())} | fields
    return client.post(f"/console/c/{desk.talk.pk}/return", told, **AS_SCRIPT)


def step(client, ret, act, **fields):
    return client.post(f"/console/returns/{ret.pk}/{act}", fields, **AS_SCRIPT)


def test_from_the_card_to_the_refund(desk, at_desk):
    """D8: asked for, accepted, received, refunded, each by a button."""
    client = at_desk(desk.adele)
    assert 'data-act="return"' in client.get(f"/console/c/{desk.talk.pk}", **AS_SCRIPT).content.decode()
    dialog = words_of(client.get(f"/console/c/{desk.talk.pk}/return", **AS_SCRIPT))
    assert "2 × Bague Rivage · B-52 May come back until 26 December 2026." in dialog

    assert ask(client, desk, accepts="on").status_code == 204
    ret = Return.objects.get()
    assert "Accepted" in words_of(client.get(f"/console/c/{desk.talk.pk}/returns", **AS_SCRIPT))
    assert step(client, ret, "receive").status_code == 204
    assert 'value="340.00"' in client.get(f"/console/returns/{ret.pk}/refund", **HTMX).content.decode()
    assert step(client, ret, "refund", amount="340,00", currency="EUR").status_code == 204

    assert Promise.objects.get(kind="refund").state == "kept"
    page = words_of(client.get(f"/console/returns/{ret.pk}"))
    _, page = page.split("How it went")
    assert page.index("Asked for ·") < page.index("Accepted ·") < page.index("Received ·") < page.index("Refunded ·")
    assert len(said(desk.talk)) == 3


def test_what_is_on_its_way_back_is_not_offered_again(desk, at_desk):
    """D8: the card says so, and there is nothing to ask for where nothing is left."""
    client = at_desk(desk.adele)
    assert ask(client, desk, 2).status_code == 204

    card = words_of(client.get(f"/console/c/{desk.talk.pk}/orders", **AS_SCRIPT))
    assert "Has come back already, or is on its way." in card
    assert "Return something" not in words_of(client.get(f"/console/c/{desk.talk.pk}/returns", **AS_SCRIPT))
    dialog = words_of(client.get(f"/console/c/{desk.talk.pk}/return", **HTMX))
    assert "no order of which something could still come back" in dialog


def test_the_reason_against_it_is_shown_and_an_agent_is_not_offered_to_accept(desk, at_desk):
    """D8"""
    an_order(desk.shop, "MP-48213", RING, ENGRAVED)
    client = at_desk(desk.adele)
    _, pk = order_of(desk.shop)

    refused = ask(client, desk, 0, accepts="on", **{f"pieces-{pk}-1": "1"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_returnable")
    assert ask(client, desk, 0, **{f"pieces-{pk}-1": "1"}).status_code == 204

    ret = Return.objects.get()
    card = client.get(f"/console/c/{desk.talk.pk}/returns", **AS_SCRIPT).content.decode()
    assert f"/console/returns/{ret.pk}/refuse" in card
    assert f"/console/returns/{ret.pk}/accept" not in card
    assert client.get(f"/console/returns/{ret.pk}/accept", **HTMX).status_code == 403
    dialog = words_of(client.get(f"/console/returns/{ret.pk}/refuse", **HTMX))
    assert "Products of this kind are not taken back" in dialog
    assert "The time for returns was over" not in dialog
    assert f"/console/returns/{ret.pk}/accept" in at_desk(desk.rose).get(f"/console/returns/{ret.pk}").content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"asking": "x"},
        {"order": "9:MP-99999"},
        {"order": ""},
        {"pieces": "3"},
        {"pieces": "-1"},
        {"pieces": "x"},
        {"note": "x" * 301},
    ],
)
def test_what_cannot_be_asked_is_refused_and_changes_nothing(desk, at_desk, fields):
    """D8"""
    assert ask(at_desk(desk.adele), desk, **fields).status_code in (400, 404)
    assert not Return.objects.exists()


@pytest.mark.parametrize("amount", ["", "340,01", "1.340,50", "x", "٣", "NaN", "1e3"])
def test_an_amount_that_is_none_is_refused(desk, at_desk, amount):
    """D8"""
    ret = asks(desk.talk, desk.adele, accepts=True)

    answer = step(at_desk(desk.adele), ret, "refund", amount=amount, currency="EUR")

    assert (answer.status_code, answer.json()["code"]) == (400, "refund_mistaken")


def test_the_list_shows_what_is_open_and_each_state(desk, at_desk):
    """D8"""
    ret = asks(desk.talk, desk.adele)
    client = at_desk(desk.adele)

    assert ret.number in words_of(client.get("/console/returns"))
    assert ret.number in words_of(client.get("/console/returns?state=asked"))
    assert ret.number not in words_of(client.get("/console/returns?state=refunded"))
    assert client.get("/console/returns?state=lost").status_code == 400
    assert client.get("/console/returns?after=x").status_code == 400


def test_the_list_is_paged_and_asks_as_much_whatever_it_holds(desk, at_desk, django_assert_max_num_queries):
    """D8"""
    client = at_desk(desk.rose)
    ret = asks(desk.talk, desk.adele)
    lines = list(ret.lines.all())
    client.get("/console/returns")
    for _ in range(51):
        ret.pk, ret.asking_id = None, uuid4()
        ret.save()
        for line in lines:
            line.pk, line.ret_id = None, ret.pk
            line.save()

    with django_assert_max_num_queries(40):
        first = client.get("/console/returns?state=all").content.decode()

    following = unescape(re.search(r'href="(\?state=all[^"]*after=[^"]+)"', first)[1])
    second = client.get(f"/console/returns{following}").content.decode()
    numbers = [re.findall(r"<b>(R-\d+)</b>", page) for page in (first, second)]
    assert [len(them) for them in numbers] == [50, 2]
    assert len({number for them in numbers for number in them}) == 52


def test_the_wrong_person_sees_none_and_moves_none(desk, at_desk):
    """A4, A11: a volunteer to whom the charter grants no orders, and a manager of another shop."""
    ret = asks(desk.talk, desk.adele, accepts=True)

    for member in (desk.amin, desk.stranger):
        client = at_desk(member)
        hidden = 404 if member is desk.stranger else 403
        assert ret.number not in client.get("/console/returns?state=all").content.decode()
        assert client.get(f"/console/returns/{ret.pk}").status_code == hidden
        assert client.get(f"/console/returns/{ret.pk}/receive", **HTMX).status_code == hidden
        assert step(client, ret, "receive").status_code == hidden
        assert ask(client, desk).status_code == hidden
    ret.refresh_from_db()
    assert ret.state == "accepted"
    shown = at_desk(desk.amin).get("/console/").content.decode()
    assert 'href="/console/returns"' not in shown


def test_a_volunteers_own_conversation_has_no_place_for_returns(desk, at_desk):
    """A11"""
    talk = a_talk(desk.shop, desk.amin)

    assert "data-returns" not in at_desk(desk.amin).get(f"/console/c/{talk.pk}", **AS_SCRIPT).content.decode()
    assert at_desk(desk.amin).get(f"/console/c/{talk.pk}/returns", **AS_SCRIPT).content.decode().strip() == ""
    assert (
        at_desk(desk.amin).post(f"/console/c/{talk.pk}/return", {"asking": str(uuid4())}, **AS_SCRIPT).status_code
        == 403
    )


def test_what_ended_is_still_moved_from_its_card(desk, at_desk):
    """D8"""
    ret = asks(desk.talk, desk.adele, accepts=True)
    close_conversation(conversation_id=desk.talk.pk, now=NOON)

    assert step(at_desk(desk.adele), ret, "receive").status_code == 204
    assert step(at_desk(desk.adele), ret, "lose").status_code == 404
    answer = step(at_desk(desk.adele), ret, "refund", amount="1", currency="EUR", **{"from": "page"})
    assert answer.headers["X-Go-To"] == f"/console/returns/{ret.pk}"
