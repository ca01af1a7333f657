"""The page on which administrators set up their company's sign-in (mission F, A4, A22)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from comptoir.domain.accounts.oidc.discovery import forget_told
from comptoir.domain.accounts.queries import provider_of_key
from comptoir.surfaces.console.tests.conftest import AS_BROWSER
from tests.oidc import CLIENT, SECRET, Provider, running
from tests.people import NOON, PASSWORD, a_member, a_shop

pytestmark = pytest.mark.enable_socket
PAGE = "/console/signing-in"


@pytest.fixture
def there(db: None, settings) -> Iterator[Provider]:
    settings.SSO_PRIVATE_HOSTS = True
    forget_told()
    with running() as provider:
        yield provider


def signed_in(role: str, key: str = "maison-perle", name: str = "") -> Client:
    client = Client(**AS_BROWSER)
    member = a_member(a_shop(key), role, name=name, password=PASSWORD)
    client.post("/console/sign-in", {"email": member.user.email, "password": PASSWORD})
    return client


def form(there: Provider, **other: str) -> dict[str, str]:
    facts = {"key": "perle", "label": "Perle ID", "issuer": there.issuer, "client_id": CLIENT, "secret": SECRET}
    return facts | {"domains": "Maison-Perle.example, atelier.example", "is_on": "1"} | other


def test_an_administrator_sets_it_up_and_never_sees_the_secret_again(there: Provider) -> None:
    anne = signed_in("administrator")

    answer = anne.post(f"{PAGE}/new", form(there))

    assert answer["Location"] == f"{PAGE}/perle"
    assert provider_of_key("perle").domains == ("maison-perle.example", "atelier.example")
    page = anne.get(f"{PAGE}/perle").content.decode()
    assert SECRET not in page
    assert "/console/sign-in/with/perle/back" in page
    assert "Perle ID" in Client(**AS_BROWSER).get("/console/sign-in").content.decode()


def test_what_is_mistaken_is_told_and_nothing_typed_is_lost(there: Provider) -> None:
    anne = signed_in("administrator")

    answer = anne.post(f"{PAGE}/new", form(there, domains="not a domain!"))

    assert answer.status_code == 400
    assert "Perle ID" in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_it_asks_for_a_fresh_proof(there: Provider) -> None:
    """A23"""
    anne = signed_in("administrator")

    with time_machine.travel(NOON.replace(hour=14), tick=False):
        for path in (f"{PAGE}/new", f"{PAGE}/perle/remove"):
            answer = anne.post(path, form(there))
            assert answer.status_code == 404 or answer["Location"].startswith("/console/confirm"), path
    with pytest.raises(Exception, match="not_found"):
        provider_of_key("perle")


@pytest.mark.parametrize("role", ["ambassador", "advisor", "referent", "community_manager", "manager"])
def test_nobody_else_does(there: Provider, role: str) -> None:
    """A4, A11"""
    client = signed_in(role)

    assert client.post(f"{PAGE}/new", form(there)).status_code == 403
    assert client.get(PAGE).status_code == (200 if role == "manager" else 403)


def test_an_administrator_of_another_shop_learns_nothing_of_it(there: Provider) -> None:
    """A4"""
    signed_in("administrator").post(f"{PAGE}/new", form(there))
    stranger = signed_in("administrator", "autre-maison", "Étienne")

    for path in (f"{PAGE}/perle", f"{PAGE}/perle/remove"):
        assert stranger.post(path, form(there)).status_code == 404
    assert "maison-perle.example" not in stranger.get(PAGE).content.decode()


def test_fields_that_nobody_offers_change_nothing(there: Provider) -> None:
    """A22"""
    anne = signed_in("administrator")

    assert anne.post(f"{PAGE}/new", form(there, role="administrator")).status_code == 400
    assert anne.post(f"{PAGE}/new", form(there, shop="999")).status_code == 403
