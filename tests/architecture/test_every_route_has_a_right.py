"""Who may come in by which address stands at the view. A new address fails here until somebody has decided who it is for."""

from __future__ import annotations

import pytest
from django.test import Client

from comptoir.domain.people.rules import OUTSIDE, PERMISSIONS
from tests.routes import Route, routes

OURS = [it for it in routes() if not it.name.startswith("storefront:")]
SHOWN_TO_STRANGERS = {"anybody", "shops_page", "signed_address"}


@pytest.mark.parametrize("route", OURS, ids=lambda it: it.name)
def test_every_view_declares_who_may_come_in(route: Route) -> None:
    """A11: by `for_agents(…, right=…)` in the console, `open_to(…)` or a surface's own decorator elsewhere."""
    assert route.door is not None, (
        f"{route.name} says nowhere who it is for: for_agents(..., right=...) or open_to(...)"
    )
    assert route.door.right, f"{route.name} names no right: for_agents(..., right=...)"
    assert route.door.right in PERMISSIONS or route.door.right in OUTSIDE
    assert route.door.methods


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route",
    [it for it in OURS if it.door and it.door.right not in SHOWN_TO_STRANGERS],
    ids=lambda it: it.name,
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_let_in_nowhere(client: Client, route: Route, method: str) -> None:
    """A11"""
    answer = getattr(client, method)(route.address(), HTTP_ORIGIN="https://elsewhere.example")
    assert answer.status_code >= 300, f"{route.name} answered a stranger"
    if answer.status_code in (301, 302):
        assert "/sign-in" in answer["Location"]
