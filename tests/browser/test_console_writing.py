"""The pages on writing: read by everybody, in every width and both themes; the dictionary is kept without a mouse."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PATHS = ("/console/writing", "/console/writing/dictionary", "/console/writing/rules")
SENT = "Bonjour, ici Adèle, conseillère. Votre comande est partie hier."


def test_what_was_sent_stands_among_the_mistakes(at_desk, visitors) -> None:
    """C1"""
    adele = at_desk()
    visitor = visitors()
    adele.takes(visitor)
    page = adele.go("/console/writing")
    for _ in range(120):  # what is sent before the dictionaries are read is not counted
        if adele.api.act(f"/console/c/{visitor.c}/check", {"body": SENT, "is_final": True})[1]["is_complete"]:
            break
        page.wait_for_timeout(500)
    path, message = f"/console/c/{visitor.c}/messages", {"client_id": str(uuid4()), "body": SENT, "is_confirmed": True}
    assert adele.api.act(path, message)[0] == 201
    page.reload()
    row = page.get_by_role("row", name="comande commande")
    for _ in range(20):
        if row.count():
            break
        page.wait_for_timeout(250)
        page.reload()
    expect(row).to_have_text("comande commande 1", use_inner_text=True)  # her own: the team's stand there with three


def test_the_dictionary_is_kept_by_key(at_desk) -> None:
    page = at_desk().go("/console/writing/dictionary")
    page.locator("#new-word").focus()
    for word in ("Kintsugi", "Ondine"):
        page.keyboard.type(word)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text=word)).to_be_visible()
        expect(page.locator("#new-word")).to_be_focused()
        expect(page.locator("#new-word")).to_have_value("")
    page.locator("#q").focus()
    page.keyboard.type("ondi")
    expect(page.locator("#words tbody tr")).to_have_count(1)
    expect(page.locator("#q")).to_be_focused()
    page.get_by_role("button", name="Remove “Ondine”").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#words .told")).to_be_focused()
    expect(page.locator("#words .told")).to_contain_text("not in the dictionary any more")


@pytest.mark.parametrize("looks", [{}, {"color_scheme": "dark", **PHONE}])
def test_everybody_can_read_it(at_desk, looks) -> None:
    rose = at_desk("referent", **looks)
    for path in PATHS:
        page = rose.go(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert_accessible(page, path)
