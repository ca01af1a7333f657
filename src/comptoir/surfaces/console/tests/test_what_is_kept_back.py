"""What the charter keeps back never leaves the server, and what strangers wrote is text wherever it is shown."""

from __future__ import annotations

import json

import pytest

from comptoir.domain.people.models import Customer
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import ALWAYS_OPEN, a_conversation, a_member, a_shop, a_visitor, says

SECRETS = ["courriel.example", "06 11 22 33 44", "Durand", "CMD-777-SECRET"]
EVIL = [
    "<script>alert(1)</script>",
    "{{2039*2039}}",
    "${2039*2039}",
    "{% debug %}",
    "{0.__class__}",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
]


@pytest.fixture
def known_customer(desk):
    """A conversation of an ambassador with a customer whom the shop has signed for, and who has written before."""
    visitor = a_visitor(desk.shop)
    visitor.customer = Customer.objects.create(
        shop_id=desk.shop.id,
        external_id="c-1",
        first_name="Camille",
        last_name="Durand",
        email="camille@courriel.example",
        phone="06 11 22 33 44",
    )
    visitor.email, visitor.first_name = "camille@courriel.example", "Camille"
    visitor.save()
    a_conversation(desk.shop, visitor=visitor, answered_by=desk.amin, body="Une ancienne question")
    return a_conversation(
        desk.shop,
        visitor=visitor,
        customer_id=visitor.customer_id,
        answered_by=desk.amin,
        email="camille@courriel.example",
        answers={"order": "CMD-777-SECRET"},
        body="Bonjour",
    )


def everything_shown(client, pk: int) -> str:
    paths = [
        "/console/",
        "/console/?view=all",
        f"/console/c/{pk}",
        "/console/list?view=mine",
        "/console/team",
        "/console/settings",
    ]
    parts = [
        f"/console/c/{pk}",
        f"/console/c/{pk}/head",
        f"/console/c/{pk}/entries?after=-1",
        f"/console/rows?ids={pk}&view=all",
    ]
    dialogs = [f"/console/c/{pk}/{name}" for name in ("hand-over", "request", "topic", "close")]
    pages = [client.get(path) for path in paths] + [client.get(path, **AS_SCRIPT) for path in parts + dialogs]
    assert {page.status_code for page in pages} == {200}
    return "\n".join(page.content.decode() for page in pages)


def test_an_ambassador_never_sees_address_telephone_last_name_or_answers(desk, at_desk, known_customer) -> None:
    """A11: masked on the server, so in no page, no fragment and no JSON."""
    shown = everything_shown(at_desk(desk.amin), known_customer.pk)

    assert "Camille" in shown
    for secret in SECRETS:
        assert secret not in shown


def test_an_ambassador_does_not_see_earlier_conversations(desk, at_desk, known_customer) -> None:
    """A11: the charter does not grant them the history."""
    card = at_desk(desk.amin).get(f"/console/c/{known_customer.pk}", **AS_SCRIPT).content.decode()

    assert "Une ancienne question" not in card
    assert "keeps the rest" in card


def test_a_language_that_is_kept_back_is_nowhere_in_the_conversation(db, at_desk) -> None:
    """A11: not in the head, not in the facts for scripts, not as the language of the composer."""
    kept_back = ALWAYS_OPEN.replace('["first_name", "language", "page"]', '["first_name"]')
    told = {}
    for key, charter in {"told": ALWAYS_OPEN, "kept-back": kept_back}.items():
        shop = a_shop(key, charter=charter)
        amin = a_member(shop, "ambassador")
        conversation = a_conversation(shop, answered_by=amin, language="en")
        talk = at_desk(amin).get(f"/console/c/{conversation.pk}", **AS_SCRIPT).content.decode()
        told[key] = [mark for mark in ("<span>EN</span>", 'lang="en"', '"language"', "<dd>EN</dd>") if mark in talk]

    assert told == {"told": ["<span>EN</span>", 'lang="en"', "<dd>EN</dd>"], "kept-back": []}


def test_an_advisor_sees_what_the_work_needs(desk, at_desk, known_customer) -> None:
    """A11."""
    from comptoir.domain.conversations.actions import assign

    assign(conversation_id=known_customer.pk, membership_id=desk.adele.pk, now=known_customer.opened_at)
    card = at_desk(desk.adele).get(f"/console/c/{known_customer.pk}", **AS_SCRIPT).content.decode()

    for known in ["camille@courriel.example", "06 11 22 33 44", "Camille Durand", "CMD-777-SECRET"]:
        assert known in card
    assert "keeps the rest" not in card


def test_an_ambassador_does_not_learn_the_address_by_making_a_request(desk, at_desk, known_customer) -> None:
    """A11: nor may they write another one over it."""
    client = at_desk(desk.amin)
    path = f"/console/c/{known_customer.pk}/request"
    assert 'name="email"' not in client.get(path).content.decode()

    client.post(path, {"email": "amin@elsewhere.example"})

    known_customer.refresh_from_db()
    assert known_customer.email == "camille@courriel.example"
    assert not known_customer.is_live


def test_without_a_granted_name_a_visitor_is_a_number(desk, at_desk) -> None:
    conversation = a_conversation(desk.shop)

    assert f"Visitor {conversation.reference[-3:]}" in at_desk(desk.amin).get("/console/?view=waiting").content.decode()


@pytest.mark.parametrize("evil", EVIL)
def test_what_strangers_wrote_is_shown_as_text(desk, at_desk, evil: str) -> None:
    """Attack A21 (and A1): in the name, in the words, in the answers, in the page's title."""
    conversation = a_conversation(
        desk.shop, answered_by=desk.rose, first_name=evil[:80], body=evil, page_title=evil, answers={"q": evil}
    )
    says(conversation, evil, by=desk.rose, kind="note")
    client = at_desk(desk.rose)

    page = client.get(f"/console/c/{conversation.pk}?view=all").content.decode()
    fragment = client.get(f"/console/c/{conversation.pk}", **AS_SCRIPT).content.decode()
    row = client.get(f"/console/rows?ids={conversation.pk}&view=all", **AS_SCRIPT).json()["rows"][str(conversation.pk)]

    for shown in (page, fragment, row):
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert str(2039 * 2039) not in shown
    facts = fragment.split('data-facts="conversation">')[1].split("</script>")[0]
    assert json.loads(facts)["snapshot"]["entries"][0]["body"] == evil


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil", "http://[broken", "x" * 900])
def test_a_page_that_is_no_address_is_no_link(desk, at_desk, address: str) -> None:
    conversation = a_conversation(desk.shop, answered_by=desk.rose, page_url=address)

    card = at_desk(desk.rose).get(f"/console/c/{conversation.pk}", **AS_SCRIPT).content.decode()

    assert f'href="{address}"' not in card
    assert 'href="javascript' not in card
