"""A customer who has left the page rates by the link that an agent took along: on a phone, in the dark, without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_the_agent_takes_the_link_along_and_the_customer_rates_by_it(at_desk, visitors, browser: Browser) -> None:
    """D4"""
    adele = at_desk()
    adele.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    page.keyboard.press("x")
    dialog = page.locator("#dialog")
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    assert_accessible(page, "closing", "#dialog")
    link = page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()

    context = browser.new_context(java_script_enabled=False, color_scheme="dark", locale="fr-FR", **PHONE)
    phone = context.new_page()
    phone.goto(link)
    assert link.rsplit("/", 1)[1] not in phone.url
    phone.get_by_role("radio", name="4").check()
    phone.get_by_role("textbox").fill("Très aimable")
    phone.locator("button").click()

    expect(phone.get_by_role("status")).to_contain_text("4")
    expect(phone.locator("blockquote")).to_have_text("Très aimable")
    context.close()
    expect(page.locator(".thread")).to_contain_text("rating: 4 of 5")


@pytest.mark.parametrize("looks", [{}, {"color_scheme": "dark", **PHONE}])
def test_everybody_can_read_the_question_and_what_follows(at_desk, visitors, browser: Browser, looks) -> None:
    """F: WCAG; the question, the thanks, and why there is none."""
    adele = at_desk()
    visitor = visitors()
    adele.takes(visitor)
    link = adele.open(visitor.c).locator("#rating-card").input_value()
    context = browser.new_context(**looks)
    page = context.new_page()

    for follow in (lambda: page.goto(link), lambda: page.goto(link + "x"), lambda: _rate(page, link)):
        follow()
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert_accessible(page)
    page.locator("summary").click()
    assert_accessible(page)
    context.close()


def _rate(page, link: str) -> None:
    page.goto(link)
    page.keyboard.press("Tab")
    page.get_by_role("radio", name="5").check()
    page.locator("button").click()
    expect(page.get_by_role("status")).to_be_visible()
