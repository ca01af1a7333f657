"""The gateway forgets whoever does not get in, and whoever is not allowed in any more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from comptoir.domain.people.actions import meet_visitor
from comptoir.foundation.errors import StoreUnavailable
from comptoir.surfaces.gateway import admission, visitors
from comptoir.surfaces.gateway import gateway as gateways
from comptoir.surfaces.gateway.frames import HelloVisitor
from comptoir.surfaces.gateway.gateway import Gateway
from comptoir.surfaces.gateway.identity import KnownVisitor, Proof, known_visitor
from comptoir.surfaces.gateway.tests.ears import RememberedWire
from comptoir.surfaces.gateway.visitors import VisitorConnection
from tests.people import NOON, a_conversation, a_shop

HELLO = '{"t":"hello","as":"visitor","shop":"maison-perle","token":"x","c":12}'


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    monkeypatch.setattr(gateways, "known_visitor", lambda hello, origin: KnownVisitor(7, hello.c, 0, "fr"))
    return Gateway()


def away(*_: Any, **__: Any) -> None:
    raise OperationalError("the database is away")


def test_a_visitor_whose_welcome_cannot_be_read_leaves_nothing_behind(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G8: while the store is away clients come again and again; none of them stays in the memory."""
    monkeypatch.setattr(visitors, "snapshot", away)

    with pytest.raises(StoreUnavailable):
        asyncio.run(gateway._introduced(HELLO, RememberedWire(), "https://www.maison-perle.example", ""))

    assert gateway.hub.everybody() == set()


def test_who_says_nothing_is_told_so_by_the_plain_wire_too(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wire: 4408 when no hello comes, whichever server carries the socket."""
    monkeypatch.setattr(gateways, "HELLO_WITHIN", 0.01)
    monkeypatch.setattr(gateway, "_is_welcome", welcome)
    sent: list[dict[str, Any]] = []

    async def act() -> None:
        closed = asyncio.Event()
        came = iter([{"type": "websocket.connect"}])

        async def receive() -> dict[str, Any]:
            if (first := next(came, None)) is not None:
                return first
            await closed.wait()
            return {"type": "websocket.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)
            if message["type"] == "websocket.close":
                closed.set()

        scope = {"path": "/ws", "headers": [], "client": ("192.0.2.7", 1)}
        await asyncio.wait_for(gateway.socket(scope, receive, send), 5)

    asyncio.run(act())
    assert sent == [{"type": "websocket.accept"}, {"type": "websocket.close", "code": 4408}]


async def welcome(origin: str) -> bool:
    return True


def test_who_comes_back_by_another_socket_has_no_more_to_post_than_before(gateway: Gateway) -> None:
    """30 posts a minute are a visitor's, not a socket's."""
    first, again = (VisitorConnection(gateway, RememberedWire(), KnownVisitor(7, 1, 0, "fr")) for _ in range(2))
    other = VisitorConnection(gateway, RememberedWire(), KnownVisitor(8, 1, 0, "fr"))

    posted = [it.may_post() for it in [first] * 20 + [again] * 20]

    assert posted == [True] * 30 + [False] * 10
    assert other.may_post(), "others are not disturbed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "answered"), [("en-GB", "en"), ("FR", "fr"), ("xx", "fr"), ("../../x", "fr"), ("", "fr")]
)
def test_a_visitor_is_answered_in_a_language_that_the_shop_speaks(asked: str, answered: str) -> None:
    """Attack A12: a language is a key of catalogues that stay in the memory; what nobody speaks is not one."""
    shop = a_shop()
    visitor, token = meet_visitor(shop=shop, now=NOON)
    c = a_conversation(shop, visitor=visitor).pk
    hello = HelloVisitor(t="hello", shop=shop.key, token=token, c=c, language=asked)

    assert known_visitor(hello, min(shop.origins)).language == answered


def visitors_of(gateway: Gateway, count: int) -> list[VisitorConnection]:
    """Visitors who are connected, with the ids 0, 1, 2…"""
    people = [VisitorConnection(gateway, RememberedWire(), KnownVisitor(pk, 1, 0, "fr")) for pk in range(count)]
    for one in people:
        gateway.admission.came(one)
    return people


def look(gateway: Gateway, monkeypatch: pytest.MonkeyPatch, holding: Callable[..., set[Proof]]) -> None:
    """One look at those whose turn it is, with `holding` in the place of the database."""
    monkeypatch.setattr(admission, "proofs_that_hold", holding)
    asyncio.run(gateway.admission.part_with_signed_out())


def test_only_those_whose_proof_holds_no_more_are_parted_with(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attack A16: a token that was revoked where this process could not hear it."""
    people = visitors_of(gateway, 3)

    look(gateway, monkeypatch, lambda proofs: {proof for proof in proofs if proof.person != 1})

    assert [it.wire.closed for it in people] == [None, 4401, None]


def test_with_the_store_away_nobody_is_signed_out(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """G8."""
    [one] = visitors_of(gateway, 1)

    look(gateway, monkeypatch, away)

    assert one.wire.closed is None


def test_everybody_is_looked_at_in_turn(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look costs the same however many are connected."""
    monkeypatch.setattr(admission, "AT_ONCE", 2)
    people, asked = visitors_of(gateway, 5), list[set[int]]()

    for _ in range(3):
        look(gateway, monkeypatch, lambda proofs: asked.append({it.person for it in proofs}) or set(proofs))
    gateway.admission.left(people[1])
    look(gateway, monkeypatch, lambda proofs: asked.append({it.person for it in proofs}) or set(proofs))

    assert asked == [{0, 1}, {2, 3}, {4, 0}, {2, 3}]
