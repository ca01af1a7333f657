"""Attack A11: a page of another site makes an agent's browser post. Every POST wants the token that only our pages have."""

from __future__ import annotations

import pytest
from django.test import Client

from comptoir.surfaces.console.tests.test_who_may_come_in import OF_ONE_CONVERSATION, OF_THE_DESK, address
from tests.routes import route

POSTS = [name for name, method in [*OF_ONE_CONVERSATION, *OF_THE_DESK] if method == "POST"]
ONLY_DONE = [name for name in POSTS if "GET" not in route(f"console:{name}").methods]
ASKED_FIRST = [name for name in POSTS if name not in ONLY_DONE]
"""A GET of these shows a form or a list, as far as the asker may see it."""


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "application/json"])
@pytest.mark.parametrize("name", [*POSTS, "sign_in", "sign_out"])
def test_a_foreign_form_is_refused(desk, of_advisor, name: str, kind: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.adele.user)

    answer = client.post(address(name, of_advisor.pk), b"{}", content_type=kind, HTTP_ORIGIN="https://evil.example")

    assert answer.status_code == 403
    of_advisor.refresh_from_db()
    assert of_advisor.status == "active"


@pytest.mark.parametrize("name", ONLY_DONE)
def test_what_does_something_is_not_done_by_a_link(desk, at_desk, of_advisor, name: str) -> None:
    assert at_desk(desk.adele).get(address(name, of_advisor.pk)).status_code == 405


@pytest.mark.parametrize("name", ASKED_FIRST)
def test_a_dialog_only_asks(desk, at_desk, of_advisor, name: str) -> None:
    before = of_advisor.seq

    assert at_desk(desk.adele).get(address(name, of_advisor.pk)).status_code in (200, 302, 400, 403, 404)
    of_advisor.refresh_from_db()
    assert of_advisor.seq == before
