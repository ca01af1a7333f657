"""The gateway forgets whoever does not get in, and whoever is not allowed in any more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from comptoir.foundation.errors import StoreUnavailable
from comptoir.surfaces.gateway import admission, visitors
from comptoir.surfaces.gateway import gateway as gateways
from comptoir.surfaces.gateway.gateway import Gateway
from comptoir.surfaces.gateway.identity import KnownVisitor, Proof
from comptoir.surfaces.gateway.tests.ears import RememberedWire
from comptoir.surfaces.gateway.visitors import VisitorConnection

HELLO = '{"t":"hello","as":"visitor","shop":"maison-perle","token":"x","c":12}'


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    monkeypatch.setattr(gateways, "known_visitor", lambda hello, origin: KnownVisitor(7, hello.c, 0))
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


def visitors_of(gateway: Gateway, count: int) -> list[VisitorConnection]:
    """Visitors who are connected, with the ids 0, 1, 2…"""
    people = [VisitorConnection(gateway, RememberedWire(), "fr", KnownVisitor(pk, 1, 0)) for pk in range(count)]
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
