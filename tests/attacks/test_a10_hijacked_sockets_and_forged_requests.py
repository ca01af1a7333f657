"""Attack A10: cross-site WebSocket hijacking and forged requests (as in CVE-2023-2886, CVE-2020-14368)."""

from __future__ import annotations

import itertools

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.live import SITE, LiveDesk
from tests.people import PASSWORD, a_member, a_shop

LOOK_ALIKES = [
    "null",
    "",
    "https://evil.example",
    "http://www.maison-perle.example",
    "https://www.maison-perle.example.evil.example",
    "https://evil.example/https://www.maison-perle.example",
    "https://www.maison-perle.example:8443",
    "https://www.maison-perle.example@evil.example",
    "https://wwwxmaison-perle.example",
    "https://maison-perle.example",
    "HTTPS://WWW.MAISON-PERLE.EXAMPLE.",
    "https://www.maison-perle.example, https://evil.example",
    "*",
]


@pytest.mark.parametrize("origin", [*LOOK_ALIKES, None])
def test_a_socket_from_a_foreign_page_is_refused_before_it_opens(desk: LiveDesk, origin: str | None) -> None:
    """A10: with an agent's own cookie in the request, a foreign, missing or look-alike Origin is answered 403."""
    cookie = desk.agent("advisor").cookie_header()
    headers = {"Cookie": cookie} | ({} if origin is None else {"Origin": origin})

    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{desk.port}/ws", additional_headers=headers, compression=None)

    assert refused.value.response.status_code == 403


def test_a_page_of_the_shop_cannot_ride_on_an_agents_session(desk: LiveDesk) -> None:
    """A10: the shop's site may open a socket for its visitor, never one for an agent, whatever cookies come along."""
    agent = desk.agent("advisor")
    agent.origin = SITE

    answer = agent.connect({"t": "hello", "as": "agent"}, Cookie=agent.cookie_header())

    assert answer["t"] == "error"
    assert answer["code"] == "foreign_site"


def test_the_site_of_one_shop_does_not_open_the_other(desk: LiveDesk) -> None:
    """A10: a visitor's token counts in its own shop alone."""
    visitor = desk.visitor()
    hello = {"t": "hello", "as": "visitor", "shop": desk.cast["other"], "token": visitor.token, "c": visitor.c}

    assert visitor.connect(hello)["code"] == "token_not_valid"


@pytest.mark.parametrize("origin", LOOK_ALIKES)
def test_the_widgets_requests_are_for_the_shops_pages_alone(desk: LiveDesk, origin: str) -> None:
    """A10: other pages are refused, and are not allowed to read the refusal."""
    visitor = desk.visitor()
    visitor.origin = origin

    for method, path in (("GET", ""), ("POST", f"/{visitor.c}/messages")):
        status, answer = visitor.ask(method, f"/widget/{visitor.shop}/conversations{path}", {} if path else None)
        assert status == 403, (origin, status, answer)


def console_addresses() -> list[str]:
    """Every address of the console, filled in with numbers that name something or nothing."""
    names = sorted({name for name in get_resolver().reverse_dict if isinstance(name, str)} | set(_console_names()))
    return [_filled(name) for name in names]


def _console_names() -> list[str]:
    _prefix, console = get_resolver().namespace_dict["console"]
    return [f"console:{name}" for name in console.reverse_dict if isinstance(name, str)]


def _filled(name: str) -> str:
    _prefix, console = get_resolver().namespace_dict["console"]
    possibilities = console.reverse_dict.getlist(name.removeprefix("console:"))
    wanted = possibilities[0][0][0][1] if possibilities else []
    uuid = "0" * 8 + "-0000-4000-8000-" + "0" * 12
    values = {"key": uuid, "ending": "png"} | ({"number": uuid} if name == "console:certificate" else {})
    return reverse(name, kwargs={each: values.get(each, 1) for each in wanted})


@pytest.mark.django_db
def test_every_post_of_the_console_needs_its_token() -> None:
    """A10: signing in and out included, no address takes a POST without the CSRF token, or with another's."""
    a_member(a_shop(), "administrator", password=PASSWORD)
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_member(a_shop("autre"), "administrator", name="Alma").user)
    addresses = console_addresses()
    assert reverse("console:sign_in") in addresses
    assert reverse("console:sign_out") in addresses
    assert len(addresses) > 30

    forgeries = [{}, {"HTTP_X_CSRFTOKEN": "x" * 64}, {"HTTP_ORIGIN": "https://evil.example"}]
    for address, forged in itertools.product(addresses, forgeries):
        assert client.post(address, {"email": "a", "password": "b"}, **forged).status_code == 403, (address, forged)
