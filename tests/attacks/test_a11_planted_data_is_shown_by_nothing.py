"""A11: whatever an ambassador asks for, by whatever route, about whatever there is, tells nothing of a customer that the charter keeps back."""

from __future__ import annotations

from html import unescape
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from comptoir.domain.people.rules import PERMISSIONS, may
from tests.attacks.asking import AS_PAGE, AS_SCRIPT, addresses, signed_in, words_of
from tests.attacks.planted import frames_for, leaked
from tests.routes import Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

ASKED = (
    "",
    "?view=all&q=zeph",
    "?view=closed&q=Quand",
    "?view=mine&q=MP-48",
    "?q=bague&sign=%23",
    "?q=del&sign=/",
    "?after=-1",
    "?after=0&v=0",
    "?before=999999",
    "?ids=1,2,3,4,5,6,7,8,9&view=all",
    "?view=waiting&order=oldest&status=all",
)
"""What lists and searches are asked for: by beginnings of what was planted too, which the answer may say again."""


def open_to_ambassadors() -> list[Route]:
    """Every address of the console that an ambassador may ask, and those to which nobody needs a right."""
    doors = [it for it in routes("console") if it.door and it.short != "sign_out"]
    return [it for it in doors if it.door.right not in PERMISSIONS or may("ambassador", it.door.right)]  # type: ignore[union-attr]


def answer_to(client: Client, method: str, address: str) -> str:
    """All that is answered, heads too; whatever it did is undone."""
    point = transaction.savepoint()
    body = {"data": "{}", "content_type": "application/json"} if method == "POST" else {}
    answer = client.generic(method, address, **body)
    transaction.savepoint_rollback(point)
    cache.clear()
    assert answer.status_code != 500, address
    return f"{words_of(answer)}\n{answer.headers}"


@pytest.mark.parametrize("headers", [AS_PAGE, AS_SCRIPT], ids=["page", "script"])
def test_no_answer_holds_what_was_planted(house: SimpleNamespace, headers: dict[str, str]) -> None:
    """A11, attack A5: each route by each method about each thing, as a page and as a script ask."""
    client, wrong = signed_in(house.amin, **headers), []
    for route in open_to_ambassadors():
        for address in addresses(route):
            wrong += [
                (route.short, method, address, found)
                for method in route.methods
                if (found := leaked(answer_to(client, method, address)))
            ]
    assert wrong == []


def test_no_list_and_no_search_holds_it(house: SimpleNamespace) -> None:
    """A11, attack A18: however one sorts, filters, pages and searches; by half of what was planted nothing is found either."""
    client, wrong = signed_in(house.amin, **AS_SCRIPT), []
    for route in open_to_ambassadors():
        if "GET" not in route.methods:
            continue
        asked = [it + query for it in list(addresses(route))[:2] for query in ASKED]
        wrong += [(it, found) for it in asked if (found := leaked(answer_to(client, "GET", it)))]
    assert wrong == []


def test_no_frame_holds_it(house: SimpleNamespace) -> None:
    """A11, attack A5: of all that was told while it happened, on the topics to which an ambassador's console listens."""
    told = frames_for(house.amin, house.news, house.talk, house.earlier)

    assert {it["t"] for it in told} >= {"entry", "feed"}
    assert [(it["t"], found) for it in told if (found := leaked(repr(it)))] == []


def test_what_is_handed_to_an_ambassador_comes_without_what_they_may_not_know(house: SimpleNamespace) -> None:
    """A11: the summary of who handed it over is kept without it."""
    told = signed_in(house.amin, **AS_SCRIPT).get(f"/console/c/{house.given.pk}/entries?after=-1").content.decode()

    assert "Elle a demandé ceci. Pour Mme •••, •••, •••, ••• : que dire ?" in unescape(told)
    assert leaked(told) == []


def test_who_may_know_it_is_shown_all_of_it(house: SimpleNamespace) -> None:
    """The look finds what is there: else it would prove nothing."""
    client = signed_in(house.marc, **AS_PAGE)
    pages = [f"/console/c/{it.pk}" for it in (house.talk, house.apart, house.left)] + ["/console/feed"]
    shown = "".join(answer_to(client, "GET", it) for it in pages)

    assert {"e-mail", "last name", "telephone", "order", "street", "left address"} <= set(leaked(shown))
