"""Addresses that only take what a form sends, opened as if they were pages: by a bookmark, by the browser's own reload."""

from __future__ import annotations

import pytest
from django.test import Client

from comptoir.surfaces.console.tests.conftest import AS_BROWSER, AS_SCRIPT
from comptoir.surfaces.console.wrong_way import page_above
from tests.routes import routes

TAKES_NO_GET = [it for it in routes("console") if it.door and "GET" not in it.door.methods]


@pytest.mark.parametrize(
    ("opened", "above"),
    [
        ("/console/settings/alarms", "/console/settings"),
        ("/console/training/write/new", "/console/training/write"),
        ("/console/settings/security/passkeys/add", "/console/settings/security"),
        ("/console/sign-out", ""),
    ],
)
def test_who_opens_what_is_no_page_is_led_to_the_nearest_one_above_it(desk, at_desk, opened: str, above: str) -> None:
    answer = at_desk(desk.marc).get(opened)

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    page = answer.content.decode()
    assert "no page to open" in page
    assert f'href="{above or "/console/"}"' in page
    assert page_above(opened) == above


def test_every_such_address_says_so(desk, at_desk) -> None:
    client = at_desk(desk.marc)
    assert len(TAKES_NO_GET) > 50
    for it in TAKES_NO_GET:
        address = it.address()
        if address.startswith("/console/"):
            answer = client.get(address)
            assert (answer.status_code, "GET" in answer["Allow"]) == (405, False), address
            assert "no page to open" in answer.content.decode(), address


def test_a_script_and_who_is_not_signed_in_hear_the_same_status(desk, at_desk) -> None:
    script = at_desk(desk.marc).get("/console/settings/alarms", **AS_SCRIPT)
    nobody = Client(**AS_BROWSER).get("/console/settings/alarms")

    assert (script.status_code, script.content) == (405, b"")
    assert nobody.status_code == 405
    assert "/console/sign-in" in nobody.content.decode()
